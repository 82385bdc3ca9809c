"""Text from anywhere as Markdown that shows it as it is: no answer can change the structure."""

from __future__ import annotations

import re

from so_cli.clean import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}[.)](?=\s|$))")


def escape(text: str) -> str:
    """The text as one line of CommonMark that reads exactly so."""
    text = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    return _LINE_START.sub(_escape_start, text)


def _escape_start(found: re.Match[str]) -> str:
    """A list sign, a heading's underline or a number at the start of a line."""
    sign = found[1]
    return f"{sign[:-1]}\\{sign[-1]}"
