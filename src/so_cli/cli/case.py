"""`so case`: the person's own files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from so_cli import wording
from so_cli.case.store import case_path, delete_case
from so_cli.clean import clean
from so_cli.cli.case_edit import edit
from so_cli.cli.case_list import list_
from so_cli.cli.case_lock import lock, unlock
from so_cli.cli.case_moves import copy, export, import_
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    existing_case,
    is_interactive,
    open_case,
)
from so_cli.cli.settings import wants_plain
from so_cli.errors import WrongUse
from so_cli.outputs.as_json import to_json

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
app.command("list")(list_)


@app.callback()
def case_group() -> None:
    """See, lock, edit, copy, move or delete what is saved."""


@app.command("path")
def path_(
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Print where a case is saved.

    For example: so case path
    """
    del bank, plain, no_input  # a place depends on none of them
    path = str(case_path(case))
    typer.echo(to_json({"path": path}) if json else clean(path), nl=not json)


@app.command()
def show(
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Print a case as it is saved.

    For example: so case show
    """
    from so_cli.case.store import dump_case

    found = open_case(existing_case(case), bank_for(bank), plain=plain, no_input=no_input)
    if json:
        sys.stdout.write(to_json(found))
    else:
        sys.stdout.write(clean(dump_case(found), keep_newlines=True))


@app.command()
def delete(
    case: CaseOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Delete a case, locked or not, and the earlier version kept beside it. Asks first.

    For example: so case delete --case pat
    """
    del bank, json  # it reads no bank, and says one line
    path = existing_case(case)
    if not yes:
        if not is_interactive(no_input=no_input):
            raise WrongUse(wording.DELETE_NEEDS_YES)
        from so_cli.interview.prompters import pick
        from so_cli.interview.prompters.item import Chosen, Item, Option

        keep, remove = Option("keep", wording.KEEP_IT), Option("delete", wording.DELETE_IT)
        question = wording.ASK_DELETE.format(file=path)
        item = Item(id="delete", kind="choice", ask=question, options=(keep, remove))
        if pick(plain=wants_plain(plain=plain)).ask(item) != Chosen(("delete",)):
            typer.echo(wording.NOT_DELETED)
            return
    delete_case(path)
    typer.echo(wording.DELETED.format(file=path))


app.command()(lock)
app.command()(unlock)
app.command()(edit)
app.command()(copy)
app.command()(export)
app.command("import")(import_)
