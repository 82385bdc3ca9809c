"""A letter: a text of the bank, filled from the packet, with blanks where nothing is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.letters import fill
from so_cli.outputs.as_markdown import BLANK, markdown_of
from so_cli.outputs.escape import escape
from so_cli.outputs.pages.blocks import LONGEST_NAME, Document, Paragraph, Part, Section
from so_cli.outputs.pages.case_lines import case_lines
from so_cli.outputs.pages.doctor import URGENT
from so_cli.outputs.pages.from_markdown import blocks_of
from so_cli.outputs.pages.lists import letterhead_section
from so_cli.packet.build import sources_of
from so_cli.packet.dates import need_by
from so_cli.packet.lists import is_to_ask_for
from so_cli.packet.model import Packet, PacketRecord, PacketSource
from so_cli.packet.texts import birthday_text, day_text, shortened
from so_cli.voice import forms

NOT_IN_LETTERS = frozenset({URGENT, "concerns"})
"""Facts for the doctor that are no business of an office."""


class Letter(Struct, frozen=True, kw_only=True):
    """A letter ready to sign; `text` is Markdown. `id` is null for a blank one."""

    so: int
    program: str
    bank: str
    made_on: date
    kind: str
    id: str | None
    title: str
    plain: str
    text: str
    sources: tuple[PacketSource, ...]


def make_letter(bank: Bank, packet: Packet, kind: str, *, is_blank: bool) -> Letter:
    """The letter of this kind; a blank one has no case behind it. Raises KeyError."""
    letter = bank.letter[kind]
    return Letter(
        so=packet.so,
        program=packet.program,
        bank=packet.bank,
        made_on=packet.made_on,
        kind=kind,
        id=None if is_blank else packet.id,
        title=letter.title,
        plain=letter.plain,
        text=fill(letter, letter_fields(packet, is_blank=is_blank)),
        sources=sources_of(bank, [letter]),
    )


def letter_document(letter: Letter, packet: Packet) -> Document:
    """The letter on paper, under the head of whoever's paper it is."""
    head = letterhead_section(packet.letterhead)
    body = Section("letter", tuple(blocks_of(letter.text)))
    part = Part(
        kind="letter",
        name=letter.title,
        title=(),
        sections=(head, body) if head.blocks else (body,),
    )
    return Document(
        title=letter.title, parts=(part,), name=shortened(packet.person.name, LONGEST_NAME)
    )


def letter_markdown(letter: Letter, packet: Packet) -> str:
    """The letter as it was filled in, under the same head."""
    head = letterhead_section(packet.letterhead).blocks
    lines = [markdown_of(block.line) for block in head if isinstance(block, Paragraph)]
    return "\n\n".join([*lines, letter.text])


def is_all_asked_for(packet: Packet, kind: str) -> bool:
    """Whether nothing is left that this letter would ask for."""
    wanted = {"records": {"report", "images"}, "slides": {"glass-slides"}}.get(kind)
    left = {record.form for record in packet.records if is_to_ask_for(record)}
    return wanted is not None and not wanted & left


def letter_fields(packet: Packet, *, is_blank: bool = False) -> dict[str, Any]:
    """What a letter can be filled with, ready for Markdown; docs/writing-a-bank.md names each."""
    person = packet.person
    visit = packet.visits[0] if packet.visits else None
    day = visit.date if visit else None
    due = need_by(day, packet.made_on) if day else None
    first = next((doctor for doctor in packet.doctors if doctor.first), None)
    told = filter(None, [first.name, first.phone]) if first else ()
    said = forms(person.pronouns)
    records = [] if is_blank else [r for r in packet.records if is_to_ask_for(r)]
    facts = [fact for fact in packet.facts if fact.doctor and fact.id not in NOT_IN_LETTERS]
    return {
        "today": day_text(packet.made_on),
        "blank": BLANK,
        "name": escape(person.name) or BLANK,
        "born": birthday_text(person.born) if person.born else BLANK,
        "phone": escape(person.phone) or BLANK,
        "is_helper": packet.voice != "you",
        "helper": escape(packet.answered_by) or BLANK,
        "they": escape(said["you"]),
        "them": escape(said["them"]),
        "their": escape(said["your"]),
        "They": escape(said["You"]),
        "Their": escape(said["Your"]),
        "are": said["are"],
        "have": said["have"],
        "do": said["do"],
        "visit_day": day_text(day) if day else "",
        "visit_with": escape(visit.with_) if visit else "",
        "visit_place": escape(visit.place) if visit else "",
        "need_by": day_text(due) if due else "",
        "records": [_record(record) for record in records],
        "slides": [_record(record) for record in records if record.form == "glass-slides"],
        "case_lines": [*map(markdown_of, case_lines(facts, packet.conflicts))] if facts else [],
        "decision": escape(packet.decision),
        "decide_by": day_text(packet.decide_by) if packet.decide_by else "",
        "questions": [] if is_blank else [escape(question.text) for question in packet.top],
        "first_doctor": escape(", ".join(told)),
    }


def _record(record: PacketRecord) -> dict[str, str]:
    return {
        "title": escape(record.title),
        "plain": escape(record.plain),
        "holder": escape(record.holder),
        "form": record.form,
        "ask_by": day_text(record.ask_by) if record.ask_by else "",
    }
