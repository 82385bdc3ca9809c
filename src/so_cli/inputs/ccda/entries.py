"""Entries of a C-CDA document to statements, each kind in a function of its own.

Also those of its forerunners, CCD and C32, whose templates have other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from so_cli.inputs.ccda.contents import content_of
from so_cli.inputs.ccda.standing import (
    ASIDE,
    ASIDE_TEMPLATES,
    PLANNED_MOODS,
    RESULT,
    Place,
    concepts,
    inner,
    medicine_standing,
    overruled,
    problem_standing,
    procedure_standing,
    status,
)
from so_cli.inputs.ccda.values import (
    attribute,
    concept,
    find,
    find_all,
    identity,
    morphology,
    original,
    said,
    sites,
    templates,
    when,
    words_in,
)
from so_cli.inputs.spoken import short, spoken
from so_cli.inputs.statement import Concept, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_POINTER = "2.16.840.1.113883.10.20.22.4.122"
_LONGEST_ANSWER = 200
_INDICATION = "2.16.840.1.113883.10.20.22.4.19"


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
        standing=problem_standing(element, place, concern),
        sites=where,
        morphology=morphology(element, place.resolve),
        category=concepts(element, "code", place),
        date=on,
    )
    yield statement
    for part in inner(element):
        is_aside = templates(part) & ASIDE_TEMPLATES or attribute(part, "code", "code") in ASIDE
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
        standing=procedure_standing(element, place),
        sites=where,
        method=next(iter(concepts(element, "methodCode", place)), None),
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
        standing=medicine_standing(element, place),
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
        what = next(iter(concepts(element, "value", place)), None)
    what = what or _in_words(original(find(element, "text"), place.resolve))
    if what is not None:
        yield Statement(
            kind="allergy",
            what=what,
            source=place.source(what.words, when(element)),
            id=identity(element),
            standing=problem_standing(element, place, concern),
            date=when(element),
        )


def result(
    element: Element,
    place: Place,
    category: tuple[Concept, ...],
    about: tuple[str, ...] = (),
    day: date | None = None,
) -> Iterator[Statement]:
    """A result with its parts; one that is a whole report is a paper besides.

    `day` is the day of the panel that it stands in, `about` the problem.
    """
    what = concept(find(element, "code"), place.resolve)
    what = what or _in_words(original(find(element, "text"), place.resolve))
    if what is None:
        return
    on = when(element) or day
    values = [said(each, place.resolve) for each in find_all(element, "value")]
    given = [each for each in values if each is not None]
    judged = next(iter(concepts(element, "interpretationCode", place)), None)
    shared: dict[str, Any] = {
        "kind": "result",
        "standing": overruled(element, place) or status(element, RESULT),
        "sites": sites(element, place.resolve),
        "method": next(iter(concepts(element, "methodCode", place)), None),
        "about": about or _pointed_to(element),
        "date": on,
    }
    others = [
        Statement(**shared, what=what, value=each, source=place.source(_told(what, each), on))
        for each in given[1:]
    ]
    held = [each for part in inner(element, "COMP") for each in result(part, place, (), about)]
    parts = (each for each in held if each.kind == "result")
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
    yield from (each for each in held if each.kind == "document")
    for each in find_all(element, "value"):
        yield from _report(each, what, element, place, on)


def _report(
    value: Element, what: Concept, element: Element, place: Place, on: date | None
) -> Iterator[Statement]:
    """The paper that a result is, where it is too long to be the answer to a test."""
    is_packed = value.get("representation") == "B64"
    content = content_of(value, place.resolve, place.pdf_pages)
    if is_packed or sum(map(len, content.pages)) > _LONGEST_ANSWER:
        yield Statement(
            kind="document",
            what=what,
            source=place.source(what.words, on),
            id=identity(element),
            standing=overruled(element, place) or status(element, RESULT),
            date=on,
            place=_by(element),
            pages=content.pages,
            has_content=content.is_there,
        )


def _in_words(text: str) -> Concept | None:
    return Concept((), text) if text else None


def _named(what: Concept, name: str) -> str:
    """The words, with the other names that stand there."""
    names = dict.fromkeys([*(each.display for each in what.codings), name])
    others = [each for each in names if each and each.lower() not in what.words.lower()]
    return f"{what.words} ({'; '.join(others)})" if others else what.words


def _told(what: Concept, value: Any) -> str:
    words = spoken(value)
    return f"{what.words}: {words}" if words else what.words


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
                found += concepts(each, "value", place)
    return tuple(found)


def _by(element: Element) -> str:
    """Where it was done; addresses are never kept."""
    paths = (
        "participant[@typeCode='LOC']/participantRole/playingEntity/name",
        "performer/assignedEntity/representedOrganization/name",
    )
    names = (words_in(find(element, path)) for path in paths)
    return short(next((name for name in names if name), ""))
