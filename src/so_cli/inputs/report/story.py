"""What a note tells of how the illness went so far: whether it can be taken for certain.

A doctor's note tells the person's own illness, and that is as good as its assessment; the history
in a laboratory's or a scan's report was copied from a request form. Where a note tells of more
than one breast cancer, or of one that came back, it is not plain which of them a sentence means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.inputs.report.cancers import MALIGNANT, mentions
from so_cli.inputs.report.guards import RELATIVES, is_denied, judge
from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.model import Clause
from so_cli.inputs.report.record_kinds import SCANS

NOTES = frozenset({"visit-notes", "discharge-summary", "operative-report", "radiation-summary"})
"""The papers in which a doctor tells."""
_CANCER = r"(?:breast )?(?:cancers?|carcinomas?|malignanc(?:y|ies)|tumou?rs?|disease|DCIS|IDC|ILC)"
SEVERAL = re.compile(
    r"\brecurrent (?:breast|disease|cancer|carcinoma|tumou?r|left|right|invasive|ductal|DCIS)\b"
    r"|\b(?:with|has|have|had|developed|proven|confirmed|chest wall|nodal|axillary|an?|her|his"
    r"|ipsilateral|first|second)(?: (?:local|distant|regional|biopsy-proven))* recurrence\b"
    r"(?! (?:score|risk|rate))"
    r"|\bcase (?:report|series)\b|\b(?:relapsed?|metachronous|synchronous|second primary|new primary)\b"
    rf"|\b(?:prior|previous|remote|second|another|contralateral|bilateral) (?:\w+ ){{0,2}}{_CANCER}\b"
    rf"|\b(?:prior|previous|remote) (?:personal )?history of (?:\w+ ){{0,4}}{_CANCER}\b"
    r"|\bmetastatic (?:breast|disease|ductal|lobular)|\bstage (?:IV|4)\b",
    re.IGNORECASE,
)
"""More than one cancer, or one that came back."""
_WHICH_OF_TWO = re.compile(
    r"\brecurren\w+ ?(?:,|/|or|vs\.?|versus) ?(?:an? )?(?:\w+ )?(?:new|second) |\b(?:new|second) (?:\w+ )?primary"
    r" ?(?:,|/|or|vs\.?|versus) ?(?:an? )?(?:\w+ )?recurren",
    re.IGNORECASE,
)
"""Whether it came back or is another one, left open."""
_LONG_AGO = re.compile(
    rf"\b(?:history of|h/o|hx of|had) (?:[\w+-]+ ){{0,6}}{_CANCER}\b[^.;]{{0,40}}?"
    r"(?:\b(?:in|since|dx'?d?) (?:19|20)\d\d|\byears ago|\(?(?:19|20)\d\d\)?)",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"\b\d{2,3}[- ]?(?:year[- ]old|years? old|y/?o\b|y\.o\.|[FM]\b)|\b(?:Ms|Mrs|Mr|Miss)\b|\b(?:she|he) (?:is|has|was|had)\b"
    r"|\bs/p\b|\bstatus[- ]post\b",
    re.IGNORECASE,
)
_TITLE_OF_LABORATORY = re.compile(r"(?:final |surgical )*pathology report\b", re.IGNORECASE)
_OF_LABORATORY = re.compile(
    r"(?:gross|macroscop|microscop|specimens?(?: ?\(s\))?(?: (?:submitted|received|type))? ?:"
    r"|(?:surgical )?pathology report|accession|synoptic)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(rf"\b(?:{RELATIVES})s?\b", re.IGNORECASE)
_IS_HERS = re.compile(
    r"(?:the )?patient\b|(?:ms|mrs|mr|miss)\b|(?:we|i|on|here|today)\b", re.IGNORECASE
)
"""What else follows upon a relative, in the same line, may still be about the relative."""
_SURGERY = re.compile(
    r"\b(?P<side>left|right|lt|rt|(?-i:[LR]))\.? (?:[\w-]+ ){0,3}?(?:lumpectomy|(?<!risk-reducing )mastectomy)\b",
    re.IGNORECASE,
)
_NEW_MASS = re.compile(
    r"\bnew (?:[\w-]+ ){0,3}?(?:(?P<side>left|right) (?:breast )?(?:mass|lesion|lump|nodule|tumou?r)"
    r"|(?:mass|lesion|lump|nodule|tumou?r) (?:\w+ ){0,4}?(?P<of>left|right)\b)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(left|right)(?: -|:)? (?:[\w.-]+ ){0,4}$", re.IGNORECASE)
"""The side right before the name of a cancer."""
_AGE = re.compile(r"\b(\d{2})(?:[- ]?(?:year[- ]old|y/?o\b|y\.o\.)|[FM]\b)", re.IGNORECASE)
_SHE = re.compile(r"[-*\u2022 ]*(?:she|he|her|his)\b", re.IGNORECASE)
_LETTER = {"l": "left", "lt": "left", "r": "right", "rt": "right"}
_BENIGN = re.compile(
    r"\b(?:benign|fibroadenoma\w*|papilloma|cysts?|ADH|ALH|LCIS|atypi\w+|prophyla\w+|risk[- ]reduc\w+"
    r"|contralateral|symmetr\w+|gyn(?:a)?ecomastia|bilateral)\b",
    re.IGNORECASE,
)
_NOTHING_THERE = re.compile(
    r"\b(?:left|right) (?:breast|axilla) (?:is |was )?(?:negative|normal|clear|unremarkable|benign)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = {"left": "right", "right": "left"}
_NEW = re.compile(r"\bnew(?:ly)?\b|\bthen,? in (?:19|20)\d\d\b", re.IGNORECASE)


def is_note(clauses: Sequence[Clause], kind: str) -> bool:
    """Whether a paper is a doctor's note. `kind` is the record that it is, empty for none."""
    if kind and not any(_TITLE_OF_LABORATORY.match(one.text) for one in clauses[:3]):
        return kind in NOTES
    if any(_OF_LABORATORY.match(one.text) for one in clauses):
        return False
    return any(one.section == "story" or _OF_PERSON.search(one.text) for one in clauses)


def told(clauses: Sequence[Clause], kind: str, *, is_note: bool) -> list[Clause]:
    """The clauses with what is told in them set: as the paper's own, as doubtful, or as history."""
    is_one = is_note and is_of_one(clauses)
    side = _side(clauses) if is_one else ""
    set_ones: list[Clause] = []
    relative_in, began = -1, False
    for clause in clauses:
        one = _told(clause, kind, is_note=is_note, is_one=is_one)
        line = clause.parts[-1][1]
        text = clause.text[clause.own :]
        goes_on = line == relative_in or (line == relative_in + 1 and _SHE.match(text) and began)
        if (is_note or not kind) and relative_in >= 0 and goes_on and not _IS_HERS.match(text):
            one = replace(one, doubt=wording.HEDGED)
            relative_in = line
        else:
            relative_in = line if _RELATIVE.search(clause.text) else -1
            began = bool(_RELATIVE.match(text.lstrip("-*\u2022 ")))
        is_of_another = (is_note and not is_one) or (side and _is_of_other_side(one, side))
        if is_of_another and one.section == "own" and not one.doubt:
            one = replace(one, doubt=wording.FROM_BEFORE)
        set_ones.append(one)
    return set_ones


def _told(clause: Clause, kind: str, *, is_note: bool, is_one: bool) -> Clause:
    if is_note:
        is_of_operation = kind == "operative-report" and clause.section == "history"
        if clause.section == "story" or is_of_operation:
            doubt = "" if is_one else wording.FROM_BEFORE
            return replace(clause, section="own", told=is_one, doubt=doubt)
        return replace(clause, told=is_one) if is_one and clause.section == "own" else clause
    if kind in SCANS and clause.section in {"history", "story"}:
        return replace(clause, section="own", doubt=wording.FROM_BEFORE)
    return replace(clause, section="history") if clause.section == "story" else clause


def is_of_one(clauses: Sequence[Clause]) -> bool:
    """Whether a note tells of one breast cancer alone, that did not come back."""
    hers = _hers(clauses)
    sides = {*_sides(hers), *_operated(hers)}
    found = [one for clause in hers for one in _AGE.finditer(clause.text)]
    ages = {int(one[1]) for one in found}
    is_of_two = bool(ages) and max(ages) - min(ages) > 1
    return not _tells_of_several(clauses) and not is_of_two and len(sides) <= 1


def _side(clauses: Sequence[Clause]) -> str:
    """The side of the one cancer; empty where it is not told, or is both."""
    return next((side for side in _sides(_hers(clauses)) if side in _OTHER_SIDE), "")


def _is_of_other_side(clause: Clause, side: str) -> bool:
    """Whether a clause speaks of the breast that has no cancer, and of no other."""
    text = clause.text[clause.own :]
    return side_in(text) == _OTHER_SIDE[side] and not _NOTHING_THERE.search(text)


def _tells_of_several(clauses: Sequence[Clause]) -> bool:
    if any(_WHICH_OF_TWO.search(one.text) for one in clauses):
        return True
    texts = [one.text for one in _hers(clauses)]
    if any(_is_said(SEVERAL, text) for text in texts):
        return True
    is_old = any(_LONG_AGO.search(text) for text in texts)
    return is_old and any(_NEW.search(text) for text in texts)


def _hers(clauses: Sequence[Clause]) -> list[Clause]:
    """What is not about somebody else, planned, or said in general."""
    return [one for one in clauses if not judge(one.text)[1]]


def _is_said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not is_denied(text, found.start(), found.end()) for found in pattern.finditer(text))


def _operated(clauses: Sequence[Clause]) -> Iterator[str]:
    """The sides of breast surgery that nothing says was for something else, and of new masses."""
    for clause in clauses:
        for found in _NEW_MASS.finditer(clause.text):
            yield (found["side"] or found["of"]).lower()
        if not _BENIGN.search(clause.text):
            for found in _SURGERY.finditer(clause.text):
                yield _LETTER.get(found["side"].lower(), found["side"].lower())


def _sides(clauses: Sequence[Clause]) -> Iterator[str]:
    """The sides of what the clauses name as cancer."""
    for clause in clauses:
        for one in mentions(clause):
            if one.kind in MALIGNANT and (side := side_in(clause.text)):
                beside = _BESIDE.search(clause.text[: one.start]) if side == "both" else None
                yield beside[1].lower() if beside else side
