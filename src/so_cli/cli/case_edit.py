"""`so case edit`: a case in the person's own text editor, and never a broken one saved."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import read_text
from so_cli.case.editing import edited_copy
from so_cli.case.reading import MAX_CASE_BYTES, read_case
from so_cli.case.store import CaseFile, open_for_writing
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    existing_case,
    is_interactive,
    tell_strangers,
)
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import tell
from so_cli.errors import NoAccess, Problem, WrongUse

EDITORS = ("nano", "vi", "notepad")
"""Tried in this order where neither VISUAL nor EDITOR names one."""


def edit(
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Change a case in a text editor: that of VISUAL or EDITOR, else nano or vi.

    It is checked before it is saved. An editor with a window of its own must wait until it is
    closed: EDITOR="code --wait".

    For example: so case edit
    """
    del json  # it is a talk with an editor
    path = existing_case(case)
    if not is_interactive(no_input=no_input):
        raise WrongUse(wording.EDIT_NEEDS_SOMEBODY, wording.EDIT_BY_HAND)
    the_bank = bank_for(bank)
    editor = find_editor()
    with open_for_writing(path) as file:
        said = _edit(file, the_bank, editor, plain=wants_plain(plain=plain))
    typer.echo(said)


def find_editor() -> list[str]:
    """The words that start the editor. Raises NoAccess where there is none, or WrongUse."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        try:
            words = shlex.split(chosen, posix=os.name != "nt")
        except ValueError:
            raise WrongUse(wording.BAD_EDITOR, wording.SET_EDITOR) from None
        if words:
            return words
    found = next(filter(None, map(shutil.which, EDITORS)), None)
    if found is None:
        raise NoAccess(wording.NO_EDITOR, wording.SET_EDITOR)
    return [found]


def _edit(file: CaseFile, bank: Bank, editor: list[str], *, plain: bool) -> str:
    """Let her edit until it is right or she leaves it; what came of it, in words."""
    before = text = read_text(file.path, max_bytes=MAX_CASE_BYTES)
    problems: Sequence[Problem] = read_case(text, str(file.path), bank)[1]
    with edited_copy(file.path) as copy:
        while True:
            copy.write(text, problems)
            _run(editor, copy.path)
            text = copy.read()
            if text == before:
                return wording.NOTHING_EDITED
            found, problems = read_case(text, str(file.path), bank)
            if found is not None:
                file.save_text(text)
                tell_strangers(found, bank)
                return wording.EDITED.format(file=file.path)
            tell(*map(str, problems))
            if not _wants_again(plain=plain):
                return wording.NOT_EDITED


def _run(editor: list[str], path: Path) -> None:
    try:
        with _left_to_the_editor():
            code = subprocess.run([*editor, str(path)], check=False).returncode  # noqa: S603 - it is her own editor
    except OSError as error:
        why = error.strerror or error
        raise NoAccess(
            wording.EDITOR_FAILS.format(editor=editor[0], why=why), wording.SET_EDITOR
        ) from error
    if code:
        raise NoAccess(wording.EDITOR_ENDED_BADLY.format(code=code))


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Ctrl-C is a key of many editors; it must not end what waits behind them."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _wants_again(*, plain: bool) -> bool:
    from so_cli.interview.prompters import pick
    from so_cli.interview.prompters.item import Chosen, Item, Option

    again = Option("again", wording.OPEN_AGAIN)
    leave = Option("leave", wording.LEAVE_AS_IT_WAS)
    item = Item(id="edit", kind="choice", ask=wording.ASK_EDIT_AGAIN, options=(again, leave))
    sys.stdout.flush()
    return pick(plain=plain, aside=True).ask(item) == Chosen(("again",))
