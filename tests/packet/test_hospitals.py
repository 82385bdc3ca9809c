"""Hospitals side by side: the questions that fit, every gap, every year, and never a score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Hospital, HospitalAnswer
from so_cli.packet.checklist import make_checklist
from so_cli.packet.hospitals import is_open, lacks_year, make_hospital_table

MakeCase = Callable[..., Case]
TWO = """
stage: pre-surgery
hospitals:
  - name: North
    answers:
      board-certified: {answer: yes, note: asked twice}
      people-treated: {answer: 120, year: 2025}
  - {name: Lakeside}
"""


def test_each_question_has_an_answer_or_a_gap_of_each_hospital(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    made = make_hospital_table(bank, make_case(TWO), today)
    assert made.hospitals == ("North", "Lakeside")
    rows = {row.id: row.answers for row in made.rows}
    assert rows["board-certified"] == (HospitalAnswer(answer="yes", note="asked twice"), None)
    assert rows["people-treated"] == (HospitalAnswer(answer="120", year=2025), None)
    assert all(len(answers) == 2 for answers in rows.values())


def test_the_questions_are_those_of_the_blank_form(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    made = make_hospital_table(bank, make_case(TWO), today)
    form = make_checklist(bank, Case(stage="pre-surgery"), "compare", today, is_blank=True)
    assert [row.id for row in made.rows] == [question.id for question in form.questions]
    assert len(made.rows) >= 25


def test_each_says_where_to_find_it_out(bank: Bank, today: date, make_case: MakeCase) -> None:
    made = make_hospital_table(bank, make_case(TWO), today)
    assert all(row.find_out and row.topic_title for row in made.rows)
    own = make_case("hospitals: [{name: N, answers: {how-soon-seen: {answer: in May}}}]")
    (row,) = (r for r in make_hospital_table(bank, own, today).rows if r.id == "how-soon-seen")
    assert row.find_out == "Ask the hospital.", "an answer is shown, whichever list it is from"


def test_an_answer_stays_where_its_question_does_not_fit_any_more(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    answer = "hospitals: [{name: N, answers: {surgeries-number: {answer: 90, year: 2025}}}]"
    without = make_hospital_table(bank, make_case("stage: metastatic"), today)
    made = make_hospital_table(bank, make_case(f"stage: metastatic\n{answer}"), today)
    assert "surgeries-number" not in {row.id for row in without.rows}
    assert "surgeries-number" in {row.id for row in made.rows}


def test_what_she_left_out_and_what_no_bank_knows_has_no_row(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    case = make_case(
        "questions: {left_out: [nci-center]}\n"
        "hospitals: [{name: N, answers: {strange: {answer: x}}}]"
    )
    assert not {"nci-center", "strange"} & {
        row.id for row in make_hospital_table(bank, case, today).rows
    }


def test_five_stand_side_by_side_in_their_order_and_the_others_are_named(
    bank: Bank, today: date
) -> None:
    names = tuple("GFEDCBA")
    case = Case(id="pat", hospitals=tuple(Hospital(name=name) for name in names))
    made = make_hospital_table(bank, case, today)
    assert (made.hospitals, made.not_shown) == (names[:5], names[5:])
    assert all(len(row.answers) == 5 for row in made.rows)


def test_no_hospital_gives_a_table_with_no_columns(bank: Bank, today: date) -> None:
    made = make_hospital_table(bank, Case(), today)
    assert (made.id, made.hospitals) == (None, ())
    assert {row.answers for row in made.rows} == {()}


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (HospitalAnswer(answer="120"), True),
        (HospitalAnswer(answer="yes"), True),
        (HospitalAnswer(answer="120", year=2025), False),
        (HospitalAnswer(answer="No."), False),
        (HospitalAnswer(answer="not-sure"), False),
        (HospitalAnswer(answer="does-not-apply"), False),
        (HospitalAnswer(note="left a message"), False),
    ],
    ids=str,
)
def test_a_number_or_a_rating_needs_its_year(
    answer: HospitalAnswer, lacks: bool, bank: Bank
) -> None:
    assert lacks_year(answer, by_year=True) is lacks
    assert not lacks_year(answer, by_year=False)
    number = bank.question["people-treated"]
    is_there = bool(answer.answer) and not lacks
    hospital = Hospital(name="N", answers={number.id: answer})
    assert is_open(number, hospital) is not is_there


def test_the_bank_asks_for_the_year_of_every_number(bank: Bank) -> None:
    about = [each for each in bank.questions if each.topic.startswith("hospital-")]
    counted = {each.id for each in about if each.text.startswith("How ")} - {"support-program"}
    assert counted <= {each.id for each in about if each.by_year}
    assert {each.topic for each in bank.questions if each.by_year} <= {e.topic for e in about}


def test_the_same_case_gives_the_same_table_with_keys_that_are_always_there(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    made = make_hospital_table(bank, make_case(TWO), today)
    assert made == make_hospital_table(bank, make_case(TWO), today)
    data = msgspec.to_builtins(made)
    assert list(data) == [
        *("so", "program", "bank", "made_on", "id", "stage", "stage_title", "urgent"),
        *("hospitals", "not_shown", "rows", "notice"),
    ]
    assert not any("score" in key or "rank" in key for row in data["rows"] for key in row)
    assert msgspec.convert(data, type(made), strict=False) == made


def test_what_cannot_wait_comes_first_here_too(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    case = make_case(f"{TWO}facts: {{urgent_now: yes, urgent_signs: [cannot-breathe]}}")
    assert [sign.level for sign in make_hospital_table(bank, case, today).urgent] == ["911"]
