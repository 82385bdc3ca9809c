"""The PDF: what a doctor reads on one sheet, what prints well, and what a screen reader says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import NamedTuple, get_args

import pikepdf
import pytest
from hostile import NASTY, case_of
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from papers import CASES, EXAMPLES, NAMES, Paper, named_paper, packet_paper, text_of, whole_case
from papers import texts_of_block as texts_of
from pdf_reader import Page, Pdf, pages_of, read_pdf

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Answer, Case, OwnQuestion, Questions
from so_cli.case.store import load_case
from so_cli.clean import clean
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.look import PAPERS, Look
from so_cli.outputs.pages.blocks import Block, Document, Items, Picture
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.letter import letter_document, make_letter
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, make_checklist

LETTERS = ("center", "helper", "insurer", "records", "referral", "slides")
FILLED = (*(f"{kind} filled" for kind in KINDS), *(f"{kind} blank" for kind in LETTERS), *LETTERS)
PACKETS = (*CASES, *EXAMPLES, "empty")
EVERYTHING = tuple(dict.fromkeys((*NAMES, *PACKETS, *FILLED)))
STAGES: tuple[Stage, ...] = get_args(Stage)
FOOT = 54
"""How much of a page's height is left for its foot, in points."""


class Drawn(NamedTuple):
    document: Document
    data: bytes
    pdf: Pdf


Draw = Callable[..., Drawn]


@pytest.fixture(scope="session")
def draw(bank: Bank, today: date) -> Draw:
    """`draw("letter")`, `draw("empty", Look(paper="a4"))`: a paper by its name, as a PDF."""

    @cache
    def make(name: str, look: Look | None = None) -> Drawn:
        document, content = paper_of(name, bank, today)
        data = to_pdf(document, content, look or Look()).data
        return Drawn(document, data, read_pdf(data))

    return make


def paper_of(name: str, bank: Bank, today: date) -> Paper:
    """One of EVERYTHING: the papers of all formats, and each filled checklist and each letter."""
    kind, _, how = name.partition(" ")
    case = load_case(EXAMPLES["example-before-surgery"], bank)
    if kind in LETTERS:
        packet = make_packet(bank, Case() if how == "blank" else case, today)
        letter = make_letter(bank, packet, kind, is_blank=how == "blank")
        return Paper(letter_document(letter, packet), letter)
    if how == "filled":
        found = next(each for each in KINDS if each == kind)
        checklist = make_checklist(bank, case, found, today, is_blank=False)
        return Paper(checklist_document(checklist), checklist)
    return named_paper(name, bank, today)


def doctors_pages(drawn: Drawn) -> list[Page]:
    """The pages before the person's own."""
    count = sum(part.kind == "doctor" for part in drawn.document.parts)
    return list(drawn.pdf.pages[:count])


def own_pages(drawn: Drawn) -> list[Page]:
    return list(drawn.pdf.pages[len(doctors_pages(drawn)) :])


def body_sizes(page: Page) -> set[float]:
    """How large the letters are on it, but for the foot."""
    return {round(run.size, 1) for run in page.runs if run.box[3] > FOOT}


# The doctor's page -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKETS)
def test_each_doctor_has_one_page_and_ones_own_begin_on_the_next(name: str, draw: Draw) -> None:
    for paper in PAPERS:
        drawn = draw(name, Look(paper=paper))
        *doctors, own = drawn.document.parts
        for part, page in zip(doctors, drawn.pdf.pages, strict=False):
            assert squeezed(text_of(part.title)) in squeezed(page.text)
            assert squeezed(text_of(part.sections[-1].blocks[-1].line)) in squeezed(page.text)
        assert drawn.pdf.pages[len(doctors)].text.startswith(text_of(own.title))


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKETS)
def test_large_print_leaves_the_doctors_page_as_it_is(name: str, draw: Draw) -> None:
    usual, large = (doctors_pages(draw(name, Look(large_print=is_))) for is_ in (False, True))
    for page, other in zip(usual, large, strict=True):
        assert [run for run in page.runs if run.mark >= 0] == [
            run for run in other.runs if run.mark >= 0
        ]
        assert min(run.size for run in (*page.runs, *other.runs)) >= 9.99


LENGTHS = (1, 30, 200, 2_000, 100_000)
PIECES = ("W", "中", "x", "word ", "WORD W ", "a-", "  y", "1", "Nguyễn ", "\u00a0w", "https://x.org/")
some_text = st.builds(
    lambda piece, length: (piece * length)[:length],
    st.sampled_from(PIECES),
    st.sampled_from(LENGTHS),
)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=30)
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
    assert min(run.size for run in page.runs) >= 9.99
    assert page.is_inside()
    assert "not medical advice" in page.text
    assert "Next step:" in page.text


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERYTHING)
def test_letters_are_large_enough_and_nothing_crosses_an_edge(name: str, draw: Draw) -> None:
    """The foot has smaller letters: it is looked at once, and its room is paper lost to words."""
    drawn = draw(name)
    least = 11 if drawn.document.is_form else 12
    for page in own_pages(drawn):
        assert min(body_sizes(page)) >= least
    assert all(page.is_inside() for page in drawn.pdf.pages)
    assert min(run.size for page in drawn.pdf.pages for run in page.runs) >= 9.99
