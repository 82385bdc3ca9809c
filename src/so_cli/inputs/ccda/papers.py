"""The document as a paper: what it is, of when, from where, about whom, and its running text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from so_cli import wording
from so_cli.case.model import Source
from so_cli.inputs.ccda.contents import Content, packed
from so_cli.inputs.ccda.entries import procedure
from so_cli.inputs.ccda.narrative import text_of
from so_cli.inputs.ccda.sections import her_sections
from so_cli.inputs.ccda.standing import Place
from so_cli.inputs.ccda.values import (
    attribute,
    concept,
    day,
    find,
    find_all,
    identity,
    when,
    words_in,
)
from so_cli.inputs.files.limits import MAX_TEXT
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.model import PersonSeen
from so_cli.inputs.spoken import short
from so_cli.inputs.statement import Coding, Concept, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PATIENT = "recordTarget/patientRole/patient"
_SEX = Coding("loinc", "46098-0", "Sex")
_SEXES = {"F": "female", "M": "male"}
_BODY = "component/nonXMLBody/text"


def date_of(root: Element) -> date | None:
    """The day of the document."""
    return when(root)


def document(root: Element, file: str, pdf_pages: PdfPages | None) -> Iterator[Statement]:
    """The document as one statement, with its text."""
    what = concept(find(root, "code"), _unresolved)
    title = words_in(find(root, "title"))
    if what is None and not title:
        return
    content = _content(root, pdf_pages)
    on = date_of(root)
    words = title or (what.words if what else "")
    yield Statement(
        kind="document",
        what=Concept(what.codings if what else (), words),
        source=Source(file, wording.CDA_HEAD, on, short(words)),
        id=identity(root),
        date=on,
        place=_made_by(root),
        pages=content.pages,
        has_content=content.is_there,
    )


def people(root: Element, file: str) -> Iterator[PersonSeen]:
    """Whom the document is about; several only where it names several."""
    for patient in find_all(root, _PATIENT):
        name, born = _name(patient), day(attribute(patient, "birthTime", "value"))
        if name or born:
            source = Source(file, wording.CDA_HEAD, date_of(root), name)
            yield PersonSeen(source=source, name=name, born=born)


def sex(root: Element, file: str) -> Iterator[Statement]:
    """The sex that the document names, as a result."""
    code = attribute(find(root, _PATIENT), "administrativeGenderCode", "code")
    if (named := _SEXES.get(code)) is not None:
        words = f"{_SEX.display}: {named}"
        source = Source(file, wording.CDA_HEAD, date_of(root), words)
        yield Statement(kind="result", what=Concept((_SEX,)), value=named, source=source)


def services(root: Element, place: Place) -> Iterator[Statement]:
    """What was done, where the head of the document says it: that of an operative note does."""
    for event in find_all(root, "documentationOf/serviceEvent"):
        yield from procedure(event, place)


def _content(root: Element, pdf_pages: PdfPages | None) -> Content:
    """The document's own text, or the paper of another kind that is wrapped in it."""
    body = find(root, _BODY)
    if body is not None:
        return packed(body, pdf_pages)
    texts = [(words_in(find(each, "title")), find(each, "text")) for each, _ in her_sections(root)]
    if sum(_length(text) for _, text in texts) > MAX_TEXT:
        return Content((), is_there=True)
    parts = ["\n".join(filter(None, [title, text_of(text)])) for title, text in texts]
    page = "\n\n".join(part for part in parts if part)
    return Content((page,) if page else (), is_there=bool(page))


def _length(text: Element | None) -> int:
    return 0 if text is None else sum(map(len, text.itertext()))


def _made_by(root: Element) -> str:
    paths = (
        "author/assignedAuthor/representedOrganization/name",
        "custodian/assignedCustodian/representedCustodianOrganization/name",
    )
    names = (words_in(find(root, path)) for path in paths)
    return short(next((name for name in names if name), ""))


def _name(patient: Element) -> str:
    names = find_all(patient, "name")
    for name in sorted(names, key=lambda each: each.get("use") != "L"):
        parts = [*find_all(name, "given"), *find_all(name, "family")]
        if found := " ".join(filter(None, map(words_in, parts))) or words_in(name):
            return short(found)
    return ""


def _unresolved(_reference: str) -> str:
    return ""
