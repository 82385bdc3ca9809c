"""The pages the person keeps: every question by whom to ask, records, steps, words, sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from so_cli import wording
from so_cli.kept import kept
from so_cli.outputs.pages.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Part,
    Section,
    bold,
    words,
)
from so_cli.outputs.pages.lists import (
    joined,
    late_section,
    letterhead_section,
    notice_section,
    questions_by_whom,
    records_section,
    sources_section,
    steps_section,
    urgent_section,
)
from so_cli.outputs.pages.pictures import timeline
from so_cli.packet.agenda import AgendaEntry, agenda_of, agenda_text
from so_cli.packet.model import (
    ConflictLine,
    ConflictValue,
    FactLine,
    Packet,
    PacketNote,
    PacketQuestion,
    PacketWord,
)
from so_cli.packet.questions import is_about_hospital
from so_cli.packet.texts import day_text, medicine_text, source_text


def own_part(packet: Packet, *, on_paper: bool = True) -> Part:
    """All sections that have something in them, in the order in which they are needed.

    on_paper  with the drawings, which only paper shows.
    """
    sections = (
        letterhead_section(packet.letterhead),
        _stage(packet),
        urgent_section(packet.urgent),
        _days(packet, on_paper=on_paper),
        _questions(packet),
        _calls(packet),
        records_section(packet.records),
        late_section(packet.late, packet.records),
        steps_section(packet.steps),
        _conflicts(packet.conflicts),
        _facts(packet),
        _tumors(packet),
        _medicines(packet),
        _doctors(packet),
        _notes(packet),
        _words(packet),
        sources_section(packet.sources),
        notice_section(packet.notice),
    )
    return Part(
        kind="own",
        name=wording.MY_PAGES,
        title=(words(wording.MY_PAGES),),
        sections=tuple(section for section in sections if section.blocks),
    )


def _listed(name: str, title: str, lines: Iterable[Line]) -> Section:
    """A section that is a list, or nothing."""
    return _list_of(name, title, tuple(map(Item, lines)))


def _list_of(name: str, title: str, items: tuple[Item, ...]) -> Section:
    return Section(name, (Items(items),) if items else (), (words(title),))


def _stage(packet: Packet) -> Section:
    return Section(
        "stage", (Paragraph((words(packet.stage_title),)),) if packet.stage_title else ()
    )


def _days(packet: Packet, *, on_paper: bool) -> Section:
    """The days to come in order, each with what is to be done."""
    entries = agenda_of(packet)
    if not entries:
        return Section("days", ())
    today = AgendaEntry(packet.made_on, "today", "today", "")
    by_day = [
        (day, list(these)) for day, these in groupby([today, *entries], lambda entry: entry.day)
    ]
    items = tuple(
        Item((bold(f"{day_text(day)}:"), words(f" {_day(these)}"))) for day, these in by_day
    )
    listed = Items(items, is_numbered=True)
    drawn = [(day, {entry.kind for entry in these}) for day, these in by_day]
    blocks = (timeline(drawn), listed) if on_paper else (listed,)
    return Section("days", blocks, (words(wording.DAYS_TITLE),))


def _day(entries: Iterable[AgendaEntry]) -> str:
    """What stands for one day, each kind once."""
    parts = []
    for kind, these in groupby(entries, lambda entry: entry.kind):
        parts.append(agenda_text(kind, "; ".join(entry.text for entry in these if entry.text)))
    return ". ".join(parts)


def _questions(packet: Packet) -> Section:
    met = [visit.specialty for visit in packet.visits if visit.specialty]
    blocks = questions_by_whom((*packet.top, *packet.next, *packet.rest), met=met)
    return Section("questions", tuple(blocks), (words(wording.QUESTIONS),))


def _calls(packet: Packet) -> Section:
    """What to ask by phone; of the long list about the hospital just the questions."""
    others = [question for question in packet.calls if not is_about_hospital(question)]
    hospital = [question for question in packet.calls if is_about_hospital(question)]
    blocks: list[Block] = [*questions_by_whom(others)]
    if hospital:
        blocks += [Heading((words(wording.ABOUT_A_HOSPITAL),))] if others else []
        asked = tuple(_short_item.each(hospital))
        blocks += [Items(asked), Paragraph((words(wording.MORE_ON_HOSPITALS),))]
    return Section("calls", tuple(blocks), (words(wording.CALLS),))


@kept
def _short_item(question: PacketQuestion) -> Item:
    return Item((words(question.text),), done=False)


def _conflicts(conflicts: Iterable[ConflictLine]) -> Section:
    lines = ((words(_both_sides(conflict)),) for conflict in conflicts)
    return _listed("conflicts", wording.TWO_THINGS, lines)


def _both_sides(conflict: ConflictLine) -> str:
    """All that is said; where it is said of one fact, what it is about stands there once."""
    values = conflict.values
    if len({value.fact for value in values}) == 1:
        sides = (f"{value.text}{_source(value)}" for value in values)
        return f"{values[0].label}: {'; '.join(sides)}"
    sides = (f"{value.label}: {value.text}{_source(value)}" for value in values)
    return f"{conflict.about}: {'; '.join(sides)}"


def _facts(packet: Packet) -> Section:
    """What was told, but for what stands right above as not clear yet."""
    disputed = {value.fact for conflict in packet.conflicts for value in conflict.values}
    facts = [fact for fact in packet.facts if fact.id not in disputed]
    return _list_of("facts", wording.WHAT_I_TOLD, tuple(_fact_item.each(facts)))


@kept
def _fact_item(fact: FactLine) -> Item:
    return Item((words(f"{fact.label}: {fact.text}{_source(fact)}"),))


def _source(line: FactLine | ConflictValue) -> str:
    return f" ({source_text(line.source)})" if line.source else ""


def _tumors(packet: Packet) -> Section:
    lines = []
    for tumor in packet.other_tumors:
        name = joined(tumor.name, day_text(tumor.date) if tumor.date else "")
        told = "; ".join(f"{fact.label}: {fact.text}" for fact in tumor.facts)
        lines.append((words(f"{name}: {told}"),))
    return _listed("tumors", wording.OTHER_TUMORS, lines)


def _medicines(packet: Packet) -> Section:
    lines: list[Line] = [(words(medicine_text(medicine)),) for medicine in packet.medicines]
    if packet.allergies:
        lines.append((bold(wording.ALLERGIES), words(f" {'; '.join(packet.allergies)}")))
    return _listed("medicines", wording.MEDICINES_TITLE, lines)


def _doctors(packet: Packet) -> Section:
    lines = (
        (words(joined(doctor.name, wording.WHO.get(doctor.role, doctor.role), doctor.phone)),)
        for doctor in packet.doctors
        if doctor.name or doctor.phone
    )
    return _listed("doctors", wording.DOCTORS, lines)


def _notes(packet: Packet) -> Section:
    blocks: list[Block] = []
    for note in _note_blocks.each(packet.notes):
        blocks += note
    return Section("notes", tuple(blocks), (words(wording.TO_READ),))


def _words(packet: Packet) -> Section:
    return _list_of("words", wording.WORDS, tuple(_word_item.each(packet.words)))


@kept
def _note_blocks(note: PacketNote) -> tuple[Block, ...]:
    return Heading((words(note.title),)), Paragraph((words(note.text),))


@kept
def _word_item(word: PacketWord) -> Item:
    return Item((bold(word.word), words(f": {word.text}")))
