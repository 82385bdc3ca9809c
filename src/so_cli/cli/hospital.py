"""`so hospital`: the hospitals that are considered, and what each of them answers."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Hospital
from so_cli.case.store import CaseFile
from so_cli.case.values import WrongValue
from so_cli.cli.changing import changing, check_action, choose, prompter_for, type_in
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
from so_cli.errors import Stopped, WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.packet.hospitals import hospital_questions, is_open
from so_cli.packet.known import know

ACTIONS = ("list", "add", "ask", "remove")
MAX_OPEN = 5
KEEP, REMOVE = "keep", "remove"
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def hospital(
    action: Annotated[
        str, typer.Argument(help="list, add, ask or remove.", metavar="ACTION")
    ] = "list",
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Keep a list of up to five hospitals, and write down what each of them answers.

    It asks; no name stands in the command. For example: so hospital add
    """
    check_action(action, ACTIONS)
    the_bank = bank_for(bank)
    named = ["--case", case] if case else []
    if action == "list":
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(the_bank, found, named, json=json)
        return
    if no_input:
        raise WrongUse(wording.HOSPITAL_ASKS)
    with changing(case, the_bank) as (file, found):
        if action == "add":
            _add(file, found, named, plain=plain)
            return
        if not found.hospitals:
            raise WrongUse(wording.NO_HOSPITALS, wording.TO_ADD_HOSPITAL)
        at = _which(the_bank, found, plain=plain)
        if action == "ask":
            _ask(the_bank, file, found, at, named, plain=plain)
        else:
            _remove(file, found, at, plain=plain)


def _list(bank: Bank, case: Case, named: list[str], *, json: bool) -> None:
    rows = [(each, *_progress(bank, case, each)) for each in case.hospitals]
    if json:
        content = [
            {"name": each.name, "questions": count, "open": list(still_open)}
            for each, still_open, count in rows
        ]
        typer.echo(to_json({"hospitals": content}), nl=False)
        return
    if not rows:
        say(f"{wording.NO_HOSPITALS} {wording.TO_ADD_HOSPITAL}")
        return
    for each, still_open, count in rows:
        say(_row(each, len(still_open), count))
        if still_open:
            shown = "; ".join(list(still_open.values())[:MAX_OPEN])
            if (others := len(still_open) - MAX_OPEN) > 0:
                shown = wording.AND_OTHERS.format(names=shown, count=others)
            say(wording.STILL_OPEN.format(what=shown), "  ")
    if any(still_open for _each, still_open, _count in rows):
        say(wording.TO_ANSWER.format(command=_typed("hospital", "ask", named)))
    say(wording.HOSPITALS_SIDE_BY_SIDE.format(command=_typed("compare", "hospitals", named)))


def _progress(bank: Bank, case: Case, each: Hospital) -> tuple[dict[str, str], int]:
    """What it has not answered (id -> title), and how many questions there are."""
    questions = hospital_questions(bank, case, know(bank, case, today()))
    still_open = {question.id: question.short for question in questions if is_open(question, each)}
    return still_open, len(questions)


def _row(each: Hospital, still_open: int, count: int) -> str:
    return wording.HOSPITAL_ROW.format(name=each.name, done=count - still_open, count=count)


def _add(file: CaseFile, case: Case, named: list[str], *, plain: bool) -> None:
    from so_cli.interview.hospital import add_hospital

    name = type_in(wording.ASK_HOSPITAL, wording.ASK_HOSPITAL_HELP, plain=plain)
    try:
        changed = add_hospital(case, name)
    except WrongValue as error:
        raise WrongUse(wording.sentence(error.wrong), error.right) from error
    file.save(changed)
    say(wording.HOSPITAL_ADDED.format(name=changed.hospitals[-1].name))
    say(wording.TO_ANSWER.format(command=_typed("hospital", "ask", named)))


def _which(bank: Bank, case: Case, *, plain: bool) -> int:
    """The place of the hospital that is meant; asked for where there are several."""
    if len(case.hospitals) == 1:
        return 0
    rows = []
    for at, each in enumerate(case.hospitals):
        still_open, count = _progress(bank, case, each)
        rows.append((f"hospital-{at}", _row(each, len(still_open), count)))
    return int(choose(wording.WHICH_HOSPITAL, rows, plain=plain).partition("-")[2])


def _ask(bank: Bank, file: CaseFile, case: Case, at: int, named: list[str], *, plain: bool) -> None:
    from so_cli.interview.context import Context
    from so_cli.interview.hospital import hospital_asks
    from so_cli.interview.talk import ShortTalk

    start = Context(bank, case, today())
    talk = ShortTalk(start, prompter_for(plain=plain), file.save, hospital_asks(start, at))
    talk.tell(wording.HOSPITAL_WELCOME)
    try:
        talk.run()
    except Stopped as stopped:
        command = _typed("hospital", "ask", named)
        raise Stopped(
            wording.SAVED_SO_FAR.format(why=stopped.sentence).strip(),
            wording.GO_ON_WITH.format(command=command),
        ) from None
    say(wording.HOSPITAL_SAVED.format(name=case.hospitals[at].name))
    say(wording.HOSPITALS_SIDE_BY_SIDE.format(command=_typed("compare", "hospitals", named)))


def _remove(file: CaseFile, case: Case, at: int, *, plain: bool) -> None:
    name = case.hospitals[at].name
    rows = ((KEEP, wording.KEEP_HOSPITAL), (REMOVE, wording.REMOVE_HOSPITAL))
    if choose(wording.ASK_REMOVE_HOSPITAL.format(name=name), rows, plain=plain) == KEEP:
        say(wording.NOT_REMOVED)
        return
    others = tuple(each for n, each in enumerate(case.hospitals) if n != at)
    file.save(replace(case, hospitals=others))
    say(wording.REMOVED.format(what=name))


def _typed(command: str, action: str, named: list[str]) -> str:
    return shlex.join(["so", command, action, *named])
