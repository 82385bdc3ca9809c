"""Where a person is: the days, the next three things, what is here and what is open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Visit
from so_cli.case.store import load_case
from so_cli.outputs.as_json import to_json
from so_cli.packet.build import make_packet
from so_cli.packet.status import NEXT, Status, make_status
from so_cli.packet.tasks import tasks_of

MakeCase = Callable[..., Case]
MakeStatus = Callable[..., Status]
KEYS = """
    so program bank made_on id stage stage_title name urgent visits is_after said decision decide_by
    days_to_decide booked timeline ongoing past next to_do records questions later conflicts late
    strangers notice
"""


@pytest.fixture
def status(bank: Bank, make_case: MakeCase, today: date) -> MakeStatus:
    return lambda text, day=today: make_status(bank, make_case(text), day)


def test_every_key_is_there_whatever_is_known(rich_path: Path, bank: Bank, today: date) -> None:
    for case in (Case(), load_case(rich_path, bank)):
        data = json.loads(to_json(make_status(bank, case, today)))
        assert data.keys() == set(KEYS.split())


def test_of_nobody_it_says_what_fits_everybody(bank: Bank, today: date) -> None:
    made = make_status(bank, Case(), today)
    assert (made.id, made.stage, made.name, made.said) == (None, None, "", "")
    assert (made.visits, made.past, made.later) == ((), (), ())
    assert [day.kind for day in made.timeline] == ["today"]
    assert {task.due for task in made.next} == {None}


def test_it_counts_the_days_to_the_visit_and_to_the_decision(status: MakeStatus) -> None:
    made = status(
        "visits: [{with: Dr. C}, {date: 2026-12-10, with: Dr. B}, {date: 2026-11-20}]\n"
        "decision: surgery first\ndecide_by: 2026-12-18"
    )
    assert [(visit.with_, visit.days) for visit in made.visits] == [
        ("", 0),
        ("Dr. B", 20),
        ("Dr. C", None),
    ]
    assert (made.decision, made.days_to_decide) == ("surgery first", 28)


def test_the_days_stand_in_order_today_among_them(status: MakeStatus) -> None:
    made = status(
        """
stage: pre-surgery
visits: [{date: 2026-11-10, with: Dr. A}, {date: 2026-12-10, with: Dr. B}]
decide_by: 2026-11-18
facts: {surgery_on: 2026-12-21}
"""
    )
    assert [(day.date.day, day.kind, day.days) for day in made.timeline] == [
        (10, "visit", -10),
        (18, "decide", -2),
        (20, "today", 0),
        (3, "due", 13),
        (10, "visit", 20),
        (21, "booked", 31),
    ]
    assert [day.id for day in made.booked] == ["surgery_on"]


def test_a_visit_today_comes_after_today_on_the_line(status: MakeStatus) -> None:
    made = status("visits: [{date: 2026-11-20}]")
    assert [day.kind for day in made.timeline] == ["today", "visit"]


def test_days_are_counted_over_the_end_of_a_year(status: MakeStatus) -> None:
    made = status(
        "stage: post-biopsy\nvisits: [{date: 2027-01-05}]\ndecide_by: 2027-01-15",
        date(2026, 12, 30),
    )
    assert (made.visits[0].days, made.days_to_decide) == (6, 16)
    assert [day.date for day in made.timeline] == sorted(day.date for day in made.timeline)


def test_the_next_three_are_the_first_of_all_tasks(bank: Bank, make_case: MakeCase) -> None:
    case, day = make_case("stage: post-biopsy\nvisits: [{date: 2026-12-10}]"), date(2026, 11, 30)
    made = make_status(bank, case, day)
    tasks = tasks_of(bank, make_packet(bank, case, day))
    assert list(made.next) == tasks[:NEXT]
    assert made.to_do == len(tasks)
    assert made.past == tuple(task for task in tasks if task.due and task.due < day)
    assert set(made.next) <= set(made.past), "what is past its day comes first"


def test_what_is_kept_up_all_along_is_no_thing_to_do_by_a_day(status: MakeStatus) -> None:
    made = status("stage: in-treatment\nvisits: [{date: 2026-11-25}]")
    assert [step.id for step in made.ongoing] == ["keep-taking-treatment"]
    assert "keep-taking-treatment" not in {task.id for task in (*made.past, *made.next)}


def test_records_stand_by_how_far_they_have_come(status: MakeStatus) -> None:
    made = status(
        """
stage: post-biopsy
records:
  biopsy-report: {status: arrived, date: 2026-11-18}
  biopsy-slides: {status: requested, date: 2026-11-19}
"""
    )
    by_state = {each.status: [record.id for record in each.records] for each in made.records}
    assert list(by_state) == ["needed", "requested", "arrived"]
    assert (by_state["requested"], by_state["arrived"]) == (["biopsy-slides"], ["biopsy-report"])
    assert "tissue-blocks" not in by_state["needed"], "nobody is to ask for them yet"
    assert all(each.count == len(each.records) for each in made.records)


def test_it_says_which_questions_come_first_and_what_is_answered(status: MakeStatus) -> None:
    made = status(
        """
stage: post-biopsy
facts: {her2: equivocal}
questions: {top: [her2-ish], answers: {her2-ish: {text: In a week.}}}
"""
    )
    assert made.questions.top[0].id == "her2-ish"
    assert (len(made.questions.top), made.questions.chosen, made.questions.answered) == (3, 1, 1)


def test_what_was_left_for_later_is_named_unless_it_is_out_of_the_question(
    status: MakeStatus,
) -> None:
    later = "her2: {state: later}, visit: {state: later}, age: {state: not-sure}"
    made = status(f"facts: {{{later}}}")
    assert {each.id for each in made.later} == {"her2", "visit"}
    hidden = "sex: male, periods: {state: later}"
    assert status(f"facts: {{{hidden}}}").later == ()


def test_what_this_bank_does_not_have_is_named(status: MakeStatus) -> None:
    made = status("records: {strange-record: {status: arrived}}\nsteps: {strange-step: {}}")
    assert made.strangers.records == ("strange-record",)
    assert made.strangers.steps == ("strange-step",)


def test_what_cannot_wait_and_what_contradicts_are_there(status: MakeStatus) -> None:
    made = status(
        "stage: pre-surgery\nfacts: {urgent_signs: [chest-pain], er: negative, er_percent: 80}"
    )
    assert [sign.level for sign in made.urgent] == ["911"]
    assert [conflict.id for conflict in made.conflicts] == ["er-and-percent"]


def test_advice_about_late_records_is_there(status: MakeStatus) -> None:
    late = "stage: post-biopsy\nrecords: {biopsy-report: {status: requested, date: 2026-11-02}}"
    assert [advice.id for advice in status(late).late] == ["late-records"]


OVER = "stage: post-biopsy\nvisits: [{date: 2026-11-10, with: Dr. A}]\n"


def test_after_the_last_visit_nothing_is_left_to_prepare(status: MakeStatus) -> None:
    made = status(OVER)
    assert (made.is_after, made.said) == (True, "not-yet")
    assert (made.next, made.past, made.to_do, made.late, made.ongoing) == ((), (), 0, (), ())
    assert made.visits[0].days == -10


@pytest.mark.parametrize(
    "written",
    [
        "opinions: [{id: second, by: Dr. A}]",
        "questions: {answers: {own-1: {text: Yes., date: 2026-11-10}}}",
    ],
)
def test_what_was_said_may_be_written_down(status: MakeStatus, written: str) -> None:
    assert status(OVER + written).said == "written"


@pytest.mark.parametrize(
    "before",
    [
        "opinions: [{id: first, by: Dr. Stone}]",
        "opinions: [{id: second, by: Dr. A, date: 2026-11-09}]",
        "questions: {answers: {own-1: {text: Yes., date: 2026-11-09}}}",
        "questions: {answers: {own-1: {text: Yes.}}}",
    ],
)
def test_what_was_said_before_the_visit_is_not_what_was_said_there(
    status: MakeStatus, before: str
) -> None:
    assert status(OVER + before).said == "not-yet"


def test_while_another_visit_is_to_come_there_is_something_to_prepare(status: MakeStatus) -> None:
    made = status("stage: post-biopsy\nvisits: [{date: 2026-11-10}, {with: Dr. C}]")
    assert (made.is_after, made.said) == (False, "not-yet")
    assert len(made.next) == NEXT
    assert [visit.days for visit in made.visits] == [None, -10]


def test_where_all_is_done_there_is_nothing_next(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    text = "stage: post-biopsy\nvisits: [{date: 2026-12-10}]\n"
    packet = make_packet(bank, make_case(text), today)
    steps = ", ".join(f"{step.id}: {{done: 2026-11-19}}" for step in packet.steps)
    records = ", ".join(f"{record.id}: {{status: arrived}}" for record in packet.records)
    answers = ", ".join(f"{question.id}: {{text: Yes.}}" for question in packet.calls)
    text += f"steps: {{{steps}}}\nrecords: {{{records}}}\nquestions: {{answers: {{{answers}}}}}"
    made = make_status(bank, make_case(text), today)
    assert (made.next, made.past, made.to_do) == ((), (), 0)
    assert [each.status for each in made.records] == ["arrived"]


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_any_case_has_a_status_on_any_day(
    data: st.DataObject, bank: Bank, any_case: st.SearchStrategy[Case]
) -> None:
    today = data.draw(st.dates(date(2026, 10, 1), date(2027, 2, 28)))
    away = data.draw(st.lists(st.integers(-60, 60) | st.none(), max_size=3))
    visits = tuple(Visit(date=None if n is None else today + timedelta(days=n)) for n in away)
    decide_by = data.draw(st.none() | st.dates(date(2026, 10, 1), date(2027, 2, 28)))
    case = replace(data.draw(any_case), visits=visits, decide_by=decide_by)
    made = make_status(bank, case, today)
    assert to_json(made) == to_json(make_status(bank, case, today))
    days = [day.date for day in made.timeline]
    assert days == sorted(days)
    assert [day.date for day in made.timeline if day.kind == "today"] == [today]
    assert all(day.date == today + timedelta(days=day.days) for day in made.timeline)
    assert sorted((v.days for v in made.visits), key=repr) == sorted(away, key=repr)
    assert made.is_after == (bool(away) and all(n is not None and n < 0 for n in away))
    assert bool(made.said) == any(n is not None and n <= 0 for n in away)
    assert all(task.due and task.due < today for task in made.past)
    assert all(task.do_by >= today for task in (*made.past, *made.next) if task.do_by)
