"""Two opinions side by side; pairs_of_opinions.yaml has the rules as a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.build import make_packet
from so_cli.packet.compare import compare_opinions
from so_cli.packet.known import know
from so_cli.packet.outcome import Outcome

SAME, EXACT, DIFF, ONE, UNKNOWN = "same", "more-exact", "different", "one-only", "unknown"


class Pair(NamedTuple):
    """A row of the table."""

    name: str
    first: dict[str, Any]
    second: dict[str, Any]
    kinds: list[str]
    relations: dict[str, str]
    case: dict[str, Any] = {}  # noqa: RUF012 - nobody changes it


TABLE = Path(__file__).with_name("pairs_of_opinions.yaml")
PAIRS = [Pair(**each) for each in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]


def opinion(name: str, short: dict[str, Any]) -> dict[str, Any]:
    plan = {
        part: value if isinstance(value, dict) else {"value": value}
        for part, value in short.items()
        if part != "D"
    }
    return {"id": name, "facts": short.get("D", {}), "plan": plan}


@pytest.fixture
def outcome_of(bank: Bank, make_case: Callable[..., Case], today: date) -> Any:
    def outcome(facts: dict[str, Any], *shorts: dict[str, Any]) -> Outcome | None:
        names = ("first", "second", "third")
        opinions = [opinion(name, short) for name, short in zip(names, shorts, strict=False)]
        said = {"stage": "pre-surgery", "facts": facts, "opinions": opinions}
        case = make_case(yaml.safe_dump(said, sort_keys=False))
        return compare_opinions(bank, case, know(bank, case, today))

    return outcome


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_of_opinions(pair: Pair, outcome_of: Any) -> None:
    outcome = outcome_of(pair.case, pair.first, pair.second)
    relations = {part.id: part.relation for part in outcome.parts}
    assert list(outcome.kinds) == pair.kinds
    assert pair.relations.items() <= relations.items()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_what_decides_is_named_and_nothing_else(pair: Pair, outcome_of: Any) -> None:
    outcome = outcome_of(pair.case, pair.first, pair.second)
    parts = {part.id: part for part in outcome.parts}
    assert [each.id for each in outcome.meaning] == pair.kinds
    assert bool(outcome.decided_by) == bool(pair.kinds)
    for each in outcome.meaning:
        relations = {parts[name].relation for name in each.decided_by}
        assert relations == {SAME} if each.id == "confirmed" else SAME not in relations


def test_below_two_opinions_there_is_nothing_to_compare(
    bank: Bank, make_case: Callable[..., Case], today: date
) -> None:
    case = make_case("opinions: [{id: second, plan: {surgery: {value: mastectomy}}}]")
    assert make_packet(bank, case, today).outcome is None
    assert make_packet(bank, make_case("stage: metastatic"), today).outcome is None


def test_the_order_in_the_file_does_not_matter(
    bank: Bank, make_case: Callable[..., Case], today: date
) -> None:
    second = "{id: second, facts: {her2: positive}}"
    first = "{id: first, facts: {her2: equivocal}}"
    one, other = (
        make_packet(bank, make_case(f"opinions: [{pair}]"), today).outcome
        for pair in (f"{first}, {second}", f"{second}, {first}")
    )
    assert one == other
    assert one is not None
    assert (one.parts[0].first, one.parts[0].second) == ("equivocal", "positive")


def test_of_three_opinions_any_two_can_differ(outcome_of: Any) -> None:
    outcome = outcome_of(
        {}, {"surgery": "lumpectomy"}, {"surgery": "mastectomy"}, {"surgery": "lumpectomy"}
    )
    (part,) = outcome.parts
    assert part.relation == DIFF
    assert [said.value for said in part.said] == ["lumpectomy", "mastectomy", "lumpectomy"]
    assert outcome.kinds == ("different-plan",)


def test_a_finding_that_only_the_papers_know_is_no_difference(outcome_of: Any) -> None:
    outcome = outcome_of({"grade": "2", "er": "positive"}, {}, {"D": {"grade": "2"}})
    assert [part.id for part in outcome.parts] == ["grade"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_third_opinion_is_spoken_of_only_where_a_treatment_or_the_cancer_differs(
    pair: Pair, outcome_of: Any
) -> None:
    outcome = outcome_of(pair.case, pair.first, pair.second)
    texts = [ask.text for ask in outcome.ask]
    texts += [ask.text for part in outcome.parts for ask in part.ask]
    differs = any(part.relation == DIFF and part.matters for part in outcome.parts)
    assert any("third" in text for text in texts) == differs


def test_what_differs_brings_what_to_ask(outcome_of: Any) -> None:
    outcome = outcome_of(
        {}, {"D": {"grade": 2}, "surgery": "mastectomy"}, {"D": {"grade": 3}, "surgery": "none"}
    )
    said = {part.id: " ".join(ask.text for ask in part.ask) for part in outcome.parts}
    assert "pathologist look at my slides" in said["grade"]
    assert "operation" in said["surgery"]
    together = " ".join(ask.text for ask in outcome.ask)
    assert "talk with each other" in together
    assert "tumor board" in together


def test_what_is_confirmed_brings_the_next_step(outcome_of: Any) -> None:
    outcome = outcome_of({}, {"surgery": "mastectomy"}, {"surgery": "mastectomy"})
    assert "next step" in outcome.ask[0].text
    mixed = outcome_of(
        {},
        {"surgery": "mastectomy", "order": "drugs-first"},
        {"surgery": "mastectomy", "order": "surgery-first"},
    )
    assert "next step" not in " ".join(ask.text for ask in mixed.ask)


PROPOSED: list[tuple[list[str], dict[str, Any]]] = [
    (
        ["drugs-first", "chemotherapy", "her2-therapy"],
        {"drugs-before": ("chemotherapy", "her2-therapy"), "order": "drugs-first"},
    ),
    (["drugs-first"], {"drugs-before": "drugs-first", "order": "drugs-first"}),
    (
        ["lumpectomy", "radiation", "hormone-therapy"],
        {"surgery": "lumpectomy", "radiation": "radiation", "hormone": "hormone-therapy"},
    ),
    (["chemotherapy", "trial"], {"drugs-after": "chemotherapy", "trial": "trial"}),
    (["nothing-yet"], {}),
]


@pytest.mark.parametrize(("proposed", "plan"), PROPOSED)
def test_the_first_plan_is_read_from_what_was_proposed(
    proposed: list[str], plan: dict[str, Any], outcome_of: Any
) -> None:
    outcome = outcome_of({"proposed": proposed}, {}, {})
    assert {part.id: part.first for part in outcome.parts} == plan
