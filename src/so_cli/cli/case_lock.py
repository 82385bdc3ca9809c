"""`so case lock` and `so case unlock`: a case under a passphrase, and back."""

from __future__ import annotations

import typer

from so_cli import wording
from so_cli.case.forms import locked_path
from so_cli.case.store import has_case, held
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    existing_case,
)
from so_cli.cli.passphrase import ask_passphrase, new_passphrase


def lock(
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Put a case under a passphrase; nothing of it stays in plain text.

    It can be read with the passphrase, and changed after `so case unlock`. The file is in the
    age format: the program age opens it too.

    For example: so case lock
    """
    del bank, json  # it takes the file as it is, and says a few lines
    from so_cli.case.locked import clear_plain, lock_case

    path = existing_case(case)
    # Held while the passphrase is typed too: nobody shall answer what is being locked away.
    with held(path) as file:
        if not has_case(file):
            clear_plain(file)
            typer.echo(wording.ALREADY_LOCKED.format(file=path))
            return
        locked = lock_case(file, new_passphrase(file, plain=plain, no_input=no_input))
    typer.echo(wording.LOCKED.format(file=locked))
    typer.echo(wording.PAGES_ARE_OPEN)


def unlock(
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Take a case out from under its passphrase, so that it can be changed.

    For example: so case unlock
    """
    del bank, json  # it takes the file as it is, and says one line
    from so_cli.case.locked import unlock_case

    path = existing_case(case)
    with held(path) as file:
        # The plain one counts where both are there; it must not be written over.
        if has_case(file):
            typer.echo(wording.NOT_LOCKED.format(file=file))
            return
        passphrase = ask_passphrase(locked_path(file), plain=plain, no_input=no_input)
        unlock_case(file, passphrase)
    typer.echo(wording.UNLOCKED.format(file=file))
