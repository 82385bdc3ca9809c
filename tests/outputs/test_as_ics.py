"""The days as calendar events: complete, stable from file to file, and safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

import pytest
from icalendar import Calendar, Event

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.outputs.as_ics import to_ics
from so_cli.packet.build import make_packet

MakeCase = Callable[..., Case]
Events = Callable[..., dict[str, Any]]  # what an event holds has many types
RIVERA, A, B = (f"pat.visit.{crc32(name):08x}@so" for name in (b"dr. rivera", b"dr. a", b"dr. b"))
VISIT = "visits: [{date: 2026-12-10, time: '14:30', with: Dr. Rivera, place: 'Main St 1, Room 2'}]"


@pytest.fixture
def events(bank: Bank, make_case: MakeCase, today: date) -> Events:
    """The events of a case by their ids."""

    def make(text: str, day: date = today) -> dict[str, Any]:
        calendar = Calendar.from_ical(to_ics(make_packet(bank, make_case(text), day)))
        found = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
        by_id = {str(event["uid"]): event for event in found}
        assert len(by_id) == len(found), "an id stands for one event"
        return by_id

    return make


def test_a_visit_has_its_time_its_place_and_two_reminders(events: Events) -> None:
    visit = events(VISIT)[RIVERA]
    assert visit["dtstart"].dt == datetime(2026, 12, 10, 14, 30)  # noqa: DTZ001 - her own clock
    assert visit["dtend"].dt - visit["dtstart"].dt == timedelta(hours=1)
    assert str(visit["location"]) == "Main St 1, Room 2"
    assert "Dr. Rivera" in str(visit["summary"])
    alarms = [alarm["trigger"].dt for alarm in visit.walk("VALARM")]
    assert alarms == [timedelta(days=-1), timedelta(hours=-2)]


def test_without_a_time_a_visit_fills_no_hour(events: Events) -> None:
    visit = events("visits: [{date: 2026-12-10, with: Dr. Rivera}]")
    event = visit[RIVERA]
    assert event["dtstart"].dt == date(2026, 12, 10)
    assert str(event["transp"]) == "TRANSPARENT"


def test_every_day_to_ask_and_to_do_is_an_event_with_a_reminder_that_morning(
    events: Events, bank: Bank, make_case: MakeCase, today: date
) -> None:
    text = f"stage: post-biopsy\n{VISIT}"
    made = events(text)
    packet = make_packet(bank, make_case(text), today)
    for step in packet.steps:
        event = made[f"pat.do.{step.id}@so"]
        assert event["dtstart"].dt == step.do_by
        assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(hours=9)]
    asked = {record.id: record.ask_by for record in packet.records}
    assert made["pat.ask.biopsy-report@so"]["dtstart"].dt == asked["biopsy-report"]
    assert "pat.ask.tissue-blocks@so" not in made, "they are sent only if somebody asks"


def test_a_decision_and_a_booked_day_are_there(events: Events) -> None:
    made = events("decision: which surgery\ndecide_by: 2026-12-18\nfacts: {surgery_on: 2026-12-21}")
    assert str(made["pat.decide.decision@so"]["summary"]) == "Decide: which surgery"
    assert made["pat.booked.surgery_on@so"]["dtstart"].dt == date(2026, 12, 21)
    nameless = events("decide_by: 2026-12-18")["pat.decide.decision@so"]
    assert str(nameless["summary"]) == wording.AGENDA_ALONE["decide"]


def test_what_is_over_or_done_is_left_out(events: Events) -> None:
    made = events(
        f"stage: post-biopsy\n{VISIT}\ndecide_by: 2026-11-01\n"
        "steps: {call-insurer: {done: 2026-11-19}}\n"
        "records: {biopsy-report: {status: arrived}}"
    )
    assert RIVERA in made
    gone = {"pat.do.call-insurer@so", "pat.ask.biopsy-report@so", "pat.decide.decision@so"}
    assert not gone & made.keys()


def test_another_day_changes_the_same_events(events: Events) -> None:
    first = events(f"stage: post-biopsy\n{VISIT}")
    moved = events(f"stage: post-biopsy\n{VISIT.replace('12-10', '12-17')}", date(2026, 11, 21))
    assert first.keys() == moved.keys()
    visit = RIVERA
    assert moved[visit]["dtstart"].dt - first[visit]["dtstart"].dt == timedelta(days=7)
    assert int(moved[visit]["sequence"]) > int(first[visit]["sequence"]), "so it replaces it"


def test_a_visit_keeps_its_id_when_an_earlier_one_is_over(events: Events) -> None:
    visits = "visits: [{date: 2026-11-21, with: Dr. A}, {date: 2026-12-10, with: Dr. B}]"
    assert {A, B} <= events(visits).keys()
    later = events(visits, date(2026, 11, 25))
    assert "Dr. B" in str(later[B]["summary"])
    assert A not in later


@pytest.mark.parametrize(
    "text",
    ["a\\nEND:VEVENT\\nBEGIN:VEVENT", "a; b, c\\\\d", "x\\x1b[31m\\u202ey", "ü" * 300, "="],
)
def test_no_text_breaks_out_of_its_place(text: str, events: Events) -> None:
    made = events(f'decision: "{text}"\ndecide_by: 2026-12-18\nvisits: [{{date: 2026-12-10, '
                  f'with: "{text}", place: "{text}"}}]')  # fmt: skip
    assert any(name.startswith("pat.visit.") for name in made)
    plain = str(made["pat.decide.decision@so"]["summary"])
    assert plain.startswith("Decide: ")
    assert not set(plain) & {"\n", "\x1b", "\u202e"}


def test_lines_are_as_long_as_calendars_allow_and_end_as_they_must(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    made = to_ics(make_packet(bank, make_case(f"stage: metastatic\n{VISIT}"), today)).encode()
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_a_case_without_days_makes_an_empty_calendar(events: Events) -> None:
    assert events("stage: post-biopsy") == {}
