"""What is wrapped in a document: a text, a web page, a PDF, as it stands or packed in base64."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

from so_cli.inputs.ccda.narrative import Narrative, text_of
from so_cli.inputs.ccda.values import attribute
from so_cli.inputs.files.pages import PdfPages, pages_of_wrapped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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
    return Content(pages_of_wrapped(data, kind, pdf_pages), is_there=True)
