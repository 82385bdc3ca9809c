"""What is still to be asked, on a page for the next call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.outputs.as_text import to_text
from so_cli.outputs.pages.ask_list import ask_list_document
from so_cli.outputs.pages.blocks import Document, Heading, Room
from so_cli.packet.ask_list import AskOption, ToAsk, make_ask_list

MakeCase = Callable[..., Case]
Page = Callable[..., Document]
YES = AskOption(id="yes", label="yes", chosen=True, level=None)
PAIN = AskOption(id="pain", label="chest pain", chosen=False, level="911")
VISIT = ToAsk(
    id="visit", chapter="First", why="unanswered", ask="When?", help="", options=(), checklist=""
)
TICKS = ToAsk(
    id="t",
    chapter="First",
    why="later",
    ask="Which?",
    help="Why.",
    options=(YES, PAIN),
    checklist="",
)
LIST = ToAsk(
    id="l", chapter="Last", why="not-sure", ask="Here?", help="", options=(), checklist="records"
)


@pytest.fixture
def page(bank: Bank, make_case: MakeCase, today: date) -> Page:
    def make(text: str, *asks: ToAsk) -> Document:
        return ask_list_document(make_ask_list(bank, make_case(text), today, asks))

    return make


def test_it_says_whom_to_call_and_when_the_visit_is(page: Page) -> None:
    made = page(
        "stage: post-biopsy\nperson: {name: Pat Doe, phone: 555-0142}\n"
        "visits: [{date: 2026-12-10, with: Dr. Rivera}]",
        VISIT,
    )
    text = to_text(made)
    assert made.title == "Still to ask: Pat Doe"
    assert "After the biopsy, phone 555-0142" in text
    assert "Visit: Thu Dec 10, 2026, Dr. Rivera" in text


def test_what_cannot_wait_comes_first(page: Page) -> None:
    made = page("facts: {urgent_signs: [chest-pain]}", VISIT)
    assert made.parts[0].sections[0].id == "urgent"
    assert "Call 911 now" in to_text(made)


def test_each_thing_has_its_words_its_answers_and_room_to_write(page: Page) -> None:
    text = to_text(page("", VISIT, TICKS, LIST))
    assert (
        text.index("When?") < text.index("Which? (left for later)") < text.index("Here? (not sure)")
    )
    assert "[x] yes\n[ ] chest pain: Call 911 now" in text
    assert "so checklist records" in text
    blocks = [
        block
        for section in page("", VISIT, TICKS, LIST).parts[0].sections
        for block in section.blocks
    ]
    assert sum(isinstance(block, Room) for block in blocks) == 3
    assert sum(isinstance(block, Heading) for block in blocks) == 3


def test_parts_of_the_interview_are_sections(page: Page) -> None:
    sections = page("", VISIT, TICKS, LIST).parts[0].sections
    titled = [section.title[0].text for section in sections if section.title]
    assert titled == ["First", "Last"]


def test_when_nothing_is_left_it_says_so(page: Page) -> None:
    assert wording.NOTHING_LEFT_TO_ASK in to_text(page("person: {name: Pat}"))


def test_a_blank_one_is_a_form_to_fill_in(bank: Bank, today: date) -> None:
    made = make_ask_list(bank, Case(), today, (VISIT,))
    assert (made.id, made.notice) == (None, wording.BLANK_NOTICE)
    assert ask_list_document(made).title == wording.ASK_LIST_ALONE
