"""C-CDA documents and their forerunners, to statements and the person they are about.

Nothing here knows what a code means, beyond what a section or an entry is for. Nothing raises:
what is not as it should be counts as absent. Numbers, addresses and insurers are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from so_cli import wording
from so_cli.inputs.ccda import papers
from so_cli.inputs.ccda.entries import allergy, medicine, problem, procedure, result
from so_cli.inputs.ccda.narrative import Narrative
from so_cli.inputs.ccda.notes import note, text_section
from so_cli.inputs.ccda.sections import (
    Kind,
    her_sections,
    is_of_another,
    kind_of_entry,
    kind_of_section,
    sides_of,
    title_of,
)
from so_cli.inputs.ccda.standing import PLANNED_MOODS, Place
from so_cli.inputs.ccda.values import attribute, concept, find, find_all, templates, when
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.spoken import short
from so_cli.inputs.statement import Coding, Concept, Stated, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARK = "{urn:hl7-org:v3}"
_NO_PANEL = frozenset({"aborted", "cancelled", "nullified"})


def read_ccda(root: Element, file: str, today: date, pdf_pages: PdfPages | None = None) -> Stated:
    """The statements of a document; `today` tells what is over. `pdf_pages` must not raise."""
    resolve = Narrative(root)
    on = papers.date_of(root)
    statements = [
        *papers.document(root, file, pdf_pages),
        *papers.sex(root, file),
    ]
    whole = Place(file, "", today, on, resolve, pdf_pages=pdf_pages)
    for section, kinds in her_sections(root):
        if "none" not in kinds:
            place = replace(
                whole,
                is_history="history" in kinds,
                is_plan="plan" in kinds,
                is_thought="before-surgery" in kinds,
            )
            statements += _of_section(section, place)
    head = replace(whole, where=wording.CDA_HEAD)
    statements = _with_services(statements, list(papers.services(root, head)))
    return Stated(tuple(statements), tuple(papers.people(root, file)))


def _of_section(section: Element, place: Place) -> Iterator[Statement]:
    kind, title = kind_of_section(section), title_of(section)
    place = replace(place, sides=sides_of(section))
    given = find_all(section, "entry")
    if not given:
        yield from text_section(section, replace(place, where=short(title)))
    for number, entry in enumerate(given, 1):
        where = short(wording.CDA_ENTRY.format(section=title, entry=number))
        for element in entry:
            yield from _entry(element, replace(place, where=where), kind)


def _with_services(statements: list[Statement], services: list[Statement]) -> list[Statement]:
    """What the head of a document says was done: it dates the entries, and adds what none has."""
    found: list[Statement] = []
    named: set[Coding] = set()
    for each in statements:
        if each.kind != "procedure" or each.standing == "planned":
            found.append(each)
            continue
        named.update(each.what.codings)
        same = (service for service in services if _same(service, each))
        day = each.date or next((service.date for service in same), None)
        found.append(replace(each, date=day))
    return [*found, *(each for each in services if named.isdisjoint(each.what.codings))]


def _same(one: Statement, other: Statement) -> bool:
    return not set(one.what.codings).isdisjoint(other.what.codings)


def _entry(
    element: Element,
    place: Place,
    section: Kind,
    around: Element | None = None,
    category: tuple[Concept, ...] = (),
) -> Iterator[Statement]:
    """What one clinical statement says, or those that it holds.

    `around` is the act that holds it, `category` what the panel that holds it is called.
    """
    name = element.tag.removeprefix(_MARK)
    kind = kind_of_entry(name, templates(element), section)
    if kind == "none" or is_of_another(element):
        return
    if kind == "problem":
        yield from problem(element, place, around)
    elif kind == "allergy":
        yield from allergy(element, place, around)
    elif kind == "result":
        yield from result(element, place, category, day=when(around))
    elif kind == "procedure":
        yield from procedure(element, place)
    elif kind == "medicine":
        yield from medicine(element, place)
    elif kind == "note":
        yield from note(element, place)
    else:
        yield from _held(element, place, section)


def _held(element: Element, place: Place, section: Kind) -> Iterator[Statement]:
    """What an act or a panel holds, but not the reasons for it."""
    is_panel = element.tag == f"{_MARK}organizer"
    if is_panel and attribute(element, "statusCode", "code") in _NO_PANEL:
        return
    if element.get("moodCode") in PLANNED_MOODS:
        place = replace(place, is_plan=True)
    called = concept(find(element, "code"), place.resolve)
    category = (called,) if called is not None and is_panel else ()
    held = [*find_all(element, "entryRelationship"), *find_all(element, "component")]
    around = _without(held, element)
    for relation in held:
        if relation.get("typeCode") != "RSON":
            for inner in relation:
                yield from _entry(inner, place, section, around, category)


def _without(held: list[Element], element: Element) -> Element:
    """What the act says itself, so that it is not searched anew for each of thousands in it."""
    alone = element.makeelement(element.tag, element.attrib)
    inside = set(held)
    alone.extend(child for child in element if child not in inside)
    return alone
