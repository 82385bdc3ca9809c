"""Which breast cancer a statement speaks of, and whether that is sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec import Struct

from so_cli import wording
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.problems import Diagnosis, Problems
from so_cli.inputs.coded.sides import (
    is_near_breast,
    names_breast_cancer,
    side_in,
    speaks_of_cancer,
)
from so_cli.inputs.model import Tumor
from so_cli.inputs.statement import Statement

_YEAR = timedelta(days=365)


class Belongs(Struct, frozen=True):
    """To which tumor something belongs. `why_not`: it is about something else, or may be."""

    tumor: str = ""
    doubt: str = ""
    why_not: str = ""
    other_side: str = ""


class Grown(Struct, frozen=True):
    """One breast cancer with all entries that name it."""

    id: str
    diagnoses: tuple[Diagnosis, ...]
    side: str = ""

    @property
    def doubt(self) -> str:
        """Why its entries are doubted, if all of them are."""
        doubts = [one.doubt for one in self.diagnoses]
        return "" if "" in doubts else doubts[0]


class Tumors:
    """The breast cancers of a paper."""

    def __init__(self, problems: Problems, results: Sequence[Statement], notes: Notes) -> None:
        self._notes = notes
        self._problems = problems
        now = [one for one in problems.breast if not one.is_over]
        over = [one for one in problems.breast if one.is_over]
        self.is_over = not now and bool(over)
        self.earlier = () if self.is_over else tuple(over)
        self._earlier_ids = frozenset(one.statement.id for one in self.earlier if one.statement.id)
        self.grown, anywhere = _apart(over if self.is_over else now, results)
        self._anywhere = frozenset(one.statement.id for one in anywhere if one.statement.id)
        self._by_id = {
            one.statement.id: grown
            for grown in self.grown for one in grown.diagnoses if one.statement.id
        }  # fmt: skip

    def seen(self) -> tuple[Tumor, ...]:
        """The tumors that the paper tells apart; none, where it names a single one."""
        if len(self.grown) < 2:
            return ()
        return tuple(
            Tumor(
                id=one.id,
                name=one.diagnoses[0].statement.what.words,
                source=one.diagnoses[0].statement.source,
                side=one.side,
                date=min((d.statement.date for d in one.diagnoses if d.statement.date), default=None),
            )
            for one in self.grown
        )  # fmt: skip

    def name(self, grown: Grown) -> str:
        """The id that findings carry: none for a single tumor."""
        return grown.id if len(self.grown) > 1 else ""

    def of(self, one: Statement, *, is_breast: bool = False) -> Belongs:
        """The tumor that a statement speaks of; `is_breast`: its code speaks of the breast."""
        pointed = [self._by_id[name] for name in one.about if name in self._by_id]
        if not pointed and any(name in self._earlier_ids for name in one.about):
            return Belongs(why_not=wording.PASSED_EARLIER_CANCER)
        if not pointed and any(name in self._anywhere for name in one.about):
            return Belongs(doubt=wording.DOUBT_TWO_TUMORS)
        if not pointed and any(name in self._problems.others for name in one.about):
            return Belongs(why_not=wording.PASSED_OTHER_PROBLEM)
        if one.sites and not any(is_near_breast(site) for site in one.sites):
            return Belongs(why_not=wording.PASSED_OTHER_SITE)
        reasons = [reason for reason in one.reason if speaks_of_cancer(reason)]
        hers = [reason for reason in one.reason
                if self._notes.codes.of(reason, "breast-cancer") or names_breast_cancer(reason)]  # fmt: skip
        if reasons and not hers and not self._notes.codes.of(reasons[0], "ask"):
            return Belongs(why_not=wording.PASSED_OTHER_PROBLEM)
        side = side_in(self._notes.codes, [*one.sites, *hers])
        if pointed:
            return self._in(pointed[0], side)
        return self._unpointed(side, is_breast=is_breast or bool(hers))

    def _unpointed(self, side: str, *, is_breast: bool) -> Belongs:
        if not self.grown:
            return Belongs(doubt="" if is_breast else wording.DOUBT_NO_DIAGNOSIS)
        fitting = [one for one in self.grown if side and one.side == side]
        if len(self.grown) > 1 and len(fitting) != 1:
            return Belongs(doubt=wording.DOUBT_TWO_TUMORS)
        found = self._in((fitting or self.grown)[0], side)
        if self._problems.cancers and not is_breast and not found.doubt:
            return Belongs(found.tumor, wording.DOUBT_OTHER_CANCER, other_side=found.other_side)
        return found

    def _in(self, grown: Grown, side: str) -> Belongs:
        doubt = wording.DOUBT_OVER if self.is_over else grown.doubt
        crossed = {side, grown.side} == {"left", "right"}
        if crossed:
            doubt = doubt or wording.DOUBT_OTHER_SIDE
        return Belongs(self.name(grown), doubt, other_side=side if crossed else "")


def say_diagnoses(tumors: Tumors, problems: Problems, notes: Notes) -> None:
    """What the entries for breast cancer say of it: side, type, place, and of her sex."""
    for grown in tumors.grown:
        name = tumors.name(grown)
        for one in grown.diagnoses:
            doubt = wording.DOUBT_OVER if tumors.is_over else one.doubt
            _say_codes(one, name, doubt, notes)
    for one in [*tumors.earlier, *(problems.breast if tumors.is_over else ())]:
        doubt = wording.DOUBT_ONCE
        notes.say("previous_breast_cancer", "yes", one.statement.source, doubt=doubt)
    for said in problems.says:
        belongs = tumors.of(said)
        for code in notes.codes.of(said.what, "says", "ask"):
            if code.fact in {"side", "cancer_type"}:
                continue
            asked = wording.DOUBT_EITHER_RECEPTOR if code.means == "ask" else belongs.doubt
            if said.standing == "unclear":
                asked = asked or wording.DOUBT_NOT_FINAL
            if code.fact:
                notes.say(code.fact, code.value, said.source, tumor=belongs.tumor, doubt=asked)


def _say_codes(one: Diagnosis, tumor: str, doubt: str, notes: Notes) -> None:
    codes = [*one.says]
    for code in notes.codes.of(one.statement.morphology, "says"):
        if code.fact == "cancer_type":
            codes.append(code)
    for code in codes:
        if code.fact and code.fact != "side":
            its = "" if code.fact == "sex" else tumor
            notes.say(code.fact, code.value, one.statement.source, tumor=its, doubt=doubt)
    coded = {code.value for code in one.says if code.fact == "side"}
    sited = side_in(notes.codes, one.statement.sites)
    for side in sorted({*coded, *([sited] if sited else []), *([one.side] if one.side else [])}):
        notes.say("side", side, one.statement.source, tumor=tumor, doubt=doubt)


def _apart(
    diagnoses: Sequence[Diagnosis], results: Iterable[Statement]
) -> tuple[tuple[Grown, ...], tuple[Diagnosis, ...]]:
    """The tumors, and the entries that may be of any of them.

    Entries on one side are one tumor, unless the paper has results for each of several. A side
    that is not said is that of the others, where these name a single one.
    """
    groups: dict[str, list[Diagnosis]] = {}
    for one in diagnoses:
        groups.setdefault(one.side, []).append(one)
    unsided = groups.pop("", [])
    if "both" in groups or len(groups) < 2:
        side = "both" if "both" in groups else next(iter(groups), "")
        groups = {side: [*diagnoses]} if diagnoses else {}
        unsided = []
    pointed = {name for result in results for name in result.about}
    found: list[tuple[str, list[Diagnosis]]] = []
    for side, group in groups.items():
        found += [(side, part) for part in _with_own_results(group, pointed)]
    return tuple(
        Grown(f"tumor-{number}", tuple(group), side)
        for number, (side, group) in enumerate(found, start=1)
    ), tuple(unsided)


def _with_own_results(group: list[Diagnosis], pointed: set[str]) -> list[list[Diagnosis]]:
    """Entries more than a year apart, each with results of its own, are tumors of their own."""
    heads = [one for one in group if one.statement.id in pointed and one.statement.date]
    heads.sort(key=lambda one: str(one.statement.date))
    kept: list[Diagnosis] = []
    for one in heads:
        last = kept[-1].statement.date if kept else None
        if last is None or (one.statement.date is not None and one.statement.date - last > _YEAR):
            kept.append(one)
    if len(kept) < 2:
        return [group]
    parts = [[one] for one in kept]
    parts[0] += [one for one in group if one not in kept]
    return parts
