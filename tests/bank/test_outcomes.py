"""outcomes.yaml: every way in which two opinions can relate is spoken of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.loader import check_bank
from so_cli.bank.outcomes import OutcomeId, PlanId, Relation


def test_every_part_and_every_outcome_is_there(bank: Bank) -> None:
    assert [part.id for part in bank.parts] == [*get_args(PlanId)]
    assert {outcome.id for outcome in bank.outcomes} == {*get_args(OutcomeId)}
    assert all(len(part.choices) >= 2 for part in bank.parts)


def test_there_is_something_to_ask_wherever_two_opinions_differ(bank: Bank) -> None:
    asked = {(step.when.part, step.when.relation) for step in bank.next if step.ask}
    for part in (*get_args(PlanId), "diagnosis"):
        assert {(part, "different"), (part, "one-only")} <= asked
    assert {("", relation) for relation in get_args(Relation)} <= asked


NEXT = "next:\n- id: any-same\n  ask:\n  - {{who: [{who}], text: {text}}}\n"


@pytest.mark.parametrize(
    ("who", "text", "says"),
    [
        ("pathologist", "Is it so?", "rarely meet"),
        ("breast-surgeon", "It is so.", "not exactly one question"),
        ("breast-surgeon", "Is it so? Or not?", "not exactly one question"),
    ],
)
def test_what_to_ask_next_keeps_the_rules_of_questions(
    overlay: Callable[..., Path], who: str, text: str, says: str
) -> None:
    (problem,) = check_bank([overlay(outcomes=NEXT.format(who=who, text=text))])[1]
    assert says in problem.wrong
    assert problem.line == 4
