"""Which questions fit a case, and in what words they stand in the packet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.model import CALLED, Stage
from so_cli.case.model import Answer, Case, OwnQuestion, Questions
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet, PacketQuestion

MakeCase = Callable[..., Case]
MakePacket = Callable[[str], Packet]


@pytest.fixture
def packet(bank: Bank, make_case: MakeCase, today: date) -> MakePacket:
    return lambda text: make_packet(bank, make_case(text), today)


def by_id(packet: Packet) -> dict[str, PacketQuestion]:
    asked = (*packet.top, *packet.next, *packet.rest, *packet.calls)
    found = {question.id: question for question in asked}
    assert len(found) == len(asked), "a question stands twice"
    return found


def test_what_she_most_wants_answered_is_her_first_question(packet: MakePacket) -> None:
    made = packet("stage: post-biopsy\nfacts: {main_question: Can I keep my breast?}")
    first = made.top[0]
    assert (first.id, first.text, first.own) == ("own-1", "Can I keep my breast?", True)


def test_her_own_words_stand_first_even_where_she_put_them_last(
    packet: MakePacket, bank: Bank
) -> None:
    chosen = [q.id for q in bank.questions if "post-biopsy" in q.stages and not q.when][:2]
    made = packet(
        f"stage: post-biopsy\nquestions: {{top: [{', '.join(chosen)}, own-2], "
        "own: [{id: own-2, text: May my sister listen in?}]}"
    )
    assert [question.id for question in made.top] == ["own-2", *chosen]


def test_a_question_with_the_id_own_1_is_not_replaced(packet: MakePacket) -> None:
    made = packet(
        "facts: {main_question: One?}\nquestions: {own: [{id: own-1, text: Another one?}]}"
    )
    assert by_id(made)["own-1"].text == "Another one?"


def test_where_nothing_of_her_top_is_left_her_main_question_leads(packet: MakePacket) -> None:
    made = packet(
        "stage: post-biopsy\nfacts: {main_question: Why?}\nquestions: {top: [of-another-bank]}"
    )
    assert made.top[0].id == "own-1"


def test_what_she_left_out_is_nowhere(packet: MakePacket) -> None:
    before = packet("stage: post-biopsy\nfacts: {main_question: Why?}")
    gone = [before.top[0].id, before.top[1].id, before.rest[0].id, before.calls[0].id]
    after = packet(
        "stage: post-biopsy\nfacts: {main_question: Why?}\n"
        f"questions: {{left_out: [{', '.join(gone)}]}}"
    )
    assert by_id(after).keys() == by_id(before).keys() - set(gone)


def test_calls_stand_apart_and_clinicians_are_not_called(packet: MakePacket) -> None:
    made = packet("stage: metastatic\nquestions: {own: [{id: own-2, text: Cost?, ask: [insurer]}]}")
    assert made.calls
    assert all(CALLED.issuperset(question.ask) for question in made.calls)
    rest = (*made.top, *made.next, *made.rest)
    assert all(q.own or not CALLED.issuperset(q.ask) for q in rest)
    assert "own-2" in {question.id for question in rest}, "her own words are never put aside"


def test_two_answers_that_cannot_both_be_so_become_a_question(packet: MakePacket) -> None:
    made = packet("stage: post-biopsy\nfacts: {er: negative, er_percent: 80}")
    conflict = made.conflicts[0]
    assert [(v.fact, v.text) for v in conflict.values] == [
        ("er", "negative"),
        ("er_percent", "80%"),
    ]
    asked = by_id(made)[conflict.question]
    assert asked.text.startswith("My papers say two things about the estrogen receptor (ER)")
    assert asked.why
    assert asked.listen_for


def test_two_values_from_two_papers_become_a_question(packet: MakePacket) -> None:
    made = packet(
        'stage: post-biopsy\nfacts: {grade: {value: "2", source: {file: a.pdf}, '
        'other: [{value: "3", source: {file: b.pdf}}]}}'
    )
    conflict = made.conflicts[0]
    assert [(v.shorthand, v.source and v.source.file) for v in conflict.values] == [
        ("G2", "a.pdf"),
        ("G3", "b.pdf"),
    ]
    assert conflict.question in by_id(made)


def test_contradictions_about_one_thing_become_one_question(packet: MakePacket) -> None:
    made = packet("stage: post-biopsy\nfacts: {her2: negative, her2_ihc: 3, her2_ish: amplified}")
    assert len(made.conflicts) == 2
    assert len({conflict.question for conflict in made.conflicts}) == 1
    asked = [q.text for q in by_id(made).values() if q.id.startswith("conflict-")]
    assert len(asked) == 1


@pytest.mark.parametrize("stage", get_args(Stage))
def test_whoever_ticks_everything_gets_no_endless_list(
    stage: Stage, bank: Bank, today: date
) -> None:
    facts = {
        fact.id: Answer(value=tuple(choice.id for choice in fact.choices if not choice.exclusive))
        for fact in bank.facts
        if fact.kind == "choices" and fact.id != "concerns"
    }
    own = tuple(OwnQuestion(id=f"own-{n}", text=f"Why {n}?") for n in range(5))
    case = Case(stage=stage, facts=facts, questions=Questions(own=own))
    made = make_packet(bank, case, today)
    asked = {question.id for question in (*made.top, *made.next, *made.rest)}
    assert {question.id for question in own} <= asked
    assert 12 <= len(asked) <= 45


def test_an_answer_she_got_stands_with_its_question(packet: MakePacket) -> None:
    made = packet(
        "facts: {main_question: Why?}\n"
        "questions: {answers: {own-1: {text: Because., from: Dr. Rivera, date: 2026-11-19}}}"
    )
    answer = by_id(made)["own-1"].answer
    assert answer is not None
    assert (answer.text, answer.from_) == ("Because.", "Dr. Rivera")


def test_a_long_question_of_her_own_has_a_short_title(packet: MakePacket) -> None:
    long = "Who will look after my husband " * 5
    made = packet(f"questions: {{own: [{{id: own-2, text: {long}}}]}}")
    question = by_id(made)["own-2"]
    assert question.text == long.strip()
    assert len(question.short) <= 60
    assert question.short == "Who will look after my husband Who will look after my..."


def test_every_bank_question_says_why_and_what_to_listen_for(
    packet: MakePacket, bank: Bank
) -> None:
    for stage in bank.stages:
        for question in by_id(packet(f"stage: {stage.id}")).values():
            assert question.why
            assert question.listen_for
