"""`so schema`: the shape of what `so` reads and gives, for editors and other programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from msgspec import Struct

from so_cli import wording
from so_cli.bank.schema import document_schema
from so_cli.bank.typed import one_of
from so_cli.batch.model import CaseErrors
from so_cli.case.schema import case_schema
from so_cli.cli.complete import fixed
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
)
from so_cli.errors import WrongUse
from so_cli.inputs.imported import Imported
from so_cli.outputs.as_json import to_json
from so_cli.outputs.pages.letter import Letter
from so_cli.packet.ask_list import AskList
from so_cli.packet.assess import Assessment
from so_cli.packet.checklist import Checklist
from so_cli.packet.comparison import Comparison
from so_cli.packet.hospitals import HospitalTable
from so_cli.packet.model import Packet
from so_cli.packet.status import Status

app = typer.Typer(rich_markup_mode=None, add_completion=False)

CASE = "case"
GIVEN: dict[str, type[Struct]] = {
    "packet": Packet,
    "checklist": Checklist,
    "letter": Letter,
    "comparison": Comparison,
    "hospitals": HospitalTable,
    "status": Status,
    "ask-list": AskList,
    "assessment": Assessment,
    "errors": CaseErrors,
    "imported": Imported,
}
"""What a command gives as JSON, by the name of its schema."""
NAMES = (CASE, *GIVEN)


@app.command()
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            help=f"{', '.join(NAMES[:-1])} or {NAMES[-1]}.",
            metavar="NAME",
            autocompletion=fixed(*NAMES),
        ),
    ] = None,
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Print the JSON Schema of a case file, or of what a command gives as JSON.

    Of a case it has the facts, records and steps of the bank, so that an editor completes them.

    For example: so schema case
    """
    del case, json, plain, no_input  # a schema is always JSON, and the same for every case
    if name == CASE:
        sys.stdout.write(to_json(case_schema(bank_for(bank))))
        return
    if name is None:
        names = wording.sentence(wording.ONE_OF.format(words=", ".join(NAMES)))
        raise WrongUse(wording.WHICH_SCHEMA, names)
    if name not in GIVEN:
        advice = wording.sentence(one_of(name, NAMES))
        raise WrongUse(wording.NO_SUCH_SCHEMA.format(name=name), advice)
    sys.stdout.write(to_json(document_schema(GIVEN[name])))
