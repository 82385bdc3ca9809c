"""Words that are no result, taken out: each leaves a dot, so that every place stays where it was."""

from __future__ import annotations

import re
from functools import lru_cache

from so_cli.inputs.report.masks import MASKS

GONE = "\u00b7"
"""Stands for each word that was masked."""

_FAILED = re.compile(
    r"\bcontrols?\b.{0,60}\b(?:(?:not|un|non-?) ?interpretable|fail\w*|inadequate|inappropriate)",
    re.IGNORECASE,
)
_MASKS = tuple(re.compile(one.pattern, re.IGNORECASE) for one in MASKS)
_EMPTY = (
    r"\[ {0,3}\]|\( {0,3}\)|_{1,6}(?= ?\w|$)|[\u2610\u25a1\u25fb\u25cb\u274d]|\[_{1,3}\]|\(_{1,3}\)"
)
_TICKED = (
    r"\[ ?[xX\u2713\u2714*] ?\]|\( ?[xX\u2713\u2714*] ?\)|_{1,3}[xX\u2713]_{1,3}"
    r"|[\u2611\u2612\u2713\u2714\u25a0\u25cf\u25c9\u2705]"
)
_BOX = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")
_OPTION = re.compile(
    r"\b(?:pos(?:itive)?|neg(?:ative)?|equivocal|present|absent|yes|no|clear|close|involved|uninvolved"
    r"|left|right|identified|pending|amplified)(?: \([^()]{1,30}\))? ?$",
    re.IGNORECASE,
)
"""The end of a text whose options stand before their boxes: `Positive [ ] Negative [x]`."""
_OPTION_BEFORE = re.compile(
    rf"(?P<option>(?:\b(?:not |low |non-?|un)?\w+(?: \([^()]{{1,30}}\))? ?))"
    f"(?:(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY}))"
)
_WORD = re.compile(r"\w")
_LEADER = re.compile(r"\.{3,}|_{4,}|-{3,}|={3,}|(?:\. ){3,}")


@lru_cache(maxsize=2_000)  # lines come again: at the top of each page, in tables
def mask(text: str) -> str:
    """The text with a dot for each word that is no result."""
    text = _without_unticked(text)
    for pattern in _MASKS:
        text = pattern.sub(_dots, text)
    return text


def without_leaders(text: str) -> str:
    """`ER ...... Positive` as `ER : Positive`; the number of words stays."""
    return _LEADER.sub(_colon, text)


def _colon(found: re.Match[str]) -> str:
    words = found[0].split(" ")
    return " ".join(":" if word else "" for word in words)


def _dots(found: re.Match[str]) -> str:
    """Dots, but where a control did not do its work: then nothing beside it holds."""
    return found[0] if _FAILED.search(found[0]) else _dots_in(found[0])


def _dots_in(text: str) -> str:
    return re.sub(r"[^ ]+", GONE, text)


def _without_unticked(text: str) -> str:
    """Options stand after their boxes: what follows an empty box goes, up to the next box.

    Only where boxes are used as such: an empty box alone may be a form that was never filled in,
    and then all that it offers goes too.
    """
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    if _OPTION.search(text[: boxes[0].start()]) and not _WORD.search(text, boxes[-1].end()):
        return _OPTION_BEFORE.sub(_if_ticked, text)
    parts = [text[: boxes[0].start()]]
    for box, following in zip(boxes, [*boxes[1:], None], strict=True):
        option = text[box.end() : following.start() if following else len(text)]
        parts.append(_blank(box[0]))
        parts.append(option if box["ticked"] else _dots_in(option))
    return "".join(parts)


def _if_ticked(found: re.Match[str]) -> str:
    """An option before its box, gone unless that is ticked."""
    box = found["ticked"] or found["empty"] or ""
    option = found["option"] if found["ticked"] else _dots_in(found["option"])
    return option + _blank(box)


def _blank(box: str) -> str:
    return re.sub(r"[^ ]+", ":", box)
