"""What can go wrong, each kind with its exit code.

An error carries one plain sentence and what to do next; `cli.app` prints it, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong in a file: where, what, and what would be right.

    `line` counts from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    key: str
    wrong: str
    right: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, [place, self.key, self.sentence]))

    @property
    def sentence(self) -> str:
        """What is wrong and what would be right, without the place."""
        return f"{self.wrong}; {self.right}" if self.right else self.wrong


class SoError(Exception):
    """The base of every error that a person may see."""

    exit_code = 1

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence}\n{self.advice}" if self.advice else self.sentence

    def __reduce__(self) -> tuple[Any, ...]:
        """An error may come from another process."""
        return type(self), (self.sentence, self.advice)


class WrongUse(SoError):
    """The command line asks for something that does not fit together."""

    exit_code = 2


class BadFile(SoError):
    """Something in a file is wrong; `problems` names every place."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem], advice: str = "") -> None:
        super().__init__("\n".join(str(problem) for problem in problems), advice)
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.advice)


class NoAccess(SoError):
    """A file cannot be read or written, or somebody else is writing it."""

    exit_code = 4


class Stopped(SoError):
    """The person stopped; everything answered so far is saved."""

    exit_code = 130
