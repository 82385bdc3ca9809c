"""What is wrapped in a document: a text, a web page, a PDF, as it stands or packed in base64."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from so_cli.inputs.ccda.narrative import Narrative, text_of
from so_cli.inputs.ccda.values import attribute
from so_cli.inputs.paper import Unreadable
from so_cli.inputs.rich_text import text_of_rtf
from so_cli.inputs.running_text import pages_in, text_in
from so_cli.inputs.web_page import text_of_html

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PdfPages = Callable[[bytes], tuple[str, ...]]
"""Takes a PDF apart into the text of its pages; must not raise."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_RICH = b"{\\rtf"


class Content(NamedTuple):
    """The pages, and whether there is anything at all: a picture has none and is there."""

    pages: tuple[str, ...] = ()
    is_there: bool = False


def content_of(text: Element | None, resolve: Narrative, pdf_pages: PdfPages | None) -> Content:
    """What an entry holds: packed, as text, or as a reference into the running text."""
    if text is None:
        return Content()
    if text.get("representation") == "B64":
        return packed(text, pdf_pages)
    words = text_of(text) or resolve.text_at(attribute(text, "reference", "value"))
    return Content((words,), is_there=True) if words else Content()


def packed(body: Element, pdf_pages: PdfPages | None) -> Content:
    """A paper of another kind."""
    raw = "".join(body.itertext()).strip()
    kind = body.get("mediaType", "text/plain").strip().lower()
    try:
        data = b64decode(raw) if body.get("representation") == "B64" else raw.encode()
    except (binascii.Error, ValueError):
        return Content()
    if not data:
        # A file beside this one: there is a paper, and no text of it here.
        return Content(is_there=bool(attribute(body, "reference", "value")))
    if kind == "application/pdf" or data.startswith(b"%PDF-"):
        return Content(pdf_pages(data) if pdf_pages else (), is_there=True)
    try:
        return Content(_text_pages(data, kind), is_there=True)
    except Unreadable:
        return Content()


def _text_pages(data: bytes, kind: str) -> tuple[str, ...]:
    if data.startswith(_RICH):
        return pages_in(text_of_rtf(data))
    if kind in _PAGES:
        return pages_in(text_of_html(text_in(data)))
    return pages_in(text_in(data)) if kind == "text/plain" else ()
