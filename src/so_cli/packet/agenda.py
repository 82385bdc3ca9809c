"""The days of a packet in order: by when to ask and do, the visits, what is booked and decided."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from so_cli import wording
from so_cli.case.values import read_date
from so_cli.packet.dates import need_by
from so_cli.packet.lists import NOT_HERE_YET, is_to_ask_for
from so_cli.packet.model import FactLine, Packet, PacketVisit
from so_cli.packet.texts import visit_text

AgendaKind = Literal["today", "ask", "do", "due", "visit", "decide", "booked"]
BOOKED = ("surgery_on", "treatment_starts")
"""Facts that are days."""


class AgendaEntry(Struct, frozen=True):
    """Something for a day. `id` is that of the record, step, visit or fact, the same every time."""

    day: date
    kind: AgendaKind
    id: str
    text: str
    visit: PacketVisit | None = None
    detail: str = ""


def agenda_of(packet: Packet) -> list[AgendaEntry]:
    """What is still to come, by day; on one day in the order in which it stands here."""
    visits = [visit for visit in packet.visits if visit.date]
    entries = [
        *(
            AgendaEntry(visit.date, "visit", visit.key, visit_text(visit, with_day=False), visit)
            for visit in visits
            if visit.date
        ),
        *(
            AgendaEntry(record.ask_by, "ask", record.id, record.title, detail=record.how_to_ask)
            for record in packet.records
            if record.ask_by and is_to_ask_for(record)
        ),
        *(
            AgendaEntry(step.do_by, "do", step.id, step.title, detail=step.text)
            for step in packet.steps
            if step.do_by and not step.done
        ),
        *_due(packet),
        *(
            AgendaEntry(day, "booked", fact.id, fact.label)
            for fact in packet.facts
            if (day := booked_day(packet, fact))
        ),
    ]
    if packet.decide_by and packet.decide_by >= packet.made_on:
        entries.append(AgendaEntry(packet.decide_by, "decide", "decision", packet.decision))
    return sorted(entries, key=lambda entry: entry.day)


def agenda_text(kind: AgendaKind, what: str) -> str:
    """What stands for a day, in words; `what` may be empty."""
    return wording.AGENDA[kind].format(what=what) if what else wording.AGENDA_ALONE[kind]


def booked_day(packet: Packet, fact: FactLine) -> date | None:
    """The day that a fact says something is booked for, still to come and disputed by nothing."""
    if fact.id not in BOOKED or not isinstance(fact.value, str):
        return None
    is_disputed = any(value.fact == fact.id for line in packet.conflicts for value in line.values)
    day = read_date(fact.value)
    return day if day and day >= packet.made_on and not is_disputed else None


def _due(packet: Packet) -> list[AgendaEntry]:
    """By when papers should be there, where some are still to come."""
    day = packet.visits[0].date if packet.visits else None
    due = need_by(day, packet.made_on) if day else None
    is_waiting = any(record.status in NOT_HERE_YET for record in packet.records)
    if due is None or not is_waiting:
        return []
    return [AgendaEntry(due, "due", "records", wording.PAPERS_DUE)]
