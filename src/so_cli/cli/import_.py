"""`so import`: portal downloads and reports, and what of them goes into the case."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.forms import plain_path
from so_cli.case.model import Case
from so_cli.case.store import CaseFile, case_path, has_case, id_for, load_case, open_for_writing
from so_cli.cli.import_people import of_one_person
from so_cli.cli.import_rows import stage_news
from so_cli.cli.import_screen import show_proposal, show_taken, show_troubles
from so_cli.cli.lines import say, unbroken
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    case_there,
    is_interactive,
    tell_strangers,
    today,
    typed_for,
)
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import may_draw, tell
from so_cli.errors import Stopped, WrongUse
from so_cli.inputs.accept import Taken, accept, certain
from so_cli.inputs.gather import gather
from so_cli.inputs.imported import Imported, imported
from so_cli.inputs.later_stage import later_stage
from so_cli.inputs.proposal import Proposal
from so_cli.inputs.propose import propose
from so_cli.inputs.read import STDIN, Read, read_papers
from so_cli.outputs.as_json import to_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("import")
def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Downloads from a portal (zip, json, xml, or their folder), reports (pdf, txt), "
            "or - for pasted text.",
            metavar="FILE...",
            readable=False,
        ),
    ] = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Take what is certain, without asking; list the rest."),
    ] = False,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Read portal downloads and reports, show what they say, and take what you confirm.

    Nothing is sent anywhere, and nothing is taken that you have not seen.

    For example: so import my-records.zip
    """
    if not files:
        raise WrongUse(wording.NO_PAPERS_GIVEN, wording.GIVE_PAPERS)
    the_bank = bank_for(bank)
    read = _read(files, the_bank, json=json)
    is_piped = STDIN in files and not is_interactive(no_input=no_input)
    if yes:
        _take_certain(the_bank, case, read, typed_for(case, bank), json=json)
    elif json or no_input or is_piped:
        shown = _case_to_show(case, the_bank, plain=plain, no_input=no_input)
        _only_show(the_bank, shown, read, json=json)
    else:
        _take_confirmed(the_bank, case, read, typed_for(case, bank), plain=plain)


def _read(files: Sequence[Path], bank: Bank, *, json: bool) -> Read:
    """What the files say; what could not be read is told at once.

    Raises what read_papers does, and Stopped where she stops instead of pasting.
    """
    if STDIN in files and is_interactive(no_input=False):
        tell(wording.PASTE_HERE)
    try:
        read = read_papers(files, bank, today())
    except KeyboardInterrupt:
        raise Stopped(wording.STOPPED, wording.NOTHING_CHANGED) from None
    if not json:
        show_troubles(read.troubles)
    return read


def _only_show(bank: Bank, case: Case, read: Read, *, json: bool) -> None:
    readings = of_one_person(read.readings, case, asks=False)
    proposal = propose(bank, case, gather(bank, readings))
    if json:
        _write(imported(readings, read.troubles, proposal, Taken(answers={})))
        return
    show_proposal(proposal, readings)
    if not proposal.is_empty:
        _say_nothing_taken()


def _take_certain(
    bank: Bank, name: str | None, read: Read, typed: Callable[..., str], *, json: bool
) -> None:
    with open_for_writing(case_path(name)) as file:
        case = _case_in(file, bank)
        readings = of_one_person(read.readings, case, asks=False)
        proposal = propose(bank, case, gather(bank, readings))
        if not json:
            show_proposal(proposal, readings)
        taken = certain(proposal)
        is_new = _saved(file, case, proposal, taken)
    if json:
        _write(imported(readings, read.troubles, proposal, taken))
    elif not proposal.is_empty:
        show_taken(proposal, taken, typed, is_new=is_new, was_asked=False)
        _tell_stage(bank, case, proposal, typed)


def _take_confirmed(
    bank: Bank, name: str | None, read: Read, typed: Callable[..., str], *, plain: bool
) -> None:
    with open_for_writing(case_path(name)) as file:
        case = _case_in(file, bank)
        readings = of_one_person(read.readings, case, asks=True, plain=plain)
        proposal = propose(bank, case, gather(bank, readings))
        waits = is_interactive(no_input=False) and may_draw(plain=plain)
        show_proposal(proposal, readings, waits=waits)
        taken = _asked(bank, case, proposal, plain=plain)
        is_new = taken is not None and _saved(file, case, proposal, taken)
    if taken is None:
        _say_nothing_taken()
    elif not proposal.is_empty:
        show_taken(proposal, taken, typed, is_new=is_new, was_asked=True)


def _saved(file: CaseFile, case: Case, proposal: Proposal, taken: Taken) -> bool:
    """Whether the case gained anything; then it is saved."""
    changed = accept(case, proposal, taken)
    if changed == case:
        return False
    file.save(changed)
    return True


def _write(document: Imported) -> None:
    sys.stdout.write(to_json(document))


def _say_nothing_taken() -> None:
    say("")
    say(wording.NOTHING_TAKEN)


def _tell_stage(bank: Bank, case: Case, proposal: Proposal, typed: Callable[..., str]) -> None:
    """Where things may stand by now, which nobody was asked about."""
    later = later_stage(case, proposal.facts)
    if later is not None:
        command = unbroken(typed("interview", "--stage", later.stage))
        say(stage_news(bank, case, later))
        say(wording.SET_STAGE_WITH.format(command=command))


def _case_to_show(name: str | None, bank: Bank, *, plain: bool, no_input: bool) -> Case:
    """The case beside which it is shown; a blank one where there is none yet."""
    if not has_case(case_path(name)):
        return Case()
    found, _path = case_there(name, bank, plain=plain, no_input=no_input)
    return found


def _case_in(file: CaseFile, bank: Bank) -> Case:
    """The case that is held; a new one where there is none yet."""
    path = plain_path(file.path)
    if not has_case(path):
        return Case(id=id_for(path))
    found = load_case(path, bank)
    tell_strangers(found, bank)
    return found if found.id else replace(found, id=id_for(path))


def _asked(bank: Bank, case: Case, proposal: Proposal, *, plain: bool) -> Taken | None:
    """What she wants to have taken; None where nobody answers, as where no input comes at all.

    Raises Stopped, with a word that nothing was changed.
    """
    from so_cli.cli.import_talk import Confirmation
    from so_cli.interview.prompters import pick

    talk = Confirmation(bank, case, proposal, today())
    try:
        return talk.run(pick(plain=wants_plain(plain=plain)))
    except Stopped as stopped:
        if not talk.is_begun and not is_interactive(no_input=False):
            return None
        raise Stopped(stopped.sentence, wording.NOTHING_CHANGED) from None
