"""What a part is: something the interview asks that fills another place than `facts`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case
from so_cli.clean import clean
from so_cli.interview.context import STATE_MARKS, Context, with_answers
from so_cli.interview.prompters.item import Item, Option, Reply, Typed

DONE = "done"
"""A part's own entry in `facts`: it was asked. See also `packet.known.NONE`."""


class Part(ABC):
    """One kind of fact that is not a value.

    `subs` are the marks of the part's item that lead to an item inside it; `ends` those of them
    whose reply is the answer to the part itself. `sub` names such an item, and is empty for the
    part's own.
    """

    subs: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def is_filled(self, _case: Case) -> bool:
        """Whether the case has something of it already."""
        return False

    @abstractmethod
    def item(self, context: Context, fact: Fact, sub: str) -> Item:
        """What to ask."""

    @abstractmethod
    def answer(self, context: Context, fact: Fact, sub: str, reply: Reply) -> Case:
        """The case after a reply. Raises WrongValue where the reply does not fit."""

    def echo(self, _context: Context) -> str:
        """What was understood, to be read back; may be empty."""
        return ""


def done(case: Case, fact: Fact, value: str = DONE) -> Case:
    """The case with the part marked as asked."""
    return with_answers(case, {fact.id: Answer(value=value)})


def undone(case: Case, fact: Fact) -> Case:
    """The case without the part's own entry: what it filled speaks for itself."""
    return with_answers(case, {fact.id: None})


def marked(context: Context, fact: Fact) -> str:
    """The state that the part's own entry holds."""
    answer = context.case.facts.get(fact.id)
    return (answer.state or "") if answer else ""


def line_item(context: Context, fact: Fact, typed: str) -> Item:
    """A part that is asked as one line of text."""
    return Item(
        id=fact.id,
        kind="text",
        ask=context.say(fact.ask),
        help=context.say(fact.help),
        marks=STATE_MARKS,
        typed=typed,
        marked=marked(context, fact),
    )


def tick_item(context: Context, fact: Fact, rows: Iterable[tuple[str, str, bool]]) -> Item:
    """A part that is asked as a tick list: id, title, and whether it is ticked already."""
    listed = list(rows)
    return Item(
        id=fact.id,
        kind="choices",
        ask=context.say(fact.ask),
        help=context.say(fact.help),
        options=tuple(Option(name, title) for name, title, _is_ticked in listed),
        marks=STATE_MARKS,
        chosen=tuple(name for name, _title, is_ticked in listed if is_ticked),
        marked=marked(context, fact),
        may_be_empty=True,
    )


def keeps(item: Item, reply: Reply) -> bool:
    """Whether the reply is the line that stood there already.

    It is not read again: a file may hold what no line can say.
    """
    return isinstance(reply, Typed) and bool(item.typed) and reply.text == clean(item.typed).strip()
