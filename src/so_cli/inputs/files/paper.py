"""A paper that was opened, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from so_cli import wording
from so_cli.clean import clean
from so_cli.inputs.model import PaperKind

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


def own_name(path: Path) -> str:
    """The name under which a file or a folder is shown."""
    return clean(path.name or path.resolve().name)


def member_name(outer: str, inner: str) -> str:
    """The name of a paper inside another file, such as a member of a zip."""
    return f"{outer}: {short_name(inner)}"


def some_names(names: Sequence[str], most: int) -> str:
    """The first of these names, and how many more there are."""
    shown = ", ".join(names[:most])
    more = len(names[most:])
    return wording.AND_FILES.format(files=shown, count=more) if more else shown


def short_name(name: str) -> str:
    """A name from inside of a file, clean, and short enough for a line."""
    name = clean(name)
    return name if len(name) <= _LONGEST_NAME else "..." + name[3 - _LONGEST_NAME :]
