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
    check_asking,
    check_id,
    check_only_list,
    check_state,
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
from so_cli.outputs.as_json import to_json
from so_cli.outputs.pages.lists import step_state
from so_cli.packet.known import know
from so_cli.packet.lists import packet_step, packet_steps
from so_cli.packet.model import PacketStep

ACTIONS = ("list", "set")
COMMAND, STATES = "steps", wording.STEP_STATES
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
        check_only_list(COMMAND, STATES, step, state, note, date)
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(_steps(the_bank, found), json=json)
        return
    day = day_of(date)
    with changing(case, the_bank) as (file, found):
        if step is None or state is None:
            check_asking(COMMAND, STATES, no_input=no_input)
        if step is None:
            rows = ((each.id, _line(each)) for each in _steps(the_bank, found))
            step = choose(wording.WHICH_STEP, rows, plain=plain)
        check_id(step, the_bank.step, command=COMMAND, wrong=wording.NO_SUCH_STEP)
        before = found.steps.get(step, StepState())
        if state is None:
            state = choose(wording.WHICH_STEP_STATE, STATES.items(), plain=plain)
        is_done = check_state(state, STATES) == "done"
        words = note_of(note, before.note, plain=plain, no_input=no_input)
        now = StepState(done=day if is_done else None, note=words)
        changed = replace(found, steps={**found.steps, step: now})
        file.save(changed)
    now_is = packet_step(the_bank, changed, step, today())
    if json:
        typer.echo(to_json({"step": now_is}), nl=False)
        return
    say(wording.CASE_SAYS.format(title=now_is.title, state=_state(now_is)))


def _steps(bank: Bank, case: Case) -> tuple[PacketStep, ...]:
    return packet_steps(bank, case, know(bank, case, today()), today())


def _line(step: PacketStep) -> str:
    state = step_state(step)
    return f"{step.title} ({state})" if state else step.title


def _state(step: PacketStep) -> str:
    """Whether it is done, and the day that belongs to that."""
    if step.done:
        return step_state(step)
    return "; ".join(filter(None, [STATES["open"], step_state(step)]))


def _list(found: tuple[PacketStep, ...], *, json: bool) -> None:
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
