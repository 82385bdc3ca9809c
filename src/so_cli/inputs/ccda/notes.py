"""Notes and reports that stand in a summary, each a paper of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from so_cli.inputs.ccda.contents import Content, content_of
from so_cli.inputs.ccda.sections import title_of
from so_cli.inputs.ccda.standing import RESULT, Place, overruled, status
from so_cli.inputs.ccda.values import concept, find, identity, when
from so_cli.inputs.statement import Concept, Standing, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def note(element: Element, place: Place) -> Iterator[Statement]:
    """A note; what kind of note it is says the translation of its code."""
    content = content_of(find(element, "text"), place.resolve, place.pdf_pages)
    standing = overruled(element, place) or status(element, RESULT)
    yield from _paper(element, content, place, standing)


def text_section(section: Element, place: Place) -> Iterator[Statement]:
    """A section that is all text, such as a pathology report in a summary of many papers."""
    content = content_of(find(section, "text"), place.resolve, place.pdf_pages)
    standing: Standing = "planned" if place.is_plan else "holds"
    yield from _paper(section, content, place, standing, title_of(section))


def _paper(
    element: Element, content: Content, place: Place, standing: Standing, title: str = ""
) -> Iterator[Statement]:
    what, on = concept(find(element, "code"), place.resolve), when(element)
    if what is None or not content.is_there:
        return
    # The first code of a note says only that it is a note.
    names = [each.display for each in reversed(what.codings) if each.display]
    words = title or what.text or next(iter(names), "")
    yield Statement(
        kind="document",
        what=Concept(what.codings, words),
        source=place.source(words or what.words, on),
        id=identity(element),
        standing=standing,
        date=on,
        pages=content.pages,
        has_content=True,
    )
