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
from so_cli.cli.show import FormatOption, check_format, give
from so_cli.outputs.assess import assessment_markdown
from so_cli.packet.assess import make_assessment

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def assess(
    case: CaseOption = None,
    format_: FormatOption = "md",
    output: OutputOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """See what speaks for a second opinion, and which kind comes first.

    For example: so assess
    """
    del no_input  # it never asks
    kind = check_format("json" if json else format_)
    the_bank = bank_for(bank)
    the_case, path = case_or_blank(case, the_bank)
    made = make_assessment(the_bank, the_case, today())
    give(
        made,
        kind,
        lambda: assessment_markdown(made),
        output=output,
        force=force,
        made_from=(path, *overlays_for(bank)),
        plain=plain,
    )
