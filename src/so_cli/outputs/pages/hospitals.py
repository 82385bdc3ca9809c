"""Hospitals side by side on paper: what each answered, and room for what is still open."""

from __future__ import annotations

from itertools import groupby

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.case.model import HospitalAnswer
from so_cli.outputs.pages.blocks import (
    GAP,
    Document,
    Line,
    Paragraph,
    Part,
    Section,
    Table,
    bold,
    slanted,
    words,
)
from so_cli.outputs.pages.lists import letterhead_section, notice_section, urgent_section
from so_cli.packet.hospitals import HospitalRow, HospitalTable, lacks_year


def hospitals_document(made: HospitalTable, letterhead: Letterhead | None = None) -> Document:
    """One table for each topic, the hospitals in the order in which they were added."""
    sections = (
        letterhead_section(letterhead),
        urgent_section(made.urgent),
        _about(made),
        *(
            Section(f"topic-{topic}", (_table(made, tuple(rows)),), (words(title),))
            for (topic, title), rows in groupby(made.rows, lambda row: (row.topic, row.topic_title))
        ),
        notice_section(made.notice),
    )
    title = wording.CHECKLIST_TITLES["compare"]
    part = Part(
        kind="hospitals",
        name=title,
        title=(words(title),),
        sections=tuple(section for section in sections if section.blocks),
    )
    return Document(title=title, parts=(part,))


def _about(made: HospitalTable) -> Section:
    """How to read it, and what has no room on it."""
    told = [wording.HOW_TO_READ_HOSPITALS]
    if made.not_shown:
        names = ", ".join(made.not_shown)
        told.append(wording.OTHER_HOSPITALS.format(count=len(made.hospitals), names=names))
    return Section("about", tuple(Paragraph((words(text),)) for text in told))


def _table(made: HospitalTable, rows: tuple[HospitalRow, ...]) -> Table:
    return Table(
        columns=made.hospitals,
        rows=tuple((bold(row.text),) for row in rows),
        more=tuple((slanted(wording.FIND_OUT), words(f" {row.find_out}")) for row in rows),
        cells=tuple(
            tuple(_cell(answer, by_year=row.by_year) for answer in row.answers) for row in rows
        ),
    )


def _cell(answer: HospitalAnswer | None, *, by_year: bool) -> Line:
    """An answer with its year and note; a gap where there is none."""
    if answer is None:
        return (GAP,)
    note = (slanted(answer.note),) if answer.note else ()
    if not answer.answer:
        return (GAP, words(" "), *note) if note else (GAP,)
    said = wording.STATES.get(answer.answer, answer.answer)
    if answer.year is not None:
        said = wording.WITH_YEAR.format(answer=said, year=answer.year)
    elif lacks_year(answer, by_year=by_year):
        said = wording.WITHOUT_YEAR.format(answer=said)
    return (words(f"{said}; "), *note) if note else (words(said),)
