"""Which breast cancer a statement speaks of, and whether that is sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from so_cli import wording
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.problems import Diagnosis, Problems
from so_cli.inputs.coded.sides import (
    is_for_cancer,
    is_near_breast,
    names_breast_cancer,
    names_cancer,
    side_in,
)
from so_cli.inputs.model import Tumor
from so_cli.inputs.statement import Concept, Statement

IN_SITU = frozenset({"dcis", "lcis"})
_INVASIVE = ("C50", "174", "175")
"""How the ICD codes of such cancers begin."""
_YEAR = timedelta(days=365)


class Belongs(Struct, frozen=True):
    """To which tumor something belongs. `why_not`: it is about something else, or may be."""

    tumor: str = ""
    doubt: str = ""
    why_not: str = ""
    other_side: str = ""


class Grown(Struct, frozen=True):
    """One breast cancer with all entries that name it; `doubt`: why, if all are doubted."""

    id: str
    diagnoses: tuple[Diagnosis, ...]
    side: str = ""
    doubt: str = ""

    @property
    def is_invasive(self) -> bool:
        """Whether an entry names a cancer that has left the ducts; DCIS is then a part of it."""
        codes = [code for one in self.diagnoses for code in one.says]
        return any(
            (code.system.startswith("icd-") and code.code.startswith(_INVASIVE))
            or (code.fact == "cancer_type" and code.value not in IN_SITU)
            for code in codes
        )

    @property
    def first(self) -> date | None:
        """The first day that an entry names."""
        days = (one.statement.date for one in self.diagnoses)
        return min((day for day in days if day), default=None)


class Tumors:
    """The breast cancers of a paper."""

    def __init__(self, problems: Problems, results: Sequence[Statement], notes: Notes) -> None:
        self._notes = notes
        self._problems = problems
        now = [one for one in problems.breast if not one.is_over]
        over = [one for one in problems.breast if one.is_over]
        self.is_over = not now and bool(over)
        self.earlier = () if self.is_over else tuple(over)
        self._had_earlier = bool(self.earlier) or any(
            finding.fact == "previous_breast_cancer" for finding in notes.findings
        )
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
                name=self._notes.words(one.diagnoses[0].statement.what),
                source=one.diagnoses[0].statement.source,
                side=one.side,
                date=one.first,
            )
            for one in self.grown
        )

    @property
    def may_be_hers(self) -> bool:
        """Whether what is only of a cancer may be of a breast cancer that no entry names."""
        return not self._problems.names_other

    def name(self, grown: Grown) -> str:
        """The id that findings carry: none for a single tumor."""
        return grown.id if len(self.grown) > 1 else ""

    def of(self, one: Statement, *, is_breast: bool = False) -> Belongs:
        """The tumor that a statement speaks of; `is_breast`: its code speaks of the breast."""
        pointed = [self._by_id[name] for name in one.about if name in self._by_id]
        why_not = self._why_not(one) if not pointed else ""
        if not why_not and one.sites and not any(is_near_breast(site) for site in one.sites):
            why_not = wording.PASSED_OTHER_SITE
        hers = [reason for reason in one.reason if self._is_hers(reason)]
        others = [reason for reason in one.reason if names_cancer(reason)]
        if others and not hers and not self._notes.codes.of(others[0], "ask"):
            why_not = why_not or wording.PASSED_OTHER_PROBLEM
        if why_not:
            return Belongs(why_not=why_not)
        # The name of a procedure may tell its side; that of a test speaks of any breast.
        names = [one.what] if one.kind == "procedure" else []
        side = side_in(self._notes.codes, [*names, *one.sites, *hers])
        if pointed:
            found = self._in(pointed[0], side)
        elif self._anywhere.intersection(one.about):
            found = Belongs(doubt=wording.DOUBT_TWO_TUMORS)
        else:
            found = self._unpointed(side, is_breast=is_breast or bool(hers))
            if one.kind == "result" and one.about and not found.doubt:
                found = Belongs(found.tumor, wording.DOUBT_NOT_AMONG, other_side=found.other_side)
            if self._is_of_earlier(one, found.tumor):
                if self.earlier and one.kind in {"result", "procedure"}:
                    return Belongs(why_not=wording.PASSED_EARLIER_CANCER)
                found = Belongs(found.tumor, found.doubt or wording.DOUBT_ONCE)
        if one.reason and not found.doubt and not any(is_for_cancer(each) for each in one.reason):
            return Belongs(found.tumor, wording.DOUBT_OTHER_REASON)
        return found

    def _why_not(self, one: Statement) -> str:
        """Why something that points to no breast cancer of now is not about one."""
        if self._earlier_ids.intersection(one.about):
            return wording.PASSED_EARLIER_CANCER
        others = self._problems.others - self._anywhere
        return wording.PASSED_OTHER_PROBLEM if others.intersection(one.about) else ""

    def _is_of_earlier(self, one: Statement, tumor: str) -> bool:
        """Whether it may be of the breast cancer that she had before: it is older than this one."""
        if not self._had_earlier:
            return False
        its = next((each for each in self.grown if self.name(each) == tumor), None)
        if its is None or its.first is None:
            return not self.grown
        return one.date is not None and its.first - one.date > _YEAR

    def _is_hers(self, reason: Concept) -> bool:
        return bool(self._notes.codes.of(reason, "breast-cancer")) or names_breast_cancer(reason)

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
        Grown(f"tumor-{number}", tuple(group), side, _shared_doubt(group))
        for number, (side, group) in enumerate(found, start=1)
    ), tuple(unsided)


def _shared_doubt(group: Sequence[Diagnosis]) -> str:
    return "" if any(not one.doubt for one in group) else group[0].doubt


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
    apart = {id(one) for one in kept}
    parts[0] += [one for one in group if id(one) not in apart]
    return parts
