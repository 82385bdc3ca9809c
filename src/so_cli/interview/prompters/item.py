"""What a prompter is given, and what it gives back.

Nothing here knows what is asked about: the interview, the notes after a visit and the
confirmation of an import all speak to a prompter in these few words.
"""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct


class Option(Struct, frozen=True):
    """A row that can be chosen. An `exclusive` row rules out the others."""

    id: str
    label: str
    exclusive: bool = False


class Passage(Struct, frozen=True):
    """Something to read. `urgent` ones must not be missed."""

    text: str
    title: str = ""
    urgent: bool = False


class Item(Struct, frozen=True, kw_only=True):
    """One thing to ask.

    kind      choice: one of `options`; choices: any of them, at most `at_most`; text: a line.
    progress  where the person is, in words; may be empty.
    marks     rows that are always there beside the answers: not sure, later, does not apply.
    chosen    ids of options that already hold (kind choice, choices).
    typed     the text that already holds (kind text).
    marked    id of the mark that already holds.
    may_be_empty  whether ticking nothing, or typing nothing, is an answer.
    secret    what is typed is never shown (kind text): it is taken as it is, a command neither.
    """

    id: str
    kind: Literal["choice", "choices", "text"]
    ask: str
    help: str = ""
    progress: str = ""
    options: tuple[Option, ...] = ()
    marks: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    typed: str = ""
    marked: str = ""
    at_most: int | None = None
    may_be_empty: bool = False
    secret: bool = False


class Chosen(Struct, frozen=True):
    """The ids of the options that were chosen, in the order of the options."""

    ids: tuple[str, ...]


class Typed(Struct, frozen=True):
    """What was typed, trimmed; of a secret item letter by letter."""

    text: str


class Marked(Struct, frozen=True):
    """A mark was chosen instead of an answer."""

    id: str


class Back(Struct, frozen=True):
    """The person wants to go back to the question before."""


Reply = Chosen | Typed | Marked | Back


def chosen_ids(reply: Reply | None) -> tuple[str, ...]:
    """The rows that were chosen; none in any other reply."""
    return reply.ids if isinstance(reply, Chosen) else ()


class Prompter(Protocol):
    """Somebody to talk to: a terminal, a plain line printer, a script."""

    def tell(self, passage: Passage) -> None:
        """Show something to read."""

    def complain(self, sentence: str) -> None:
        """Say why the last reply could not be used; the same item is asked again."""

    def ask(self, item: Item) -> Reply:
        """Ask until there is a reply that fits the item.

        Raises `errors.Stopped` when the person wants to stop or no more input can come.
        """
