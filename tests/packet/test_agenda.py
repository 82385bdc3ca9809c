"""The days of a packet in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.agenda import AgendaEntry, agenda_of
from so_cli.packet.build import make_packet

MakeCase = Callable[..., Case]
Agenda = Callable[[str], list[AgendaEntry]]
VISITS = "visits: [{date: 2026-12-10, with: Dr. B}, {date: 2026-12-03, with: Dr. A}, {with: Dr. C}]"


@pytest.fixture
def agenda(bank: Bank, make_case: MakeCase, today: date) -> Agenda:
    return lambda text: agenda_of(make_packet(bank, make_case(text), today))


def test_without_a_day_there_is_nothing(agenda: Agenda) -> None:
    assert agenda("stage: post-biopsy") == []
    assert agenda("visits: [{with: Dr. C}]") == []


def test_days_are_in_order_and_none_is_over(agenda: Agenda, today: date) -> None:
    made = agenda(f"stage: pre-surgery\n{VISITS}\ndecide_by: 2026-12-18")
    days = [entry.day for entry in made]
    assert days == sorted(days)
    assert days[0] >= today
    assert {entry.kind for entry in made} == {"ask", "do", "due", "visit", "decide"}


def test_visits_keep_their_key_when_another_one_goes(agenda: Agenda) -> None:
    def keys(text: str) -> dict[str, str]:
        entries = agenda(text)
        return {entry.visit.with_: entry.id for entry in entries if entry.visit}

    both = keys(VISITS)
    assert both.keys() == {"Dr. A", "Dr. B"}
    assert both["Dr. A"] != both["Dr. B"]
    assert keys("visits: [{date: 2026-12-24, with: Dr. B}]") == {"Dr. B": both["Dr. B"]}


def test_two_visits_to_one_doctor_are_two(agenda: Agenda) -> None:
    text = "visits: [{date: 2026-12-24, with: Dr. B}, {date: 2026-12-28, with: Dr. B}]"
    visits = [entry for entry in agenda(text) if entry.kind == "visit"]
    assert len({entry.id for entry in visits}) == 2


def test_papers_are_due_a_week_before_the_first_visit_while_some_are_missing(
    agenda: Agenda,
) -> None:
    made = agenda(f"stage: post-biopsy\n{VISITS}")
    assert [entry.day for entry in made if entry.kind == "due"] == [date(2026, 11, 26)]
    assert not [entry for entry in agenda(VISITS.replace("2026-12", "2026-10")) if entry]


def test_what_is_booked_counts_while_it_is_to_come_and_no_paper_disputes_it(
    agenda: Agenda,
) -> None:
    booked = "facts: {surgery_on: 2026-12-21, treatment_starts: 2026-11-01}"
    assert [(entry.id, entry.day) for entry in agenda(booked)] == [
        ("surgery_on", date(2026, 12, 21))
    ]
    disputed = "facts: {surgery_on: {value: 2026-12-21, other: [{value: 2026-12-22}]}}"
    assert agenda(disputed) == []


def test_a_decision_without_words_still_has_its_day(agenda: Agenda) -> None:
    (only,) = agenda("decide_by: 2026-12-18")
    assert (only.kind, only.text) == ("decide", "")
    assert agenda("decide_by: 2026-11-01") == [], "that day is over"


def test_tissue_blocks_are_not_asked_for_before_somebody_wants_them(agenda: Agenda) -> None:
    asked = {entry.id for entry in agenda(f"stage: post-biopsy\n{VISITS}") if entry.kind == "ask"}
    assert "biopsy-slides" in asked
    assert "tissue-blocks" not in asked
