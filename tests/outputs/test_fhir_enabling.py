"""`enableWhen` means what our conditions mean, wherever FHIR can say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fhir_reader import is_enabled
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.conditions import DOES_NOT_APPLY, Value, compile_when, facts_in
from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case, State
from so_cli.outputs.fhir.enable_when import CannotSay, enable_when
from so_cli.outputs.fhir.enabling import (
    NEVER,
    Asked,
    Enabling,
    holds,
    true_when,
    unless_false,
)
from so_cli.outputs.fhir.given import given_in
from so_cli.outputs.fhir.response import told_by
from so_cli.packet.build import make_packet
from so_cli.packet.texts import fact_line

STAGE = "in-treatment"
FACTS = (
    "er", "her2", "menopause", "urgent_now", "had", "features", "mutations", "size_mm",
    "nodes_positive", "surgery_on", "main_question",
)  # fmt: skip
"""Facts of every kind: with answers that are open or stand alone, and with none."""
STATES: tuple[State, ...] = ("not-sure", "later", "does-not-apply")


@st.composite
def conditions(draw: st.DrawFn, bank: Bank, depth: int = 2) -> dict[str, Any]:
    """A condition about a few facts, as the bank may hold it."""
    kind = draw(st.sampled_from(["fact", "fact", "any", "all", "not", "is", "stage"]))
    if depth and kind in {"any", "all"}:
        parts = draw(st.lists(conditions(bank, depth - 1), min_size=1, max_size=3))
        return {kind: parts}
    if depth and kind == "not":
        return {"not": draw(conditions(bank, depth - 1))}
    if kind == "is":
        named = ["hormone-positive", "result-pending", "large-tumor", "not-inflammatory"]
        return {"is": draw(st.sampled_from(named))}
    if kind == "stage":
        return {"stage": draw(st.sampled_from([STAGE, "metastatic", [STAGE, "metastatic"]]))}
    some = draw(st.lists(st.sampled_from(FACTS), min_size=1, max_size=2, unique=True))
    return {name: draw(_tests(bank.fact[name])) for name in some}


def _tests(fact: Fact) -> st.SearchStrategy[Any]:
    known = st.sampled_from([{"known": "true"}, {"known": "false"}])
    if fact.choices:
        ids = [choice.id for choice in fact.choices]
        some = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
        return st.one_of(st.sampled_from(ids), some, known)
    if fact.kind == "number":
        return st.one_of(
            st.sampled_from([{"min": "3"}, {"max": "9"}, {"min": "3", "max": "9"}]), known
        )
    return known


def _answer(fact: Fact) -> st.SearchStrategy[Answer]:
    states = st.sampled_from(STATES).map(lambda state: Answer(state=state))
    ids = [choice.id for choice in fact.choices]
    values: st.SearchStrategy[Any] = st.sampled_from(ids) if ids else st.integers(0, 12)
    if fact.kind == "choices":
        several = [choice.id for choice in fact.choices if not choice.exclusive]
        values = st.lists(st.sampled_from(several), max_size=3, unique=True).map(tuple)
    elif fact.kind in {"date", "text"}:
        values = st.just("2026-12-10")
    return st.one_of(values.map(lambda value: Answer(value=value)), states)


def _known(bank: Bank, answered: dict[str, Answer]) -> dict[str, Value]:
    known: dict[str, Value] = {"stage": STAGE}
    for name, answer in answered.items():
        if answer.state == "does-not-apply":
            known[name] = DOES_NOT_APPLY
        elif answer.value is not None:
            is_day = bank.fact[name].kind == "date"
            known[name] = date(2026, 12, 10) if is_day else answer.value
    return known


def _say(when: dict[str, Any], bank: Bank, *, is_asked_if_unknown: bool) -> Enabling | None:
    say = unless_false if is_asked_if_unknown else true_when
    try:
        enabling = say(when, Asked(bank, STAGE, bank.fact.keys()))
        enable_when(enabling)
    except CannotSay:
        return None
    return enabling


@settings(max_examples=600)
@given(data=st.data(), is_asked_if_unknown=st.booleans())
def test_what_is_said_in_fhir_means_the_same(
    bank: Bank, today: date, data: st.DataObject, is_asked_if_unknown: bool
) -> None:
    when = data.draw(conditions(bank))
    enabling = _say(when, bank, is_asked_if_unknown=is_asked_if_unknown)
    event("said" if enabling else "cannot be said")
    if enabling is None:
        return
    test, complaints = compile_when(when, bank.scope)
    assert not complaints
    facts = sorted(facts_in(when, bank.scope.named) - {"stage"})
    told = {name: data.draw(st.none() | _answer(bank.fact[name])) for name in facts}
    answered = {name: answer for name, answer in told.items() if answer}
    lines = tuple(fact_line(bank.fact[name], answer) for name, answer in answered.items())
    packet = replace(make_packet(bank, Case(), today), facts=lines)
    said = given_in(bank, packet)
    result = test(_known(bank, answered))
    is_asked = result is not False if is_asked_if_unknown else result is True
    in_form = {name: [*each.answers] for name, each in said.items() if each.answers}
    assert holds(enabling, told_by(said)) is is_asked
    if enabling != NEVER:  # which leaves the question out of the form
        assert is_enabled(enable_when(enabling), in_form) is is_asked


def _in_short(test: dict[str, Any]) -> tuple[Any, ...]:
    (value,) = (value for key, value in test.items() if key.startswith("answer"))
    return test["question"], test["operator"], value["code"] if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"er": "positive"}, [("er", "=", "positive")]),
        ({"er": ["positive", "negative"]}, [("er", "=", "negative"), ("er", "=", "positive")]),
        (
            {"any": [{"er": "positive"}, {"any": [{"pr": "positive"}, {"is": "her2-positive"}]}]},
            [("er", "=", "positive"), ("her2", "=", "positive"), ("pr", "=", "positive")],
        ),
        (
            {"not": {"had": "chemotherapy"}},
            [
                ("had", "!=", "asked-unknown"),
                ("had", "!=", "chemotherapy"),
                ("had", "exists", True),
            ],
        ),
        ({"size_mm": {"min": "20"}}, [("size_mm", ">=", 20)]),
        ({"stage": STAGE, "er": "positive"}, [("er", "=", "positive")]),
    ],
    ids=str,
)
def test_a_condition_in_the_words_of_fhir(
    bank: Bank, when: dict[str, Any], said: list[tuple[Any, ...]]
) -> None:
    enabling = _say(when, bank, is_asked_if_unknown=False)
    assert enabling
    found = [_in_short(test) for test in enable_when(enabling)["enableWhen"]]
    assert sorted(found, key=str) == sorted(said, key=str)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ({"any": [{"er": "positive", "pr": "positive"}, {"her2": "positive"}]}, "one level"),
        ({"size_mm": {"known": "true"}}, "'Size'"),
        ({"not": {"size_mm": {"min": "20"}}}, "'Size'"),
    ],
    ids=str,
)
def test_what_fhir_cannot_say_has_its_reason(bank: Bank, when: dict[str, Any], why: str) -> None:
    with pytest.raises(CannotSay, match=why):
        enable_when(true_when(when, Asked(bank, STAGE, bank.fact.keys())))


def test_a_form_cannot_depend_on_what_it_does_not_ask(bank: Bank) -> None:
    asked = Asked(bank, STAGE, {"pr"})
    with pytest.raises(CannotSay, match="'Estrogen receptor"):
        enable_when(true_when({"er": "positive", "pr": "positive"}, asked))
    assert true_when({"er": "positive", "stage": "metastatic"}, asked) == NEVER, "whatever it is"


def test_nothing_ticked_is_an_answer(bank: Bank, today: date) -> None:
    case = Case(facts={"features": Answer(value=())})
    told = told_by(given_in(bank, make_packet(bank, case, today)))
    for wanted in ("true", "false"):
        enabling = _say({"features": {"known": wanted}}, bank, is_asked_if_unknown=False)
        assert enabling
        assert holds(enabling, told) is (wanted == "true")
