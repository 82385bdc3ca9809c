"""`so summary`: the packet."""

from __future__ import annotations

from typing import Annotated

import typer

from so_cli.cli.complete import fixed
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
)
from so_cli.cli.show import (
    LargeOption,
    PaperOption,
    ReaderOption,
    Target,
    TemplatesOption,
    check_format,
    check_reader,
    give,
    look_for,
)
from so_cli.outputs.paper import FORMATS_OF_A_PACKET, packet_paper
from so_cli.packet.build import make_packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def summary(
    case: CaseOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="md, html, pdf, txt, ics, json or fhir (default: as the file is called, else md).",
            metavar="FORMAT",
            autocompletion=fixed(*FORMATS_OF_A_PACKET),
        ),
    ] = None,
    output: OutputOption = None,
    reader: ReaderOption = "both",
    large_print: LargeOption = False,
    paper: PaperOption = "letter",
    templates: TemplatesOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Make the pages to bring: one for the doctor, the rest to keep.

    For example: so summary -o pages.pdf
    """
    kind = check_format(format_, json=json, output=output, known=FORMATS_OF_A_PACKET)
    pages_for = check_reader(reader)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    the_case, path = case_there(case, the_bank, plain=plain, no_input=no_input)
    packet = make_packet(the_bank, the_case, today())
    target = Target(output, force, (path, *overlays, templates), plain)
    give(packet_paper(the_bank, packet, pages_for), kind, target, look)
