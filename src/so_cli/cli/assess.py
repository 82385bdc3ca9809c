"""`so assess`: would a second opinion help now, and which kind."""

from __future__ import annotations

import typer

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
)
from so_cli.outputs.pages.assess import assessment_document
from so_cli.outputs.paper import Paper
from so_cli.packet.assess import make_assessment

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def assess(
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
    """See what speaks for a second opinion, and which kind comes first.

    For example: so assess
    """
    kind = check_format(format_, json=json, output=output)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    the_case, path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
    made = make_assessment(the_bank, the_case, today())
    sheet = Paper(made, lambda: assessment_document(made, the_bank.letterhead))
    target = Target(output, force, (path, *overlays, templates), plain)
    give(sheet, kind, target, look)
