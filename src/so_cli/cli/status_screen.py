"""A status on a screen: the most important first, the days as a line of marks or as sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import typer

from so_cli import wording
from so_cli.cli.lines import say
from so_cli.packet.agenda import AgendaKind
from so_cli.packet.status import Status, StatusDay
from so_cli.packet.tasks import Task
from so_cli.packet.texts import day_text, days_text, near_day_text

MARKS: dict[AgendaKind, str] = {"visit": "■", "booked": "▲", "decide": "◆", "today": "○"}
"""The same marks as on paper; what each day is stands beside it."""
DOT, LINE = "•", "│"
LONG_WAIT = 10
"""Days without anything that make the line longer."""
MOST_NAMED = 5


def show_status(status: Status, to_ask: int, *, is_drawn: bool) -> None:
    """Print it; `to_ask` is how many things the interview would still ask."""
    for sign in status.urgent:
        level = wording.LEVELS[sign.level]
        say(wording.URGENT_LINE.format(level=level, sign=sign.text, do=sign.do))
        typer.echo()
    say(_head(status))
    typer.echo()
    if is_drawn and _can_show(MARKS.values(), DOT, LINE):
        _draw(status.timeline, status.made_on)
    else:
        _tell(status.timeline, status.made_on)
    for line in _about_days(status):
        say(line)
    _show_next(status)
    typer.echo()
    for line in _counts(status, to_ask):
        say(line)


def _head(status: Status) -> str:
    stage = status.stage_title or wording.NO_STAGE_YET
    who = status.name or status.id or ""
    return wording.REVIEW_ROW.format(label=who, text=stage) if who else stage


def _can_show(marks: Iterable[str], *more: str) -> bool:
    try:
        "".join((*marks, *more)).encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _draw(days: Sequence[StatusDay], today: date) -> None:
    """The days one below the other; a longer wait makes a longer line."""
    names = [near_day_text(day.date, today) for day in days]
    away = [days_text(day.days) for day in days]
    widths = max(map(len, names)), max(map(len, away))
    gaps = [after.days - before.days for before, after in pairwise(days)]
    for day, name, far, gap in zip(days, names, away, (*gaps, 0), strict=True):
        lead = f"  {MARKS.get(day.kind, DOT)} {name:{widths[0]}}  {far:{widths[1]}}  "
        if day.kind == "today":
            typer.echo(lead.rstrip())
        else:
            line = " " if day is days[-1] else LINE
            say(day.title, lead, below=f"  {line}".ljust(len(lead)))
        if gap > LONG_WAIT:
            typer.echo(f"  {LINE}")


def _tell(days: Sequence[StatusDay], today: date) -> None:
    for day in days:
        if day.kind == "today":
            say(wording.TODAY_LINE.format(day=day_text(day.date)))
        else:
            when, away = near_day_text(day.date, today), days_text(day.days)
            say(wording.DAY_LINE.format(day=when, away=away, what=day.title.rstrip(".")))


def _about_days(status: Status) -> Iterable[str]:
    """What a line of days cannot say."""
    been = [visit.date for visit in status.visits if visit.date and visit.date <= status.made_on]
    if status.stage is None:
        yield wording.LITTLE_KNOWN
    elif len(status.timeline) == 1:
        yield wording.NO_DAYS_YET
    for visit in status.visits:
        if visit.date is None:
            yield wording.VISIT_WITHOUT_DAY.format(what=visit.title)
    if been:
        last = max(been)
        is_today = last == status.made_on
        not_yet = wording.VISIT_IS_TODAY if is_today else wording.VISIT_NOT_WRITTEN
        told = wording.VISIT_IS_WRITTEN if status.said == "written" else not_yet
        yield told.format(day=day_text(last))
    if status.decide_by and status.decide_by < status.made_on:
        yield wording.DECISION_DAY_OVER.format(day=day_text(status.decide_by))


def _show_next(status: Status) -> None:
    if status.is_after:
        return
    typer.echo()
    for step in status.ongoing:
        say(wording.STEP_ALL_ALONG.format(title=step.title))
    if not status.next:
        say(wording.ALL_DONE)
        return
    say(wording.NEXT_THINGS)
    for number, task in enumerate(status.next, 1):
        say(wording.NEXT_THING.format(number=number, what=task.text, id=task.id), below="   ")
        say("; ".join(filter(None, (task.takes, task.when))), "   ", below="   ")
    more = [task for task in status.past if task not in status.next]
    if more:
        say(wording.MORE_PAST.format(count=len(more)))
    if commands := _commands(status.next):
        say(wording.WRITE_IT_DOWN.format(commands="; ".join(commands)))


def _commands(tasks: Iterable[Task]) -> list[str]:
    """How to write down that something of this is done."""
    kinds = {task.kind for task in tasks}
    return [command for kind, command in wording.WRITE_DOWN_WITH.items() if kind in kinds]


def _counts(status: Status, to_ask: int) -> Iterable[str]:
    if status.records and not status.is_after:
        counts = (
            wording.RECORDS_COUNT.format(count=each.count, state=wording.RECORD_STATES[each.status])
            for each in status.records
        )
        yield wording.RECORDS_LINE.format(counts=", ".join(counts))
    if status.questions.count:
        yield wording.QUESTIONS_LINE.format(
            chosen=status.questions.chosen, answered=status.questions.answered
        )
    if status.later:
        yield wording.LATER_LINE.format(names=_named([each.title for each in status.later]))
    if to_ask:
        yield wording.TO_ASK_LINE.format(count=to_ask)
    if status.conflicts:
        abouts = dict.fromkeys(each.about for each in status.conflicts)
        yield wording.CONFLICT_LINE.format(about="; ".join(abouts))
    if status.late:
        titles = _named([each.title for each in status.late], by="; ")
        yield wording.LATE_LINE.format(titles=titles)


def _named(names: list[str], by: str = ", ") -> str:
    shown = by.join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return wording.AND_OTHERS.format(names=shown, count=more) if more > 0 else shown
