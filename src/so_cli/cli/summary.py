"""`so summary`: the packet."""

from __future__ import annotations

import typer

from so_cli.case.store import load_case
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
    overlays_for,
    tell_strangers,
    today,
)
from so_cli.cli.show import FormatOption, check_format, give
from so_cli.outputs.markdown import packet_markdown
from so_cli.packet.build import make_packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def summary(
    case: CaseOption = None,
    format_: FormatOption = "md",
    output: OutputOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Make the pages to bring: one for the doctor, the rest to keep.

    For example: so summary -o pages.md
    """
    del no_input  # it never asks
    kind = check_format("json" if json else format_)
    the_bank = bank_for(bank)
    path = existing_case(case)
    the_case = load_case(path, the_bank)
    tell_strangers(the_case, the_bank)
    packet = make_packet(the_bank, the_case, today())
    give(
        packet,
        kind,
        lambda: packet_markdown(packet),
        output=output,
        force=force,
        made_from=(path, *overlays_for(bank)),
        plain=plain,
    )
