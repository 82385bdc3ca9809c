"""`so compare`: opinions side by side."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from so_cli import wording
from so_cli.cli.changing import check_action
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
    existing_case,
    open_case,
    overlays_for,
    tell_strangers,
    today,
)
from so_cli.cli.show import (
    FormatOption,
    LargeOption,
    Paper,
    PaperOption,
    Target,
    TemplatesOption,
    check_format,
    give,
    look_for,
)
from so_cli.outputs.pages.compare import comparison_document
from so_cli.packet.comparison import Comparison, make_comparison

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def compare(
    kind: Annotated[str, typer.Argument(help="opinions.", metavar="WHAT")] = "opinions",
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
    """See side by side what the doctors said, and what to ask next.

    For example: so compare opinions -o opinions.pdf
    """
    check_action(kind, ("opinions",))
    file_kind = check_format(format_, json=json, output=output)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    path = existing_case(case)
    the_case = open_case(path, the_bank, plain=plain, no_input=no_input)
    tell_strangers(the_case, the_bank)
    made = make_comparison(the_bank, the_case, today())
    if made.outcome is None and file_kind != "json":
        _say_what_is_missing(made, case)
        return
    sheet = Paper(made, lambda: comparison_document(made, the_bank.letterhead))
    give(sheet, file_kind, Target(output, force, (path, *overlays, templates), plain), look)


def _say_what_is_missing(made: Comparison, case: str | None) -> None:
    first = any(opinion.id == "first" for opinion in made.opinions)
    which = ["--opinion", "first"] if made.opinions and not first else []
    command = shlex.join(["so", "visit", *which, *(["--case", case] if case else [])])
    say(wording.ONE_OPINION_YET if made.opinions else wording.NO_OPINIONS_YET)
    say(wording.TO_WRITE_ONE.format(command=unbroken(command)))
