"""Every topic of the field, and all that the first documents ask for, is answered by the bank."""

from __future__ import annotations

from coverage_of_the_bank import KINDS, PAGE, coverage, page

from so_cli.bank.bank import Bank

FOUND = coverage()
ANSWERS = [row.ids for row in FOUND.topics] + [row.ids for row in FOUND.seeds]


def test_no_row_is_empty() -> None:
    assert len(FOUND.topics) > 100
    assert {row.seed for row in FOUND.seeds} == {1, 2, 3, 4, 5}
    assert all(ANSWERS)


def test_every_answer_is_in_the_bank(bank: Bank) -> None:
    there = {
        f"{kind}/{entry.id}" for kind, section in KINDS.items() for entry in bank.entries(section)
    }
    assert {name for ids in ANSWERS for name in ids} - there == set()


def test_most_questions_answer_some_row(bank: Bank) -> None:
    answers = {name for ids in ANSWERS for name in ids}
    without = [each.id for each in bank.questions if f"question/{each.id}" not in answers]
    assert len(without) <= len(bank.questions) / 10, without


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(FOUND), "make demo makes the page again"
