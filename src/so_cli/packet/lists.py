"""Records and steps of a packet, with their days worked back from the visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from so_cli.bank.bank import Bank
from so_cli.bank.model import Record, Step
from so_cli.case.model import Case, RecordState, StepState
from so_cli.kept import kept_by
from so_cli.packet.dates import begin_by, working_days_after, working_days_before
from so_cli.packet.known import KnownCase, first_visit
from so_cli.packet.model import PacketAdvice, PacketRecord, PacketStep, Trouble

UNDER_WAY = frozenset({"requested", "promised", "sent", "arrived"})
ON_ITS_WAY = frozenset({"requested", "promised", "sent"})
NOT_HERE_YET = frozenset({"needed", "requested", "promised", "sent"})
NEEDED, NOT_DONE = RecordState(status="needed"), StepState()
"""How a record, and a step, begin."""
MAIL_DAYS = 5
"""Working days that a parcel takes; a rough guide, as all lead times are."""


def packet_records(
    bank: Bank, case: Case, known: KnownCase, today: date
) -> tuple[PacketRecord, ...]:
    """The records for this case, in the order of the bank, each with its state.

    A record that somebody has asked for, or has written something about, stays in sight, also
    when it is no longer needed.
    """
    visit = first_visit(case, today)
    needed = {record.id for record in bank.select(bank.records, known.values)}
    needed |= {
        name
        for name, state in case.records.items()
        if state.status in UNDER_WAY or (state.status == "needed" and state.note)
    }
    return tuple(
        _untouched_record(record, (visit, today))
        if record.id not in case.records
        else _record(record, case.records[record.id], visit, today)
        for record in bank.records
        if record.id in needed
    )


def packet_record(bank: Bank, case: Case, name: str, today: date) -> PacketRecord:
    """One record of the bank with its state, whether this case needs it or not."""
    state = case.records.get(name, NEEDED)
    return _record(bank.record[name], state, first_visit(case, today), today)


def packet_steps(bank: Bank, case: Case, known: KnownCase, today: date) -> tuple[PacketStep, ...]:
    """The steps in the order in which they must begin, then in that of the bank.

    A step that was done stays in sight, also when it is no longer needed.
    """
    visit = first_visit(case, today)
    needed = {step.id for step in bank.select(bank.steps, known.values)}
    done = {name for name, state in case.steps.items() if state.done}
    steps = [step for step in bank.steps if step.id in needed | done]
    return tuple(
        _untouched_step(step, (visit, today))
        if step.id not in case.steps
        else _step(step, case.steps[step.id], visit, today)
        for step in sorted(steps, key=lambda step: -step.lead_days)
    )


def packet_step(bank: Bank, case: Case, name: str, today: date) -> PacketStep:
    """One step of the bank with its state, whether this case needs it or not."""
    state = case.steps.get(name, NOT_DONE)
    return _step(bank.step[name], state, first_visit(case, today), today)


def is_to_ask_for(record: PacketRecord) -> bool:
    """Whether to ask for it now; tissue blocks are sent only if the second laboratory asks."""
    return record.status == "needed" and record.form != "tissue-blocks"


@kept_by
def _untouched_record(record: Record, at: tuple[date | None, date]) -> PacketRecord:
    return _record(record, NEEDED, *at)


def _record(record: Record, state: RecordState, visit: date | None, today: date) -> PacketRecord:
    """A record in this state, for a visit on that day, as of today."""
    is_needed = state.status == "needed"
    expected = _expected(record, state)
    return PacketRecord(
        id=record.id,
        title=record.title,
        plain=record.plain,
        status=state.status,
        holder=record.holder,
        form=record.form,
        how_to_ask=record.how_to_ask,
        check=record.check,
        ask_by=begin_by(visit, record.lead_days, today) if visit and is_needed else None,
        expected_by=expected,
        trouble=_trouble(record, state, visit, expected, today),
        date=state.date,
        lead_days=record.lead_days,
        takes=record.takes,
        note=state.note,
        file=state.file,
        sources=record.sources,
    )


def _expected(record: Record, state: RecordState) -> date | None:
    """By when it should be here; what was sent needs only the mail."""
    if state.date is None or state.status not in ON_ITS_WAY:
        return None
    days = min(record.lead_days, MAIL_DAYS) if state.status == "sent" else record.lead_days
    return working_days_after(state.date, days)


def _trouble(
    record: Record, state: RecordState, visit: date | None, expected: date | None, today: date
) -> Trouble:
    if state.status == "not-available":
        return "refused"
    if expected and expected < today:
        return "late"
    if visit is None or record.form == "tissue-blocks":
        return ""
    if state.status == "needed":
        return "no-time" if working_days_before(visit, record.lead_days) < today else ""
    return "no-time" if expected and expected >= visit else ""


def advice_for(
    bank: Bank, records: Iterable[PacketRecord], known: KnownCase
) -> tuple[PacketAdvice, ...]:
    """What can be done about records in trouble, each advice once, in the order of the bank.

    Of several that fit a record it is the first. Treatment before the visit has its own.
    """
    chosen: dict[str, list[str]] = {}
    for record in records:
        if not record.trouble:
            continue
        for note in bank.late:
            if note.about == record.trouble and (not note.forms or record.form in note.forms):
                chosen.setdefault(note.id, []).append(record.id)
                break
    if known.values.get("treatment_before_visit") == "yes":
        chosen |= {note.id: [] for note in bank.late if note.about == "before-visit"}
    return tuple(
        PacketAdvice(
            id=note.id,
            about=note.about,
            title=note.title,
            text=note.text,
            letter=note.letter,
            records=tuple(chosen[note.id]),
            sources=note.sources,
        )
        for note in bank.late
        if note.id in chosen
    )


@kept_by
def _untouched_step(step: Step, at: tuple[date | None, date]) -> PacketStep:
    return _step(step, NOT_DONE, *at)


def _step(step: Step, state: StepState, visit: date | None, today: date) -> PacketStep:
    """A step that came so far, for a visit on that day, as of today."""
    return PacketStep(
        id=step.id,
        title=step.title,
        text=step.text,
        do_by=begin_by(visit, step.lead_days, today) if visit and not step.ongoing else None,
        lead_days=step.lead_days,
        takes=step.takes,
        ongoing=step.ongoing,
        done=state.done,
        note=state.note,
        sources=step.sources,
    )
