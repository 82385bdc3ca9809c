"""Records and steps with their days, and what can be done where a record does not come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.build import make_packet
from so_cli.packet.known import know
from so_cli.packet.lists import (
    advice_for,
    packet_record,
    packet_records,
    packet_step,
    packet_steps,
)
from so_cli.packet.model import PacketAdvice, PacketRecord, Trouble

MakeCase = Callable[..., Case]
VISIT = "visits: [{date: 2026-12-10, with: Dr. Rivera}]\n"  # a Thursday, 14 working days away


@pytest.fixture
def record(bank: Bank, make_case: MakeCase, today: date) -> Callable[..., PacketRecord]:
    """`record("biopsy-slides", "{status: sent}", visit)`: one record of such a case."""

    def make(name: str, state: str = "", visit: str = VISIT) -> PacketRecord:
        records = f"records: {{{name}: {state}}}\n" if state else ""
        return packet_record(bank, make_case(f"stage: post-biopsy\n{visit}{records}"), name, today)

    return make


@pytest.fixture
def advice(
    bank: Bank, make_case: MakeCase, today: date
) -> Callable[..., Mapping[str, PacketAdvice]]:
    """`advice(text)`: what is said about a case of this text, by its id."""

    def make(text: str) -> Mapping[str, PacketAdvice]:
        case = make_case(f"stage: post-biopsy\n{text}")
        known = know(bank, case, today)
        found = advice_for(bank, packet_records(bank, case, known, today), known)
        return {each.id: each for each in found}

    return make


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("{status: requested, date: 2026-11-19}", date(2026, 12, 3)),  # 10 working days
        ("{status: promised, date: 2026-11-19}", date(2026, 12, 3)),
        ("{status: sent, date: 2026-11-19}", date(2026, 11, 26)),  # the mail: 5
        ("{status: sent, date: 2026-11-21}", date(2026, 11, 27)),  # a Saturday
        ("{status: requested}", None),  # nobody knows since when
        ("{status: needed}", None),
        ("{status: arrived, date: 2026-11-19}", None),
        ("{status: not-available, date: 2026-11-19}", None),
    ],
)
def test_what_is_on_its_way_should_be_here_after_its_working_days(
    state: str, expected: date | None, record: Callable[..., PacketRecord]
) -> None:
    assert record("biopsy-slides", state).expected_by == expected


def test_what_was_sent_takes_no_longer_than_it_takes_to_ask_for(
    record: Callable[..., PacketRecord],
) -> None:
    sent = record("biopsy-report", "{status: sent, date: 2026-11-19}")  # 3 working days
    assert sent.expected_by == date(2026, 11, 24)


def test_ask_by_is_worked_back_from_the_visit_and_never_past(
    record: Callable[..., PacketRecord], today: date
) -> None:
    soon = "visits: [{date: 2026-11-24}]\n"
    assert record("biopsy-slides").ask_by == date(2026, 11, 26)
    assert record("biopsy-slides", visit=soon).ask_by == today
    assert record("biopsy-slides", visit="").ask_by is None
    assert record("biopsy-slides", "{status: requested, date: 2026-11-19}").ask_by is None


@pytest.mark.parametrize(
    ("name", "state", "visit", "trouble"),
    [
        # Asked for, and not here in its time: the last day itself is still in time.
        ("biopsy-slides", "{status: requested, date: 2026-11-06}", VISIT, ""),
        ("biopsy-slides", "{status: requested, date: 2026-11-05}", VISIT, "late"),
        ("biopsy-slides", "{status: requested, date: 2026-11-05}", "", "late"),
        ("biopsy-slides", "{status: requested}", VISIT, ""),
        ("biopsy-slides", "{status: arrived, date: 2026-01-05}", VISIT, ""),
        # Not to be had.
        ("biopsy-slides", "{status: not-available}", "", "refused"),
        # Still needed: 10 working days from Friday, November 20, it is December 4.
        ("biopsy-slides", "", "visits: [{date: 2026-12-04}]\n", ""),
        ("biopsy-slides", "", "visits: [{date: 2026-12-03}]\n", "no-time"),
        ("biopsy-slides", "", "", ""),
        # On its way: it has to be here before the day of the visit.
        ("biopsy-slides", "{status: requested, date: 2026-11-25}", VISIT, ""),
        ("biopsy-slides", "{status: requested, date: 2026-11-26}", VISIT, "no-time"),
        ("biopsy-slides", "{status: does-not-apply}", "visits: [{date: 2026-11-23}]\n", ""),
        # Blocks go out only where the second laboratory asks for them.
        ("tissue-blocks", "", "visits: [{date: 2026-11-23}]\n", ""),
        ("tissue-blocks", "{status: requested, date: 2026-11-02}", VISIT, "late"),
    ],
)
def test_what_is_wrong_with_a_record(
    name: str, state: str, visit: str, trouble: Trouble, record: Callable[..., PacketRecord]
) -> None:
    assert record(name, state, visit).trouble == trouble


def test_where_nothing_is_wrong_nothing_is_said(
    advice: Callable[..., Mapping[str, PacketAdvice]],
) -> None:
    assert advice(VISIT) == {}
    assert advice("") == {}


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("biopsy-slides", ["late-slides", "refused-slides"]),
        ("tissue-blocks", ["late-slides", "refused-slides"]),
        ("mammogram-images", ["late-images", "refused-images"]),
        ("medicine-list", ["late-at-home", "refused-at-home"]),
        ("insurance-card", ["late-at-home", "refused-at-home"]),
        ("visit-notes", ["late-records", "refused-notes"]),
        ("biopsy-report", ["late-records", "refused-records"]),
    ],
)
def test_late_and_refused_have_words_of_their_own_for_each_kind_of_record(
    name: str,
    advice: list[str],
    record: Callable[..., PacketRecord],
    bank: Bank,
    today: date,
) -> None:
    nothing = know(bank, Case(), today)
    states = ("{status: requested, date: 2026-10-01}", "{status: not-available}")
    for state, wanted in zip(states, advice, strict=True):
        each = record(name, state)
        said = advice_for(bank, [each], nothing)
        assert [(note.id, note.records) for note in said] == [(wanted, (name,))]


def test_refused_records_come_with_rights_limits_and_a_letter(
    advice: Callable[..., Mapping[str, PacketAdvice]],
) -> None:
    said = advice("records: {biopsy-report: {status: not-available}}")["refused-records"]
    for part in ("right of access", "30 days", "in writing", "fees", "hhs.gov"):
        assert part in said.text
    assert said.letter == "records"
    slides = advice("records: {biopsy-slides: {status: not-available}}")["refused-slides"]
    assert "10 years" in slides.text
    assert slides.letter == "slides"


def test_too_late_is_said_with_what_can_be_done_and_never_moves_treatment(
    advice: Callable[..., Mapping[str, PacketAdvice]],
) -> None:
    said = advice("visits: [{date: 2026-11-23}]\n")  # on Monday
    assert {"no-time-slides", "no-time-records"} <= set(said)
    slides, papers = said["no-time-slides"], said["no-time-records"]
    assert "the reports can come first, and the slides later" in slides.text
    assert "video visit" in papers.text
    assert "another day" in papers.text
    for each in (slides, papers):
        assert "Keep every treatment date" in each.text


def test_one_piece_of_advice_names_all_its_records_in_the_order_of_the_bank(
    bank: Bank, advice: Callable[..., Mapping[str, PacketAdvice]]
) -> None:
    said = advice("visits: [{date: 2026-11-23}]\n")
    order = [record.id for record in bank.records]
    named = [name for each in said.values() for name in each.records]
    assert len(named) == len(set(named))
    for each in said.values():
        assert list(each.records) == sorted(each.records, key=order.index)
    assert list(said) == [note.id for note in bank.late if note.id in said]
    assert "medicine-list" in said["no-time-at-home"].records


@pytest.mark.parametrize(
    ("facts", "is_said"),
    [
        ("{treatment_starts: 2026-12-01}", True),
        ("{surgery_on: 2026-12-09}", True),
        ("{treatment_starts: 2026-12-10}", False),  # on the day of the visit
        ("{treatment_starts: 2026-11-01}", False),  # it has begun
        ("{treatment_starts: 2026-12-20}", False),
        ("{}", False),
    ],
)
def test_treatment_before_the_visit_asks_both_teams(
    facts: str, is_said: bool, advice: Callable[..., Mapping[str, PacketAdvice]]
) -> None:
    said = advice(f"{VISIT}facts: {facts}\n")
    assert ("before-visit" in said) == is_said
    if is_said:
        text = said["before-visit"].text
        assert text.index("Ask the first team") < text.index("Ask the second team")
        assert "Keep every treatment date unless the team says otherwise" in text
        assert said["before-visit"].records == ()


def test_the_packet_says_it_and_names_its_sources(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("stage: post-biopsy\nrecords: {biopsy-report: {status: not-available}}")
    packet = make_packet(bank, case, today)
    assert [each.id for each in packet.late] == ["refused-records"]
    assert set(packet.late[0].sources) <= {source.id for source in packet.sources}


def test_one_record_or_step_is_the_one_in_the_list(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case(f"stage: metastatic\n{VISIT}records: {{scan-images: {{status: sent}}}}")
    known = know(bank, case, today)
    for each in packet_records(bank, case, known, today):
        assert packet_record(bank, case, each.id, today) == each
    for step in packet_steps(bank, case, known, today):
        assert packet_step(bank, case, step.id, today) == step


def test_what_was_asked_for_or_done_stays_in_sight_when_it_is_no_longer_needed(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case(
        "stage: post-biopsy\n"
        "records: {surgical-slides: {status: requested}, operative-report: {status: needed},\n"
        "  radiation-summary: {status: needed, note: Done on Aug 15. Ask for the report.}}\n"
        "steps: {keep-taking-treatment: {done: 2026-11-19}, ask-both-teams: {note: called}}\n"
    )
    known = know(bank, case, today)
    records = {each.id for each in packet_records(bank, case, known, today)}
    steps = {each.id for each in packet_steps(bank, case, known, today)}
    assert "surgical-slides" in records
    assert "operative-report" not in records
    assert "radiation-summary" in records, "a paper says that there is such a report"
    assert "keep-taking-treatment" in steps
    assert "ask-both-teams" not in steps
