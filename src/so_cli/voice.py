"""Two voices for one text: to the person herself, or about her to whoever helps.

Texts of the bank carry slots: "{Do} {you} still have periods?" is "Do you ...?" for her and
"Does she ...?" for her daughter.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Pronouns = Literal["she", "he", "they", "name"]

_NAMES = (
    "you", "your", "yours", "them", "yourself", "are", "were", "have", "do", "s", "es"
)  # fmt: skip
_VOICES: dict[str, tuple[str, ...]] = {
    "you": ("you", "your", "yours", "you", "yourself", "are", "were", "have", "do", "", ""),
    "she": ("she", "her", "hers", "her", "herself", "is", "was", "has", "does", "s", "es"),
    "he": ("he", "his", "his", "him", "himself", "is", "was", "has", "does", "s", "es"),
    "they": (
        "they", "their", "theirs", "them", "themselves", "are", "were", "have", "do", "", ""
    ),
}  # fmt: skip
SLOTS = frozenset({*_NAMES, *(name.capitalize() for name in _NAMES if name not in {"s", "es"})})
"""The slots that a text may use."""

_SLOT = re.compile(r"\{([^{}]*)\}")


def say(text: str, who: str) -> str:
    """The text with its slots filled for `who`: `you`, `she`, `he`, `they`, or a name."""
    if "{" not in text:
        return text
    said = forms(who)
    return _SLOT.sub(lambda found: said.get(found[1], found[0]), text)


def unknown_slots(text: str) -> list[str]:
    """Slots in a text that no voice fills."""
    return [name for name in slots_in(text) if name not in SLOTS]


def slots_in(text: str) -> list[str]:
    """What stands in braces in a text."""
    return _SLOT.findall(text)


@cache
def forms(who: str) -> dict[str, str]:
    """What fills each slot for `who`."""
    said = _VOICES.get(who)
    if said is None:
        own = f"{who}'" if who.endswith("s") else f"{who}'s"
        said = (who, own, own, who, who, *_VOICES["she"][5:])
    lower = dict(zip(_NAMES, said, strict=True))
    return lower | {name.capitalize(): form[:1].upper() + form[1:] for name, form in lower.items()}
