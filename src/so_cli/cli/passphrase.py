"""How a passphrase is asked: unseen in a terminal, as a line of input elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

from so_cli import wording
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import tell
from so_cli.errors import NoAccess, Stopped, WrongUse
from so_cli.interview.prompters import pick
from so_cli.interview.prompters.item import Item, Passage, Prompter, Typed

_LONGEST = 10_000


def ask_passphrase(file: Path, *, plain: bool = False, no_input: bool = False) -> str:
    """The passphrase that opens a locked file.

    Raises WrongUse where nobody may be asked, NoAccess where no line came, Stopped.
    """
    if no_input:
        sentence = wording.LOCKED_AND_ASKS_NOTHING.format(file=file)
        raise WrongUse(sentence, wording.LEAVE_OUT_NO_INPUT)
    if not sys.stdin.isatty():
        return _line(file)
    ask = wording.ASK_PASSPHRASE.format(file=file)
    typed = _secret(_prompter(plain=plain), "passphrase", ask)
    if typed is None:
        raise Stopped(wording.STOPPED)
    return typed


def new_passphrase(file: Path, *, plain: bool = False, no_input: bool = False) -> str:
    """A passphrase to lock a file with, typed twice; a line of input counts once.

    Raises what `ask_passphrase` raises.
    """
    if no_input:
        raise WrongUse(wording.PASSPHRASE_NEEDED, wording.LEAVE_OUT_NO_INPUT)
    if not sys.stdin.isatty():
        tell(wording.IF_FORGOTTEN)
        return _line(file)
    prompter = _prompter(plain=plain)
    prompter.tell(Passage(wording.IF_FORGOTTEN))
    ask = f"{wording.CHOOSE_PASSPHRASE.format(file=file)} {wording.PASSPHRASE_HELP}"
    while True:
        first = _secret(prompter, "passphrase", ask)
        if first is None:
            raise Stopped(wording.STOPPED)
        second = _secret(prompter, "passphrase-again", wording.ONCE_MORE)
        if first == second:
            return first
        if second is not None:
            prompter.complain(wording.NOT_THE_SAME)


def _prompter(*, plain: bool) -> Prompter:
    # The pages may be on their way into a file: the question must not get into it.
    return pick(plain=wants_plain(plain=plain), aside=True)


def _secret(prompter: Prompter, id_: str, ask: str) -> str | None:
    """What was typed; None where she goes back."""
    reply = prompter.ask(Item(id=id_, kind="text", ask=ask, secret=True))
    return reply.text if isinstance(reply, Typed) else None


def _line(file: Path) -> str:
    try:
        line = sys.stdin.readline(_LONGEST).rstrip("\r\n")
        line.encode()  # a broken letter would only fail later
    except UnicodeError:
        raise WrongUse(wording.sentence(wording.NOT_READABLE)) from None
    if not line.strip():
        raise NoAccess(wording.NO_PASSPHRASE_CAME.format(file=file), wording.GIVE_A_LINE)
    return line
