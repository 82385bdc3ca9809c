"""The pages the person keeps: everything, in the order in which it is needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.escape import escape
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet
from so_cli.packet.questions import is_about_hospital
from so_cli.packet.texts import visit_text

MakeCase = Callable[..., Case]
Pages = Callable[[str], str]


def own_pages(packet: Packet) -> str:
    """The pages she keeps, as Markdown."""
    return to_markdown(packet_document(packet, "me")).rstrip("\n")


@pytest.fixture
def pages(bank: Bank, make_case: MakeCase, today: date) -> Pages:
    return lambda text: own_pages(make_packet(bank, make_case(text), today))


@pytest.fixture
def rich(rich_path: Path, bank: Bank, today: date) -> Packet:
    return make_packet(bank, load_case(rich_path, bank), today)


def section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_question_stands_once_with_why_a_clear_answer_and_room(rich: Packet) -> None:
    text = own_pages(rich)
    calls = [question for question in rich.calls if not is_about_hospital(question)]
    for question in (*rich.top, *rich.next, *rich.rest, *calls):
        lead = f"- \\[ \\] **{escape(question.text)}**\n"
        assert text.count(lead) == 1
        entry = re.split(r"\n- |\n#", text.partition(lead)[2])[0]
        if question.why:
            assert f"{wording.WHY} {escape(question.why)}" in entry
        if question.listen_for:
            assert f"{wording.LISTEN_FOR} {escape(question.listen_for)}" in entry
        assert entry.rstrip().endswith("___")


def test_of_the_long_list_about_a_hospital_just_the_questions_stand(rich: Packet) -> None:
    calls = section(own_pages(rich), wording.CALLS)
    hospital = [question for question in rich.calls if is_about_hospital(question)]
    assert len(hospital) > 20
    for question in hospital:
        assert calls.count(f"- \\[ \\] {escape(question.text)}\n") == 1
        assert escape(question.why) not in calls
    assert calls.endswith(f"\n\n{wording.MORE_ON_HOSPITALS}\n")


def test_what_comes_when_stands_before_the_questions_a_day_to_a_line(rich: Packet) -> None:
    days = section(own_pages(rich), wording.DAYS_TITLE).strip().splitlines()
    assert days[0].startswith("1. **Fri Nov 20, 2026:** These pages were made")
    assert [line.partition(".")[0] for line in days] == [f"{n}" for n in range(1, len(days) + 1)]
    visit = next(visit for visit in rich.visits if visit.date)
    assert any(f"Visit: {escape(visit_text(visit, with_day=False))}" in line for line in days)
    text = own_pages(rich)
    assert text.index(wording.DAYS_TITLE) < text.index(wording.QUESTIONS)


def test_without_a_day_nothing_is_said_of_days(pages: Pages) -> None:
    assert wording.DAYS_TITLE not in pages("stage: post-biopsy")


def test_doctors_who_know_the_case_can_be_called(pages: Pages) -> None:
    told = section(
        pages("doctors: [{name: Dr. Stone, role: breast-surgeon, phone: 555-0100}]"),
        wording.DOCTORS,
    )
    assert told.strip() == "- Dr. Stone, breast surgeon, 555-0100"


def test_a_question_stands_with_the_doctor_she_will_meet(pages: Pages) -> None:
    text = pages(
        """
stage: metastatic
visits: [{date: 2026-12-10, with: Dr. Rivera, specialty: medical-oncologist}]
"""
    )
    questions = section(text, wording.QUESTIONS)
    assert questions.strip().startswith(f"### To ask {wording.WHOM['medical-oncologist']}")


def test_every_answer_of_the_case_stands_in_plain_words(
    rich: Packet, rich_path: Path, bank: Bank
) -> None:
    page = own_pages(rich)
    told = section(page, wording.TWO_THINGS) + section(page, wording.WHAT_I_TOLD)
    lines = {line.id: line for line in rich.facts}
    assert load_case(rich_path, bank).facts.keys() <= lines.keys()
    for fact in rich.facts:
        assert f"{escape(fact.label)}: {escape(fact.text)}" in told


def test_where_an_answer_comes_from_stands_with_it(pages: Pages) -> None:
    text = pages(
        "facts: {size_mm: {value: 22, source: "
        '{file: us.pdf, where: page 2, date: 2026-11-10, words: "2.2 cm"}}}'
    )
    assert "- Size: 22 mm (us.pdf, page 2, Tue Nov 10, 2026; it says: 2.2 cm)" in text


def test_an_answer_she_got_takes_the_place_of_the_room(pages: Pages) -> None:
    text = pages(
        "facts: {main_question: Why me?}\nquestions: {answers: {own-1: "
        "{text: Nobody knows., from: Dr. Rivera, date: 2026-11-19}}}"
    )
    assert "**Why me?**\n\n  Answer: Nobody knows. Dr. Rivera, Thu Nov 19, 2026\n" in text


def test_every_record_says_where_it_is_and_how_to_ask(rich: Packet) -> None:
    text = section(own_pages(rich), wording.RECORDS)
    for record in rich.records:
        entry = text.partition(f"**{escape(record.title)}** ")[2].partition("\n- ")[0]
        assert entry.startswith(f"({wording.RECORD_STATES[record.status]}")
        assert escape(record.plain) in entry
        assert f"{wording.WHO_HAS_IT} {escape(record.holder)}" in entry
        is_here = record.status == "arrived"
        assert (f"{wording.HOW_TO_ASK} {escape(record.how_to_ask)}" in entry) is not is_here
        if record.status == "needed":
            assert "ask by" in entry


def test_a_record_that_is_here_is_ticked(pages: Pages) -> None:
    text = pages(
        "stage: post-biopsy\nrecords: {biopsy-report: "
        "{status: arrived, date: 2026-11-18, note: two pages, file: b.pdf}}"
    )
    assert "- \\[x\\] **Biopsy report, with all its addenda** (here, Wed Nov 18, 2026)" in text
    assert "Note: two pages; b.pdf" in text


def test_without_a_visit_a_record_says_how_long_it_takes(pages: Pages) -> None:
    assert "(needed; may take 10 working days)" in pages("stage: post-biopsy")


def test_every_step_says_by_when_or_that_it_is_done(rich: Packet) -> None:
    text = section(own_pages(rich), wording.STEPS)
    for step in rich.steps:
        entry = text.partition(f"**{escape(step.title)}** ")[2].partition("\n- ")[0]
        assert entry.startswith("(done" if step.done else "(all along" if step.ongoing else "(by")
        assert escape(step.text) in entry
        assert not step.note or escape(step.note) in entry


def test_medicines_and_allergies_are_listed(pages: Pages) -> None:
    text = pages("medicines: [{name: aspirin, dose: 81 mg}]\nallergies: [latex, penicillin]")
    told = section(text, wording.MEDICINES_TITLE)
    assert "- aspirin 81 mg\n- **ALLERGIES:** latex; penicillin" in told


def test_two_papers_that_disagree_are_named_side_by_side(pages: Pages) -> None:
    text = pages(
        'stage: post-biopsy\nfacts: {grade: {value: "2", source: {file: a.pdf}, '
        'other: [{value: "3", source: {file: b.pdf}}]}}'
    )
    told = section(text, wording.TWO_THINGS)
    assert re.search(r"- Grade: 2 .*\(a\.pdf\); 3 .*\(b\.pdf\)", told)
    assert text.count("Grade: ") == 1, "what is not clear does not stand among what is told"


def test_notes_words_and_sources_are_all_there(rich: Packet) -> None:
    text = own_pages(rich)
    assert all(f"### {escape(note.title)}\n\n{escape(note.text)}" in text for note in rich.notes)
    assert all(f"- **{escape(w.word)}**: {escape(w.text)}" in text for w in rich.words)
    assert all(f"<{source.url}>" in text for source in rich.sources)


def test_the_notice_stands_last(rich: Packet) -> None:
    last = to_markdown(packet_document(rich)).rstrip().splitlines()[-1]
    assert last == f"*{escape(rich.notice)}*"
    assert "not reviewed by a doctor" in rich.notice
    assert "Not medical advice" in rich.notice


def test_what_cannot_wait_stands_before_everything(pages: Pages) -> None:
    text = pages("stage: metastatic\nfacts: {urgent_signs: [fever-or-chills, chest-pain]}")
    first = text.split("\n## ")[1]
    assert first.startswith("This cannot wait\n\n- **Call 911 now:** chest pain")
    assert "- **Call your care team now:** fever" in first


@pytest.mark.parametrize("stage", ["in-treatment", "metastatic"])
def test_nobody_is_to_stop_or_skip_treatment_while_waiting(stage: str, pages: Pages) -> None:
    text = pages(f"stage: {stage}")
    assert re.search(r"[Dd]o not stop or skip", text)
    assert "while waiting" in text


def test_an_empty_case_still_makes_pages(pages: Pages) -> None:
    text = pages("")
    assert text.startswith(f"# {wording.MY_PAGES}\n\n")
    assert "\n\n\n" not in text
    assert wording.WHAT_I_TOLD not in text


def test_the_doctor_s_pages_come_first_with_a_rule_between(rich: Packet) -> None:
    text = to_markdown(packet_document(rich))
    pages = text.split("\n\n---\n\n")
    assert len(pages) == max(1, len(rich.visits)) + 1
    assert pages[-1].startswith(f"# {wording.MY_PAGES}")
    assert text.startswith(to_markdown(packet_document(rich, "doctor")).rstrip())


def test_no_page_has_two_empty_lines_together(rich: Packet) -> None:
    assert "\n\n\n" not in to_markdown(packet_document(rich))


def test_helpers_read_about_her_and_she_about_herself(pages: Pages) -> None:
    her = section(pages("stage: metastatic\nfacts: {role: family}"), wording.TO_READ)
    own = section(pages("stage: metastatic\nfacts: {role: self}"), wording.TO_READ)
    assert her != own
    assert not re.search(r"\{\w+\}", her + own)


def test_the_address_of_a_source_cannot_leave_its_place(
    overlay: Callable[..., Path], make_case: MakeCase, today: date
) -> None:
    bank = open_bank(
        [
            overlay(
                sources="""
sources:
  - {id: komen-second-opinion, year: "\\e[31m2020", url: "https://x.org/>\\e[2J<b>"}
"""
            )
        ]
    )
    text = own_pages(make_packet(bank, make_case("stage: post-biopsy"), today))
    assert "\x1b" not in text
    assert "<b>" not in text
    assert "<https://x.org/%3E[2J%3Cb%3E>" in text


def test_a_record_that_is_here_or_does_not_apply_is_not_asked_for(pages: Pages) -> None:
    text = pages(
        """
stage: post-biopsy
visits: [{date: 2026-12-10}]
records: {biopsy-report: {status: arrived}, photo-id: {status: does-not-apply}}
"""
    )
    for title in ("Biopsy report, with all its addenda", "Photo ID"):
        entry = text.partition(f"**{title}**")[2].partition("\n- ")[0]
        assert entry
        assert wording.HOW_TO_ASK not in entry
        assert "ask by" not in entry
