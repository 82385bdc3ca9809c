"""Where an entry stands in its document, and whether what it says is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from so_cli.case.model import Source
from so_cli.inputs.ccda.narrative import Narrative
from so_cli.inputs.ccda.values import (
    attribute,
    concept,
    find_all,
    is_over,
    templates,
    when,
)
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.spoken import short
from so_cli.inputs.statement import Concept, Standing

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PLANNED_MOODS = frozenset({"INT", "RQO", "PRMS", "PRP", "ARQ", "APT", "GOL"})
_CONCERN = "2.16.840.1.113883.10.20.22.4.3"
_STATUS = "33999-4"
_PLANNED_MEDICINE = "2.16.840.1.113883.10.20.22.4.42"
_FAILED = frozenset({"103709008", "262008008", "385660001"})
"""Codes of what stands in a procedure that failed, or was not done."""
ASIDE = frozenset({_STATUS, "SEV", "ASSERTION", "48767-8", "30525-0", "445518008", "445528004"})
"""Codes of what stands beside a problem: its status and severity, remarks, her age."""
ASIDE_TEMPLATES = frozenset(
    f"2.16.840.1.113883.10.20.{number}"
    for number in (
        *("22.4.5", "22.4.6", "22.4.8", "22.4.9", "22.4.31"),
        *("1.38", "1.39", "1.47", "1.50", "1.51", "1.54", "1.55", "1.57"),
    )
)

_NEVER: dict[str, Standing] = {"nullified": "not-so", "cancelled": "not-so"}
DONE: dict[str, Standing] = {
    **_NEVER, "aborted": "unclear", "active": "unclear", "suspended": "planned", "held": "planned",
    "new": "planned",
}  # fmt: skip
_TAKEN: dict[str, Standing] = {
    **_NEVER, "completed": "unclear", "aborted": "past", "suspended": "planned", "held": "planned",
    "new": "planned",
}  # fmt: skip
"""Some systems write `completed` for whatever they wrote down; the end of its time says more."""
RESULT: dict[str, Standing] = {
    **_NEVER, "aborted": "not-so", "active": "unclear", "held": "unclear", "suspended": "unclear",
}  # fmt: skip
_COURSE: dict[str, Standing] = {
    "55561003": "holds", "73425007": "past", "413322009": "past", "277022003": "holds",
    "415684004": "unclear", "410516002": "not-so", "392521001": "past", "421139008": "planned",
    "active": "holds", "inactive": "past", "resolved": "past", "no longer active": "past",
    "in remission": "holds", "ruled out": "not-so", "on hold": "planned", "prior history": "past",
}  # fmt: skip
"""What the status beside a problem or a medicine says, in SNOMED's codes or in words."""


class Place(Struct, frozen=True):
    """Where in the document an entry stands, and what it needs of the rest.

    resolve     the words to which it refers.
    is_history  the section lists what is over.
    is_plan     the section lists what is to come.
    is_thought  the section lists what was thought before surgery.
    sides       the side, where a section of its own says it, as in operative notes.
    pdf_pages   takes a PDF apart that stands in the document.
    """

    file: str
    where: str
    today: date
    paper_date: date | None
    resolve: Narrative
    is_history: bool = False
    is_plan: bool = False
    is_thought: bool = False
    sides: tuple[Concept, ...] = ()
    pdf_pages: PdfPages | None = None

    def source(self, words: str, on: date | None) -> Source:
        """The entry, in its words."""
        return Source(self.file, self.where, on or self.paper_date, short(words))


def concepts(element: Element, path: str, place: Place) -> tuple[Concept, ...]:
    """What all children at a path name."""
    found = (concept(each, place.resolve) for each in find_all(element, path))
    return tuple(each for each in found if each is not None)


def inner(element: Element, *kinds: str) -> Iterator[Element]:
    """The observations in an observation, of these kinds of relation or of all but its reason."""
    for relation in find_all(element, "entryRelationship"):
        kind = relation.get("typeCode", "")
        if kind in kinds or (not kinds and kind != "RSON"):
            yield from find_all(relation, "observation")


def is_negated(element: Element) -> bool:
    """Whether the entry says that it is not so."""
    return element.get("negationInd") in {"true", "1"}


def overruled(element: Element, place: Place) -> Standing | None:
    """What overrules every status."""
    if is_negated(element):
        return "not-so"
    if place.is_plan or element.get("moodCode") in PLANNED_MOODS:
        return "planned"
    return None


def status(element: Element | None, known: Mapping[str, Standing]) -> Standing:
    """What its own status says, as such statuses are read."""
    return known.get(attribute(element, "statusCode", "code").lower(), "holds")


def _course(element: Element, place: Place) -> Standing | None:
    """What the status that stands beside it says, where there is one."""
    for each in inner(element):
        if attribute(each, "code", "code") != _STATUS and not templates(each) & ASIDE_TEMPLATES:
            continue
        for said_of_it in concepts(each, "value", place):
            keys = [*(coding.code for coding in said_of_it.codings), said_of_it.words.lower()]
            if (found := next((_COURSE[key] for key in keys if key in _COURSE), None)) is not None:
                return found
    return None


def problem_standing(element: Element, place: Place, concern: Element | None) -> Standing:
    """Whether a problem is there, as it says itself, or the concern around it."""
    if (sure := overruled(element, place)) is not None:
        return sure
    if concern is not None and is_negated(concern):
        return "not-so"
    if "not-so" in {status(element, _NEVER), status(concern, _NEVER)}:
        return "not-so"
    if (course := _course(element, place)) is not None:
        return course
    is_closed = (
        concern is not None
        and _CONCERN in templates(concern)
        and attribute(concern, "statusCode", "code") in {"completed", "aborted", "suspended"}
    )
    if place.is_history or is_closed or is_over(element, place.today):
        return "past"
    return "unclear" if place.is_thought else "holds"


def procedure_standing(element: Element, place: Place) -> Standing:
    """Whether it was done; of what failed it cannot be told how far it came."""
    if (sure := overruled(element, place)) is not None:
        return sure
    remarks = [*find_all(element, "entryRelationship/act"), *inner(element)]
    if any(attribute(each, "code", "code") in _FAILED for each in remarks):
        return "unclear"
    return status(element, DONE)


def medicine_standing(element: Element, place: Place) -> Standing:
    """Whether a medicine is taken; that it is ordered in a list of medicines is no plan."""
    written = status(element, _TAKEN)
    if is_negated(element) or written == "not-so":
        return "not-so"
    begins = when(element)
    is_to_come = begins is not None and begins > place.today
    if place.is_plan or is_to_come or _PLANNED_MEDICINE in templates(element):
        return "planned"
    course = _course(element, place)
    if course in {None, "holds"} and is_over(element, place.today):
        return "past"
    return course or written
