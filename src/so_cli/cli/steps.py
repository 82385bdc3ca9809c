"""`so steps`: what is done already, written down in ten seconds."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, StepState
from so_cli.cli.changing import (
    DateOption,
    NoteOption,
    changing,
    check_action,
    check_word,
    choose,
    day_of,
    note_of,
)
from so_cli.cli.complete import fixed, step_ids
from so_cli.cli.lines import say
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    case_or_blank,
    today,
)
from so_cli.errors import WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.outputs.pages.lists import step_state
from so_cli.packet.known import know
from so_cli.packet.lists import packet_steps
from so_cli.packet.model import PacketStep

ACTIONS = ("list", "set")
STATES = DONE, OPEN = "done", "open"
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def steps(
    action: Annotated[
        str,
        typer.Argument(help="list or set.", metavar="ACTION", autocompletion=fixed(*ACTIONS)),
    ] = "list",
    step: Annotated[
        str | None,
        typer.Argument(help="The id of a step, for set.", metavar="ID", autocompletion=step_ids),
    ] = None,
    state: Annotated[
        str | None,
        typer.Argument(help="done or open.", metavar="STATE", autocompletion=fixed(*STATES)),
    ] = None,
    note: NoteOption = None,
    date: DateOption = None,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """See what to do before the visit, or write down that it is done.

    For example: so steps set call-insurer done --note -
    """
    check_action(action, ACTIONS)
    the_bank = bank_for(bank)
    if action == "list":
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(_steps(the_bank, found), json=json)
        return
    day = day_of(date)
    with changing(case, the_bank) as (file, found):
        if step is None or state is None:
            _check_asking(no_input=no_input)
        if step is None:
            rows = tuple((each.id, _line(each)) for each in _steps(the_bank, found))
            step = choose(wording.WHICH_STEP, rows, plain=plain)
        if step not in the_bank.step:
            right = wording.TO_SEE_THEM.format(command="steps")
            raise WrongUse(wording.NO_SUCH_STEP.format(id=step), right)
        before = found.steps.get(step, StepState())
        if state is None:
            states = tuple(wording.STEP_STATES.items())
            state = choose(wording.WHICH_STEP_STATE, states, plain=plain)
        is_done = check_word(state, STATES) == DONE
        words = note_of(note, before.note, plain=plain, no_input=no_input)
        now = StepState(done=day if is_done else None, note=words)
        changed = replace(found, steps={**found.steps, step: now})
        file.save(changed)
    _list([each for each in _steps(the_bank, changed) if each.id == step], json=json)


def _steps(bank: Bank, case: Case) -> tuple[PacketStep, ...]:
    return packet_steps(bank, case, know(bank, case, today()), today())


def _line(step: PacketStep) -> str:
    state = step_state(step)
    return f"{step.title} ({state})" if state else step.title


def _check_asking(*, no_input: bool) -> None:
    if no_input:
        raise WrongUse(
            wording.NOT_ASKED, wording.GIVE_WHICH.format(command="steps", states="|".join(STATES))
        )


def _list(found: tuple[PacketStep, ...] | list[PacketStep], *, json: bool) -> None:
    if json:
        typer.echo(to_json({"steps": found}), nl=False)
        return
    if not found:
        say(wording.NOTHING_TO_LIST)
    for each in found:
        say(f"{each.title} [{each.id}]")
        if state := step_state(each):
            say(state, "  ")
        if each.note:
            say(f"{wording.OWN_NOTE} {each.note}", "  ")
