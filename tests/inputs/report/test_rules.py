"""Each row of each table finds its example, and leaves its counter-example alone."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from so_cli.inputs.report.cancers import KINDS, Kind, mentions
from so_cli.inputs.report.clauses import bare
from so_cli.inputs.report.guards import GUARDS, Guard, judge
from so_cli.inputs.report.lexicon import tokens
from so_cli.inputs.report.masking import GONE, mask
from so_cli.inputs.report.masks import MASKS
from so_cli.inputs.report.match import ALL_RULES, match
from so_cli.inputs.report.model import Mask
from so_cli.inputs.report.names import Entry
from so_cli.inputs.report.rules import Rule
from so_cli.inputs.report.words import LEXICON


def by_id(row: Rule | Guard | Mask | Kind) -> str:
    return row.id


def found_by(rule: Rule, text: str) -> list[object]:
    clauses = [replace(clause, section=rule.sections[0]) for clause in bare(text)]
    return [one.value for clause in clauses for one in match(clause) if one.rule == rule.id]


@pytest.mark.parametrize("rule", ALL_RULES, ids=by_id)
def test_a_rule_finds_its_example_and_not_its_counter_example(rule: Rule) -> None:
    value = rule.gives if rule.value is None else rule.value
    assert value in found_by(rule, rule.example)
    assert value not in found_by(rule, rule.counter)


@pytest.mark.parametrize("entry", LEXICON, ids=lambda entry: f"{entry.kind}: {entry.example}")
def test_a_word_of_the_lexicon_is_known_by_its_pattern(entry: Entry) -> None:
    assert any(re.search(entry.pattern, text, re.IGNORECASE) for text in (entry.example,))
    assert entry.kind in {token.kind for token in tokens(entry.example)}
    if entry.kind != "wall":  # whatever is no other word is a wall
        assert entry.kind not in {token.kind for token in tokens(entry.counter)}


@pytest.mark.parametrize("guard", GUARDS, ids=by_id)
def test_a_guard_holds_back_its_example_and_lets_its_counter_example_pass(guard: Guard) -> None:
    assert judge(guard.example) == (guard.doubt, guard.why)
    assert judge(guard.counter) == ("", "")


@pytest.mark.parametrize("one", MASKS, ids=by_id)
def test_a_mask_hides_its_example_and_shows_its_counter_example(one: Mask) -> None:
    assert re.search(one.pattern, one.example, re.IGNORECASE)
    assert GONE in mask(one.example)
    assert GONE not in mask(one.counter)
    assert mask(one.example).count(" ") == one.example.count(" ")


@pytest.mark.parametrize("kind", KINDS, ids=by_id)
def test_a_kind_of_cancer_is_known_by_its_name(kind: Kind) -> None:
    def named(text: str) -> set[str]:
        return {mention.kind for clause in bare(text) for mention in mentions(clause)}

    assert kind.id in named(kind.example)
    assert kind.id not in named(kind.counter)


def test_no_two_rows_have_the_same_id() -> None:
    for table in (ALL_RULES, GUARDS, MASKS, KINDS):
        ids = [row.id for row in table]
        assert len(ids) == len(set(ids))
