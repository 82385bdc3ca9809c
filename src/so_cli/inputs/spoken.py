"""What a statement says, as words for a source."""

from __future__ import annotations

import re

from so_cli.clean import clean
from so_cli.inputs.statement import Concept, Quantity, Said
from so_cli.packet.texts import shortened

MAX_WORDS = 200
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
    return shortened(" ".join(clean(words).split()), MAX_WORDS)
