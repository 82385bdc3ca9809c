"""What is known of a case: what is hidden, in conflict or does not apply, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.conditions import DOES_NOT_APPLY, Value
from so_cli.case.model import Case
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.known import KnownCase, know

MakeCase = Callable[..., Case]


def told(known: KnownCase, bank: Bank) -> dict[str, Value]:
    """What is known, without what the program works out by itself."""
    return {n: v for n, v in known.values.items() if n == "stage" or not bank.fact[n].derived}


def test_what_was_not_answered_is_unknown(bank: Bank, make_case: MakeCase, today: date) -> None:
    known = know(bank, make_case("stage: post-biopsy\nfacts: {er: positive}"), today)
    assert told(known, bank) == {"stage": "post-biopsy", "er": "positive"}


@pytest.mark.parametrize("state", ["not-sure", "later"])
def test_not_sure_and_later_are_unknown_but_shown(
    state: str, bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case(f"facts: {{er: {{state: {state}}}}}"), today)
    assert "er" not in known.values
    assert known.shown["er"].state == state


def test_does_not_apply_is_known_and_matches_no_value(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case("facts: {mri: {state: does-not-apply}}"), today)
    assert known.values["mri"] is DOES_NOT_APPLY


def test_an_answer_is_hidden_while_its_when_is_false_and_returns_with_it(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    hidden = know(bank, make_case("facts: {er: pending, er_percent: 80}"), today)
    assert "er_percent" not in hidden.shown
    assert "er_percent" not in hidden.values
    shown = know(bank, make_case("facts: {er: positive, er_percent: 80}"), today)
    assert shown.values["er_percent"] == 80


def test_an_answer_is_shown_while_its_when_is_unknown(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case("facts: {er_percent: 80}"), today)
    assert known.values["er_percent"] == 80


def test_a_fact_that_is_not_asked_at_this_stage_still_counts(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case("stage: metastatic\nfacts: {size_mm: 22}"), today)
    assert known.values["size_mm"] == 22


def test_facts_in_conflict_are_unknown_and_stay_in_sight(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case("facts: {er: negative, er_percent: 80, pr: positive}"), today)
    assert [conflict.id for conflict in known.conflicts] == ["er-and-percent"]
    assert told(known, bank) == {"pr": "positive"}
    assert {"er", "er_percent"} <= known.shown.keys()


def test_a_fact_with_two_values_is_unknown_and_named(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case('facts: {grade: {value: "2", other: [{value: "3"}]}}'), today)
    assert known.double == ("grade",)
    assert told(known, bank) == {}


def test_what_stands_in_dispute_hides_nothing(bank: Bank, make_case: MakeCase, today: date) -> None:
    """Two papers, ER pending and ER positive: the percentage may well be right."""
    text = "facts: {er: {value: pending, other: [{value: positive}]}, er_percent: 80}"
    assert told(know(bank, make_case(text), today), bank) == {"er_percent": 80}


def test_what_a_conflict_put_in_doubt_hides_nothing(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    """Surgery done, yet no treatment so far: what hangs on the treatment so far stays in sight."""
    text = "facts: {surgery: mastectomy, had: [none], years_on_hormone_therapy: 3}"
    known = know(bank, make_case(text), today)
    assert [conflict.id for conflict in known.conflicts] == ["surgery-and-had-none"]
    assert told(known, bank) == {"years_on_hormone_therapy": 3}


@pytest.mark.parametrize(
    ("born", "age"), [("1980-11-20", 46), ("1980-11-21", 45), ("2028-01-01", None)]
)
def test_the_age_follows_from_the_birth_date(
    born: str, age: int | None, bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case(f"person: {{born: {born}}}"), today)
    assert known.values.get("age") == age


def test_the_birth_date_counts_more_than_an_age_once_typed(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    for age in ("40", "{state: not-sure}"):
        case = make_case(f"person: {{born: 1980-04-02}}\nfacts: {{age: {age}}}")
        assert know(bank, case, today).values["age"] == 46


def test_an_urgent_sign_says_that_something_is_urgent(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    for facts in ("urgent_signs: [chest-pain]", "urgent_now: no, urgent_signs: [chest-pain]"):
        known = know(bank, make_case(f"facts: {{{facts}}}"), today)
        assert known.values["urgent_now"] == "yes"
        assert known.values["urgent_signs"] == ("chest-pain",)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("treatment_starts: 2026-12-01", "yes"),
        ("surgery_on: 2026-11-20", "yes"),
        ("treatment_starts: 2026-12-10", "no"),
        ("treatment_starts: 2026-11-01", "no"),
        ("er: positive", "no"),
    ],
)
def test_whether_treatment_starts_before_the_visit_is_worked_out(
    facts: str, expected: str, bank: Bank, make_case: MakeCase, today: date
) -> None:
    if "treatment_before_visit" not in bank.fact:
        pytest.skip("this bank does not ask for it")
    case = make_case(f"visits: [{{date: 2026-12-10}}]\nfacts: {{{facts}}}")
    assert know(bank, case, today).values["treatment_before_visit"] == expected


def test_what_the_program_works_out_is_known_but_nobody_told_it(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    known = know(bank, make_case("visits: [{date: 2026-12-10}]"), today)
    worked_out = {fact.id for fact in bank.facts if fact.derived}
    assert worked_out <= known.values.keys()
    assert not worked_out & known.shown.keys()


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=60)
def test_an_answer_that_is_hidden_changes_no_output(
    data: st.DataObject, bank: Bank, any_case: st.SearchStrategy[Case], today: date
) -> None:
    case = data.draw(any_case)
    known = know(bank, case, today)
    bare = replace(case, facts={n: a for n, a in case.facts.items() if n in known.shown})
    packet, other = make_packet(bank, case, today), make_packet(bank, bare, today)
    assert to_json(packet) == to_json(other)
    assert to_markdown(packet_document(packet)) == to_markdown(packet_document(other))
    assert {fact.id for fact in packet.facts} >= bare.facts.keys()
