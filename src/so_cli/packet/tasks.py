"""What is still to be done before a visit, in the order in which it is best done."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.packet.agenda import agenda_text
from so_cli.packet.dates import begin_by, working_days_before
from so_cli.packet.lists import ON_ITS_WAY, is_to_ask_for
from so_cli.packet.model import Packet, PacketRecord
from so_cli.packet.questions import is_about_hospital
from so_cli.packet.texts import near_day_text

TaskKind = Literal["step", "record", "letter", "question"]
AT_HOME = frozenset({"list", "card"})
"""Forms of records that nobody else has to send."""


class Task(Struct, frozen=True, kw_only=True):
    """Something to do.

    id     of the step, record or question, or the kind of letter
    title  of what it is about; `text` says what to do about it
    takes  how long it takes her herself, in plain words; may be empty
    due    the day by which to begin, or by which something should have come; it may be over
    do_by  the same day, or today where that is over
    when   that day in words, kindly where it is over; may be empty
    """

    kind: TaskKind
    id: str
    title: str
    text: str
    takes: str
    lead_days: int = 0
    due: date | None = None
    do_by: date | None = None
    when: str = ""

    def is_past(self, today: date) -> bool:
        """Whether its day is over."""
        return self.due is not None and self.due < today


def tasks_of(bank: Bank, packet: Packet) -> list[Task]:
    """By day, what is past its day first, and what has none last; on one day the slowest first.

    Without the day of a visit there is none to work back from, so the slowest comes first.
    """
    tasks = [*_calls(packet), *_steps(packet), *_records(packet), *_letters(bank, packet)]
    return sorted(
        [*tasks, *_questions(packet)],
        key=lambda task: (task.due is None, task.due or packet.made_on, -task.lead_days),
    )


def _calls(packet: Packet) -> list[Task]:
    """What has not come in its time, or comes too late for the visit."""
    return [
        Task(
            kind="record",
            id=record.id,
            title=record.title,
            text=wording.CALL_ABOUT.format(what=record.title),
            takes=record.takes,
            due=min(record.expected_by, packet.made_on),
            do_by=packet.made_on,
            when=said.format(day=near_day_text(record.expected_by, packet.made_on)),
        )
        for record in packet.records
        if (said := _late_words(record)) and record.expected_by
    ]


def _late_words(record: PacketRecord) -> str:
    if record.status not in ON_ITS_WAY:
        return ""
    return {"late": wording.CAME_NOT, "no-time": wording.COMES_LATE}.get(record.trouble, "")


def _steps(packet: Packet) -> list[Task]:
    return [
        _worked_back(
            packet,
            Task(
                kind="step",
                id=step.id,
                title=step.title,
                text=step.title,
                takes=step.takes,
                lead_days=step.lead_days,
            ),
        )
        for step in packet.steps
        if not step.done and not step.ongoing
    ]


def _records(packet: Packet) -> list[Task]:
    """What nobody has asked for yet."""
    tasks = []
    for record in filter(is_to_ask_for, packet.records):
        is_at_home = record.form in AT_HOME
        ready, asked = wording.GET_READY.format(what=record.title), agenda_text("ask", record.title)
        task = Task(
            kind="record",
            id=record.id,
            title=record.title,
            text=ready if is_at_home else asked,
            takes=record.takes,
            lead_days=record.lead_days,
        )
        over = wording.DAY_IS_OVER if is_at_home else wording.ASKING_IS_OVER
        tasks.append(_worked_back(packet, task, over=over))
    return tasks


def _letters(bank: Bank, packet: Packet) -> list[Task]:
    """The letters that help where a record is not to be had; as urgent as asking for it is."""
    leads = {record.id: record.lead_days for record in packet.records}
    letters: dict[str, int] = {}
    for advice in packet.late:
        if advice.about == "refused" and advice.letter in bank.letter:
            slowest = max(leads[name] for name in advice.records)
            letters[advice.letter] = max(slowest, letters.get(advice.letter, 0))
    return [
        _worked_back(
            packet,
            Task(
                kind="letter",
                id=name,
                title=bank.letter[name].title,
                text=wording.WRITE_LETTER.format(title=bank.letter[name].title, kind=name),
                takes=wording.LETTER_TAKES,
                lead_days=lead_days,
            ),
        )
        for name, lead_days in letters.items()
    ]


def _questions(packet: Packet) -> list[Task]:
    """What to ask by phone; of what to ask a hospital there is a checklist of its own."""
    return [
        Task(
            kind="question",
            id=question.id,
            title=question.short,
            text=wording.ASK_WHOM.format(who=wording.WHOM[question.ask[0]], what=question.text),
            takes=wording.CALL_TAKES,
        )
        for question in packet.calls
        if not is_about_hospital(question) and not (question.answer and question.answer.text)
    ]


def _worked_back(packet: Packet, task: Task, over: str = wording.DAY_IS_OVER) -> Task:
    """The task with its day worked back from the visit; `over` says that this has passed."""
    visit = packet.visits[0].date if packet.visits else None
    if visit is None:
        return task
    due = working_days_before(visit, task.lead_days)
    said = over if due < packet.made_on else wording.DO_BY
    return replace(
        task,
        due=due,
        do_by=begin_by(visit, task.lead_days, packet.made_on),
        when=said.format(day=near_day_text(due, packet.made_on)),
    )
