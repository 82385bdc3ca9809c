"""`so summary`: the packet."""

from __future__ import annotations

from typing import Annotated

import typer

from so_cli import wording
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
    tell_strangers,
    today,
)
from so_cli.cli.show import give
from so_cli.errors import WrongUse
from so_cli.packet.build import make_packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)
FORMATS = ("md", "json")


@app.command()
def summary(
    case: CaseOption = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="md or json.")] = "md",
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
    the_case = load_case(existing_case(case), the_bank)
    tell_strangers(the_case, the_bank)
    packet = make_packet(the_bank, the_case, today())
    if kind == "json":
        from so_cli.outputs.as_json import to_json

        text = to_json(packet)
    else:
        from so_cli.outputs.markdown import packet_markdown

        text = packet_markdown(packet)
    give(text, output, force=force, plain=plain, is_markdown=kind == "md")


def check_format(kind: str) -> str:
    """The format, if it is one that there is. Raises WrongUse."""
    if kind not in FORMATS:
        known = wording.ONE_OF.format(words=", ".join(FORMATS))
        raise WrongUse(wording.NO_SUCH_FORMAT.format(format=kind), wording.sentence(known))
    return kind
