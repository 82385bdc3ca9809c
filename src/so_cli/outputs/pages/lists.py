"""Sections that several papers have: questions, records, steps, sources, what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from so_cli import wording
from so_cli.bank.model import CALLED, Letterhead
from so_cli.kept import kept
from so_cli.outputs.pages.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Section,
    address,
    bold,
    slanted,
    words,
)
from so_cli.packet.model import (
    PacketAdvice,
    PacketQuestion,
    PacketRecord,
    PacketSource,
    PacketStep,
    UrgentSign,
)
from so_cli.packet.texts import day_text


def joined(*texts: str, by: str = ", ") -> str:
    """The texts that are not empty, with this between them."""
    return by.join(filter(None, texts))


def letterhead_section(head: Letterhead | None) -> Section:
    """Whose paper it is, where a bank says so."""
    text = joined(head.name, head.address, head.phone) if head else ""
    return Section("letterhead", (Paragraph((slanted(text),), role="letterhead"),) if text else ())


def urgent_section(signs: Iterable[UrgentSign]) -> Section:
    """What cannot wait, and what to do about it."""
    items = tuple(
        Item((bold(f"{wording.LEVELS[sign.level]}:"), words(f" {sign.text}. {sign.do}")))
        for sign in signs
    )
    return Section("urgent", (Items(items),) if items else (), (words(wording.CANNOT_WAIT),))


@kept
def question_item(question: PacketQuestion) -> Item:
    """A question with why it is asked, what a clear answer contains, and room to write."""
    more = []
    if question.why:
        more.append(_said(wording.WHY, question.why))
    if question.listen_for:
        more.append(_said(wording.LISTEN_FOR, question.listen_for))
    answer = question.answer
    if answer and answer.text:
        told = joined(answer.from_, day_text(answer.date) if answer.date else "")
        more.append(_said(wording.GIVEN_ANSWER, joined(answer.text, told, by=" ")))
    has_answer = bool(answer and answer.text)
    return Item((bold(question.text),), done=False, more=tuple(more), room=0 if has_answer else 1)


def questions_by_whom(
    questions: Iterable[PacketQuestion], *, met: Sequence[str] = (), level: int = 3
) -> list[Block]:
    """The questions under whom to ask, in the order in which each is first needed.

    met    the specialties that she will meet; a question for one of them is asked there.
    level  of the headings that say whom.
    """
    groups: dict[str, list[PacketQuestion]] = {}
    for question in questions:
        first = _first_asked(question)
        for who in met:
            if who in question.ask and who not in CALLED:
                first = who
                break
        groups.setdefault(first, []).append(question)
    blocks: list[Block] = []
    for who, asked in groups.items():
        title = wording.FOR_WHOM.format(who=wording.WHOM[who]) if who else wording.FOR_ANYBODY
        items = tuple(question_item.each(asked))
        blocks += [Heading((words(title),), level), Items(items, is_loose=True)]
    return blocks


@kept
def _first_asked(question: PacketQuestion) -> str:
    """Whom to ask first, a clinician if there is one; empty for whoever she meets."""
    clinicians = [who for who in question.ask if who not in CALLED]
    return next(iter(clinicians or question.ask), "")


def records_section(records: Sequence[PacketRecord]) -> Section:
    """Each record with its state, who has it, how to ask for it, and by when."""
    items = tuple(_record_item.each(records))
    blocks = (Items(items, is_loose=True),) if items else ()
    return Section("records", blocks, (words(wording.RECORDS),))


def late_section(late: Iterable[PacketAdvice], records: Iterable[PacketRecord]) -> Section:
    """What can be done about records that are late or not to be had."""
    titles = {record.id: record.title for record in records}
    items = []
    for advice in late:
        concerned = "; ".join(titles[name] for name in advice.records)
        about: list[Line] = [(slanted(concerned),)] if concerned else []
        letter = wording.LETTER_THAT_HELPS.format(kind=advice.letter) if advice.letter else ""
        helps: list[Line] = [(words(letter),)] if letter else []
        items.append(Item((bold(advice.title),), more=(*about, (words(advice.text),), *helps)))
    blocks = (Items(tuple(items), is_loose=True),) if items else ()
    return Section("late", blocks, (words(wording.WHAT_CAN_BE_DONE),))


@kept
def _record_item(record: PacketRecord) -> Item:
    more: list[Line] = [(words(record.plain),), _said(wording.WHO_HAS_IT, record.holder)]
    if record.status in {"needed", "requested", "promised"}:
        more.append(_said(wording.HOW_TO_ASK, record.how_to_ask))
    more.append(_said(wording.WHEN_IT_COMES, record.check))
    if record.note or record.file:
        more.append(_said(wording.OWN_NOTE, joined(record.note, record.file, by="; ")))
    return Item(
        (bold(record.title), words(f" ({record_state(record)})")),
        done=record.status == "arrived",
        more=tuple(more),
    )


def record_state(record: PacketRecord) -> str:
    """How far a record has come, since when, and what day comes next for it."""
    state = joined(
        wording.RECORD_STATES[record.status], day_text(record.date) if record.date else ""
    )
    if record.expected_by:
        due = wording.WAS_EXPECTED if record.trouble == "late" else wording.EXPECTED_BY
        return f"{state}; {due.format(day=day_text(record.expected_by))}"
    if record.status == "needed":
        if record.ask_by:
            return f"{state}; {wording.ASK_BY.format(day=day_text(record.ask_by))}"
        if record.lead_days:
            takes = wording.TAKES_A_DAY if record.lead_days == 1 else wording.TAKES_DAYS
            return f"{state}; {takes.format(count=record.lead_days)}"
    return state


def steps_section(steps: Sequence[PacketStep]) -> Section:
    """Each step with the day by which to do it."""
    items = tuple(_step_item.each(steps))
    blocks = (Items(items, is_loose=True),) if items else ()
    return Section("steps", blocks, (words(wording.STEPS),))


def step_state(step: PacketStep) -> str:
    """When a step was done, or by when it should be; may be empty."""
    if step.done:
        return wording.DONE_ON.format(day=day_text(step.done))
    if step.ongoing:
        return wording.ALL_ALONG
    if step.do_by:
        return wording.DO_BY.format(day=day_text(step.do_by))
    before = wording.A_DAY_BEFORE if step.lead_days == 1 else wording.DAYS_BEFORE
    return before.format(count=step.lead_days) if step.lead_days else ""


@kept
def _step_item(step: PacketStep) -> Item:
    state = step_state(step)
    lead: Line = (bold(step.title), words(f" ({state})")) if state else (bold(step.title),)
    more: list[Line] = [(words(step.text),)]
    if step.note:
        more.append(_said(wording.OWN_NOTE, step.note))
    return Item(lead, done=step.done is not None, more=tuple(more))


def sources_section(sources: Sequence[PacketSource]) -> Section:
    """Where the facts come from, each with its address."""
    items = tuple(_source_item.each(sources))
    blocks = (Items(items),) if items else ()
    return Section("sources", blocks, (words(wording.SOURCES),))


@kept
def _source_item(source: PacketSource) -> Item:
    stop = "" if source.title.endswith((".", "?", "!")) else "."
    told = joined(f"{source.title}{stop} {source.publisher}", source.year)
    return Item((words(f"{told}, "), address(source.url)))


def notice_section(notice: str) -> Section:
    """What these pages are, and are not."""
    blocks = (Paragraph((slanted(notice),), role="notice"),) if notice else ()
    return Section("notice", blocks)


def _said(name: str, text: str) -> Line:
    """A name, and what it says here."""
    return (words(f"{name} {text}"),)
