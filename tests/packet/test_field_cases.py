"""What fits a person: fictional cases, each with what must and must not be asked for her."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from field_cases import FieldCase, field_cases, without_a_key

from so_cli.bank.conditions import Known, compile_when
from so_cli.bank.loader import open_bank
from so_cli.bank.model import Question

BANK = open_bank()
CASES = field_cases(BANK)
CONDITIONED = [question for question in BANK.questions if question.when is not None]

for_each_case = pytest.mark.parametrize("one", CASES, ids=[one.name for one in CASES])


def asked_of(one: FieldCase) -> set[str]:
    """Everything that her packet asks."""
    fitting = one.questions(BANK)[0]
    return {candidate.id for candidate in fitting.clinicians} | {*fitting.calls}


@for_each_case
def test_what_must_come_first_is_among_the_first_eight(one: FieldCase) -> None:
    ranked = one.questions(BANK)[1]
    assert {*one.top} - {*ranked.top, *ranked.next} == set()


@for_each_case
def test_what_must_be_asked_is_in_the_packet(one: FieldCase) -> None:
    assert {*one.has} - asked_of(one) == set()


@for_each_case
def test_what_does_not_fit_is_not_in_the_packet(one: FieldCase) -> None:
    assert {*one.not_} & asked_of(one) == set()


@for_each_case
def test_nobody_gets_too_few_or_too_many_questions(one: FieldCase) -> None:
    assert 12 <= len(one.questions(BANK)[0].clinicians) <= 45


@for_each_case
def test_no_two_of_the_first_eight_ask_the_same(one: FieldCase) -> None:
    ranked = one.questions(BANK)[1]
    themes = [
        BANK.question[name].theme for name in (*ranked.top, *ranked.next) if name in BANK.question
    ]
    assert len({*filter(None, themes)}) == len([*filter(None, themes)])


def test_there_are_cases_of_every_stage_and_of_both_sexes() -> None:
    assert len(CASES) >= 30
    stages: list[str | None] = [one.case.stage for one in CASES]
    assert all(stages.count(stage.id) >= 4 for stage in BANK.stages)
    sexes = {one.case.facts["sex"].value for one in CASES if "sex" in one.case.facts}
    assert sexes == {"female", "male"}


def test_every_id_of_a_case_is_a_question_and_what_it_must_have_is_of_its_stage() -> None:
    for one in CASES:
        assert {*one.top, *one.has, *one.not_} <= BANK.question.keys(), one.name
        for name in (*one.top, *one.has):
            assert one.case.stage in BANK.question[name].stages, (one.name, name)


def test_every_condition_matters_to_some_case() -> None:
    """Taking any one key out of a condition breaks a case, for nine in ten questions at least."""
    asked = [(one, one.known(BANK).values) for one in CASES]
    unguarded = {
        question.id: loose
        for question in CONDITIONED
        if (
            loose := [
                when for when in without_a_key(question.when) if not _breaks(question, when, asked)
            ]
        )
    }
    report = "\n".join(f"{name}: {loose}" for name, loose in unguarded.items())
    assert len(unguarded) <= len(CONDITIONED) / 10, report


def _breaks(question: Question, when: Any, asked: Sequence[tuple[FieldCase, Known]]) -> bool:
    test = compile_when(when, BANK.scope)[0]
    return any(
        (test(known) is True and question.id in one.not_)
        or (test(known) is not True and question.id in {*one.top, *one.has})
        for one, known in asked
        if one.case.stage in question.stages
    )
