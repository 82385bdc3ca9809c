"""`so status`: where a person is, in one screen; and what is still to be asked, on a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from so_cli import wording
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    bank_for,
    case_or_blank,
    overlays_for,
    today,
)
from so_cli.cli.show import (
    FormatOption,
    LargeOption,
    PaperOption,
    Target,
    TemplatesOption,
    check_format,
    give,
    look_for,
    may_draw,
)
from so_cli.cli.status_screen import show_status
from so_cli.errors import WrongUse
from so_cli.interview.context import Context
from so_cli.interview.remaining import still_to_ask
from so_cli.outputs.as_json import to_json
from so_cli.outputs.pages.ask_list import ask_list_document
from so_cli.outputs.paper import Paper
from so_cli.packet.ask_list import make_ask_list
from so_cli.packet.status import make_status

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def status(
    ask: Annotated[
        bool, typer.Option("--ask", help="Print what is still to be asked, for the next call.")
    ] = False,
    case: CaseOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    large_print: LargeOption = False,
    paper: PaperOption = "letter",
    templates: TemplatesOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """See in one screen where things stand, and what to do next.

    With --ask it is a page of what is still to be asked.

    For example: so status
    """
    kind = check_format(format_, json=json, output=output)
    is_json = kind == "json"
    if not ask:
        _check_screen(format_, output, is_json=is_json)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    the_case, path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
    day = today()
    if not ask and is_json:
        sys.stdout.write(to_json(make_status(the_bank, the_case, day)))
    elif not ask and path is None:
        typer.echo(wording.NO_CASES)
    else:
        asks = still_to_ask(Context(the_bank, the_case, day))
        if not ask:
            made = make_status(the_bank, the_case, day)
            show_status(made, len(asks), is_drawn=may_draw(plain=plain))
            return
        page = make_ask_list(the_bank, the_case, day, asks)
        sheet = Paper(page, lambda: ask_list_document(page, the_bank.letterhead))
        give(sheet, kind, Target(output, force, (path, *overlays, templates), plain), look)


def _check_screen(format_: str | None, output: Path | None, *, is_json: bool) -> None:
    if output is not None or (format_ is not None and not is_json):
        raise WrongUse(wording.STATUS_IS_A_SCREEN, wording.STATUS_AS_DATA)
