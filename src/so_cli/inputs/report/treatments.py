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

_WORDS: dict[str, tuple[str, ...]] = {
    "node-surgery": (
        r"\b(?:SLNB|SLNBx|SLN ?bx|SNB|ALND|ALNB|MRM)\b",
        r"\bsentinel (?:lymph )?node (?:biops(?:y|ies)|bx|excision|dissection)",
        r"\baxillary (?:lymph )?(?:node )?(?:dissection|clearance|sampling|surgery)",
        r"\blymph node dissection|\blymphadenectomy|\bmodified radical mastectomy",
        r"\b\d{1,2} ?(?:/|of) ?\d{1,2} (?:SLNs?\b|sentinel)",
    ),
    "radiation": (
        (
            r"\bradiation(?: therapy| treatments?)?\b"
            r"(?! (?:oncolog|skin|change|dermatitis|consult|simulation|field|safety|exposure|training))"
        ),
        r"\bradiotherapy\b|\bPMRT\b|\bWBRT\b|\bWBI\b",
    ),
    "chemotherapy": (
        r"\b(?:neo-?adjuvant |adjuvant )?chemo(?:therapy)?\b(?!-)",
        r"\bddAC\b|\b(?:dd)?AC ?(?:x ?\d|-T\b|-THP\b|/T\b|followed)|\bTCH ?P?\b|\bTC ?x ?\d",
    ),
    "hormone-therapy": (
        r"\b(?:endocrine|hormon(?:e|al)|anti-?estrogen) therapy\b|\baromatase inhibitor",
    ),
    "her2-therapy": (r"\bphesgo\b|\bTCHP?\b|\bTHP\b|\bHER2-(?:directed|targeted) therapy",),
    "ovarian-suppression": (r"\bovarian suppression\b",),
    "immunotherapy": (r"\bimmunotherapy\b",),
}
_COMPILED = tuple(
    (name, re.compile("|".join(patterns), re.IGNORECASE)) for name, patterns in _WORDS.items()
)
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4})"
)
_MONTH = rf"(?:{_DATE}|\d{{1,2}}/\d{{4}}|\d{{4}}/\d{{1,2}}|(?:19|20)\d\d)"
DONE = re.compile(
    r"^(?:[-*\u2022] ?)?on\b|\b(?:s/p|status[- ]post|underwent|undergoes|undergone|had|has had|received|receiving"
    r"|(?:returns?|seen|recover\w*|doing well) (?:\w+ ){0,2}(?:after|following)"
    r"|completed|completion of|finished|treated (?:in (?:19|20)\d\d )?with|was given|performed"
    r"|took|taking|takes|currently on|now on|remains on|continues (?:on|with)|continued on"
    r"|started|initiated|began|on (?:neo-?)?adjuvant|tolerat\w+|discontinued|stopped)\b"
    r"|\b(?:treatment (?:to date|history)|surgical history|surgery|surgeries"
    r"|procedures?(?: performed)?|radiation) ?:",
    re.IGNORECASE,
)
"""Words that say that what follows them was done."""
_DONE_BEHIND = re.compile(
    r"[^.;]{0,40}?\b(?:completed|finished|performed|was done|initiated)\b"
    rf"|[^.;,]{{0,45}}? (?:on|in|since) {_MONTH}|(?: [\w-]+){{0,3}}[ ,:(-]{{1,3}}{_MONTH}",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"[^.;]{0,45}?\b(?:showed|revealed|demonstrated|confirmed|pathology)\b", re.IGNORECASE
)
"""What has a result was done."""
_DATED = re.compile(rf"^(?:[-*\u2022] ?|\d{{1,2}}[.)] )?{_MONTH}(?: ?- ?{_MONTH})? ?[:,-]")
OPEN = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|scheduled?|recommend\w*|discuss\w*|consider\w*|options?|versus"
    r"|vs\.?|would|prefers?|wish(?:es)?|candidate|if|declin\w+|refus\w+|offer\w*|elect\w*|opt(?:s|ed)?"
    r"|request\w*|defer\w*|not|never|no|none|denies|without|pending|await\w*|anticipat\w*|likely"
    r"|next|to begin|begin|to start|start|referr\w*|referral|consult\w*|simulation|eligible|prior to"
    r"|before|rather than|instead of|favou?r\w*|should|could|may|need(?:s|ed)?|until|possible"
    r"|role of|benefit\w*|avoid\w*|omi(?:t|ssion)\w*|versus|interested|evaluat\w+|planning|agree\w*"
    r"|risk(?:s)?|once|when|begins|starts|to be|get started|tbd|upcoming|patients|allerg\w*|intoleran\w*|remote|benign"
    r"|contralateral|clearance|cleared|questions?|hoped|read|told|explained|handouts?|information|opinion"
    r"|forms|paperwork|meeting|met|list|booklet|brochure|authoriz\w+|approv\w+|insurance|instructions"
    r"|ideas?|notes|reading|process|prior auth\w*|stopped by|to ask|postponed?|cancell?ed|aborted|(?:is|are|am) to|going to|had (?:she|he|it|they)|fear\w*|mistake|here to|presents? (?:for|to)|seen for|toxicity)\b"
    r"|\?|<",
    re.IGNORECASE,
)
"""Words that leave open what follows them."""
_OPEN_BEHIND = re.compile(
    r"[^.;,]{0,30}?\b(?:declined|refused|deferred|discussed|recommended|planned|scheduled|offered"
    r"|indicated|was not|were not|is not|not (?:given|done|performed)|pending|versus|vs|if|candidate"
    r"|to be|to follow|will|oncology|consult\w*|next|education|teaching|class|consent|counsel\w*"
    r"|planning|port|discussion|plan|options?|explained|set for|on hold|attempted)\b"
    r"|[^.;]{0,80}?\b(?:postponed|cancell?ed|aborted|abandoned|rescheduled|(?:would|might|could) have)\b"
    r"| ?\?| ?: ?(?:no|none|n/?a|Y ?/ ?N)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r";|,? but\b|\bhowever\b|,? (?:and )?(?:here|presents?|presenting|who|now|today)\b"
    r"|, and (?:will|is|plans)\b|\bwho\b|\breferred\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:for|about|regarding|between)(?: (?:neo-?)?(?:adjuvant|possible|further|left|right|breast|the|a))*"
    r" ?$",
    re.IGNORECASE,
)
"""What a treatment is for, or spoken about, is not done by it: "a port for chemotherapy"."""
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
_DOSE = re.compile(
    r"\b\d+(?:\.\d+)? ?mg\b.*\b(?:daily|weekly|monthly|tablet|every|once|twice|qd|q\.?d\.?|bid)\b",
    re.IGNORECASE,
)
"""In a list of medicines, what has a dose and a time is taken."""
_MRM = re.compile(r"\bMRM\b")
_STARTS = re.compile(r"\b(?:starts|begins)\b", re.IGNORECASE)
"""Told in the present of a day that is past."""
_SURGERY = frozenset({"lumpectomy", "mastectomy", "node-surgery"})
_BOTH = re.compile(r"\b(?:bilateral|double|both)\b", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"(?:(?!\b(?:followed|completed|started|initiated|then|before|after|until|seen|clinic|visit|returns?"
    r"|presents?|MRI|scan|clip|port|expander|implant|reconstruction|today)\b)"
    r"(?!(?<!node )biopsy on)[^.;]){0,80}?"
    rf"(?<![\d/])(?P<day>{_DATE})(?![\d/])"
)
_DAY_BEFORE = re.compile(
    rf"(?<![\d/])(?P<day>{_DATE})(?![\d/])"
    r"(?:(?!\b(?:biopsy|diagnos\w+|completed|since|after|following|until|and(?! underwent)|MRI|clip)\b)"
    r"[^.;]){0,60}$"
)
_OF_ELSE = re.compile(
    r"\b(?:biops\w+|bx|clip|MRI|mammo\w*|ultrasound|scan|visit|seen|diagnosed|dx|replacement"
    r"|(?!lump|mast)\w+ectomy|port)[ ,(]{0,3}(?:on )?\(?$",
    re.IGNORECASE,
)
"""What stands right before a day has that day for its own."""
_ANY_DAY = re.compile(rf"(?<![\d/]){_DATE}(?![\d/])")
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
    for one in done:
        unproved = wording.HEDGED if one.by_date and not day else ""
        yield _draft(one, "had", (one.name,), doubt or unproved)
        if kind := _kind_of_nodes(one):
            yield _draft(one, "node_surgery", kind, doubt or unproved)
    if not is_visit:
        return
    surgery = [
        one for one in done if (day or not one.by_date) and one.name in {"lumpectomy", "mastectomy"}
    ]
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
    if judge(clause.text, told=True)[1] in {wording.OF_SOMEBODY_ELSE, wording.HEDGED}:
        return
    is_dated = bool(_DATED.match(clause.text[clause.own :]))
    begins = 0
    has_begun = bool(DONE.search(clause.text[: clause.own]))
    for part in (*_PARTS.finditer(clause.text), None):
        ends = part.start() if part else len(clause.text)
        text = clause.text[begins:ends]
        for name, start, end in _named(text, drugs):
            head = _STARTS.sub("", text[:start]) if is_dated else text[:start]
            if _is_open(head, text[end:]) or _ELSE.match(text[end:]):
                continue
            is_told = has_begun or _is_told(head, text[start:], end - start)
            if is_told or is_dated or _DONE_BEHIND.match(text[end:]):
                is_both = name == "mastectomy" and bool(_BOTH.search(head[-30:]))
                at = begins + start, begins + end
                yield Done(name, clause, *at, is_both=is_both, by_date=not is_told)
        begins = part.end() if part else ends
        has_begun = False


def _is_told(head: str, rest: str, length: int) -> bool:
    """Whether words say that a treatment was done: before it, by its result, or by a count."""
    return bool(DONE.search(head) or _RESULT.match(rest[length:]) or rest[0].isdigit())


def _is_open(head: str, rest: str) -> bool:
    """Whether the words around a treatment leave open if it was done."""
    return bool(OPEN.search(head) or _AIM.search(head) or _OPEN_BEHIND.match(rest))


def _taken(clause: Clause, drugs: CodeIndex) -> Iterator[Done]:
    """The medicines of a list that gives dose and time."""
    if not _DOSE.search(clause.text) or OPEN.search(clause.text) or judge(clause.text)[1]:
        return
    for name, start, end in _named(clause.text, drugs):
        if name not in {"lumpectomy", "mastectomy"}:
            yield Done(name, clause, start, end)


def _named(text: str, drugs: CodeIndex) -> Iterator[tuple[str, int, int]]:
    """The treatments that a text names, with where they stand."""
    for found in PART.finditer(text):
        yield "lumpectomy", found.start(), found.end()
    rest = PART.sub(lambda found: "\u00b7" * len(found[0]), text)
    for found in (*WHOLE.finditer(rest), *_MRM.finditer(rest)):
        if not NOT_FOR_CANCER.search(text[max(found.start() - 40, 0) : found.end()]):
            is_many = found[0].lower().endswith("ies") and not _BOTH.search(text[: found.start()])
            if not is_many:  # "Dr. A performed mastectomies for years"
                yield "mastectomy", found.start(), found.end()
    for name, pattern in _COMPILED:
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
        doubt=one.clause.doubt or doubt or (own if own == wording.FROM_BEFORE else ""),
    )  # fmt: skip
    return Draft(found=found, clause=one.clause)
