"""`so import`: portal downloads and reports, and what of them goes into the case."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
from so_cli.cli.import_screen import show_proposal, show_taken, show_troubles
from so_cli.cli.lines import say
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    case_or_blank,
    is_interactive,
    tell_strangers,
    today,
    typed_for,
)
from so_cli.cli.settings import wants_plain
from so_cli.errors import Stopped
from so_cli.inputs.accept import Taken, accept, certain
from so_cli.inputs.gather import gather
from so_cli.inputs.imported import imported
from so_cli.inputs.model import Reading
from so_cli.inputs.propose import Proposal, propose
from so_cli.inputs.read import STDIN, Read, read_papers
from so_cli.outputs.as_json import to_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Portal downloads (zip, json, xml), reports (pdf, txt), or - for pasted text.",
            metavar="FILE...",
            readable=False,
        ),
    ],
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
    the_bank = bank_for(bank)
    read = read_papers(files, the_bank, today())
    is_piped = STDIN in files and not is_interactive(no_input=no_input)
    asks = not (yes or json or no_input or is_piped)
    if not json:
        show_troubles(read.troubles)
    if not (asks or yes):
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        readings = of_one_person(read.readings, found, asks=False, plain=plain)
        proposal = propose(the_bank, found, gather(the_bank, readings))
        if json:
            _give(read, readings, proposal, Taken(answers={}))
            return
        show_proposal(proposal, readings)
        say(wording.NOTHING_TAKEN)
        return
    with open_for_writing(case_path(case)) as file:
        found = _case_in(file, the_bank)
        readings = of_one_person(read.readings, found, asks=asks, plain=plain)
        proposal = propose(the_bank, found, gather(the_bank, readings))
        if not json:
            show_proposal(proposal, readings)
        taken = certain(proposal) if yes else _asked(the_bank, found, proposal, plain=plain)
        changed = accept(found, proposal, taken) if taken else found
        if changed != found:
            file.save(changed)
    if json and taken:
        _give(read, readings, proposal, taken)
    elif taken is None:
        say(wording.NOTHING_TAKEN)
    else:
        show_taken(proposal, taken, typed_for(case, bank), is_new=changed != found)


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


def _give(read: Read, readings: Sequence[Reading], proposal: Proposal, taken: Taken) -> None:
    sys.stdout.write(to_json(imported(readings, read.troubles, proposal, taken)))
