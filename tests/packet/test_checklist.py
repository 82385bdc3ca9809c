"""One list on its own: blank for a stage, or filled from a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.model import CALLED, Stage
from so_cli.case.model import Case
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, Kind, make_checklist

MakeCase = Callable[..., Case]
STAGES: tuple[Stage, ...] = get_args(Stage)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_blank_list_has_only_the_items_of_its_kind(
    kind: Kind, stage: Stage, bank: Bank, today: date
) -> None:
    made = make_checklist(bank, Case(stage=stage), kind, today, is_blank=True)
    assert (made.id, made.stage) == (None, stage)
    assert bool(made.questions) == (kind in {"questions", "hospital", "card", "compare"})
    assert bool(made.records) == (kind == "records")
    assert bool(made.steps) == (kind == "steps")
    assert bool(made.parts) == (kind == "visit")
    assert made.notice


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_ten_questions_for_clinicians_and_five_records(
    stage: Stage, bank: Bank, today: date
) -> None:
    asked = make_checklist(bank, Case(stage=stage), "questions", today, is_blank=True).questions
    assert sum(not CALLED.issuperset(question.ask) for question in asked) >= 10
    records = make_checklist(bank, Case(stage=stage), "records", today, is_blank=True).records
    assert len(records) >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_wait_comes_first_on_every_list(
    kind: Kind, bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("stage: metastatic\nfacts: {urgent_signs: [chest-pain]}")
    made = make_checklist(bank, case, kind, today, is_blank=False)
    assert [sign.id for sign in made.urgent] == ["chest-pain"]
    text = to_markdown(checklist_document(made))
    assert text.split("\n\n")[1] == "## This cannot wait"


def test_questions_for_a_hospital_are_a_list_of_their_own(bank: Bank, today: date) -> None:
    for_hospital = make_checklist(bank, Case(), "hospital", today, is_blank=True).questions
    others = make_checklist(bank, Case(), "questions", today, is_blank=True).questions
    assert for_hospital
    assert all(question.ask == ("hospital",) for question in for_hospital)
    assert not {q.id for q in for_hospital} & {q.id for q in others}


def test_a_filled_list_is_the_part_of_the_packet(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case(
        "stage: post-biopsy\nvisits: [{date: 2026-12-10}]\n"
        "records: {biopsy-report: {status: arrived}}\nsteps: {call-insurer: {done: 2026-11-19}}"
    )
    packet = make_packet(bank, case, today)
    made = {kind: make_checklist(bank, case, kind, today, is_blank=False) for kind in KINDS}
    assert made["records"].records == packet.records
    assert made["steps"].steps == packet.steps
    assert made["records"].id == "pat"
    assert next(r.status for r in packet.records if r.id == "biopsy-report") == "arrived"
    asked = (*made["questions"].questions, *made["hospital"].questions)
    all_of_packet = (*packet.top, *packet.next, *packet.rest, *packet.calls)
    assert {question.id for question in asked} == {question.id for question in all_of_packet}
