"""What every part of the interview looks at, and what can be wrong with a reply."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Answer, Case, State
from so_cli.interview.prompters.item import Option
from so_cli.packet.known import KnownCase, know
from so_cli.packet.texts import voice_of
from so_cli.voice import say

LATER: State = "later"
STATE_MARKS = tuple(Option(name, wording.MARKS[name]) for name in get_args(State))
"""The rows that are always there."""


class Context(Struct, frozen=True, dict=True):
    """Bank, case and day: all that decides what is asked and what a reply does."""

    bank: Bank
    case: Case
    today: date

    @cached_property
    def known(self) -> KnownCase:
        """What is known of the case."""
        return know(self.bank, self.case, self.today)

    @cached_property
    def voice(self) -> str:
        """Whom the texts speak to."""
        return voice_of(self.case)

    def say(self, text: str) -> str:
        """A text of the bank in the voice of this case."""
        return say(text, self.voice)

    def with_case(self, case: Case) -> Context:
        """The same bank and day with another case."""
        return Context(self.bank, case, self.today)


def with_answers(case: Case, answers: dict[str, Answer | None]) -> Case:
    """The case with these answers; None takes one away.

    An answer with the same value as before is left as it was, with its source.
    """
    facts = dict(case.facts)
    for name, answer in answers.items():
        if answer is None:
            facts.pop(name, None)
        elif name not in facts or not _says_the_same(facts[name], answer):
            facts[name] = answer
    return replace(case, facts=facts)


def with_state(case: Case, name: str, state: State) -> Case:
    """The case with a state in place of an answer."""
    return with_answers(case, {name: Answer(state=state)})


def _says_the_same(before: Answer, after: Answer) -> bool:
    return before.value == after.value and before.state == after.state and not before.other
