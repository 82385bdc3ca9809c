"""The text of a file in the Rich Text Format, as word processors and hospitals write it."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_UNSEEN = frozenset({
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer",
    b"headerl", b"headerr", b"headerf", b"footerl", b"footerr", b"footerf", b"themedata",
    b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"fldinst", b"xmlnstbl",
})  # fmt: skip
"""Groups that no reader sees."""
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\f",
           b"tab": "\t", b"cell": "\t", b"emdash": "\u2014", b"endash": "\u2013",
           b"lquote": "'", b"rquote": "'", b"ldblquote": '"', b"rdblquote": '"'}  # fmt: skip
_AS_THEMSELVES = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n"}


def text_of_rtf(data: bytes) -> str:
    """What it says to a reader; what is not as it should be is left out."""
    parts: list[str] = []
    groups: list[bool] = []
    is_unseen, to_skip = False, 0
    for found in _TOKEN.finditer(data):
        word, number, byte, sign, brace, plain = found.groups()
        if brace == b"{":
            groups.append(is_unseen)
        elif brace == b"}":
            is_unseen = groups.pop() if groups else False
        elif word in _UNSEEN or sign == b"*":
            is_unseen = True
        elif is_unseen:
            continue
        elif word == b"u" and number:
            parts.append(chr(int(number) % 65_536))
            to_skip = 1  # What follows is for readers that know no Unicode.
        elif byte or plain:
            text = bytes([int(byte, 16)]) if byte else plain
            parts.append(text[to_skip:].decode("cp1252", errors="replace"))
            to_skip = 0
        elif word:
            parts.append(_BREAKS.get(word, ""))
        elif sign:
            parts.append(_AS_THEMSELVES.get(sign, sign.decode("cp1252", errors="replace")))
    return "".join(parts)
