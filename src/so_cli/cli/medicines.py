"""`so medicines`: medicines and allergies, asked for and never given in the command."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Case
from so_cli.cli.changing import changing, check_action, choose, type_in
from so_cli.cli.complete import fixed
from so_cli.cli.lines import say
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    case_or_blank,
)
from so_cli.errors import WrongUse
from so_cli.interview.lines import read_allergies, read_medicines
from so_cli.interview.parts.part import undone
from so_cli.outputs.as_json import to_json
from so_cli.packet.texts import medicine_text

ACTIONS = ("list", "add", "remove")
MEDICINE, ALLERGY, KEEP = "medicine", "allergy", "keep"
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def medicines(
    action: Annotated[
        str,
        typer.Argument(
            help="list, add or remove.", metavar="ACTION", autocompletion=fixed(*ACTIONS)
        ),
    ] = "list",
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Keep the list of medicines and allergies. It asks; nothing stands in the command.

    For example: so medicines add
    """
    check_action(action, ACTIONS)
    the_bank = bank_for(bank)
    if action == "list":
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(found, json=json)
        return
    if no_input:
        raise WrongUse(wording.MEDICINES_ASK)
    with changing(case, the_bank) as (file, found):
        change = _with_more if action == "add" else _with_less
        changed, said = change(found, plain=plain)
        # What was answered before ("none", "not sure") gives way to what is listed now.
        for name, kind in (
            ("my_medicines", changed.medicines),
            ("my_allergies", changed.allergies),
        ):
            fact = the_bank.fact.get(name)
            if fact is not None and kind:
                changed = undone(changed, fact)
        if changed != found:
            file.save(changed)
    if json:
        _list(changed, json=True)
        return
    for line in said:
        say(line)


def _list(case: Case, *, json: bool) -> None:
    if json:
        content = {"medicines": case.medicines, "allergies": case.allergies}
        typer.echo(to_json(content), nl=False)
        return
    lines = _rows(case)
    for line in lines.values():
        say(line)
    if not lines:
        say(wording.NO_MEDICINES_YET)


def _rows(case: Case) -> dict[str, str]:
    """Each medicine and allergy by a key of its place."""
    rows = {
        f"{MEDICINE}-{at}": wording.MEDICINE_LINE.format(what=medicine_text(each))
        for at, each in enumerate(case.medicines)
    }
    return rows | {
        f"{ALLERGY}-{at}": wording.ALLERGY_LINE.format(what=each)
        for at, each in enumerate(case.allergies)
    }


def _with_more(case: Case, *, plain: bool) -> tuple[Case, list[str]]:
    kinds = ((MEDICINE, wording.A_MEDICINE), (ALLERGY, wording.AN_ALLERGY))
    kind = choose(wording.MEDICINE_OR_ALLERGY, kinds, plain=plain)
    if kind == ALLERGY:
        allergies = type_in(
            wording.ASK_ALLERGY, wording.ASK_ALLERGY_HELP, _read_allergies, plain=plain
        )
        said = [wording.ALLERGY_LINE.format(what=each) for each in allergies]
        return replace(case, allergies=(*case.allergies, *allergies)), _added(said)
    more = type_in(wording.ASK_MEDICINE, wording.ASK_MEDICINE_HELP, read_medicines, plain=plain)
    said = [wording.MEDICINE_LINE.format(what=medicine_text(each)) for each in more]
    return replace(case, medicines=(*case.medicines, *more)), _added(said)


def _read_allergies(line: str) -> tuple[str, ...]:
    """One, or several with semicolons: behind a comma stands what happens."""
    return read_allergies(line, ";")


def _added(said: list[str]) -> list[str]:
    return [wording.ADDED.format(what=line) for line in said]


def _with_less(case: Case, *, plain: bool) -> tuple[Case, list[str]]:
    rows = _rows(case)
    if not rows:
        return case, [wording.NOTHING_ON_LIST]
    chosen = choose(wording.ASK_REMOVE, (*rows.items(), (KEEP, wording.KEEP_ALL)), plain=plain)
    kind, _, at = chosen.partition("-")
    kept = replace(
        case,
        medicines=tuple(
            each for n, each in enumerate(case.medicines) if (kind, at) != (MEDICINE, f"{n}")
        ),
        allergies=tuple(
            each for n, each in enumerate(case.allergies) if (kind, at) != (ALLERGY, f"{n}")
        ),
    )
    said = [wording.REMOVED.format(what=rows[chosen])] if chosen in rows else []
    return kept, said
