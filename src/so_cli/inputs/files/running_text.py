"""Bytes of whatever encoding to text, and text to pages."""

from __future__ import annotations

import codecs

from so_cli import wording
from so_cli.clean import clean
from so_cli.inputs.files.paper import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
"""Bytes that no text has; the end mark of old files and the escape of terminals may be there."""
_LOOKED_AT = 64
"""Bytes in which every second one is zero, if a text in Latin letters is UTF-16 without a mark."""


def text_in(data: bytes) -> str:
    """The bytes as text: Unicode with its mark or without, else as Windows writes Latin letters.

    Raises Unreadable where they are no text.
    """
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError:
        if _is_binary(data):
            raise Unreadable(wording.NOT_TEXT, wording.WHAT_CAN_BE_READ) from None
    return data.decode("cp1252", errors="replace")


def start_of_text(head: bytes) -> str:
    """The first bytes of a file as text; the last of them may be half a character."""
    return head.decode(_encoding(head), errors="replace")


def pages_in(text: str) -> tuple[str, ...]:
    """The pages of a text, which a form feed ends. Raises Unreadable where there are none."""
    pages = [clean(page, keep_newlines=True).strip() for page in text.split("\f")]
    while pages and not pages[-1]:
        pages.pop()
    if not any(pages):
        raise Unreadable(wording.NOTHING_IN_IT, wording.GET_IT_AGAIN)
    return tuple(pages)


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(data) > 1 and not any(data[first:_LOOKED_AT:2]) and all(data[1 - first : 4 : 2]):
            return encoding
    if _is_binary(data):
        raise Unreadable(wording.NOT_TEXT, wording.WHAT_CAN_BE_READ)
    return "utf-8"


def _is_binary(data: bytes) -> bool:
    return len(data) != len(data.translate(None, _CONTROLS))
