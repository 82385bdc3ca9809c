"""The words in which reports speak of receptors.

A sentence is taken apart into these words; whatever is not among them stands between a receptor
and its value like a wall, so that "ER is positive that ..." says nothing. The order counts: the
first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from so_cli.inputs.report.names import Kind
from so_cli.inputs.report.words import LEXICON


class Token(Struct, frozen=True):
    """A word of the lexicon in a text; `parts`: the named parts of a number."""

    kind: Kind
    start: int
    end: int
    text: str
    parts: dict[str, str] = {}


_ALL = re.compile(
    "|".join(f"(?P<t{index}>{entry.pattern})" for index, entry in enumerate(LEXICON)),
    re.IGNORECASE,
)
_KINDS = {f"t{index}": entry.kind for index, entry in enumerate(LEXICON)}
_NUMBERS = frozenset({"percent", "score", "allred", "h-score"})
_SPEAKS = re.compile(
    r"(?-i:\bER|\bPR|\bPg?GR|PgR|\bHR|\bEr\b|\b[EP]\.R\.)"
    r"|estrogen"
    r"|progesterone"
    r"|HER-?2"
    r"|HER (?:- )?2"
    r"|erb"
    r"|hercep"
    r"|epidermal growth"
    r"|triple"
    r"|(?-i:TNBC)"
    r"|hormone"
    r"|ISH\b"
    r"|hybridi"
    r"|amplif"
    r"|\bki ?-? ?67"
    r"|\bMIB",
    re.IGNORECASE,
)


def speaks_of_receptors(text: str) -> bool:
    """Whether a closer look pays."""
    return bool(_SPEAKS.search(text))


def tokens(text: str) -> Iterator[Token]:
    """The words of a text."""
    for found in _ALL.finditer(text):
        kind = _KINDS[found.lastgroup or ""]
        parts = _parts(found) if kind in _NUMBERS else {}
        yield Token(kind, found.start(), found.end(), found[0].strip(), parts)


def _parts(found: re.Match[str]) -> dict[str, str]:
    """`low`, `high` and `sign` of a percentage, the `score`, and the like."""
    named = found.groupdict().items()
    return {name: text for name, text in named if text and name not in _KINDS}
