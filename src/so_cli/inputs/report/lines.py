"""The lines of a report: where each stands, and its words in letters that rules can rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from so_cli.clean import clean

MAX_CHARACTERS = 120_000
"""About fifty pages; more would take seconds."""
MAX_PAGES = 200
MAX_LINES = 20_000
# One letter for one letter, so that a place in the one is the same place in the other.
_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\uff0b": "+", "\u00d7": "x",
        "\u2a7e": "\u2265", "\u2a7d": "\u2264",
    }
)  # fmt: skip
_LIGATURES = (("\ufb00", "ff"), ("\ufb01", "fi"), ("\ufb02", "fl"), ("\ufb03", "ffi"))
_WORD = re.compile(r"\S+")
_BOLD = re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*")
"""Where Markdown makes words bold; a word stays a word."""


class Line(Struct, frozen=True):
    """One line: its page and number (from 1, on that page), as it stands and as rules read it."""

    page: int
    number: int
    raw: str
    plain: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.plain

    def words(self, first: int, last: int) -> str:
        """The words from the first to the last (counted from 0) as they stand."""
        found = list(_WORD.finditer(self.raw))
        if not found or first >= len(found):
            return ""
        end = found[min(last, len(found) - 1)].end()
        return self.raw[found[first].start() : end]


def split(pages: Sequence[str]) -> tuple[list[Line], bool]:
    """The lines of all pages, and whether all of the text was taken."""
    lines: list[Line] = []
    left = MAX_CHARACTERS
    for page, text in enumerate(pages[:MAX_PAGES], 1):
        lines.extend(_lines(page, text[:left]))
        left -= len(text)
        if left <= 0:
            break
    is_whole = left >= 0 and len(pages) <= MAX_PAGES and len(lines) <= MAX_LINES
    return lines[:MAX_LINES], is_whole


def _lines(page: int, text: str) -> Iterator[Line]:
    for letter, letters in _LIGATURES:
        text = text.replace(letter, letters)
    text = text.replace("\t", "  ")  # still a column, where one space is none
    for number, raw in enumerate(clean(text, keep_newlines=True).split("\n"), 1):
        plain = _BOLD.sub("", raw.translate(_PLAIN))
        yield Line(page, number, raw, " ".join(plain.split()))
