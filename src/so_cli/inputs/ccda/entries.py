"""Entries of a C-CDA document to statements, each kind in a function of its own.

Also those of its forerunners, CCD and C32, whose templates have other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from so_cli.case.model import Source
from so_cli.inputs.ccda.values import (
    Resolve,
    attribute,
    concept,
    find,
    find_all,
    identity,
    is_over,
    morphology,
    original,
    said,
    sites,
    templates,
    when,
    words_in,
)
from so_cli.inputs.spoken import short, spoken
from so_cli.inputs.statement import Concept, Standing, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PLANNED_MOODS = frozenset({"INT", "RQO", "PRMS", "PRP", "ARQ", "APT", "GOL"})
_CONCERN = "2.16.840.1.113883.10.20.22.4.3"
_POINTER = "2.16.840.1.113883.10.20.22.4.122"
_INDICATION = "2.16.840.1.113883.10.20.22.4.19"
_STATUS = "33999-4"
_ASIDE = frozenset({_STATUS, "SEV", "ASSERTION", "48767-8", "30525-0", "445518008", "445528004"})
"""Codes of what stands beside a problem: its status and severity, remarks, her age."""
_ASIDE_TEMPLATES = frozenset(
    f"2.16.840.1.113883.10.20.{number}"
    for number in (
        *("22.4.5", "22.4.6", "22.4.8", "22.4.9", "22.4.31"),
        *("1.38", "1.39", "1.47", "1.50", "1.51", "1.54", "1.55", "1.57"),
    )
)
_NEVER: dict[str, Standing] = {"nullified": "not-so", "cancelled": "not-so"}
_PROBLEM: dict[str, Standing] = {**_NEVER, "aborted": "past"}
_DONE: dict[str, Standing] = {
    **_NEVER, "aborted": "unclear", "active": "unclear", "suspended": "planned", "held": "planned",
    "new": "planned",
}  # fmt: skip
_TAKEN: dict[str, Standing] = {
    **_NEVER, "completed": "unclear", "aborted": "past", "suspended": "planned", "held": "planned",
    "new": "planned",
}  # fmt: skip
"""Some systems write `completed` for whatever they wrote down; the end of its time says more."""
_RESULT: dict[str, Standing] = {
    **_NEVER, "aborted": "not-so", "active": "unclear", "held": "unclear", "suspended": "unclear",
}  # fmt: skip
_COURSE: dict[str, Standing] = {
    "55561003": "holds", "73425007": "past", "413322009": "past", "277022003": "past",
    "415684004": "unclear", "410516002": "not-so", "392521001": "past", "421139008": "planned",
    "active": "holds", "inactive": "past", "resolved": "past", "no longer active": "past",
    "in remission": "past", "ruled out": "not-so", "on hold": "planned", "prior history": "past",
}  # fmt: skip
"""What the status beside a problem or a medicine says, in SNOMED's codes or in words."""


class Place(Struct, frozen=True):
    """Where in the document an entry stands, and what it needs of the rest.

    resolve     the words to which it refers.
    is_history  the section lists what is over.
    is_plan     the section lists what is to come.
    sides       the side, where a section of its own says it, as in operative notes.
    """

    file: str
    where: str
    today: date
    paper_date: date | None
    resolve: Resolve
    is_history: bool = False
    is_plan: bool = False
    sides: tuple[Concept, ...] = ()

    def source(self, words: str, on: date | None) -> Source:
        """The entry, in its words."""
        return Source(self.file, self.where, on or self.paper_date, short(words))


def problem(element: Element, place: Place, concern: Element | None) -> Iterator[Statement]:
    """A diagnosis, and what stands in it of its stage."""
    text = original(find(element, "text"), place.resolve)
    found = (concept(each, place.resolve) for each in find_all(element, "value"))
    what = next((each for each in found if each), None) or _in_words(text)
    if what is None:
        return
    own, on = identity(element), when(element) or when(concern)
    where = sites(element, place.resolve)
    statement = Statement(
        kind="problem",
        what=what,
        source=place.source(", ".join([what.words, *(site.words for site in where)]), on),
        id=own,
        standing=_problem_standing(element, place, concern),
        sites=where,
        morphology=morphology(element, place.resolve),
        category=_concepts(element, "code", place),
        date=on,
    )
    yield statement
    for part in _inner(element):
        is_aside = templates(part) & _ASIDE_TEMPLATES or attribute(part, "code", "code") in _ASIDE
        if not is_aside and find(part, "value") is not None:
            yield from result(part, place, (), about=(own,) if own else ())


def procedure(element: Element, place: Place) -> Iterator[Statement]:
    """Something that was done, or is to be done."""
    what = concept(find(element, "code"), place.resolve)
    what = what or _in_words(original(find(element, "text"), place.resolve))
    if what is None:
        return
    on = when(element)
    where = sites(element, place.resolve) or place.sides
    yield Statement(
        kind="procedure",
        what=what,
        source=place.source(", ".join([what.words, *(site.words for site in where)]), on),
        id=identity(element),
        standing=_common(element, place) or _status(element, _DONE),
        sites=where,
        method=next(iter(_concepts(element, "methodCode", place)), None),
        about=_pointed_to(element),
        reason=_reasons(element, place),
        date=on,
        place=_by(element),
    )


def medicine(element: Element, place: Place) -> Iterator[Statement]:
    """A medicine that is taken, was taken, or was ordered."""
    product = find(element, "consumable/manufacturedProduct")
    material = find(product, "manufacturedMaterial")
    if material is None:
        material = find(product, "manufacturedLabeledDrug")
    name = words_in(find(material, "name"))
    what = concept(find(material, "code"), place.resolve)
    sig = original(find(element, "text"), place.resolve)
    what = what or _in_words(name) or _in_words(sig)
    if what is None:
        return
    if not what.text and name:
        what = Concept(what.codings, name)
    on = when(element)
    is_order = element.get("moodCode") in PLANNED_MOODS
    yield Statement(
        kind="medicine",
        what=what,
        source=place.source(_named(what, name), on),
        id=identity(element),
        standing=_medicine_standing(element, place),
        about=_pointed_to(element),
        reason=_reasons(element, place),
        is_order=is_order,
        date=on,
        dose=_dose(element, sig),
        how_often=_how_often(element) or short(sig if sig != what.text else ""),
    )


def allergy(element: Element, place: Place, concern: Element | None) -> Iterator[Statement]:
    """What she is allergic to; that there is nothing, too, as something that is not so."""
    entity = find(element, "participant/participantRole/playingEntity")
    what = concept(find(entity, "code"), place.resolve) or _in_words(words_in(find(entity, "name")))
    if what is None:
        what = next(iter(_concepts(element, "value", place)), None)
    what = what or _in_words(original(find(element, "text"), place.resolve))
    if what is not None:
        yield Statement(
            kind="allergy",
            what=what,
            source=place.source(what.words, when(element)),
            id=identity(element),
            standing=_problem_standing(element, place, concern),
            date=when(element),
        )


def result(
    element: Element,
    place: Place,
    category: tuple[Concept, ...],
    about: tuple[str, ...] = (),
) -> Iterator[Statement]:
    """A result with its parts."""
    what = concept(find(element, "code"), place.resolve)
    what = what or _in_words(original(find(element, "text"), place.resolve))
    if what is None:
        return
    on = when(element)
    values = [said(each, place.resolve) for each in find_all(element, "value")]
    given = [each for each in values if each is not None]
    judged = next(iter(_concepts(element, "interpretationCode", place)), None)
    shared: dict[str, Any] = {
        "kind": "result",
        "standing": _common(element, place) or _status(element, _RESULT),
        "sites": sites(element, place.resolve),
        "method": next(iter(_concepts(element, "methodCode", place)), None),
        "about": about or _pointed_to(element),
        "date": on,
    }
    others = [
        Statement(**shared, what=what, value=each, source=place.source(_told(what, each), on))
        for each in given[1:]
    ]
    parts = [each for inner in _inner(element, "COMP") for each in result(inner, place, (), about)]
    value = given[0] if given else None
    yield Statement(
        **shared,
        what=what,
        value=value,
        parts=(*others, *parts),
        interpretation=judged,
        id=identity(element),
        category=category,
        source=place.source(_told(what, value or judged), on),
    )


def _inner(element: Element, *kinds: str) -> Iterator[Element]:
    """The observations in an observation, of these kinds of relation or of all but its reason."""
    for relation in find_all(element, "entryRelationship"):
        kind = relation.get("typeCode", "")
        if kind in kinds or (not kinds and kind != "RSON"):
            yield from find_all(relation, "observation")


def _in_words(text: str) -> Concept | None:
    return Concept((), text) if text else None


def _concepts(element: Element, path: str, place: Place) -> tuple[Concept, ...]:
    found = (concept(each, place.resolve) for each in find_all(element, path))
    return tuple(each for each in found if each is not None)


def _named(what: Concept, name: str) -> str:
    """The words, with the other names that stand there."""
    names = dict.fromkeys([*(each.display for each in what.codings), name])
    others = [each for each in names if each and each.lower() not in what.words.lower()]
    return f"{what.words} ({'; '.join(others)})" if others else what.words


def _told(what: Concept, value: Any) -> str:
    words = spoken(value)
    return f"{what.words}: {words}" if words else what.words


def _common(element: Element, place: Place) -> Standing | None:
    """What overrules every status."""
    if element.get("negationInd") == "true":
        return "not-so"
    if place.is_plan or element.get("moodCode") in PLANNED_MOODS:
        return "planned"
    return None


def _status(element: Element | None, known: Mapping[str, Standing]) -> Standing:
    return known.get(attribute(element, "statusCode", "code").lower(), "holds")


def _course(element: Element, place: Place) -> Standing | None:
    """What the status that stands beside it says, where there is one."""
    for each in _inner(element):
        if attribute(each, "code", "code") != _STATUS and not templates(each) & _ASIDE_TEMPLATES:
            continue
        for said_of_it in _concepts(each, "value", place):
            keys = [*(coding.code for coding in said_of_it.codings), said_of_it.words.lower()]
            if (found := next((_COURSE[key] for key in keys if key in _COURSE), None)) is not None:
                return found
    return None


def _problem_standing(element: Element, place: Place, concern: Element | None) -> Standing:
    if (sure := _common(element, place)) is not None:
        return sure
    if _status(element, _PROBLEM) == "not-so" or _status(concern, _PROBLEM) == "not-so":
        return "not-so"
    if (course := _course(element, place)) is not None:
        return course
    is_closed = (
        concern is not None
        and _CONCERN in templates(concern)
        and attribute(concern, "statusCode", "code") in {"completed", "aborted"}
    )
    return "past" if place.is_history or is_closed or is_over(element, place.today) else "holds"


def _medicine_standing(element: Element, place: Place) -> Standing:
    if element.get("negationInd") == "true":
        return "not-so"
    status = _status(element, _TAKEN)
    if status == "not-so" or place.is_plan:
        return "not-so" if status == "not-so" else "planned"
    course = _course(element, place)
    if course in {None, "holds"} and is_over(element, place.today):
        return "past"
    return course or status


def _dose(element: Element, sig: str) -> str:
    """A dose with its unit; a bare number only where no words say more."""
    for path in ("doseQuantity", "doseQuantity/low", "doseQuantity/center"):
        value, unit = (attribute(element, path, key) for key in ("value", "unit"))
        unit = "" if unit == "1" else unit
        if value and (unit or not sig):
            return short(f"{value} {unit}")
    return ""


def _how_often(element: Element) -> str:
    for each in find_all(element, "effectiveTime/period"):
        if each.get("value"):
            return short(f"every {each.get('value')} {each.get('unit', '')}")
    return ""


def _pointed_to(element: Element) -> tuple[str, ...]:
    """The ids of the entries that it says it speaks of."""
    acts = find_all(element, "entryRelationship/act")
    found = (identity(act) for act in acts if _POINTER in templates(act))
    return tuple(dict.fromkeys(each for each in found if each))


def _reasons(element: Element, place: Place) -> tuple[Concept, ...]:
    found: list[Concept] = []
    for relation in find_all(element, "entryRelationship"):
        for each in find_all(relation, "observation"):
            if relation.get("typeCode") == "RSON" or _INDICATION in templates(each):
                found += _concepts(each, "value", place)
    return tuple(found)


def _by(element: Element) -> str:
    """Where it was done; addresses are never kept."""
    paths = (
        "participant[@typeCode='LOC']/participantRole/playingEntity/name",
        "performer/assignedEntity/representedOrganization/name",
    )
    names = (words_in(find(element, path)) for path in paths)
    return short(next((name for name in names if name), ""))
