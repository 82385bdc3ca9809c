"""Where a person is: what comes when, what to do next, what is here, what is open."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, RecordStatus, Visit
from so_cli.case.reading import Strangers, strangers
from so_cli.packet.agenda import AgendaEntry, AgendaKind, agenda_of, agenda_text
from so_cli.packet.build import make_packet
from so_cli.packet.compare import FIRST
from so_cli.packet.known import is_hidden, know
from so_cli.packet.lists import is_to_ask_for
from so_cli.packet.model import (
    FORMAT,
    ConflictLine,
    Packet,
    PacketAdvice,
    PacketVisit,
    UrgentSign,
)
from so_cli.packet.tasks import Task, tasks_of
from so_cli.packet.texts import visit_text

NEXT = 3
"""More at once frightens, and is not done."""
MILESTONES: frozenset[AgendaKind] = frozenset({"due", "visit", "decide", "booked"})
"""What stands on the line of days; the day of each thing to do stands with it."""


class _Part(Struct, frozen=True, kw_only=True):
    """Keys are always there; what is absent is null or an empty list."""


class Named(_Part, frozen=True):
    """An entry of the bank, or a question of her own."""

    id: str
    title: str


class StatusVisit(_Part, frozen=True):
    """A visit; one that is over is a number of days below 0 away. `title` has all but the day."""

    date: date | None
    days: int | None
    time: str
    with_: str = field(name="with")
    specialty: str
    place: str
    by: str
    title: str


class StatusDay(_Part, frozen=True):
    """A day on the line of days, and how many days away it is."""

    date: date
    days: int
    kind: AgendaKind
    id: str
    title: str


class RecordsInState(_Part, frozen=True):
    """The records that have come as far as this."""

    status: RecordStatus
    count: int
    records: tuple[Named, ...]


class StatusQuestions(_Part, frozen=True):
    """The first three, and how many of them she chose herself; of all, how many are answered."""

    top: tuple[Named, ...]
    chosen: int
    count: int
    answered: int


Said = Literal["", "not-yet", "written"]
"""Whether what was said at the last visit is written down; "" before there was one."""


class Status(_Part, frozen=True):
    """Where a person is. `id` is null where nothing is known of anybody.

    visits     those to come, the next one first; then those that are over, the last one first
    is_after   every visit is over, so there is nothing to prepare
    ongoing    steps that are kept up all along
    past       what is open past its day; `next` are the first things to do, these among them
    to_do      how many things there are to do
    later      facts that were left for later
    strangers  ids of the case that this bank does not have
    """

    so: int
    program: str
    bank: str
    made_on: date
    id: str | None
    stage: str | None
    stage_title: str
    name: str
    urgent: tuple[UrgentSign, ...]
    visits: tuple[StatusVisit, ...]
    is_after: bool
    said: Said
    decision: str
    decide_by: date | None
    days_to_decide: int | None
    booked: tuple[StatusDay, ...]
    timeline: tuple[StatusDay, ...]
    ongoing: tuple[Named, ...]
    past: tuple[Task, ...]
    next: tuple[Task, ...]
    to_do: int
    records: tuple[RecordsInState, ...]
    questions: StatusQuestions
    later: tuple[Named, ...]
    conflicts: tuple[ConflictLine, ...]
    late: tuple[PacketAdvice, ...]
    strangers: Strangers
    notice: str


def make_status(bank: Bank, case: Case, today: date) -> Status:
    """Where the person is on the day `today`, worked out from her packet."""
    packet = make_packet(bank, case, today)
    over = _visits_over(case, today)
    timeline = _timeline(packet, over)
    visits: list[Visit | PacketVisit] = [*packet.visits, *over]
    is_after = bool(over) and not packet.visits
    # What was to be done was for the visit; after the last one, nothing of it is late.
    tasks = [] if is_after else tasks_of(bank, packet)
    steps = () if is_after else packet.steps
    return Status(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id or None,
        stage=packet.stage,
        stage_title=packet.stage_title,
        name=packet.person.name,
        urgent=packet.urgent,
        visits=tuple(_visit(visit, today) for visit in visits),
        is_after=is_after,
        said=_said(case, today),
        decision=packet.decision,
        decide_by=packet.decide_by,
        days_to_decide=(packet.decide_by - today).days if packet.decide_by else None,
        booked=tuple(day for day in timeline if day.kind == "booked"),
        timeline=timeline,
        ongoing=tuple(
            Named(id=step.id, title=step.title) for step in steps if step.ongoing and not step.done
        ),
        past=tuple(task for task in tasks if task.is_past(today)),
        next=tuple(tasks[:NEXT]),
        to_do=len(tasks),
        records=_records(packet),
        questions=_questions(case, packet),
        later=_later(bank, case, today),
        conflicts=packet.conflicts,
        late=() if is_after else packet.late,
        strangers=strangers(case, bank),
        notice=wording.NOTICE,
    )


def _visits_over(case: Case, today: date) -> list[Visit]:
    """The visits that are over, the last one first."""
    over = [(visit.date, visit) for visit in case.visits if visit.date and visit.date < today]
    return [visit for _day, visit in sorted(over, key=lambda each: each[0], reverse=True)]


def _said(case: Case, today: date) -> Said:
    """Whether anything of what was said at the last visit, or today's, has been written down."""
    been = [visit.date for visit in case.visits if visit.date and visit.date <= today]
    if not been:
        return ""
    last = max(been)
    answers = case.questions.answers.values()
    is_written = any(
        opinion.id != FIRST and (opinion.date is None or opinion.date >= last)
        for opinion in case.opinions
    ) or any(answer.text and answer.date and answer.date >= last for answer in answers)
    return "written" if is_written else "not-yet"


def _visit(visit: Visit | PacketVisit, today: date) -> StatusVisit:
    return StatusVisit(
        date=visit.date,
        days=(visit.date - today).days if visit.date else None,
        time=visit.time,
        with_=visit.with_,
        specialty=visit.specialty,
        place=visit.place,
        by=visit.by,
        title=visit_text(visit, with_day=False),
    )


def _timeline(packet: Packet, over: list[Visit]) -> tuple[StatusDay, ...]:
    """Today, what is to come, and of what is over the visits and the decision, by day."""
    today = packet.made_on

    def on(day: date, kind: AgendaKind, name: str, title: str) -> StatusDay:
        return StatusDay(date=day, days=(day - today).days, kind=kind, id=name, title=title)

    days = [on(visit.date, "visit", "", _in_short(visit)) for visit in over if visit.date]
    if packet.decide_by and packet.decide_by < today:
        title = agenda_text("decide", packet.decision)
        days.append(on(packet.decide_by, "decide", "decision", title))
    days.append(on(today, "today", "today", wording.TODAY_IS))
    days += [
        on(entry.day, entry.kind, entry.id, _title(entry))
        for entry in agenda_of(packet)
        if entry.kind in MILESTONES
    ]
    return tuple(sorted(days, key=lambda each: each.date))


def _title(entry: AgendaEntry) -> str:
    if entry.visit:
        return _in_short(entry.visit)
    return entry.text if entry.kind == "due" else agenda_text(entry.kind, entry.text)


def _in_short(visit: Visit | PacketVisit) -> str:
    """A visit without what goes without saying on a line of days: where it is, and in person."""
    by = "" if visit.by == "in-person" else visit.by
    return agenda_text("visit", visit_text(replace(visit, place="", by=by), with_day=False))


def _records(packet: Packet) -> tuple[RecordsInState, ...]:
    """The records by how far they have come, without those that nobody is to ask for yet."""
    found: dict[RecordStatus, list[Named]] = {status: [] for status in get_args(RecordStatus)}
    for record in packet.records:
        if record.status != "needed" or is_to_ask_for(record):
            found[record.status].append(Named(id=record.id, title=record.title))
    return tuple(
        RecordsInState(status=status, count=len(records), records=tuple(records))
        for status, records in found.items()
        if records
    )


def _questions(case: Case, packet: Packet) -> StatusQuestions:
    asked = (*packet.top, *packet.next, *packet.rest, *packet.calls)
    return StatusQuestions(
        top=tuple(Named(id=question.id, title=question.short) for question in packet.top),
        chosen=sum(question.id in case.questions.top for question in packet.top),
        count=len(asked),
        answered=sum(bool(question.answer and question.answer.text) for question in asked),
    )


def _later(bank: Bank, case: Case, today: date) -> tuple[Named, ...]:
    known = know(bank, case, today)
    return tuple(
        Named(id=fact.id, title=fact.label)
        for fact in bank.facts
        if (answer := case.facts.get(fact.id))
        and answer.state == "later"
        and not is_hidden(bank, fact, known)
    )
