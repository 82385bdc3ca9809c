"""A case that a command changes: held, read, changed and saved; and what such commands ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Annotated, TypeVar

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.typed import nearest, one_of
from so_cli.case.forms import plain_path
from so_cli.case.model import Case
from so_cli.case.store import CaseFile, load_case, open_for_writing
from so_cli.case.values import WrongValue
from so_cli.clean import clean
from so_cli.cli.options import existing_case, is_interactive, tell_strangers, today
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import tell
from so_cli.errors import Stopped, WrongUse
from so_cli.interview.lines import read_day
from so_cli.interview.prompters import pick
from so_cli.interview.prompters.item import Chosen, Item, Option, Prompter, Reply, Typed
from so_cli.interview.prompters.replies import Unfit, typed
from so_cli.packet.texts import day_text

T = TypeVar("T")
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
def holding(name: str | None, bank: Bank) -> Iterator[tuple[CaseFile, Case]]:
    """A case that is there, held until the end. Raises what the store raises."""
    path = existing_case(name)
    with open_for_writing(path) as file:
        case = load_case(plain_path(path), bank)
        tell_strangers(case, bank)
        yield file, case


@contextmanager
def changing(name: str | None, bank: Bank) -> Iterator[tuple[CaseFile, Case]]:
    """A case that is held and saved once, at the end.

    Raises what the store raises, and Stopped with a word that nothing was changed.
    """
    with holding(name, bank) as held:
        try:
            yield held
        except Stopped as stopped:
            raise Stopped(stopped.sentence, wording.NOTHING_CHANGED) from None


def prompter_for(*, plain: bool) -> Prompter:
    """Whoever asks, in the way that was chosen, and never into what goes to another program."""
    return pick(plain=wants_plain(plain=plain), aside=True)


def check_action(action: str, known: tuple[str, ...]) -> str:
    """The action, if it is one. Raises WrongUse."""
    if action in known:
        return action
    words = wording.ONE_OF.format(words=", ".join(known))
    raise WrongUse(wording.NO_SUCH_ACTION.format(action=action), wording.sentence(words))


def check_only_list(command: str, states: Iterable[str], *given: str | None) -> None:
    """A list takes nothing else, and nothing that was typed may be lost. Raises WrongUse."""
    if any(each is not None for each in given):
        how = wording.GIVE_WHICH.format(command=command, states="|".join(states))
        raise WrongUse(wording.LIST_ONLY_SHOWS, how)


def check_asking(command: str, states: Iterable[str], *, no_input: bool) -> None:
    """What was left out of a command is asked for, where that may be. Raises WrongUse."""
    if no_input:
        how = wording.GIVE_WHICH.format(command=command, states="|".join(states))
        raise WrongUse(wording.NOT_ASKED, how)


def check_id(name: str, known: Mapping[str, object], *, command: str, wrong: str) -> None:
    """Raises WrongUse with the nearest id, or where to see them."""
    if name not in known:
        right = nearest(name, known)
        see = wording.TO_SEE_THEM.format(command=command)
        raise WrongUse(wrong.format(id=name), wording.sentence(right) if right else see)


def check_state(word: str, known: Mapping[str, str]) -> str:
    """The id of a state that is given as its id, or as lists show it. Raises WrongUse."""
    wanted = " ".join(word.split()).casefold()
    for name, shown in known.items():
        if wanted in {name, shown.casefold()}:
            return name
    right = one_of(word, known)
    raise WrongUse(wording.NO_SUCH_STATE.format(state=word), wording.sentence(right))


def day_of(given: str | None) -> date:
    """The day that was given, or today. Raises WrongUse, also for one that is still to come."""
    if given is None:
        return today()
    day = read_day(given, today())
    if day is None:
        raise WrongUse(wording.NO_SUCH_DAY.format(day=given), wording.DAY_FORMS)
    if day > today():
        raise WrongUse(wording.DAY_TO_COME.format(day=day_text(day)), wording.DAY_IT_HAPPENED)
    return day


def note_of(given: str | None, before: str, *, plain: bool, no_input: bool) -> str:
    """The note: as it was, as it is asked for, or as it comes through a pipe.

    Raises WrongUse and Stopped.
    """
    if given is None:
        return before
    if given != ASKED:
        tell(wording.NOTE_IS_SEEN)
        return clean(given).strip()
    item = Item(id="note", kind="text", ask=wording.ASK_NOTE, typed=before, may_be_empty=True)
    if is_interactive(no_input=no_input):
        return _typed(prompter_for(plain=plain).ask(item))
    if is_interactive(no_input=False):
        raise WrongUse(wording.NOT_ASKED, wording.PIPE_THE_NOTE)
    return _piped(item) or before


def _piped(item: Item) -> str:
    """What comes through the pipe, as one line."""
    try:
        text = sys.stdin.read(MAX_NOTE + 1)
        if len(text) > MAX_NOTE:
            raise WrongUse(wording.NOTE_TOO_LONG.format(length=MAX_NOTE))
        return typed(item, text, "").text
    except (UnicodeDecodeError, Unfit) as error:
        raise WrongUse(wording.NOTE_NOT_READABLE) from error


def choose(
    ask: str,
    options: Iterable[tuple[str, str]],
    *,
    help_: str = "",
    chosen: str = "",
    plain: bool,
) -> str:
    """One of several, asked for, or the next line that comes through a pipe. Raises Stopped."""
    item = Item(
        id="which",
        kind="choice",
        ask=ask,
        help=help_,
        options=tuple(Option(name, title) for name, title in options),
        chosen=(chosen,) if chosen else (),
    )
    reply = prompter_for(plain=plain).ask(item)
    if not isinstance(reply, Chosen):
        raise Stopped(wording.STOPPED)
    return reply.ids[0]


def type_in(ask: str, help_: str, read: Callable[[str], T], *, plain: bool) -> T:
    """What a line means that is asked for, until it can be read. Raises Stopped.

    Through a pipe it is the next line. `read` raises WrongValue.
    """
    prompter = prompter_for(plain=plain)
    item = Item(id="line", kind="text", ask=ask, help=help_)
    while True:
        text = _typed(prompter.ask(item))
        try:
            return read(text)
        except WrongValue as error:
            prompter.complain(str(error))


def _typed(reply: Reply) -> str:
    """What was typed; who goes back from the only question stops. Raises Stopped."""
    if not isinstance(reply, Typed):
        raise Stopped(wording.STOPPED)
    return reply.text.strip()
