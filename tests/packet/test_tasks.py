"""What is still to be done, in the order in which it is best done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.build import make_packet
from so_cli.packet.dates import working_days_before
from so_cli.packet.tasks import Task, tasks_of

MakeCase = Callable[..., Case]
Tasks = Callable[..., list[Task]]
VISIT = "stage: post-biopsy\nvisits: [{date: 2026-12-10}]\n"
"""20 days, and 14 working days, from the day on which the tests are made."""


@pytest.fixture
def tasks(bank: Bank, make_case: MakeCase, today: date) -> Tasks:
    return lambda text, day=today: tasks_of(bank, make_packet(bank, make_case(text), day))


def by_id(tasks: list[Task], name: str) -> Task:
    (found,) = (task for task in tasks if task.id == name)
    return found


def test_every_step_and_record_of_the_bank_says_how_long_it_takes(bank: Bank) -> None:
    assert [step.id for step in bank.steps if not (step.takes or step.ongoing)] == []
    assert [record.id for record in bank.records if not record.takes] == []


def test_they_come_by_their_day_and_what_has_none_comes_last(tasks: Tasks) -> None:
    made = tasks(VISIT)
    days = [task.due for task in made if task.due]
    assert days == sorted(days)
    assert [task.due for task in made[: len(days)]] == days
    assert {task.kind for task in made[len(days) :]} == {"question"}


def test_a_day_is_worked_back_from_the_next_visit(tasks: Tasks) -> None:
    slides = by_id(tasks(VISIT), "biopsy-slides")
    assert slides.due == slides.do_by == working_days_before(date(2026, 12, 10), slides.lead_days)
    assert (slides.text, slides.when) == (
        "Ask for: Glass slides from the biopsy",
        "by Thu Nov 26",
    )
    assert slides.takes == "10 minutes on the phone"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("biopsy-slides", "was to be asked for by Thu Nov 26; it is worth a call today"),
        ("call-insurer", "best begun by Thu Nov 19; today is fine too"),
        ("medicine-list", "best begun by Tue Dec 8; today is fine too"),
    ],
)
def test_of_a_day_that_is_over_it_is_said_that_today_is_not_too_late(
    tasks: Tasks, name: str, said: str
) -> None:
    late = by_id(tasks(VISIT, date(2026, 12, 9)), name)
    assert late.when == said
    assert late.do_by == date(2026, 12, 9)
    assert late.due
    assert late.is_past(date(2026, 12, 9))


def test_a_day_in_another_year_is_said_with_its_year(tasks: Tasks) -> None:
    made = tasks(
        "stage: post-biopsy\nvisits: [{date: 2027-01-05}]",
        date(2026, 12, 30),
    )
    before = by_id(made, "biopsy-slides")
    assert (before.due, before.when) == (
        date(2026, 12, 22),
        "was to be asked for by Tue Dec 22; it is worth a call today",
    )
    assert by_id(made, "hand-over-the-page").when == "by Mon Jan 4, 2027"


def test_without_the_day_of_a_visit_the_slowest_comes_first(tasks: Tasks) -> None:
    made = tasks("stage: post-biopsy")
    assert {task.due for task in made} == {None}
    assert {task.when for task in made} == {""}
    leads = [task.lead_days for task in made]
    assert leads == sorted(leads, reverse=True)


def test_what_is_at_home_is_got_ready_and_not_asked_for(tasks: Tasks) -> None:
    assert by_id(tasks(VISIT), "photo-id").text == "Get ready: Photo ID"


def test_what_has_not_come_in_its_time_is_worth_a_call(tasks: Tasks) -> None:
    late = "records: {biopsy-report: {status: requested, date: 2026-11-02}}"
    first = tasks(VISIT + late)[0]
    assert (first.kind, first.id) == ("record", "biopsy-report")
    assert first.text == "Call about: Biopsy report, with all its addenda"
    assert first.when == "was due by Thu Nov 5; it is worth a call today"


def test_what_comes_after_the_visit_may_come_sooner_by_a_call(tasks: Tasks) -> None:
    text = (
        "stage: post-biopsy\nvisits: [{date: 2026-11-25}]\n"
        "records: {biopsy-slides: {status: requested, date: 2026-11-20}}"
    )
    slides = by_id(tasks(text), "biopsy-slides")
    assert slides.when == "expected by Fri Dec 4, after the visit; a call may bring it sooner"
    assert slides.due == date(2026, 11, 20)


def test_where_a_record_is_refused_the_letter_that_helps_is_written(tasks: Tasks) -> None:
    text = VISIT + "records: {biopsy-slides: {status: not-available}}"
    letter = by_id(tasks(text), "slides")
    assert letter.kind == "letter"
    assert "so letter slides" in letter.text
    assert letter.due == date(2026, 11, 26), "as urgent as asking for the slides was"
    assert "biopsy-slides" not in {task.id for task in tasks(text)}


def test_what_is_done_here_or_on_its_way_is_no_task(tasks: Tasks) -> None:
    open_ones = {task.id for task in tasks(VISIT)}
    text = """
records:
  biopsy-report: {status: arrived, date: 2026-11-18}
  biopsy-slides: {status: sent, date: 2026-11-19}
  insurance-card: {status: does-not-apply}
steps: {call-insurer: {done: 2026-11-19}}
"""
    left = {task.id for task in tasks(VISIT + text)}
    assert open_ones - left == {"biopsy-report", "biopsy-slides", "insurance-card", "call-insurer"}


def test_blocks_are_no_task_before_a_laboratory_wants_them(tasks: Tasks) -> None:
    assert "tissue-blocks" not in {task.id for task in tasks(VISIT)}


def test_a_question_for_the_phone_is_a_task_until_it_is_answered(tasks: Tasks, bank: Bank) -> None:
    asked = [task for task in tasks(VISIT) if task.kind == "question"]
    assert asked
    assert not [task for task in asked if bank.question[task.id].topic.startswith("hospital-")]
    name = asked[0].id
    answered = VISIT + f"questions: {{answers: {{{name}: {{text: Yes.}}}}}}"
    assert name not in {task.id for task in tasks(answered)}
