"""Text from anywhere as Markdown that shows it as it is: no answer can change the structure."""

from __future__ import annotations

import re
from functools import lru_cache

from so_cli.clean import clean

MAX_KEPT = 2_000
"""Most texts are the bank's, and come again in every case."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}[.)](?=\s|$))")


def one_line(text: str) -> str:
    """The text without what could move a cursor, in one line, with single spaces."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as most texts are
    return " ".join(clean(text).split())


@lru_cache(maxsize=MAX_KEPT)
def escape(text: str) -> str:
    """The text as one line of CommonMark that reads exactly so."""
    return _LINE_START.sub(_escape_start, escape_inside(text))


@lru_cache(maxsize=MAX_KEPT)
def escape_inside(text: str) -> str:
    """The same for a text that never stands at the start of a line."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _escape_start(found: re.Match[str]) -> str:
    """A list sign, a heading's underline or a number at the start of a line."""
    sign = found[1]
    return f"{sign[:-1]}\\{sign[-1]}"
