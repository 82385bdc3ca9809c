"""The days of a packet as calendar events with reminders.

Each event keeps its id as long as the case keeps its own, so that importing the file again
changes the events that are there. Times are those of the person's own clock, wherever she is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from so_cli import wording
from so_cli.case.values import clock
from so_cli.outputs.escape import one_line
from so_cli.packet.agenda import AgendaEntry, agenda_of, agenda_text
from so_cli.packet.model import Packet
from so_cli.packet.texts import shortened

if TYPE_CHECKING:
    from icalendar import Alarm, Event

VISIT_TAKES = timedelta(hours=1)
MAX_SUMMARY = 250
MORNING = timedelta(hours=9)
BEFORE_A_VISIT = (timedelta(days=-1), timedelta(hours=-2))
"""When a visit is called to mind."""


def to_ics(packet: Packet) -> str:
    """A calendar with an event for each day to come."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//so//so {packet.program}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", wording.CALENDAR_NAME)
    for entry in agenda_of(packet):
        calendar.add_component(_event(packet, entry))
    made: bytes = calendar.to_ical()
    return made.decode()


def _event(packet: Packet, entry: AgendaEntry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{packet.id}.{entry.kind}.{entry.id}@so")
    event.add("dtstamp", datetime.combine(packet.made_on, time(), UTC))
    # A later file counts as newer, so that calendar programs take it in place of an earlier one.
    event.add("sequence", packet.made_on.toordinal() - date(2020, 1, 1).toordinal())
    said = shortened(agenda_text(entry.kind, one_line(entry.text)), MAX_SUMMARY)
    event.add("summary", said)
    if entry.detail:
        event.add("description", one_line(entry.detail))
    starts = clock(entry.visit.time) if entry.visit else None
    if entry.visit and entry.visit.place:
        event.add("location", shortened(one_line(entry.visit.place), MAX_SUMMARY))
    if starts:
        begin = datetime.combine(entry.day, time(*starts))  # of whatever clock she lives by
        event.add("dtstart", begin)
        event.add("dtend", begin + VISIT_TAKES)
        reminders: tuple[timedelta, ...] = BEFORE_A_VISIT
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # she is not busy all day
        reminders = (MORNING - timedelta(days=1), MORNING) if entry.visit else (MORNING,)
    for reminder in reminders:
        event.add_component(_reminder(said, reminder))
    return event


def _reminder(text: str, trigger: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", trigger)
    return alarm
