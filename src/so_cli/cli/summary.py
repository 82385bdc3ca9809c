"""`so summary`: the packet."""

from __future__ import annotations

from typing import Annotated

import typer

from so_cli import wording
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
    FORMATS_OF_A_PACKET,
    LargeOption,
    Paper,
    PaperOption,
    Target,
    TemplatesOption,
    check_format,
    give,
    look_for,
)
from so_cli.errors import WrongUse
from so_cli.outputs.pages.packet import READERS, Reader, packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def summary(
    case: CaseOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="md, html, pdf, txt, ics or json (default: as the file is called, else md).",
            metavar="FORMAT",
            autocompletion=fixed(*FORMATS_OF_A_PACKET),
        ),
    ] = None,
    output: OutputOption = None,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            help="Whose pages: doctor, me or both.",
            metavar="WHOM",
            autocompletion=fixed(*READERS),
        ),
    ] = "both",
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
    pages_for = next((each for each in READERS if each == reader), None)
    if pages_for is None:
        words = wording.ONE_OF.format(words=", ".join(READERS))
        raise WrongUse(wording.NO_SUCH_READER.format(reader=reader), wording.sentence(words))
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    the_case, path = case_there(case, the_bank, plain=plain, no_input=no_input)
    packet = make_packet(the_bank, the_case, today())
    target = Target(output, force, (path, *overlays, templates), plain)
    give(packet_paper(packet, pages_for), kind, target, look)


def packet_paper(packet: Packet, reader: Reader = "both") -> Paper:
    """The packet for whoever reads it; its data and its days are always whole."""

    def calendar() -> str:
        from so_cli.outputs.as_ics import to_ics

        return to_ics(packet)

    return Paper(packet, lambda: packet_document(packet, reader), calendar=calendar)
