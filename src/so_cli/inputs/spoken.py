"""What a statement says, as words for a source."""

from __future__ import annotations

import re

from so_cli.clean import clean
from so_cli.inputs.statement import Concept, Quantity, Said

MAX_WORDS = 200
_LONGEST_WORD = 30
_NOTE = re.compile(r"\{.*\}|#|count|counts|1|score", re.IGNORECASE)
"""A unit that is none, such as {score}."""


def spoken(value: Said) -> str:
    """A value as words."""
    if isinstance(value, Concept):
        return value.words
    if isinstance(value, Quantity):
        most = f"-{value.most:g}" if value.most is not None else ""
        sign = f"{value.sign} " if value.sign else ""
        unit = "" if _NOTE.fullmatch(value.unit) else value.unit
        return f"{sign}{value.value:.12g}{most} {unit}".strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or ""


def short(words: str) -> str:
    """Words in one line, clean, not too long; where they are cut off, it is between two words."""
    line = " ".join(clean(words).split())
    if len(line) <= MAX_WORDS:
        return line
    kept, _, cut = line[: MAX_WORDS - 1].rpartition(" ")
    return f"{kept if len(cut) < _LONGEST_WORD else line[: MAX_WORDS - 1]}…"
