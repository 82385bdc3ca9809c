"""The page the doctor reads in a minute."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_markdown import PAGE_BREAK, to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.model import FactLine, Packet

MakeCase = Callable[..., Case]
Page = Callable[[str], str]
MAX_LINES = 40
PLEASE = "Please look at my first three questions with me."


def doctor_pages(packet: Packet) -> list[str]:
    """Each doctor's page as Markdown."""
    made = to_markdown(packet_document(packet, "doctor")).rstrip("\n")
    return made.split(f"\n\n{PAGE_BREAK}\n\n")


@pytest.fixture
def page(bank: Bank, make_case: MakeCase, today: date) -> Page:
    """The only page of a case."""

    def make(text: str) -> str:
        (only,) = doctor_pages(make_packet(bank, make_case(text), today))
        return only

    return make


def plain(markdown: str) -> str:
    """What a reader sees, a space between blocks and at each line's end."""
    return " ".join(
        "".join(" " if c.type == "softbreak" else c.content for c in token.children or [])
        for token in MarkdownIt("commonmark").parse(markdown)
        if token.type == "inline"
    )


def words(text: str) -> list[str]:
    return re.findall(r"[^\s,;:()]+", text)


def stands_on(fact: FactLine, text: str) -> bool:
    """Whether a fact's shorthand, or without a value its label, can be read on the page."""
    if fact.id == "urgent_signs" and fact.value in ((), ("none",)):
        return True  # no sign is no news
    if fact.value == () and fact.id in {"had", "proposed", "concerns", "illnesses"}:
        return ": none" in text
    if fact.id in {"concerns", "urgent_signs"} and fact.value:
        return all(word in text for word in words(fact.text))
    if fact.value is None and fact.id in {"had", "proposed", "concerns", "illnesses"}:
        return bool(re.search(r": (\?|n/a)", text))
    if fact.value is None:
        return fact.label in text or fact.id == "other_conditions"
    lead = {"had:", "proposed:"}
    said = " ".join(word for word in fact.shorthand.split() if word not in lead)
    return all(word in text for word in words(said))


def test_the_first_line_says_who(page: Page) -> None:
    made = page("person: {name: Pat Doe, born: 1980-04-02, phone: 555-0134, interpreter: Spanish}")
    first = "# Pat Doe, born Apr 2, 1980, phone 555-0134, interpreter: Spanish"
    assert made.splitlines()[0] == first


def test_without_a_name_there_is_room_for_one_and_the_age_stands_in(page: Page) -> None:
    assert page("facts: {age: 46}").splitlines()[0] == "# Name: ____________, 46 years old"


def test_then_the_visit_and_the_request(page: Page) -> None:
    made = page("visits: [{date: 2026-12-10, with: Dr. Rivera, specialty: medical-oncologist}]")
    assert made.splitlines()[1] == "**Visit:** Thu Dec 10, 2026, Dr. Rivera, medical oncologist"
    assert made.splitlines()[3] == f"**{PLEASE}**"


def test_what_cannot_wait_takes_the_place_of_the_request(page: Page) -> None:
    made = page("facts: {urgent_signs: [fever-or-chills, chest-pain]}")
    line = made.splitlines()[3]
    assert line.startswith("**This cannot wait:** **chest pain or pressure (Call 911 now)")
    assert "fever" in line
    assert PLEASE not in made


def test_the_decision_and_what_is_booked_stand_before_the_questions(page: Page) -> None:
    made = page(
        """
stage: pre-surgery
decision: which surgery
decide_by: 2026-12-18
facts: {surgery_on: 2026-12-21, treatment_starts: 2026-11-01}
"""
    )
    assert (
        "**I must decide:** which surgery, by Fri Dec 18, 2026. **Booked:** surgery 21 Dec 2026"
        in made
    )
    assert made.index("I must decide") < made.index("1. ")
    assert made.count("21 Dec 2026") == 1
    assert made.index("My case in short") < made.index("1 Nov 2026"), "what was, is not booked"


def test_three_questions_in_full_each_with_a_line_to_write_on(page: Page) -> None:
    made = page("stage: post-biopsy\nfacts: {main_question: Can I keep my breast?}")
    assert "\n1. Can I keep my breast?\n   ___\n2. " in made
    assert len(re.findall(r"^\d\. .*\?\n   ___$", made, re.MULTILINE)) == 3
    assert made.index("1. ") < made.index("My case in short")


def test_a_second_tumor_is_not_hidden_from_the_doctor(page: Page) -> None:
    made = page(
        """
facts: {side: left, cancer_type: dcis}
other_tumors:
- {name: right breast, date: 2026-11-16, facts: {side: right, grade: "3", er: negative}}
"""
    )
    assert "- **T:** Lt DCIS. **Other tumors:** right breast, Nov 16, 2026; **T:** G3" in made
    assert "ER neg" in made
    assert "Other tumors" not in page("facts: {side: left}")


def test_up_to_five_more_as_short_titles(page: Page, bank: Bank) -> None:
    made = page("stage: metastatic")
    titles = made.partition("If there is time")[2].partition("Doctor's notes")[0]
    listed = re.findall(r"^- (.*)$", titles, re.MULTILINE)
    assert len(listed) == 5
    assert {title.replace("\\", "") for title in listed} <= {q.short for q in bank.questions}


def test_the_case_stands_in_clinical_order_with_marks(page: Page) -> None:
    made = page(
        """
stage: post-biopsy
facts:
  grade: {value: "2", source: {file: a.pdf}}
  cancer_type: {value: invasive-ductal, source: {file: a.pdf}}
  side: {value: left, source: {file: a.pdf}}
  size_mm: {value: 22, source: {file: a.pdf}}
  age: 46
  sex: female
  ki67_percent: {state: not-sure}
  her2: {value: positive, source: {file: a.pdf}}
  implants: {state: later}
  genomic_test: {state: does-not-apply}
"""
    )
    lines = [plain(line) for line in made.splitlines() if line.startswith("- **")]
    assert re.fullmatch(r"T: 46.* F; R: Lt\b.* IDC G2 22 mm", lines[0])
    assert lines[1].startswith("R: HER2")
    assert lines[1].endswith("?: Ki-67, percent of cells; n/a: Test of the tumor's activity")
    assert lines[2] == "?: Breast implants"


def test_a_shorthand_does_not_repeat_the_word_before_it(page: Page) -> None:
    made = plain(page("facts: {er: positive, er_percent: 80}"))
    assert "ER + 80%" in made


def test_what_papers_disagree_about_stands_side_by_side(page: Page) -> None:
    made = plain(
        page(
            'stage: post-biopsy\nfacts: {grade: {value: "2", other: [{value: "3"}]}, '
            "er_percent: 60, er: negative}"
        )
    )
    assert "The papers say two things: G2 / G3" in made
    assert re.search(r"The papers say two things: ER \S+ / ER 60%", made)


def test_a_contradiction_in_what_has_its_own_line_is_not_lost(page: Page) -> None:
    made = plain(page("facts: {proposed: {value: [mastectomy], other: [{value: [lumpectomy]}]}}"))
    assert re.search(r"The papers say two things: .*mastectomy / .*lumpectomy", made)


def test_plan_and_history_have_no_words_that_lead_in(page: Page) -> None:
    made = plain(
        page(
            """
stage: metastatic
doctors: [{name: Dr. Stone, phone: 555-0188, first: true}, {name: Dr. Other}]
facts: {had: [lumpectomy, radiation], proposed: [chemotherapy], illnesses: [heart]}
"""
        )
    )
    assert "Had: lumpectomy, RT" in made
    assert "First plan: chemo (Dr. Stone, 555-0188; may be called: yes / no)" in made
    assert "Illnesses: heart disease" in made
    assert "Other" not in made


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "Illnesses: ____________ Medicines: ____________ ALLERGIES: ____________"),
        (
            "facts: {illnesses: [none], my_medicines: none, my_allergies: none}",
            "Medicines: none. ALLERGIES: none",
        ),
        ("facts: {illnesses: []}", "Illnesses: none. Medicines"),
        ("facts: {my_allergies: {state: not-sure}}", "ALLERGIES: ?"),
        ("facts: {illnesses: {state: not-sure}}", "Illnesses: ? Medicines"),
        ("facts: {other_conditions: 'asthma: mild'}", "Illnesses: asthma: mild. Medicines"),
        ("allergies: [penicillin, latex]", "ALLERGIES: penicillin; latex"),
        ("medicines: [{name: aspirin, dose: 81 mg}]", "Medicines: aspirin 81 mg. ALLERGIES"),
    ],
)
def test_illnesses_medicines_and_allergies_are_told_or_left_open(
    text: str, line: str, page: Page
) -> None:
    assert line in plain(page(text))


def test_records_here_and_not_arrived_are_named(page: Page) -> None:
    made = plain(
        page(
            """
stage: post-surgery
records:
  biopsy-report: {status: arrived}
  biopsy-slides: {status: not-available}
  surgical-slides: {status: requested}
"""
        )
    )
    assert "Records here: Biopsy report, with all its addenda" in made
    missing = made.partition("Not arrived: ")[2]
    assert missing.startswith("Glass slides from surgery"), "what was asked for comes first"
    assert "Glass slides from the biopsy" not in made


def test_a_very_long_question_is_short_here_and_whole_on_her_own_pages(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    made = make_packet(bank, make_case(f"facts: {{main_question: {text}}}"), today)
    assert "word30" in doctor_pages(made)[0]
    assert "word100" not in doctor_pages(made)[0]
    assert text in to_markdown(packet_document(made, "me"))


def test_two_visits_give_two_pages_each_for_its_doctor(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    text = """
stage: pre-surgery
visits:
  - {date: 2026-12-10, with: Dr. Ray, specialty: radiation-oncologist}
  - {date: 2026-12-01, with: Dr. Med, specialty: medical-oncologist}
  - {date: 2026-11-01, with: Dr. Past}
"""
    first, second = doctor_pages(make_packet(bank, make_case(text), today))
    assert "Dr. Med" in first
    assert "Dr. Ray" in second
    assert first.partition("1. ")[2][:80] != second.partition("1. ")[2][:80]


def test_who_typed_and_when_stands_last(page: Page) -> None:
    last = page("answered_by: Ana Doe").splitlines()[-1]
    assert "(typed by Ana Doe), Fri Nov 20, 2026" in last
    assert "not medical advice" in last


def test_what_a_hospital_asks_on_top_stands_there_too(
    overlay: Callable[..., Path], make_case: MakeCase, today: date
) -> None:
    folder = overlay(
        facts="facts: [{id: pacs_id, label: PACS, kind: text, ask: Which number?, "
        'group: practical, doctor: true, shorthand: "PACS {value}"}]'
    )
    other = open_bank([folder])
    made = make_packet(other, make_case("facts: {pacs_id: A-17}", other), today)
    assert "PACS A-17" in doctor_pages(made)[0]


def check_page(packet: Packet) -> None:
    for made in doctor_pages(packet):
        assert len(made.splitlines()) <= MAX_LINES
        assert "\n\n\n" not in made
        text = plain(made)
        missing = [f.id for f in packet.facts if f.doctor and not stands_on(f, text)]
        assert not missing
        assert (PLEASE in made) != bool(packet.urgent)


def test_a_rich_case_fits_and_has_every_fact_for_the_doctor(
    rich_path: Path, bank: Bank, today: date
) -> None:
    packet = make_packet(bank, load_case(rich_path, bank), today)
    check_page(packet)
    for made in doctor_pages(packet):
        own = next(q.text for q in packet.top if q.own)
        assert f"\n1. {own}\n" in made


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=60)
def test_any_case_fits_and_has_every_fact_for_the_doctor(
    data: st.DataObject, bank: Bank, any_case: st.SearchStrategy[Case], today: date
) -> None:
    case = data.draw(any_case)
    words_only = {n: a for n, a in case.facts.items() if bank.fact[n].kind != "text"}
    check_page(make_packet(bank, replace(case, facts=words_only), today))
