"""Days worked back from a visit. Lead times are working days, Monday to Friday; and times."""

from __future__ import annotations

from datetime import date, timedelta


def begin_by(visit: date, lead_days: int, today: date) -> date:
    """The day by which to begin; where that has passed, today: it is not too late to ask."""
    return max(today, working_days_before(visit, lead_days))


def clock(time: str) -> tuple[int, int] | None:
    """Hour and minute of a time such as 9:00 or 14:30; None where it is none."""
    hour, _, minute = time.partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    return (int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def working_days_before(day: date, count: int) -> date:
    """The last working day by which to begin something that takes `count` working days."""
    while count > 0 or day.weekday() >= 5:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
