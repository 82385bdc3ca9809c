"""One checklist on its own paper, blank or filled from a case."""

from __future__ import annotations

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.outputs.pages.blocks import (
    GAP,
    Block,
    Document,
    Fields,
    Heading,
    Item,
    Items,
    Part,
    Room,
    Section,
    Table,
    words,
)
from so_cli.outputs.pages.lists import (
    letterhead_section,
    notice_section,
    questions_by_whom,
    records_section,
    steps_section,
    urgent_section,
)
from so_cli.packet.checklist import Checklist
from so_cli.packet.model import PacketQuestion

_DETAILS = {"records": 2, "steps": 1}
ASKED = 3
"""How many questions there is room for where none is known."""


def checklist_document(checklist: Checklist, letterhead: Letterhead | None = None) -> Document:
    """A checklist; a blank one is a form of one or two pages, to be filled in by hand."""
    name = wording.CHECKLIST_TITLES[checklist.kind]
    title = f"{name}: {checklist.stage_title}" if checklist.stage_title else name
    bodies = _bodies(checklist)
    parts = []
    for number, body in enumerate(bodies):
        is_first, is_last = number == 0, number == len(bodies) - 1
        sections = (
            letterhead_section(letterhead if is_first else None),
            urgent_section(checklist.urgent if is_first else ()),
            *body,
            notice_section(checklist.notice if is_last else ""),
        )
        whole = tuple(section for section in sections if section.blocks)
        heading = title if is_first else wording.NOTES_PLAN
        line = (words(heading),)
        parts.append(Part(kind=checklist.kind, name=heading, title=line, sections=whole))
    is_form = checklist.id is None or checklist.kind in {"card", "visit", "compare"}
    has_columns = is_form and checklist.kind not in {"visit", "compare"}
    return Document(
        title=title,
        parts=tuple(parts),
        is_form=is_form,
        details=_DETAILS.get(checklist.kind, 0),
        columns=2 if has_columns else 1,
    )


def _bodies(checklist: Checklist) -> list[list[Section]]:
    """What stands on its pages; all but the notes of a visit run on."""
    if checklist.kind == "card":
        return [[Section("card", (_card(checklist.questions),))]]
    if checklist.kind == "compare":
        return [[Section("compare", (_side_by_side(checklist.questions),))]]
    if checklist.kind == "visit":
        return [[_talk(checklist)], [_plan(checklist)]]
    return [
        [
            Section("questions", tuple(questions_by_whom(checklist.questions, level=2))),
            records_section(checklist.records),
            steps_section(checklist.steps),
        ]
    ]


def _card(questions: tuple[PacketQuestion, ...]) -> Items:
    """Each question with a line for the answer."""
    items = (Item((words(question.text),), done=False, room=1) for question in questions)
    return Items(tuple(items), is_loose=True)


def _side_by_side(questions: tuple[PacketQuestion, ...]) -> Table:
    """The same questions for three hospitals."""
    asked = (*wording.HOSPITAL_FACTS, *(question.text for question in questions))
    return Table(wording.HOSPITALS, tuple((words(text),) for text in asked))


def _talk(checklist: Checklist) -> Section:
    """Who, the questions with room for the answers, and what this doctor sees."""
    lines = [(words(question.text),) for question in checklist.questions] or [(GAP,)] * ASKED
    answers = Items(tuple(Item(line, room=4) for line in lines), is_numbered=True, is_loose=True)
    blocks: list[Block] = [
        *map(Fields, wording.NOTE_FIELDS),
        _under(wording.NOTES_ANSWERS),
        answers,
        _under(wording.NOTES_DIAGNOSIS),
        Room(5),
    ]
    return Section("talk", tuple(blocks))


def _plan(checklist: Checklist) -> Section:
    """Each part of a plan, why, and what comes next."""
    titles = [wording.PLAN_FIELD.format(part=part.title) for part in checklist.parts]
    blocks: list[Block] = [
        *(Fields((title,)) for title in titles),
        _under(wording.NOTES_WHY),
        Room(3),
        _under(wording.NOTES_BEFORE_LEAVING),
        Items(tuple(Item((words(text),), done=False) for text in wording.NOTES_BOXES)),
        Fields((wording.NEXT_STEP, wording.BY_WHOM, wording.BY_WHEN)),
    ]
    return Section("plan", tuple(blocks))


def _under(title: str) -> Heading:
    return Heading((words(title),), level=2)
