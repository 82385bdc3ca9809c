"""What is found in papers that somebody read by hand: nothing wrong, and nearly all of it."""

from __future__ import annotations

import pytest
from records_in import PAGE, Counted, counted, page_with, table


@pytest.fixture(scope="module")
def papers() -> list[Counted]:
    return counted()


def test_nothing_that_is_taken_for_certain_is_wrong(papers: list[Counted]) -> None:
    assert {each.paper: each.wrong for each in papers if each.wrong} == {}


def test_at_least_ninety_five_of_a_hundred_things_are_found(papers: list[Counted]) -> None:
    there = sum(each.facts for each in papers)
    missed = sum(len(each.missed) for each in papers)
    assert there > 150
    assert missed / there <= 0.05


def test_what_contradicts_itself_is_asked(papers: list[Counted]) -> None:
    jenny = next(each for each in papers if "jenny" in each.paper)
    assert (jenny.to_ask, jenny.asked) == (4, 4)


def test_the_page_shows_what_is_found_now(papers: list[Counted]) -> None:
    text = PAGE.read_text("utf-8")
    assert text == page_with(text, table(papers)), "make demo writes it anew"
