"""Records and steps of a packet, with their days worked back from the visit."""

from __future__ import annotations

from datetime import date

from so_cli.bank.bank import Bank
from so_cli.bank.model import Record, Step
from so_cli.case.model import Case, RecordState, StepState
from so_cli.packet.dates import begin_by
from so_cli.packet.known import KnownCase, first_visit
from so_cli.packet.model import PacketRecord, PacketStep

UNDER_WAY = frozenset({"requested", "promised", "sent", "arrived"})
NOT_HERE_YET = frozenset({"needed", "requested", "promised", "sent"})


def packet_records(
    bank: Bank, case: Case, known: KnownCase, today: date
) -> tuple[PacketRecord, ...]:
    """The records for this case, in the order of the bank, each with its state.

    A record that somebody has asked for stays in sight, also when it is no longer needed.
    """
    visit = first_visit(case, today)
    needed = {record.id for record in bank.select(bank.records, known.values)}
    needed |= {name for name, state in case.records.items() if state.status in UNDER_WAY}
    return tuple(
        _record(record, case.records.get(record.id), visit, today)
        for record in bank.records
        if record.id in needed
    )


def packet_steps(bank: Bank, case: Case, known: KnownCase, today: date) -> tuple[PacketStep, ...]:
    """The steps in the order in which they must begin, then in that of the bank.

    A step that was done stays in sight, also when it is no longer needed.
    """
    visit = first_visit(case, today)
    needed = {step.id for step in bank.select(bank.steps, known.values)}
    done = {name for name, state in case.steps.items() if state.done}
    steps = [step for step in bank.steps if step.id in needed | done]
    return tuple(
        _step(step, case.steps.get(step.id, StepState()), visit, today)
        for step in sorted(steps, key=lambda step: -step.lead_days)
    )


def is_to_ask_for(record: PacketRecord) -> bool:
    """Whether to ask for it now; tissue blocks are sent only if the second laboratory asks."""
    return record.status == "needed" and record.form != "tissue-blocks"


def _record(
    record: Record, state: RecordState | None, visit: date | None, today: date
) -> PacketRecord:
    state = state or RecordState(status="needed")
    is_needed = state.status == "needed"
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
        date=state.date,
        lead_days=record.lead_days,
        note=state.note,
        file=state.file,
        sources=record.sources,
    )


def _step(step: Step, state: StepState, visit: date | None, today: date) -> PacketStep:
    return PacketStep(
        id=step.id,
        title=step.title,
        text=step.text,
        do_by=begin_by(visit, step.lead_days, today) if visit else None,
        lead_days=step.lead_days,
        done=state.done,
        note=state.note,
        sources=step.sources,
    )
