"""`so hospital`: the hospitals that are considered, and what each of them answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Hospital
from so_cli.cli.changing import (
    changing,
    check_action,
    choose,
    holding,
    prompter_for,
    type_in,
)
from so_cli.cli.complete import fixed
from so_cli.cli.lines import say, unbroken
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    case_or_blank,
    today,
    typed_for,
)
from so_cli.errors import Stopped, WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.packet.hospitals import MOST_COMPARED, hospital_questions, is_open
from so_cli.packet.known import know

ACTIONS = ("list", "add", "ask", "remove")
MAX_OPEN = 5
KEEP, REMOVE = "keep", "remove"
HOSPITAL = "hospital-"
"""How the rows of a choice are called; a bare number could be meant for a row."""
Changed = tuple[Case, list[str]]
"""The case as it is now, and what to say about it."""
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def hospital(
    action: Annotated[
        str,
        typer.Argument(
            help="list, add, ask or remove.", metavar="ACTION", autocompletion=fixed(*ACTIONS)
        ),
    ] = "list",
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Keep a list of hospitals, and what each of them answers. It asks; no name is in the command.

    For example: so hospital add
    """
    check_action(action, ACTIONS)
    the_bank = bank_for(bank)
    typed = typed_for(case, bank)
    if action == "list":
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(the_bank, found, typed, json=json)
        return
    if no_input:
        raise WrongUse(wording.HOSPITAL_ASKS)
    change = {"add": _add, "ask": _ask, "remove": _remove}[action]
    changed, said = change(the_bank, case, typed, plain=plain)
    if json:
        _list(the_bank, changed, typed, json=True)
        return
    for line in said:
        say(line)


def _list(bank: Bank, case: Case, typed: Callable[..., str], *, json: bool) -> None:
    rows = [(each, *_progress(bank, case, each)) for each in case.hospitals]
    if json:
        content = [
            {"name": each.name, "questions": count, "open": list(still_open)}
            for each, still_open, count in rows
        ]
        typer.echo(to_json({"hospitals": content}), nl=False)
        return
    if not rows:
        add = unbroken(typed("hospital", "add"))
        say(f"{wording.NO_HOSPITALS} {wording.TO_ADD_HOSPITAL.format(command=add)}")
        return
    for each, still_open, count in rows:
        say(_row(each, len(still_open), count))
        if still_open:
            shown = "; ".join(list(still_open.values())[:MAX_OPEN])
            if (others := len(still_open) - MAX_OPEN) > 0:
                shown = wording.AND_OTHERS.format(names=shown, count=others)
            say(wording.STILL_OPEN.format(what=shown), "  ")
    if any(still_open for _each, still_open, _count in rows):
        say(_to_answer(typed))
    say(_side_by_side(typed))


def _progress(bank: Bank, case: Case, each: Hospital) -> tuple[dict[str, str], int]:
    """What it has not answered (id -> title), and how many questions there are."""
    questions = hospital_questions(bank, case, know(bank, case, today()))
    still_open = {question.id: question.short for question in questions if is_open(question, each)}
    return still_open, len(questions)


def _row(each: Hospital, still_open: int, count: int) -> str:
    return wording.HOSPITAL_ROW.format(name=each.name, done=count - still_open, count=count)


def _add(bank: Bank, name: str | None, typed: Callable[..., str], *, plain: bool) -> Changed:
    from so_cli.interview.hospital import add_hospital

    with changing(name, bank) as (file, found):
        if len(found.hospitals) >= MOST_COMPARED:
            wrong = wording.HOSPITALS_ARE_FULL.format(count=len(found.hospitals))
            remove = typed("hospital", "remove")
            raise WrongUse(wrong, wording.TO_REMOVE_HOSPITAL.format(command=remove))
        add = partial(add_hospital, found)
        changed = type_in(wording.ASK_HOSPITAL, wording.ASK_HOSPITAL_HELP, add, plain=plain)
        file.save(changed)
    return changed, [wording.ADDED.format(what=changed.hospitals[-1].name), _to_answer(typed)]


def _remove(bank: Bank, name: str | None, typed: Callable[..., str], *, plain: bool) -> Changed:
    with changing(name, bank) as (file, found):
        at = _which(bank, found, typed, plain=plain)
        gone = found.hospitals[at].name
        rows = ((KEEP, wording.KEEP_HOSPITAL), (REMOVE, wording.REMOVE_HOSPITAL))
        if choose(wording.ASK_REMOVE_HOSPITAL.format(name=gone), rows, plain=plain) == KEEP:
            return found, [wording.NOT_REMOVED]
        others = tuple(each for n, each in enumerate(found.hospitals) if n != at)
        changed = replace(found, hospitals=others)
        file.save(changed)
    return changed, [wording.REMOVED.format(what=gone)]


def _ask(bank: Bank, name: str | None, typed: Callable[..., str], *, plain: bool) -> Changed:
    from so_cli.interview.context import Context
    from so_cli.interview.hospital import hospital_asks
    from so_cli.interview.talk import ShortTalk

    with holding(name, bank) as (file, found):
        at = _which(bank, found, typed, plain=plain)
        start = Context(bank, found, today())
        talk = ShortTalk(start, prompter_for(plain=plain), file.save, hospital_asks(start, at))
        talk.tell(wording.HOSPITAL_WELCOME)
        try:
            talk.run()
        except Stopped as stopped:
            raise Stopped(
                wording.SAVED_SO_FAR.format(why=stopped.sentence).strip(),
                wording.GO_ON_WITH.format(command=typed("hospital", "ask")),
            ) from None
    said = wording.HOSPITAL_SAVED.format(name=found.hospitals[at].name)
    return talk.case, [said, _side_by_side(typed)]


def _which(bank: Bank, case: Case, typed: Callable[..., str], *, plain: bool) -> int:
    """The place of the hospital that is meant; asked for where there are several."""
    if not case.hospitals:
        add = typed("hospital", "add")
        raise WrongUse(wording.NO_HOSPITALS, wording.TO_ADD_HOSPITAL.format(command=add))
    if len(case.hospitals) == 1:
        return 0
    rows = []
    for at, each in enumerate(case.hospitals):
        still_open, count = _progress(bank, case, each)
        rows.append((f"{HOSPITAL}{at}", _row(each, len(still_open), count)))
    chosen = choose(wording.WHICH_HOSPITAL, rows, plain=plain)
    return int(chosen.removeprefix(HOSPITAL))


def _to_answer(typed: Callable[..., str]) -> str:
    return wording.TO_ANSWER.format(command=unbroken(typed("hospital", "ask")))


def _side_by_side(typed: Callable[..., str]) -> str:
    command = unbroken(typed("compare", "hospitals"))
    return wording.HOSPITALS_SIDE_BY_SIDE.format(command=command)
