"""Checklists and forms on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Letterhead, Stage
from so_cli.case.model import Case
from so_cli.outputs.as_text import text_of, to_text
from so_cli.outputs.pages.blocks import Document, Fields, Items, Room, Table
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.packet.checklist import KINDS, ON_A_CARD, Kind, make_checklist

MakeCase = Callable[..., Case]
Form = Callable[..., Document]


@pytest.fixture
def form(bank: Bank, today: date) -> Form:
    def make(kind: Kind, stage: Stage | None = "post-biopsy") -> Document:
        return checklist_document(
            make_checklist(bank, Case(stage=stage), kind, today, is_blank=True)
        )

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_one_is_a_form_and_says_that_it_is_no_advice(kind: Kind, form: Form) -> None:
    made = form(kind)
    assert made.is_form
    assert made.title.startswith(wording.CHECKLIST_TITLES[kind])
    assert to_text(made).split("\n\n")[-1].replace("\n", " ").strip() == wording.BLANK_NOTICE


@pytest.mark.parametrize("stage", get_args(Stage))
def test_a_card_has_as_many_questions_as_a_page_has_room_for(stage: Stage, form: Form) -> None:
    (block,) = form("card", stage).parts[0].sections[0].blocks
    assert isinstance(block, Items)
    assert 12 <= len(block.items) <= ON_A_CARD
    assert all(item.room == 1 and item.done is False for item in block.items)


def test_three_hospitals_stand_side_by_side_for_each_question(form: Form, bank: Bank) -> None:
    (block,) = form("compare").parts[0].sections[0].blocks
    assert isinstance(block, Table)
    assert block.columns == wording.HOSPITALS
    asked = [text_of(row) for row in block.rows]
    assert asked[: len(wording.HOSPITAL_FACTS)] == [*wording.HOSPITAL_FACTS]
    assert {*asked[len(wording.HOSPITAL_FACTS) :]} <= {q.text for q in bank.questions}
    assert len(asked) > 20


def test_notes_of_a_visit_have_room_for_answers_and_for_each_part_of_a_plan(
    form: Form, bank: Bank
) -> None:
    talk, plan = form("visit").parts
    assert [isinstance(block, Room) for block in talk.sections[0].blocks][-1]
    names = [
        name
        for block in plan.sections[0].blocks
        if isinstance(block, Fields)
        for name in block.names
    ]
    assert names[: len(bank.parts)] == [f"{part.title}:" for part in bank.parts]
    assert names[-3:] == [wording.NEXT_STEP, wording.BY_WHOM, wording.BY_WHEN]


def test_notes_for_a_case_begin_with_her_own_questions(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("stage: post-biopsy\nfacts: {main_question: Can I keep my breast?}")
    made = checklist_document(make_checklist(bank, case, "visit", today, is_blank=False))
    text = to_text(made)
    assert "1. Can I keep my breast?\n   ____" in text
    assert made.is_form, "it is still to be filled in by hand"


def test_a_filled_list_is_no_form(bank: Bank, make_case: MakeCase, today: date) -> None:
    case = make_case("stage: post-biopsy")
    made = checklist_document(make_checklist(bank, case, "records", today, is_blank=False))
    assert not made.is_form
    assert made.columns == 1


def test_the_head_of_a_clinic_stands_once(bank: Bank, today: date) -> None:
    blank = make_checklist(bank, Case(), "visit", today, is_blank=True)
    text = to_text(checklist_document(blank, Letterhead(name="Our Hospital")))
    assert text.count("Our Hospital") == 1
