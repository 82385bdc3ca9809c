"""The text of a PDF, page by page."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from so_cli import wording
from so_cli.clean import clean
from so_cli.inputs.files.limits import MAX_PAGES, MAX_PDF_SECONDS, MAX_TEXT
from so_cli.inputs.files.paper import Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LOCKED = (4, 5)
"""pdfium's numbers for a password that is missing, and for a way of locking that it lacks."""
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None})
"""What pdfium gives where a word is broken at the end of a line."""


def pages_of(data: bytes) -> tuple[str, ...]:
    """The text of every page; a page that is a picture is empty.

    Raises Unreadable for what is no PDF, is locked, has no text at all, or would take too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Unreadable(wording.PDF_IS_LOCKED, wording.UNLOCK_PDF) from None
        raise Unreadable(wording.PDF_IS_BROKEN, wording.GET_IT_AGAIN) from None
    try:
        pages = _texts(document)
    except pypdfium2.PdfiumError:
        raise Unreadable(wording.PDF_IS_BROKEN, wording.GET_IT_AGAIN) from None
    finally:
        document.close()
    if not any(pages):
        raise Unreadable(wording.PDF_IS_A_PICTURE, wording.TEXT_OF_A_PICTURE)
    return pages


def pages_if_any(data: bytes) -> tuple[str, ...]:
    """The same of a PDF inside another paper: no pages where it cannot be read."""
    try:
        return pages_of(data)
    except Unreadable:
        return ()


def pages_without_text(pages: tuple[str, ...]) -> str:
    """The numbers of the pages that are pictures, as one reads them; empty where there are none."""
    return ", ".join(str(number) for number, page in enumerate(pages, 1) if not page)


def _texts(document: PdfDocument) -> tuple[str, ...]:
    if len(document) > MAX_PAGES:
        raise Unreadable(wording.TOO_MANY_PAGES.format(limit=MAX_PAGES), wording.GIVE_A_PART)
    ends = monotonic() + MAX_PDF_SECONDS
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_bounded().translate(_HYPHENS)
        text_page.close()
        page.close()
        pages.append(clean(text, keep_newlines=True).strip())
        size += len(text)
        if size > MAX_TEXT or monotonic() > ends:
            raise Unreadable(wording.PDF_TAKES_TOO_LONG, wording.GIVE_A_PART)
    return tuple(pages)
