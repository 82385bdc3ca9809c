"""The PDF: one sheet for each doctor, and letters that can be read, whatever is written."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hostile import case_of
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from papers import CASES, text_of, texts_of_document, whole_case
from pdf_papers import EVERYTHING, PACKETS, Drawn, draw, squeezed, text_on
from pdf_reader import pages_of

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.look import PAPERS, Look
from so_cli.outputs.look import Paper as PaperSize
from so_cli.outputs.pages.blocks import Document, Paragraph, Section, words
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, Kind, make_checklist

STAGES: tuple[Stage, ...] = get_args(Stage)
LARGE = Look(large_print=True, paper="a4")
SMALLEST = 9.99
"""No letter is smaller, in points."""


# The doctor's page -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PACKETS)
def test_each_doctor_has_one_page_and_ones_own_begin_on_the_next(
    name: str, paper: PaperSize
) -> None:
    drawn = draw(name, Look(paper=paper))
    *doctors, own = drawn.document.parts
    for part, page in zip(doctors, drawn.pdf.pages, strict=False):
        texts = [squeezed(text) for text in texts_of_document(Document("", (part,)))]
        assert text_on(page).startswith(texts[0])
        assert text_on(page).endswith(texts[-1])
    assert text_on(drawn.pdf.pages[len(doctors)]).startswith(squeezed(text_of(own.title)))


@pytest.mark.parametrize("name", CASES)
def test_large_print_leaves_the_doctors_page_as_it_is(name: str, bank: Bank, today: date) -> None:
    packet = make_packet(bank, load_case(CASES[name], bank), today)
    document = packet_document(packet, "doctor")
    usual, large = (
        [*pages_of(to_pdf(document, packet, Look(large_print=is_large)).data)]
        for is_large in (False, True)
    )
    assert usual == large
    assert min(run.size for page in usual for run in page.runs) >= SMALLEST


def test_where_the_guess_was_too_low_it_takes_the_first_that_fits(bank: Bank, today: date) -> None:
    packet = make_packet(bank, Case(), today)
    document = packet_document(packet, "doctor")
    (part,) = document.parts
    choices = [
        (Section("long", (Paragraph((words(f"choice {count} " * count),)),)), *part.sections)
        for count in (900, 800, 60, 50)
    ]
    part = replace(part, sections=choices[0], shorter=tuple(choices[1:]))
    data = to_pdf(replace(document, parts=(part,)), packet, Look()).data
    (page,) = pages_of(data)
    assert text_on(page).count("choice60") == 60


LENGTHS = (1, 30, 200, 2_000, 100_000)
PIECES = (
    "W",
    "中",
    "x",
    "word ",
    "WORD W ",
    "a-",
    "  y",
    "1",
    "Nguyễn ",
    "\u00a0w",
    "https://x.org/",
)
some_text = st.builds(
    lambda piece, length: (piece * length)[:length],
    st.sampled_from(PIECES),
    st.sampled_from(LENGTHS),
)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=25)
def test_a_case_of_any_length_still_is_one_page(
    data: st.DataObject, bank: Bank, today: date
) -> None:
    texts = data.draw(st.lists(some_text, min_size=1, max_size=6))
    case = replace(
        case_of(*texts),
        stage=data.draw(st.sampled_from([*STAGES, None])),
        medicines=case_of(*texts).medicines * data.draw(st.integers(0, 30)),
        allergies=tuple(texts) * data.draw(st.integers(0, 20)),
    )
    if data.draw(st.booleans()):
        whole = whole_case(bank, texts[0], "pre-surgery")
        case = replace(case, facts=whole.facts, questions=whole.questions)
    packet = make_packet(bank, case, today)
    look = Look(paper=data.draw(st.sampled_from(PAPERS)))
    (page,) = pages_of(to_pdf(packet_document(packet, "doctor"), packet, look).data)
    assert min(run.size for run in page.runs) >= SMALLEST
    assert page.is_inside()
    assert squeezed(wording.NEXT_STEP) in text_on(page)
    assert "notmedicaladvice" in text_on(page)


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERYTHING)
def test_letters_are_large_enough_and_nothing_crosses_an_edge(name: str) -> None:
    drawn = draw(name)
    # A form is filled in on one or two sheets, and is looked through, not read; opinions stand
    # side by side on one sheet.
    is_form = drawn.document.is_form
    least = 10.5 if is_form else 10 if name == "opinions" else 12
    check_letters(drawn, least)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["post-biopsy", "card", "visit", "center", "assessment"])
def test_large_print_is_large_everywhere_else(name: str) -> None:
    check_letters(draw(name, LARGE), 18)


def check_letters(drawn: Drawn, least: float) -> None:
    """The foot is smaller: it is glanced at, and must leave its page to the words."""
    own = drawn.own
    assert min(run.size for page in own for run in page.body) > least - 0.01
    assert min(run.size for page in own for run in page.runs) >= SMALLEST
    assert all(page.is_inside() for page in drawn.pdf.pages)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("W" * 100_000, Look()),
        ("W" * 5_000, LARGE),
        ("中文" * 2_500, LARGE),
        ("https://x.org/" + "W" * 5_000, LARGE),
        ("https://x.org/" + "a1-b2/" * 1_000, LARGE),
        ("a" + " " * 99_999, Look()),
        ("a\u0301" * 2_500, LARGE),
        ("\u0301" * 5_000, Look()),
    ],
)
def test_what_never_ends_does_not_run_over_the_edge(
    text: str, look: Look, bank: Bank, today: date
) -> None:
    """On the pages that have every word."""
    packet = make_packet(bank, case_of(text, *["some words"] * 40), today)
    pages = [*pages_of(to_pdf(packet_document(packet, "me"), packet, look).data)]
    assert all(page.is_inside() for page in pages)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_blank_form_is_one_or_two_sheets(
    kind: Kind, stage: Stage, bank: Bank, today: date
) -> None:
    blank = make_checklist(bank, Case(stage=stage), kind, today, is_blank=True)
    for paper in PAPERS:
        data = to_pdf(checklist_document(blank), blank, Look(paper=paper)).data
        count = len([*pages_of(data)])
        assert count == 1 if kind == "card" else count <= 2
