"""A case that a command changes: held, read, changed and saved; and what such commands ask."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.typed import one_of
from so_cli.case.forms import plain_path
from so_cli.case.model import Case
from so_cli.case.store import CaseFile, load_case, open_for_writing
from so_cli.case.values import read_date
from so_cli.clean import clean
from so_cli.cli.options import existing_case, is_interactive, tell_strangers, today
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import tell
from so_cli.errors import Stopped, WrongUse
from so_cli.interview.prompters import pick
from so_cli.interview.prompters.item import Chosen, Item, Option, Prompter, Typed
from so_cli.interview.talk import typed_text

ASKED = "-"
MAX_NOTE = 5_000
NoteOption = Annotated[
    str | None,
    typer.Option("--note", help="- asks for a note, or reads it from a pipe.", metavar="-"),
]
DateOption = Annotated[
    str | None, typer.Option("--date", help="The day it happened (default: today).", metavar="DAY")
]


@contextmanager
def changing(name: str | None, bank: Bank) -> Iterator[tuple[CaseFile, Case]]:
    """A case that is there, held until the end. Raises what the store raises."""
    path = existing_case(name)
    with open_for_writing(path) as file:
        case = load_case(plain_path(path), bank)
        tell_strangers(case, bank)
        yield file, case


def prompter_for(*, plain: bool) -> Prompter:
    """Whoever asks, in the way that was chosen."""
    return pick(plain=wants_plain(plain=plain))


def check_action(action: str, known: tuple[str, ...]) -> str:
    """The action, if it is one. Raises WrongUse."""
    if action in known:
        return action
    words = wording.ONE_OF.format(words=", ".join(known))
    raise WrongUse(wording.NO_SUCH_ACTION.format(action=action), wording.sentence(words))


def check_word(word: str, known: tuple[str, ...]) -> str:
    """A word out of a few. Raises WrongUse that names them."""
    if word in known:
        return word
    right = one_of(word, known)
    raise WrongUse(wording.NO_SUCH_STATE.format(state=word), wording.sentence(right))


def day_of(given: str | None) -> date:
    """The day that was given, or today. Raises WrongUse."""
    if given is None:
        return today()
    day = read_date(given, today())
    if day is None:
        raise WrongUse(wording.NO_SUCH_DAY.format(day=given), wording.DAY_FORMS)
    return day


def note_of(given: str | None, before: str, *, plain: bool, no_input: bool) -> str:
    """The note: as it was, as it is asked for, or as it comes through a pipe."""
    if given is None:
        return before
    if given != ASKED:
        tell(wording.NOTE_IS_SEEN)
        return given
    if is_interactive(no_input=no_input):
        item = Item(id="note", kind="text", ask=wording.ASK_NOTE, typed=before, may_be_empty=True)
        return typed_text(prompter_for(plain=plain).ask(item)) or before
    return clean(sys.stdin.read(MAX_NOTE)).strip() or before


def choose(ask: str, options: Iterable[tuple[str, str]], *, chosen: str = "", plain: bool) -> str:
    """One of several, asked for, or the next line that comes through a pipe. Raises Stopped."""
    item = Item(
        id="which",
        kind="choice",
        ask=ask,
        options=tuple(Option(name, title) for name, title in options),
        chosen=(chosen,) if chosen else (),
    )
    reply = prompter_for(plain=plain).ask(item)
    if not isinstance(reply, Chosen):
        raise Stopped(wording.STOPPED)
    return reply.ids[0]


def type_in(ask: str, help_: str, *, plain: bool) -> str:
    """A line, asked for, or the next one that comes through a pipe. Raises Stopped."""
    reply = prompter_for(plain=plain).ask(Item(id="line", kind="text", ask=ask, help=help_))
    if not isinstance(reply, Typed):
        raise Stopped(wording.STOPPED)
    return reply.text
