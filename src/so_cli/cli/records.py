"""`so records`: how far each record has come, written down in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, RecordState, RecordStatus
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
from so_cli.cli.complete import fixed, record_ids
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
from so_cli.outputs.pages.lists import record_state
from so_cli.packet.known import know
from so_cli.packet.lists import ON_ITS_WAY, advice_for, packet_record, packet_records
from so_cli.packet.model import PacketAdvice

ACTIONS = ("list", "set")
COMMAND, STATES = "records", wording.RECORD_STATES
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def records(
    action: Annotated[
        str,
        typer.Argument(help="list or set.", metavar="ACTION", autocompletion=fixed(*ACTIONS)),
    ] = "list",
    record: Annotated[
        str | None,
        typer.Argument(
            help="The id of a record, for set.", metavar="ID", autocompletion=record_ids
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Argument(
            help="requested, promised, sent, arrived, not-available, needed or does-not-apply.",
            metavar="STATE",
            autocompletion=fixed(*STATES),
        ),
    ] = None,
    note: NoteOption = None,
    date: DateOption = None,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """See how far each record has come, or write it down.

    For example: so records set biopsy-slides requested --note -
    """
    check_action(action, ACTIONS)
    the_bank = bank_for(bank)
    if action == "list":
        check_only_list(COMMAND, STATES, record, state, note, date)
        found, _path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
        _list(the_bank, found, json=json)
        return
    day = day_of(date)
    with changing(case, the_bank) as (file, found):
        if record is None or state is None:
            check_asking(COMMAND, STATES, no_input=no_input)
        if record is None:
            there = packet_records(the_bank, found, know(the_bank, found, today()), today())
            rows = ((each.id, f"{each.title} ({record_state(each)})") for each in there)
            record = choose(wording.WHICH_RECORD, rows, plain=plain)
        # A record that the case does not need now may come all the same.
        check_id(record, the_bank.record, command=COMMAND, wrong=wording.NO_SUCH_RECORD)
        before = found.records.get(record, RecordState(status="needed"))
        if state is None:
            state = choose(wording.WHICH_STATE, STATES.items(), chosen=before.status, plain=plain)
        status: RecordStatus = check_state(state, STATES)  # type: ignore[assignment]  # its ids
        words = note_of(note, before.note, plain=plain, no_input=no_input)
        now = replace(before, status=status, date=None if status == "needed" else day, note=words)
        changed = replace(found, records={**found.records, record: now})
        file.save(changed)
    _tell(the_bank, changed, record, json=json)


def _list(bank: Bank, case: Case, *, json: bool) -> None:
    known = know(bank, case, today())
    found = packet_records(bank, case, known, today())
    late = advice_for(bank, found, known)
    if json:
        typer.echo(to_json({"records": found, "late": late}), nl=False)
        return
    if not found:
        say(wording.NOTHING_TO_LIST)
    for each in found:
        say(f"{each.title} [{each.id}]")
        say(record_state(each), "  ")
        if each.note:
            say(f"{wording.OWN_NOTE} {each.note}", "  ")
    _tell_advice(late, {each.id: each.title for each in found})


def _tell(bank: Bank, case: Case, name: str, *, json: bool) -> None:
    """What was written down, and what follows from it."""
    each = packet_record(bank, case, name, today())
    late = advice_for(bank, (each,), know(bank, case, today()))
    if json:
        typer.echo(to_json({"record": each, "late": late}), nl=False)
        return
    say(wording.CASE_SAYS.format(title=each.title, state=record_state(each)))
    if each.status == "arrived":
        say(wording.CHECK_ON_ARRIVAL.format(check=each.check))
    elif each.status in ON_ITS_WAY and each.expected_by and each.trouble != "late":
        say(wording.CALL_IF_NOT_HERE)
    _tell_advice((note for note in late if note.records), {})


def _tell_advice(late: Iterable[PacketAdvice], titles: dict[str, str]) -> None:
    for advice in late:
        concerned = "; ".join(titles[name] for name in advice.records if name in titles)
        lead = f"{advice.title} ({concerned})" if concerned else advice.title
        say(f"\n{lead}\n{advice.text}")
        if advice.letter:
            say(wording.LETTER_THAT_HELPS.format(kind=advice.letter))
