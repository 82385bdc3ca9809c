"""`so compare`: opinions or hospitals side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.cli.changing import check_action
from so_cli.cli.complete import fixed
from so_cli.cli.lines import say, unbroken
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    bank_for,
    case_there,
    overlays_for,
    today,
    typed_for,
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
)
from so_cli.outputs.pages.compare import comparison_document
from so_cli.outputs.pages.hospitals import hospitals_document
from so_cli.outputs.paper import Paper
from so_cli.packet.comparison import Comparison, make_comparison
from so_cli.packet.hospitals import make_hospital_table

KINDS = ("opinions", "hospitals")
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def compare(
    kind: Annotated[
        str,
        typer.Argument(help="opinions or hospitals.", metavar="WHAT", autocompletion=fixed(*KINDS)),
    ] = "opinions",
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
    """See side by side what the doctors said and what to ask next, or what hospitals answer.

    For example: so compare opinions -o opinions.pdf
    """
    check_action(kind, KINDS)
    file_kind = check_format(format_, json=json, output=output)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    the_case, path = case_there(case, the_bank, plain=plain, no_input=no_input)
    typed = typed_for(case, bank)
    make_sheet = _opinions if kind == "opinions" else _hospitals
    sheet = make_sheet(the_bank, the_case, typed, is_data=file_kind == "json")
    if sheet is not None:
        give(sheet, file_kind, Target(output, force, (path, *overlays, templates), plain), look)


def _opinions(bank: Bank, case: Case, typed: Callable[..., str], *, is_data: bool) -> Paper | None:
    """The opinions; None where there are too few, which is said. As data they may be few."""
    made = make_comparison(bank, case, today())
    if made.outcome is None and not is_data:
        _say_what_is_missing(made, typed)
        return None
    return Paper(made, lambda: comparison_document(made, bank.letterhead))


def _hospitals(bank: Bank, case: Case, typed: Callable[..., str], *, is_data: bool) -> Paper | None:
    """The hospitals; None where there is none, which is said. As data there may be none."""
    if not case.hospitals and not is_data:
        command = typed("hospital", "add")
        say(f"{wording.NO_HOSPITALS} {wording.TO_ADD_HOSPITAL.format(command=unbroken(command))}")
        say(wording.BLANK_COMPARISON)
        return None
    made = make_hospital_table(bank, case, today())
    return Paper(made, lambda: hospitals_document(made, bank.letterhead))


def _say_what_is_missing(made: Comparison, typed: Callable[..., str]) -> None:
    first = any(opinion.id == "first" for opinion in made.opinions)
    which = ["--opinion", "first"] if made.opinions and not first else []
    command = typed("visit", *which)
    say(wording.ONE_OPINION_YET if made.opinions else wording.NO_OPINIONS_YET)
    say(wording.TO_WRITE_ONE.format(command=unbroken(command)))
