"""The text of a file in the Rich Text Format, as word processors and hospitals write it.

The libraries for it take very long for some hostile files, and raise for others. This one goes
through the file once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

RICH = b"{\\rtf"
"""How every such file begins."""
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
_SPOKEN = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"\n": "\n", b"\r": "\n",
    b"page": "\f", b"tab": "\t", b"cell": "\t", b"~": " ", b"_": "-",
    b"emdash": "\u2014", b"endash": "\u2013",
    b"lquote": "'", b"rquote": "'", b"ldblquote": '"', b"rdblquote": '"',
}  # fmt: skip


class _Group(NamedTuple):
    """What holds until the group ends."""

    is_unseen: bool = False
    stand_ins: int = 1
    """Letters behind each Unicode sign, for readers that do not know it."""


def text_of_rtf(data: bytes) -> str:
    """What it says to a reader; what is not as it should be is left out."""
    parts: list[str] = []
    above: list[_Group] = []
    group, to_skip = _Group(), 0
    for found in _TOKEN.finditer(data):
        word, number, byte, sign, brace, plain = found.groups()
        if brace == b"{":
            above.append(group)
        elif brace == b"}":
            group = above.pop() if above else _Group()
        elif word in _UNSEEN or sign == b"*":
            group = group._replace(is_unseen=True)
        elif word == b"uc" and number:
            group = group._replace(stand_ins=max(int(number), 0))
        elif group.is_unseen:
            continue
        elif word == b"u" and number:
            parts.append(chr(int(number) % 65_536))
            to_skip = group.stand_ins
        elif byte or plain:
            text = bytes([int(byte, 16)]) if byte else plain
            parts.append(text[to_skip:].decode("cp1252", errors="replace"))
            to_skip = max(to_skip - len(text), 0)
        elif mark := word or sign:
            itself = "" if word else mark.decode("cp1252", errors="replace")
            parts.append(_SPOKEN.get(mark, itself))
    return "".join(parts)
