"""What a typed line that is no answer asks for: `/back`, `/later`, `?` and the like.

They begin with a slash, so that the answer "back pain" can never be taken for one.
"""

from __future__ import annotations

import re
from enum import Enum

from so_cli import wording
from so_cli.clean import clean
from so_cli.interview.prompters.item import Back, Chosen, Item, Marked, Reply, Typed
from so_cli.interview.prompters.replies import Unfit


class Wish(Enum):
    """What a person wants of the prompter itself."""

    HELP = "help"
    REPEAT = "repeat"
    STOP = "stop"


def command(line: str, item: Item) -> Reply | Wish | None:
    """Return what the line asks for, or None when it is an answer.

    An unambiguous beginning is enough. Raises `Unfit` for a command that is not known here: a
    slip of the finger must not become an answer.
    """
    line = line.strip()
    if line and not line.strip("?"):
        return Wish.HELP
    if not re.fullmatch(r"/[^/]*", line):  # a second slash makes it a path
        return None
    name = re.sub(r"[\s_]+", "-", line[1:].strip()).casefold()
    meanings = _meanings(item)
    fitting = [name] if name in meanings else [word for word in meanings if word.startswith(name)]
    if len(fitting) != 1:
        words = " ".join(f"/{word}" for word in meanings)
        raise Unfit(wording.UNKNOWN_COMMAND.format(typed=clean(line), words=words))
    return meanings[fitting[0]]


def instead(item: Item) -> str:
    """Return what can be typed in place of an answer, for the line under a question."""
    return " ".join([*(f"/{mark.id}" for mark in item.marks), "?", "/back"])


def _meanings(item: Item) -> dict[str, Reply | Wish]:
    meanings: dict[str, Reply | Wish] = {mark.id: Marked(mark.id) for mark in item.marks}
    if item.may_be_empty:
        meanings["empty"] = Typed("") if item.kind == "text" else Chosen(())
    meanings["back"] = Back()
    return meanings | {wish.value: wish for wish in Wish}
