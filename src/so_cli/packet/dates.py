"""Days worked back from a visit, and on from a call.

Lead times are working days, Monday to Friday; holidays are not known.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

ARRIVE_BEFORE = 5
"""Working days before the visit, so that what is missing can still be asked for again."""


def begin_by(visit: date, lead_days: int, today: date) -> date:
    """The day by which to begin; where that has passed, today: it is not too late to ask."""
    return max(today, working_days_before(visit, lead_days))


def need_by(visit: date, today: date) -> date | None:
    """The day by which papers are needed: a week before the visit, or the last day left."""
    for count in (ARRIVE_BEFORE, 1):
        day = working_days_before(visit, count)
        if day >= today:
            return day
    return None


@lru_cache(maxsize=2_000)
def working_days_before(day: date, count: int) -> date:
    """The last working day by which to begin something that takes `count` working days."""
    while count > 0 or day.weekday() >= 5:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day


@lru_cache(maxsize=2_000)
def working_days_after(day: date, count: int) -> date:
    """The working day on which something is done that takes `count` working days from `day`."""
    while count > 0 or day.weekday() >= 5:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
