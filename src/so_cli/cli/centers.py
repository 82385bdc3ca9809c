"""`so centers`: cancer centers, with the day of the list."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.directory import Center
from so_cli.clean import clean
from so_cli.cli.complete import states
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
)
from so_cli.errors import WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.packet.texts import birthday_text

STATES = re.compile(
    "A[KLRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI"
    "|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]"
)
"""States, the District of Columbia, and territories, as the post writes them."""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def centers(
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            help="Two letters, such as CA.",
            metavar="XX",
            autocompletion=states,
        ),
    ] = None,
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """List cancer centers that see patients, all or those of one state.

    For example: so centers --state CA
    """
    del case, plain, no_input  # the list is the same for everybody, and it prints plain lines
    wanted = None if state is None else state.strip().upper()
    if wanted is not None and not STATES.fullmatch(wanted):
        raise WrongUse(wording.NO_SUCH_STATE.format(state=state), wording.TWO_LETTERS)
    the_bank = bank_for(bank)
    found = [each for each in the_bank.centers if wanted in {None, each.state}]
    if json:
        sys.stdout.write(to_json({"lists": the_bank.center_lists, "centers": found}))
        return
    for a_list in the_bank.center_lists:
        on_it = [each for each in found if each.list == a_list.id]
        lines = [
            wording.AS_OF.format(title=a_list.title, day=birthday_text(a_list.as_of)),
            *(f"- {_line(each)}" for each in on_it),
            *([] if on_it else [wording.NO_CENTER_THERE.format(state=wanted)]),
            "",
            a_list.note,
            a_list.check,
            wording.PHONE_LINE.format(phone=a_list.phone),
        ]
        typer.echo("\n".join(map(clean, lines)))


def _line(center: Center) -> str:
    kind = ", ".join(filter(None, [center.kind, center.for_ and wording.CHILDREN]))
    line = wording.CENTER if center.at else wording.CENTER_ALONE
    return line.format(
        name=center.name, at=center.at, city=center.city, state=center.state, kind=kind
    )
