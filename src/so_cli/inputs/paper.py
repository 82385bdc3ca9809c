"""A paper that was opened, and what could not be read."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from so_cli.clean import clean
from so_cli.errors import BadFile, Problem
from so_cli.inputs.model import PaperKind

_MOST_SHOWN = 10
_LONGEST_NAME = 60


class Paper(NamedTuple):
    """One paper, taken apart as far as its format goes.

    content  fhir: what the JSON says, a resource or a list of resources; ccda: the root Element;
             report: the text, a page each.
    """

    file: str
    kind: PaperKind
    content: Any


class Trouble(Struct, frozen=True):
    """What could not be read, why, and what to do next."""

    file: str
    sentence: str
    advice: str = ""


class Unreadable(Exception):
    """A file, or a member of one, gives no paper."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def of(self, file: str) -> Trouble:
        """The same, of this file."""
        return Trouble(file, self.sentence, self.advice)


def nothing_read(troubles: list[Trouble]) -> BadFile:
    """The error for a file that gave no paper at all."""
    shown = troubles[:_MOST_SHOWN]
    problems = [Problem(each.file, 0, "", each.sentence) for each in shown]
    advices = dict.fromkeys(each.advice for each in shown if each.advice)
    return BadFile(problems, "\n".join(advices))


def member_name(outer: str, inner: str) -> str:
    """The name of a member of a zip, short enough for a line."""
    inner = clean(inner)
    if len(inner) > _LONGEST_NAME:
        inner = "…" + inner[1 - _LONGEST_NAME :]
    return f"{outer}: {inner}"
