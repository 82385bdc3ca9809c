"""What was done: surgery, radiation, chemotherapy, biopsies and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import all_words, side_in, speaks_of_breast
from so_cli.inputs.coded.tumors import Belongs, Tumors
from so_cli.inputs.model import RecordSeen
from so_cli.inputs.statement import Statement

_NEAR = timedelta(days=60)
_ROUND = timedelta(days=300)
_NOW, _EARLIER = "mammogram-images", "earlier-mammograms"
_SURGERY = frozenset({"lumpectomy", "mastectomy", "double-mastectomy"})
_HAD = {"lumpectomy": "lumpectomy", "mastectomy": "mastectomy", "double-mastectomy": "mastectomy"}
_SENTINEL = re.compile(r"\b(?:sentinel|w/ ?sn\b|slnb)", re.IGNORECASE)


def read_procedures(statements: Iterable[Statement], tumors: Tumors, notes: Notes) -> None:
    """All procedures of a paper, and the dates that follow from them."""
    done = [one for one in statements if one.kind == "procedure" and _is_done(one, notes)]
    surgeries: list[tuple[Statement, Code, Belongs]] = []
    radiation: list[tuple[Statement, Belongs]] = []
    biopsies: list[Statement] = []
    mammograms: list[Statement] = []
    for one in done:
        meanings = notes.codes.of(one.what, "says", "done", "ask")
        if not meanings:
            continue
        belongs = tumors.of(one, is_breast=any(code.breast for code in meanings))
        is_earlier = belongs.why_not == wording.PASSED_EARLIER_CANCER
        if is_earlier and all(code.means == "done" for code in meanings):
            belongs = Belongs()  # Old pictures are worth asking for, whatever they were taken for.
        if belongs.why_not:
            notes.pass_over(one.source, belongs.why_not)
            continue
        is_unknown = belongs.doubt == wording.DOUBT_NO_DIAGNOSIS and not tumors.may_be_hers
        belongs = _doubted(one, meanings, belongs, tumors, notes)
        for code in meanings:
            if is_unknown and code.fact:
                notes.pass_over(one.source, belongs.doubt)
            elif code.fact == "surgery":
                surgeries.append((one, code, belongs))
            elif code.fact and code.fact != "side":
                _say(one, code, belongs, notes)
                radiation += [(one, belongs)] if code.value == "radiation" else []
            elif code.means == "done" and _fits(one, code):
                _note_record(one, code, notes)
                biopsies += [one] if code.record == "biopsy-report" else []
                mammograms += [one] if code.record == "mammogram-images" else []
    _say_surgery(surgeries, notes)
    _say_side(surgeries, radiation, tumors, notes)
    _say_diagnosed(biopsies, tumors, notes)
    _say_pictures(mammograms, notes)


def _is_done(one: Statement, notes: Notes) -> bool:
    meant = one.standing in {"holds", "past", "unclear"}
    if meant and (one.date is None or one.date <= notes.today):
        return True
    if one.standing != "not-so" and notes.codes.of(one.what, "says", "ask"):
        notes.pass_over(one.source, wording.PASSED_PLANNED)
    return False


def _doubted(
    one: Statement, meanings: list[Code], belongs: Belongs, tumors: Tumors, notes: Notes
) -> Belongs:
    """With the doubts that lie in the procedure itself; another side than the tumor's is shown."""
    if belongs.other_side and any(code.means in {"says", "ask"} for code in meanings):
        doubt = wording.DOUBT_OTHER_SIDE
        notes.say("side", belongs.other_side, one.source, tumor=belongs.tumor, doubt=doubt)
    doubt = belongs.doubt or ("" if tumors.grown else wording.DOUBT_NO_DIAGNOSIS)
    if one.standing == "unclear":
        doubt = doubt or wording.DOUBT_NOT_FINISHED
    return Belongs(belongs.tumor, doubt, belongs.why_not, belongs.other_side)


def _say(one: Statement, code: Code, belongs: Belongs, notes: Notes) -> None:
    doubt = belongs.doubt or (wording.DOUBT_MANY_MEANINGS if code.means == "ask" else "")
    tumor = "" if code.fact == "had" else belongs.tumor
    notes.say(code.fact, code.value, one.source, tumor=tumor, doubt=doubt)
    if code.fact == "node_surgery":
        notes.say("had", "node-surgery", one.source, doubt=doubt)


def _say_surgery(found: list[tuple[Statement, Code, Belongs]], notes: Notes) -> None:
    """Each surgery among the treatments; as the surgery, the latest one."""
    by_tumor: dict[str, list[tuple[Statement, Code, Belongs]]] = {}
    for each in found:
        by_tumor.setdefault(each[2].tumor, []).append(each)
    for tumor, its in by_tumor.items():
        last = max((one.date for one, _code, _belongs in its if one.date), default=None)
        for one, code, belongs in its:
            doubt = belongs.doubt or (wording.DOUBT_PART_OR_WHOLE if code.means == "ask" else "")
            notes.say("had", _HAD.get(code.value, code.value), one.source, doubt=doubt)
            if code.value in _SURGERY and (last is None or one.date in {last, None}):
                unsure = doubt or (wording.DOUBT_NO_DATE if last and one.date is None else "")
                value = code.value
                if value == "mastectomy" and _side(one, notes) == "both":
                    value, unsure = "double-mastectomy", unsure or wording.DOUBT_CODE_AND_WORDS
                notes.say("surgery", value, one.source, tumor=tumor, doubt=unsure)
            if last is not None and one.date == last:
                notes.say(
                    "surgery_on", last.isoformat(), one.source, tumor=tumor, doubt=belongs.doubt
                )
            if _SENTINEL.search(all_words(one.what)) and code.means == "says":
                why = belongs.doubt or wording.DOUBT_WORDS_ONLY_SO
                notes.say("node_surgery", "sentinel", one.source, tumor=tumor, doubt=why)


def _say_side(
    surgeries: list[tuple[Statement, Code, Belongs]],
    radiation: list[tuple[Statement, Belongs]],
    tumors: Tumors,
    notes: Notes,
) -> None:
    """The side of a treatment, where no diagnosis names one; a whole breast may be the other."""
    if len(tumors.grown) != 1 or tumors.grown[0].side:
        return
    for one, belongs in radiation:
        side = _side(one, notes)
        if side in {"left", "right"}:
            doubt = belongs.doubt or wording.DOUBT_SIDE_OF_RADIATION
            notes.say("side", side, one.source, doubt=doubt)
    for one, code, belongs in surgeries:
        side = _side(one, notes)
        if side in {"left", "right"}:
            is_part = code.value == "lumpectomy" and code.means == "says"
            doubt = belongs.doubt or ("" if is_part else wording.DOUBT_SIDE_OF_SURGERY)
            notes.say("side", side, one.source, doubt=doubt)


def _side(one: Statement, notes: Notes) -> str:
    return side_in(notes.codes, [one.what, *one.sites])


def _say_diagnosed(biopsies: list[Statement], tumors: Tumors, notes: Notes) -> None:
    """The day of the diagnosis: its entry's, or that of a breast biopsy shortly before or after."""
    for grown in tumors.grown:
        dated = [one for one in grown.diagnoses if one.statement.date]
        if not dated or tumors.is_over:
            continue
        first = min(dated, key=lambda one: (bool(one.doubt), str(one.statement.date)))
        best, when = first.statement.source, first.statement.date
        for one in biopsies:
            its = _side(one, notes)
            if not one.date or not when or {its, grown.side} == {"left", "right"}:
                continue
            if abs(one.date - when) <= _NEAR and one.date < when:
                best, when = one.source, one.date
        if when is not None and when <= notes.today:
            notes.say(
                "diagnosed_on", when.isoformat(), best, tumor=tumors.name(grown), doubt=first.doubt
            )


def _say_pictures(mammograms: list[Statement], notes: Notes) -> None:
    dated = sorted((one for one in mammograms if one.date), key=lambda one: str(one.date))
    if not dated:
        return
    first, last = dated[0].date, dated[-1].date
    if first and last and first.year < last.year:
        notes.say("prior_images", "yes", dated[0].source)
    if last and _EARLIER in notes.bank.record:
        notes.records = [
            replace(one, record=_EARLIER)
            if one.record == _NOW and one.date and last - one.date > _ROUND
            else one
            for one in notes.records
        ]


def _fits(one: Statement, code: Code) -> bool:
    """Whether it was the breast of which pictures were taken."""
    if code.breast or not code.record.endswith("-images"):
        return True
    return speaks_of_breast(one.what, *one.sites)


def _note_record(one: Statement, code: Code, notes: Notes) -> None:
    if code.record not in notes.bank.record:
        return
    notes.records.append(
        RecordSeen(
            record=code.record,
            what=notes.words(one.what),
            source=one.source,
            is_here=False,
            date=one.date,
            place=one.place,
        )
    )
    if code.record == "breast-mri-images":
        notes.say("mri", "done", one.source)
