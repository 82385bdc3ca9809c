"""The reading grade: the formula, the words that count as easy, and what is too hard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.lint.reading import Syllables, grade, pronouncing
from so_cli.bank.loader import check_bank

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def syllables() -> Syllables:
    found = pronouncing()
    assert found is not None, "the authors' extra is part of dev"
    return found


def as_it_is(text: str, _by: str) -> str:
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 0.39 * words / sentences + 11.8 * syllables / words - 15.59
        ("The cat sat.", 0.39 * 3 + 11.8 * 3 / 3 - 15.59),
        ("The cat sat. The dog ran off.", 0.39 * 7 / 2 + 11.8 * 7 / 7 - 15.59),
        ("Ask about chemotherapy!", 0.39 * 3 + 11.8 * (1 + 2 + 5) / 3 - 15.59),
        ("Ask: is it so?", 0.39 * 4 + 11.8 * 4 / 4 - 15.59),
        ("Page 2.5 is new", 0.39 * 4 + 11.8 * 4 / 4 - 15.59),
        ("", 0.0),
        ("...", 0.0),
    ],
)
def test_the_grade_is_that_of_flesch_and_kincaid(
    syllables: Syllables, text: str, expected: float
) -> None:
    assert grade(text, syllables, as_it_is) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("word", "count"),
    [("zaponated", 3), ("blorsh", 1), ("re-excision", 4), ("blorsh's", 1)],
)
def test_a_word_that_no_list_has_is_counted_by_its_vowels(
    syllables: Syllables, word: str, count: int
) -> None:
    assert grade(word, syllables, as_it_is) == pytest.approx(0.39 + 11.8 * count - 15.59)


def test_a_word_that_is_explained_is_an_easy_one(syllables: Syllables) -> None:
    bank = check_bank()[0]
    hard = "Is there lymphovascular invasion?"
    assert grade(hard, syllables, as_it_is) > 9
    assert grade(hard, syllables, bank.spotter.replaced) < 6


def test_a_hard_text_is_a_problem_at_its_line(
    overlay: Callable[..., Path], syllables: Syllables
) -> None:
    text = (
        "steps:\n- id: call-insurer\n  text: Immediately communicate administrative"
        " prerequisites concerning anticipated institutional authorization.\n"
    )
    (problem,) = check_bank([overlay(steps=text)], today=TODAY, syllables=syllables)[1]
    assert (Path(problem.file).name, problem.line) == ("steps.yaml", 3)
    assert "reads like grade" in problem.wrong


def test_texts_that_are_hard_on_the_whole_are_a_problem(
    overlay: Callable[..., Path], syllables: Syllables
) -> None:
    bank = check_bank()[0]
    middling = "Call the insurance company about a referral for another professional opinion."
    lines = [f"- {{id: {step.id}, text: {middling}}}" for step in bank.steps]
    folder = overlay(steps="steps:\n" + "\n".join(lines))
    problems = check_bank([folder], today=TODAY, syllables=syllables)[1]
    assert any("half of all 'text' texts read like grade" in each.wrong for each in problems)


def test_without_the_word_list_everything_else_is_looked_at(overlay: Callable[..., Path]) -> None:
    hard = "steps:\n- {id: call-insurer, text: Immediately authorize institutional prerequisites.}"
    assert check_bank([overlay(steps=hard)], today=TODAY)[1] == []
    bad = "steps:\n- {id: call-insurer, text: You should choose the nearest one.}"
    assert len(check_bank([overlay(steps=bad)], today=TODAY)[1]) == 1
