"""The packet: everything to bring, the same for the same bank, case and day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.dates import working_days_before
from so_cli.packet.model import Packet

MakeCase = Callable[..., Case]
MakePacket = Callable[[str], Packet]
KEYS = """
    so program bank made_on id stage person answered_by helper visits doctors decision decide_by
    urgent
    facts conflicts other_tumors concerns top next rest calls records steps medicines allergies
    opinions outcome notes words sources letterhead notice
"""
ITEM_KEYS = {
    "urgent": "id text level do",
    "facts": "id label value text shorthand state source doctor",
    "top": "id text short ask topic why listen_for sources answer",
    "next": "id text short ask topic why listen_for sources answer",
    "rest": "id text short ask topic why listen_for sources answer",
    "calls": "id text short ask topic why listen_for sources answer",
    "records": (
        "id title plain status holder form how_to_ask check ask_by date lead_days note file sources"
    ),
    "steps": "id title text do_by lead_days done note",
    "notes": "id text",
    "words": "id word text",
    "sources": "id title publisher year url",
}


@pytest.fixture
def packet(bank: Bank, make_case: MakeCase, today: date) -> MakePacket:
    return lambda text: make_packet(bank, make_case(text), today)


def as_data(packet: Packet) -> dict[str, Any]:
    data = json.loads(to_json(packet))
    assert isinstance(data, dict)
    return data


def test_every_key_is_there_even_for_a_case_that_says_nothing(packet: MakePacket) -> None:
    data = as_data(packet(""))
    assert set(KEYS.split()) <= data.keys()
    assert data["stage"] is None
    assert data["outcome"] is None
    assert data["visits"] == data["facts"] == data["medicines"] == []


def test_every_key_is_there_for_a_rich_case(rich_path: Path, bank: Bank, today: date) -> None:
    data = as_data(make_packet(bank, load_case(rich_path, bank), today))
    assert set(KEYS.split()) <= data.keys()
    for part, keys in ITEM_KEYS.items():
        for item in data[part]:
            assert set(keys.split()) <= item.keys(), part


def test_only_visits_to_come_are_in_it_the_nearest_first(packet: MakePacket) -> None:
    made = packet(
        """
visits:
  - {with: no day}
  - {with: late, date: 2026-12-10, time: "14:30"}
  - {with: past, date: 2026-11-19}
  - {with: noon, date: 2026-12-10, time: "9:00"}
  - {with: no hour, date: 2026-12-10}
  - {with: today, date: 2026-11-20}
"""
    )
    assert [visit.with_ for visit in made.visits] == ["today", "noon", "late", "no hour", "no day"]


def test_each_visit_has_the_questions_for_its_own_specialty(packet: MakePacket) -> None:
    made = packet(
        """
stage: pre-surgery
facts: {main_question: Why?}
visits:
  - {date: 2026-12-10, specialty: radiation-oncologist}
  - {date: 2026-12-01, specialty: medical-oncologist}
"""
    )
    asked = {q.id: q for q in (*made.top, *made.next, *made.rest)}
    for visit in made.visits:
        assert visit.top[0] == "own-1"
        for name in visit.top[1:]:
            assert visit.specialty in asked[name].ask
    assert made.visits[0].top == tuple(question.id for question in made.top)
    assert made.visits[0].top != made.visits[1].top


def test_records_and_steps_are_worked_back_from_the_next_visit(packet: MakePacket) -> None:
    visit = date(2026, 12, 31)
    made = packet("stage: post-biopsy\nvisits: [{date: 2027-02-01}, {date: 2026-12-31}]")
    assert made.records
    assert all(
        record.ask_by == working_days_before(visit, record.lead_days) for record in made.records
    )
    assert all(step.do_by == working_days_before(visit, step.lead_days) for step in made.steps)


def test_no_day_to_ask_by_has_passed_already(packet: MakePacket, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    made = packet(f"stage: post-biopsy\nvisits: [{{date: {tomorrow}}}]")
    assert {record.ask_by for record in made.records} == {today}
    assert {step.do_by for step in made.steps} == {today}


def test_without_a_visit_there_is_no_day_to_ask_by(packet: MakePacket) -> None:
    made = packet("stage: post-biopsy")
    assert {record.ask_by for record in made.records} == {None}
    assert {step.do_by for step in made.steps} == {None}


def test_steps_stand_in_the_order_in_which_they_begin(packet: MakePacket) -> None:
    leads = [step.lead_days for step in packet("stage: post-biopsy").steps]
    assert leads == sorted(leads, reverse=True)


def test_a_step_that_goes_on_all_along_has_no_day(packet: MakePacket) -> None:
    made = packet("stage: metastatic\nvisits: [{date: 2026-12-31}]")
    first = made.steps[0]
    assert (first.id, first.ongoing, first.do_by) == ("keep-taking-treatment", True, None)


def test_what_has_been_done_stands_with_its_record_and_step(packet: MakePacket) -> None:
    made = packet(
        """
stage: post-biopsy
records: {biopsy-report: {status: sent, date: 2026-11-18, note: by fax, file: b.pdf}}
steps: {call-insurer: {done: 2026-11-19, note: ref 4471}}
"""
    )
    record = next(record for record in made.records if record.id == "biopsy-report")
    assert (record.status, record.date, record.note, record.file) == (
        "sent",
        date(2026, 11, 18),
        "by fax",
        "b.pdf",
    )
    step = next(step for step in made.steps if step.id == "call-insurer")
    assert (step.done, step.note) == (date(2026, 11, 19), "ref 4471")


def test_urgent_signs_stand_by_level(packet: MakePacket) -> None:
    made = packet("facts: {urgent_signs: [wound-infection, fever-or-chills, chest-pain]}")
    assert [sign.level for sign in made.urgent] == ["911", "team-now", "today"]
    assert all(sign.do for sign in made.urgent)


def test_no_urgent_sign_is_no_sign(packet: MakePacket) -> None:
    for now in ("urgent_now: no", "urgent_now: {state: not-sure}", "urgent_now: {state: later}"):
        assert packet(f"facts: {{{now}, urgent_signs: [none]}}").urgent == ()


@pytest.mark.parametrize(
    "facts",
    [
        "urgent_now: yes",
        "urgent_now: yes, urgent_signs: [none]",
        "urgent_now: yes, urgent_signs: {state: not-sure}",
        "urgent_now: {state: not-sure}, urgent_signs: {state: not-sure}",
    ],
)
def test_a_problem_that_is_in_no_list_says_whom_to_call(packet: MakePacket, facts: str) -> None:
    (sign,) = packet(f"facts: {{{facts}}}").urgent
    assert (sign.id, sign.level) == ("urgent_now", "team-now")
    assert "911" in sign.do


@pytest.mark.parametrize(
    ("role", "typed_by"),
    [
        ("self", ""),
        ("family", "a relative, partner or friend"),
        ("navigator", "a nurse, navigator or volunteer"),
    ],
)
def test_a_helper_who_types_is_named(packet: MakePacket, role: str, typed_by: str) -> None:
    made = packet(f"answered_by: Ann Lee\nfacts: {{role: {role}}}")
    assert (made.answered_by, made.helper) == ("Ann Lee", typed_by)


def test_ids_of_another_bank_are_left_out(packet: MakePacket) -> None:
    made = packet(
        """
stage: post-biopsy
facts: {strange_fact: x}
questions: {top: [strange-question], left_out: [other-question], answers: {third: {text: x}}}
records: {strange-record: {status: arrived}}
steps: {strange-step: {done: 2026-11-19}}
"""
    )
    assert "strange" not in to_json(made)
    assert "strange" not in to_markdown(packet_document(made))


def test_words_and_sources_are_just_those_that_are_used(
    rich_path: Path, bank: Bank, today: date
) -> None:
    packet = make_packet(bank, load_case(rich_path, bank), today)
    asked = (*packet.top, *packet.next, *packet.rest, *packet.calls)
    cited = {name for question in asked for name in question.sources}
    cited |= {name for record in packet.records for name in record.sources}
    cited |= {name for advice in packet.late for name in advice.sources}
    cited |= {name for step in packet.steps for name in step.sources}
    notes = {note.id for note in packet.notes}
    cited |= {name for note in bank.notes if note.id in notes for name in note.sources}
    assert {source.id for source in packet.sources} == cited
    texts = [text for q in asked if not q.own for text in (q.text, q.why, q.listen_for)]
    texts += [t for r in packet.records for t in (r.title, r.plain, r.how_to_ask, r.check)]
    texts += [text for step in packet.steps for text in (step.title, step.text)]
    texts += [text for note in bank.notes if note.id in notes for text in (note.title, note.text)]
    assert {word.id for word in packet.words} == bank.spotter.used_in(texts)


def test_nothing_that_she_wrote_is_searched_for_words(packet: MakePacket) -> None:
    without = packet("stage: post-biopsy\nfacts: {main_question: Why?}")
    with_word = packet("stage: post-biopsy\nfacts: {main_question: Is it a phyllodes tumor?}")
    assert without.words == with_word.words


def test_other_tumors_are_shown_and_change_no_question(packet: MakePacket) -> None:
    text = "stage: post-biopsy\nfacts: {er: negative, pr: negative, her2: negative}\n"
    other = "other_tumors: [{name: right breast, date: 2026-11-16, facts: {her2: positive}}]"
    alone, both = packet(text), packet(text + other)
    assert alone.top == both.top
    assert both.other_tumors[0].facts[0].text == "positive"


def test_the_age_stands_with_the_person(packet: MakePacket) -> None:
    assert packet("person: {born: 1980-04-02}").person.age == 46
    assert packet("facts: {age: {state: not-sure}}").person.age is None


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=40)
def test_the_order_of_the_answers_in_the_file_does_not_matter(
    data: st.DataObject, bank: Bank, any_case: st.SearchStrategy[Case], today: date
) -> None:
    case = data.draw(any_case)
    shuffled = data.draw(st.permutations(list(case.facts)))
    other = replace(case, facts={name: case.facts[name] for name in shuffled})
    assert to_json(make_packet(bank, case, today)) == to_json(make_packet(bank, other, today))


@pytest.mark.parametrize("form", ["json", "md"])
def test_two_machines_make_the_same_bytes(form: str, tmp_path: Path) -> None:
    """Another seed for hashing, another clock, another language."""
    path = Path(__file__).parents[1] / "cases" / "pre-surgery.yaml"
    made = set()
    for seed, zone, language in (("0", "UTC", "C"), ("77", "Pacific/Kiritimati", "de_DE.UTF-8")):
        changed = {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "LC_ALL": language,
            "SO_TODAY": "2026-11-20",
            "SO_HOME": str(tmp_path),
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", "so_cli", "summary", "--case", str(path), "-f", form],
            capture_output=True,
            env=os.environ | changed,
            check=True,
        )
        made.add(done.stdout)
    assert len(made) == 1
