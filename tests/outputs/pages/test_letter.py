"""Letters: filled from the case, whole when nothing is known, and safe whatever a case says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from markdown_it import MarkdownIt

from so_cli.bank.bank import Bank
from so_cli.bank.letters import FIELDS
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.outputs.as_markdown import BLANK
from so_cli.outputs.pages.letter import letter_fields, make_letter
from so_cli.packet.build import make_packet

KINDS = ("records", "slides", "referral", "insurer", "helper", "center")
PAT = """
person: {name: Pat Doe, born: 1971-04-02, phone: 555-0100}
stage: post-biopsy
visits: [{date: 2026-12-10, with: Dr. Rivera, place: Lakeside}]
doctors: [{name: Dr. Stone, phone: 555-0111, first: true}]
decision: surgery or drugs first
decide_by: 2026-12-18
facts: {cancer_type: invasive-ductal, grade: 2, main_question: Can I wait?}
"""
HELPED = PAT.replace("facts: {", "facts: {role: family, ") + "answered_by: Ann Lee\n"
Write = Callable[..., str]
for_each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def write(bank: Bank, make_case: Callable[..., Case], today: date) -> Write:
    def letter(kind: str, text: str = "", *, is_blank: bool = False) -> str:
        packet = make_packet(bank, make_case(text) if text else Case(), today)
        return make_letter(bank, packet, kind, is_blank=is_blank).text

    return letter


def test_there_are_all_the_letters(bank: Bank) -> None:
    assert {*bank.letter} == {*KINDS}


@for_each_kind
def test_a_blank_letter_is_whole(write: Write, kind: str) -> None:
    text = write(kind, is_blank=True)
    assert BLANK in text
    assert not any(sign in text for sign in ("{{", "{%", "None", "\n\n\n"))
    assert text.splitlines()[-1].strip()


@for_each_kind
@pytest.mark.parametrize("case", [PAT, HELPED])
def test_a_letter_knows_who_it_is_about(write: Write, kind: str, case: str) -> None:
    text = write(kind, case)
    assert "Pat Doe" in text
    assert "555-0100" in text


@pytest.mark.parametrize("kind", ["records", "slides", "helper", "center"])
def test_a_helper_writes_as_the_law_asks(write: Write, kind: str) -> None:
    own, helped = write(kind, PAT), write(kind, HELPED)
    assert "Ann Lee" in helped
    assert "Ann Lee" not in own
    assert "authorization" in helped


def test_her_own_request_names_her_right_and_the_time_it_gives(write: Write) -> None:
    text = write("records", PAT)
    assert "45 CFR 164.524" in text
    assert "30 days" in text
    assert "attached" not in text
    helped = write("records", HELPED)
    assert "right of access belongs to Pat Doe" in helped


def test_slides_are_asked_for_as_glass(write: Write) -> None:
    text = write("slides", PAT)
    assert "not a scan or picture" in text
    assert "tracking" in text
    assert "accession" in text


def test_only_what_is_still_needed_is_asked_for(write: Write) -> None:
    text = write("records", f"{PAT}records: {{breast-imaging-reports: {{status: arrived}}}}\n")
    assert "Reports of mammogram" in write("records", PAT)
    assert "Reports of mammogram" not in text


def test_things_are_needed_a_week_before_the_visit(write: Write) -> None:
    assert "by Thu Dec 3, 2026" in write("records", PAT)


HOSTILE = ["{{ 7*7 }}", "{% raw %}", "# Title", "[x](http://a.b)", "<b>", "*a*", "1. x", "\\", "|"]


@for_each_kind
@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_case_changes_the_form_of_a_letter(
    write: Write, kind: str, words: str
) -> None:
    def form(name: str) -> list[str]:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        text = write(
            kind, PAT.replace("Pat Doe", f'"{quoted}"').replace("Dr. Stone", f'"{quoted}"')
        )
        tokens = MarkdownIt("js-default").parse(text)
        inline = [part.type for token in tokens for part in token.children or ()]
        return [token.type for token in tokens] + inline

    assert form(words) == form("Pat Doe")


@for_each_kind
def test_a_name_stands_as_it_was_typed(write: Write, kind: str) -> None:
    text = write(kind, PAT.replace("Pat Doe", '"{{ name }} & <Co> *x*"'))
    html = MarkdownIt("js-default").render(text)
    assert "{{ name }} &amp; &lt;Co&gt; *x*" in html


def test_the_guide_and_the_check_know_every_place_to_fill(
    make_case: Callable[..., Case], today: date
) -> None:
    packet = make_packet(open_bank(), make_case(PAT), today)
    assert letter_fields(packet).keys() == FIELDS


@for_each_kind
def test_every_letter_fits_a_page(write: Write, kind: str) -> None:
    assert len(write(kind, is_blank=True).split()) < 420
