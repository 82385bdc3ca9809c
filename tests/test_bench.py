"""How benchmarks are told: what is compared, and what stays on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from large_bank import prompts, write_copies
from measuring import Environment, Result, Row, Run, Used, per_case, table
from results import page

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.store import load_case

CASE = Path(__file__).parents[1] / "examples" / "before-surgery.yaml"
TITLES = ["One", "Two", "Three"]


def nothing(_environment: Environment) -> Used:
    return Used(0, 0)


def result(
    *pairs: tuple[Used, Used],
    at_most: float | None = None,
    at_least: float | None = None,
    by_clock: bool = False,
) -> Result:
    row = Row("ours", nothing, "theirs", nothing, at_most, at_least, by_clock=by_clock)
    return Result(row, list(pairs))


def test_a_section_that_is_measured_again_replaces_itself_alone() -> None:
    before = page(TITLES, {"One": "old one", "Two": "old two"}, "")
    after = page(TITLES, {"Two": "new two"}, before)

    assert "old one" in after
    assert "new two" in after
    assert "old two" not in after
    assert page(TITLES, {}, after) == after


def test_sections_stand_in_their_order_and_strangers_go() -> None:
    before = page(["Gone", "Three"], {"Gone": "gone", "Three": "three"}, "")
    after = page(TITLES, {"One": "one"}, before)

    assert after.index("## One") < after.index("## Three")
    assert "gone" not in after


def test_the_middle_of_the_ratios_counts() -> None:
    pairs = [(Used(9, 1.0), Used(1, 1.0)), (Used(9, 2.0), Used(1, 1.0)), (Used(9, 9), Used(1, 1))]

    assert result(*pairs).ratio == 2
    assert result(*pairs, by_clock=True).ratio == 9


@pytest.mark.parametrize(
    ("at_most", "at_least", "verdict"),
    [
        (2.0, None, ("at most 2.00 x", "holds")),
        (1.99, None, ("at most 1.99 x", "misses")),
        (None, 2, ("at least 2 x", "holds")),
        (None, 2.1, ("at least 2 x", "misses")),
        (None, None, ("none, to compare", "")),
    ],
)
def test_a_goal_is_the_most_or_the_least(
    at_most: float | None, at_least: float | None, verdict: tuple[str, str]
) -> None:
    found = result((Used(1, 2), Used(1, 1)), at_most=at_most, at_least=at_least)

    assert found.verdict == verdict


def test_a_table_says_both_times_and_by_the_clock_the_processors_too() -> None:
    pair = (Used(0.5, 0.25), Used(0.0001, 0.0001))

    assert "| 250 ms | 100 µs |" in table([result(pair, pair)])
    assert "| 500 ms (processors 250 ms) |" in table([result(pair, pair, by_clock=True)])


def test_what_a_case_uses_leaves_out_starting_up() -> None:
    def of(count: int) -> Run:
        return lambda _environment: Used(3 + 0.5 * count, 2 + 0.25 * count)

    assert per_case(of, (10, 30))({}) == Used(0.5, 0.25)


@pytest.mark.slow
def test_a_bank_of_copies_is_a_whole_bank_and_is_asked_from(tmp_path: Path, bank: Bank) -> None:
    larger = open_bank([write_copies(tmp_path, 3)])
    found = prompts(larger, load_case(CASE, larger))

    assert len(larger.questions) == 3 * len(bank.questions)
    assert 0 < found.usual <= found.longest
