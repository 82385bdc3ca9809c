"""Days worked back from a visit, and on from a call."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.packet.dates import begin_by, need_by, working_days_after, working_days_before

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("visit", "count", "day"),
    [
        ("2026-12-10", 0, "2026-12-10"),  # a Thursday, nothing to wait for
        ("2026-12-10", 1, "2026-12-09"),
        ("2026-12-10", 3, "2026-12-07"),
        ("2026-12-10", 4, "2026-12-04"),  # over a weekend
        ("2026-12-10", 10, "2026-11-26"),
        ("2026-12-14", 1, "2026-12-11"),  # a Monday: the Friday before
        ("2026-12-12", 0, "2026-12-11"),  # a Saturday: offices are closed
        ("2026-12-13", 1, "2026-12-11"),
    ],
)
def test_lead_times_are_working_days(visit: str, count: int, day: str) -> None:
    found = working_days_before(date.fromisoformat(visit), count)
    assert found == date.fromisoformat(day)


@given(DAYS, st.integers(0, 60))
def test_exactly_that_many_working_days_lie_between(visit: date, count: int) -> None:
    begin = working_days_before(visit, count)
    between = [begin + timedelta(days=n) for n in range((visit - begin).days)]
    working = [day for day in between if day.weekday() < 5]
    assert begin.weekday() < 5
    # A visit on a weekend counts as one on the Friday before.
    assert len(working) == count + (visit.weekday() >= 5 and count == 0)


def test_where_the_day_to_begin_has_passed_it_is_today() -> None:
    today = date(2026, 11, 20)
    assert begin_by(date(2026, 11, 24), 10, today) == today
    assert begin_by(date(2026, 12, 10), 10, today) == date(2026, 11, 26)


@given(DAYS, st.integers(0, 60))
def test_counted_on_from_a_day_exactly_that_many_working_days_pass(day: date, count: int) -> None:
    done = working_days_after(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (done - day).days + 1)]
    assert done.weekday() < 5
    # From a weekend it begins on the Monday.
    assert sum(each.weekday() < 5 for each in passed) == count + (day.weekday() >= 5 and count == 0)


@given(DAYS, st.integers(0, 60))
def test_there_and_back_is_the_same_day(day: date, count: int) -> None:
    working = working_days_after(day, 0)
    assert working_days_before(working_days_after(working, count), count) == working


@pytest.mark.parametrize(
    ("day", "count", "done"),
    [
        ("2026-12-31", 1, "2027-01-01"),  # a holiday is not known to be one
        ("2026-12-31", 2, "2027-01-04"),  # over the end of the year, and a weekend
        ("2027-12-30", 10, "2028-01-13"),
        ("2028-02-28", 2, "2028-03-01"),  # a leap year
        ("2026-11-21", 0, "2026-11-23"),  # a Saturday: nobody is there before Monday
    ],
)
def test_years_months_and_weekends_end_as_they_do(day: str, count: int, done: str) -> None:
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(done)


@given(DAYS, st.integers(0, 30))
def test_papers_are_needed_before_the_visit_and_never_before_today(visit: date, late: int) -> None:
    today = visit - timedelta(days=late)
    needed = need_by(visit, today)
    if needed is None:
        assert working_days_before(visit, 1) < today
    else:
        assert today <= needed < visit
