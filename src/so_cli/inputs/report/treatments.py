"""Treatments that a note tells as done: surgery, radiation, medicines.

A note tells what was done beside what was talked about, planned, and said no to. So it counts as
done only behind words that say so ("s/p", "underwent", "completed"), or with its day beside it; and
only where nothing before it, in the same part of the sentence, leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.codes import CodeIndex
from so_cli.inputs.report.guards import judge
from so_cli.inputs.report.header import day_in
from so_cli.inputs.report.model import Clause, Draft, Found
from so_cli.inputs.report.operations import NOT_FOR_CANCER, PART, WHOLE
from so_cli.inputs.report.specimens import procedure_in
from so_cli.inputs.report.treatment_words import (
    AIM,
    DATE,
    DATED,
    DONE,
    DONE_BEHIND,
    DOSE,
    OPEN,
    OPEN_BEHIND,
    PARTS,
    RESULT,
    TREATMENTS,
)

_ELSE = re.compile(
    r"[^.;,]{0,25}? (?:for|of) (?:an? |the |her |his )?(?:history of |severe )?"
    r"(?:ovulat\w+|(?:in)?fertil\w+|IVF|egg|endometrio\w+|(?:chemo)?prevention|high[- ]risk|LCIS|ADH|atypi\w+"
    r"|lupus|RA|rheumatoid|arthritis|psoria\w+|osteop\w+|acne|keloid|skin|hot flash\w*|menopaus\w+|vasculitis"
    r"|transition\w*|fibroids?|gyn(?:a)?ecomastia|hyperthyroid\w*|graves|lymphoma|hodgkin\w*|leuk(?:a)?emia"
    r"|melanoma|sarcoma|thyroid|\w*ovar\w+|prostate|colon|rectal|lung|cervical|uterine|endometrial)\b"
    r"|(?: therapy| treatment)?,? ?\(?(?:HRT|replacement|at diagnosis)\b",
    re.IGNORECASE,
)
"""That a treatment was for something else."""
_NOT_ONCOLOGY = re.compile(
    r"\b(?:egg|oocyte|embryo|ovulat\w+|IVF|fertility|infertility|endometriosis|gyn(?:a)?ecomastia"
    r"|chemoprevention|lupus|rheumatoid|psoria\w+|ectopic)\b",
    re.IGNORECASE,
)
"""Where one of these is named, a medicine may have been for it."""
_MEDICINES = frozenset({"chemotherapy", "hormone-therapy", "ovarian-suppression"})
_PRE_OP = re.compile(
    r"(?:surgical |day of surgery )?(?:pre-? ?op(?:erative)?|pre-? ?admission|pre-? ?procedure|pre-? ?anesthe\w+|consent)\b"
    r"(?! (?:diagnos|dx))|anesthesia pre",
    re.IGNORECASE,
)
"""A paper with such a title tells the surgery that is to come."""
_HEAD = 4
_STARTS = re.compile(r"\b(?:starts|begins)\b", re.IGNORECASE)
"""Told in the present of a day that is past."""
_SURGERY = frozenset({"lumpectomy", "mastectomy", "node-surgery"})
_BOTH = re.compile(r"\b(?:bilateral|double|both)\b", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"(?:(?!\b(?:followed|completed|started|initiated|then|before|after|until|seen|clinic|visit|returns?"
    r"|presents?|MRI|scan|clip|port|expander|implant|reconstruction|today)\b)"
    r"(?!(?<!node )biopsy on)[^.;]){0,80}?"
    rf"(?<![\d/])(?P<day>{DATE})(?![\d/])"
)
_DAY_BEFORE = re.compile(
    rf"(?<![\d/])(?P<day>{DATE})(?![\d/])"
    r"(?:(?!\b(?:biopsy|diagnos\w+|completed|since|after|following|until|and(?! underwent)|MRI|clip|s/p|status|history|she (?:is|has)|he (?:is|has))\b)"
    r"[^.;]){0,60}$"
)
_OF_ELSE = re.compile(
    r"\b(?:biops\w+|bx|clip|MRI|mammo\w*|ultrasound|scan|visit|seen|diagnosed|dx|replacement|history|note|update|dated|hpi|today"
    r"|(?!lump|mast)\w+ectomy|port)[ ,(]{0,3}(?:on )?\(?$",
    re.IGNORECASE,
)
"""What stands right before a day has that day for its own."""
_ANY_DAY = re.compile(rf"(?<![\d/]){DATE}(?![\d/])")
_YEAR = re.compile(r"\b20\d\d\b")
_PARTLY = re.compile(r"sampling|lymphadenectomy|targeted|surgery", re.IGNORECASE)
_SENTINEL = re.compile(r"sentinel|SLN|SNB", re.IGNORECASE)
_WHOLE_ARMPIT = re.compile(r"axillary|ALND|clearance|dissection|radical|MRM", re.IGNORECASE)


class Done(Struct, frozen=True):
    """A treatment told as done: the choice of `had`, and where it stands.

    is_both  of both breasts.
    by_date  whether nothing but a date beside it says that it was done.
    """

    name: str
    clause: Clause
    start: int
    end: int
    is_both: bool = False
    by_date: bool = False


def of_treatments(
    clauses: Sequence[Clause],
    drugs: CodeIndex,
    day: date | None,
    *,
    is_visit: bool,
    doubt: str = "",
) -> Iterator[Draft]:
    """What was had, and the breast surgery with its day.

    `day` is the day of the paper: what it dates later is planned, and where the paper has no day, a
    date alone proves nothing. `is_visit`: it is a note of a visit or a stay, and not the report of
    the operation. `doubt`: why it may be the treatment of another cancer.
    """
    every = (one for clause in clauses for one in _done(clause, drugs))
    done = [one for one in every if not (day and _is_later(one, day))]
    if not is_visit:  # of the surgery itself the report has its own words
        done = [one for one in done if one.name not in _SURGERY or procedure_in(one.clause)]
    is_before = any(_PRE_OP.match(clause.text) for clause in clauses[:_HEAD])
    for one in done:
        is_open = (one.by_date and not day) or (is_before and one.name in _SURGERY)
        unproved = wording.HEDGED if is_open else ""
        yield _draft(one, "had", (one.name,), doubt or unproved)
        if kind := _kind_of_nodes(one):
            yield _draft(one, "node_surgery", kind, doubt or unproved)
    if not is_visit:
        return
    surgery = [
        one for one in done if (day or not one.by_date) and one.name in {"lumpectomy", "mastectomy"}
    ]
    doubt = doubt or (wording.HEDGED if is_before else "")
    kinds = {"double-mastectomy" if one.is_both else one.name for one in surgery}
    is_of_more = any(NOT_FOR_CANCER.search(one.clause.text) and not one.is_both for one in surgery)
    doubt = doubt or (wording.SEVERAL_OPERATIONS if len(kinds) > 1 or is_of_more else "")
    for one in surgery:
        yield _draft(one, "surgery", "double-mastectomy" if one.is_both else one.name, doubt)
    for one in surgery:
        if on := _day(one):
            yield _draft(one, "surgery_on", on, doubt)


def _done(clause: Clause, drugs: CodeIndex) -> Iterator[Done]:
    if clause.section == "history":
        yield from _taken(clause, drugs)
    if clause.section not in {"own", "specimens"}:
        return
    is_for_else = bool(_NOT_ONCOLOGY.search(clause.text))
    if judge(clause.text, told=True)[1] in {wording.OF_SOMEBODY_ELSE, wording.HEDGED}:
        return
    is_dated = bool(DATED.match(clause.text[clause.own :]))
    begins = 0
    has_begun = bool(DONE.search(clause.text[: clause.own]))
    for part in (*PARTS.finditer(clause.text), None):
        ends = part.start() if part else len(clause.text)
        text = clause.text[begins:ends]
        for name, start, end in _named(text, drugs):
            head = _STARTS.sub("", text[:start]) if is_dated else text[:start]
            if is_for_else and name in _MEDICINES:
                continue
            if _is_open(head, text[end:]) or _ELSE.match(text[end:]):
                continue
            is_told = has_begun or _is_told(head, text[start:], end - start)
            if is_told or is_dated or DONE_BEHIND.match(text[end:]):
                is_both = name == "mastectomy" and bool(_BOTH.search(head[-30:]))
                at = begins + start, begins + end
                yield Done(name, clause, *at, is_both=is_both, by_date=not is_told)
        begins = part.end() if part else ends
        has_begun = False


def _is_told(head: str, rest: str, length: int) -> bool:
    """Whether words say that a treatment was done: before it, by its result, or by a count."""
    return bool(DONE.search(head) or RESULT.match(rest[length:]) or rest[0].isdigit())


def _is_open(head: str, rest: str) -> bool:
    """Whether the words around a treatment leave open if it was done."""
    return bool(OPEN.search(head) or AIM.search(head) or OPEN_BEHIND.match(rest))


def _taken(clause: Clause, drugs: CodeIndex) -> Iterator[Done]:
    """The medicines of a list that gives dose and time."""
    if not DOSE.search(clause.text) or OPEN.search(clause.text) or judge(clause.text)[1]:
        return
    for name, start, end in _named(clause.text, drugs):
        if name not in {"lumpectomy", "mastectomy"}:
            yield Done(name, clause, start, end)


def _named(text: str, drugs: CodeIndex) -> Iterator[tuple[str, int, int]]:
    """The treatments that a text names, with where they stand."""
    for found in PART.finditer(text):
        yield "lumpectomy", found.start(), found.end()
    rest = PART.sub(lambda found: "\u00b7" * len(found[0]), text)
    for found in WHOLE.finditer(rest):
        if not NOT_FOR_CANCER.search(text[max(found.start() - 40, 0) : found.end()]):
            is_many = found[0].lower().endswith("ies") and not _BOTH.search(text[: found.start()])
            if not is_many:  # "Dr. A performed mastectomies for years"
                yield "mastectomy", found.start(), found.end()
    for name, pattern in TREATMENTS:
        for found in pattern.finditer(text):
            yield name, found.start(), found.end()
    for name, code in drugs.drugs_in(text).items():
        if code.fact == "had":
            start = text.lower().find(name)
            if start >= 0:
                yield str(code.value), start, start + len(name)


def _kind_of_nodes(one: Done) -> str:
    """Sentinel or full, where the words for the surgery of the nodes say which."""
    words = one.clause.text[one.start : one.end]
    if one.name != "node-surgery" or _PARTLY.search(
        one.clause.text[max(one.start - 10, 0) : one.end]
    ):
        return ""
    return "sentinel" if _SENTINEL.search(words) else "full" if _WHOLE_ARMPIT.search(words) else ""


def _day(one: Done) -> str:
    """The day of an operation, if it stands right beside it."""
    text = one.clause.text
    after = _DAY_BEHIND.match(text[one.end : one.end + 120])
    start = max(one.start - 80, 0)
    before = _DAY_BEFORE.search(text[start : one.start])
    if before and _OF_ELSE.search(text[: start + before.start("day")]):
        before = None
    found = after or before
    day = _as_day(found["day"]) if found else None
    return day.isoformat() if day else ""


def _is_later(one: Done, day: date) -> bool:
    """Whether the clause dates a treatment after the day of the paper."""
    around = one.clause.text[max(one.start - 80, 0) : one.end + 80]
    days = [_as_day(found[0]) for found in _ANY_DAY.finditer(around)]
    years = [int(found[0]) for found in _YEAR.finditer(around)]
    return any(each and each > day for each in days) or any(year > day.year for year in years)


def _as_day(text: str) -> date | None:
    return day_in(re.sub(r"^(\d{4})/(\d{1,2})/(\d{1,2})$", r"\1-\2-\3", text))


def _draft(one: Done, fact: str, value: Stored, doubt: str = "") -> Draft:
    own = judge(one.clause.text, told=one.clause.told)[0]
    found = Found(
        fact=fact, value=value, start=one.start, end=one.end, rule="treatments",
        doubt=one.clause.doubt or doubt or own,
    )  # fmt: skip
    return Draft(found=found, clause=one.clause)
