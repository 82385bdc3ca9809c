"""The pages of papers that are text: plain, a web page, or as word processors write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from so_cli.inputs.files.limits import MAX_TEXT
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.rich_text import RICH, text_of_rtf
from so_cli.inputs.files.running_text import pages_in, text_in
from so_cli.inputs.files.web_page import text_of_html

Form = Literal["text", "html", "rtf"]
PdfPages = Callable[[bytes], tuple[str, ...]]
"""Takes a PDF apart into the text of its pages; must not raise."""


def pages_of_text(data: bytes, form: Form) -> tuple[str, ...]:
    """The text of each page. Raises Unreadable where there is none."""
    if form == "rtf":
        return pages_in(text_of_rtf(data))
    text = text_in(data)
    return pages_in(text_of_html(text) if form == "html" else text)


def pages_of_wrapped(data: bytes, kind: str, pdf_pages: PdfPages | None) -> tuple[str, ...]:
    """The pages of a paper inside a record, of this media type; a picture has none."""
    if "pdf" in kind or data.startswith(b"%PDF-"):
        return pdf_pages(data) if pdf_pages else ()
    form = _form(data, kind)
    if form is None or len(data) > MAX_TEXT:
        return ()
    try:
        return pages_of_text(data, form)
    except Unreadable:
        return ()


def _form(data: bytes, kind: str) -> Form | None:
    if "rtf" in kind or data.startswith(RICH):
        return "rtf"
    if "html" in kind:
        return "html"
    return "text" if kind.startswith("text/") else None
