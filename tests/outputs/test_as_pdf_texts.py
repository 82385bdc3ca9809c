"""Any text in a PDF is text, in any writing; and the same document makes the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hostile import NASTY, case_of
from papers import CASES
from pdf_papers import draw, squeezed
from pdf_reader import read_pdf

from so_cli.bank.bank import Bank
from so_cli.outputs import as_pdf
from so_cli.outputs.as_pdf import Pdf, to_pdf
from so_cli.outputs.look import Look
from so_cli.outputs.pages.blocks import Document, Paragraph, Part, Section, words
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet

OURS = {"AtkinsonHyperlegibleNext", "NotoSans"}
WRITINGS = {
    "Vietnamese": "Nguyễn Thị Ánh Tuyết",
    "Polish": "Małgorzata Żółkiewska-Dąb",
    "Cyrillic": "Олександра Щербатюк",
    "Greek": "Ελευθερία Παπαδοπούλου",
    "Hebrew": "שרה כהן־לוי",
    "Turkish": "Gülşah Iğdır",  # noqa: RUF001 - Turkish has this letter
    "Romanian": "Ștefania Țîrcă",
    "taken apart": "Nguye\u0302\u0303n",
}


Drawn = Callable[..., Pdf]


@pytest.fixture(scope="session")
def drawn(bank: Bank, today: date) -> Drawn:
    """`drawn(text)`: the packet of a case with this text wherever one can write."""

    def make(*texts: str) -> Pdf:
        packet = make_packet(bank, case_of(*texts), today)
        return to_pdf(packet_document(packet), packet, Look())

    return make


@pytest.fixture
def no_machine_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that has no fonts of its own."""
    compiled = as_pdf._compiled

    def without(source: str, data: dict[str, Any], look: Look, **_other: bool) -> bytes:
        return compiled(source, data, look, uses_system=False)

    monkeypatch.setattr(as_pdf, "_compiled", without)


# Text is text ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_is_written_is_shown_and_means_nothing(text: str, drawn: Drawn) -> None:
    made = drawn(text)
    assert made.undrawn == ()
    assert squeezed(read_pdf(made.data).spoken).count(squeezed(text)) >= 15, "in many places"


def test_no_sign_of_a_terminal_or_of_turned_writing_is_left(drawn: Drawn) -> None:
    said = read_pdf(drawn(NASTY["terminal"]).data).spoken
    assert not set(said) & {"\x1b", "\x07", "\u202e", "\u2066", "\ufeff"}


def test_only_sources_of_the_bank_can_be_followed(drawn: Drawn, bank: Bank) -> None:
    made = drawn("https://evil.example/x javascript:alert(1)", "x")
    with pikepdf.open(BytesIO(made.data)) as file:
        actions = [
            link.A for page in file.pages for link in page.get("/Annots", []) if "/A" in link
        ]
        places = {str(action.URI) for action in actions if "/URI" in action}
        assert places
        assert places <= {source.url for source in bank.sources}
        assert {str(action.S) for action in actions} <= {"/URI", "/GoTo"}


# Other writings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", WRITINGS.values(), ids=WRITINGS)
def test_these_are_drawn_with_our_own_fonts_and_each_word_in_one(text: str, drawn: Drawn) -> None:
    made = drawn(f"Ask {text} first")
    assert made.undrawn == ()
    pdf = read_pdf(made.data)
    assert squeezed(text) in squeezed(pdf.spoken)
    drawn_in = [
        (letter, run.font.partition("-")[0])
        for page in pdf.pages
        for run in page.body
        for letter in run.text
        if not letter.isspace()
    ]
    letters = "".join(letter for letter, _font in drawn_in)
    for word in text.split():
        found = [*re.finditer(re.escape(word), letters)]
        fonts = {font for at in found for _letter, font in drawn_in[at.start() : at.end()]}
        assert len(fonts) == 1, "whole, and always the same"
    assert {font for _letter, font in drawn_in} <= OURS


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_nothing_but_our_own_fonts_is_used(name: str) -> None:
    runs = (run for page in draw(name).pdf.pages for run in page.runs)
    assert {run.font.partition("-")[0] for run in runs} <= OURS


def test_a_paragraph_of_other_letters_may_be_long(drawn: Drawn) -> None:
    text = "Nguyễn и שלום " * 600
    made = drawn(text, *["x"] * 40)
    assert squeezed(read_pdf(made.data).spoken).count(squeezed("Nguyễn и")) >= 600


@pytest.mark.usefixtures("no_machine_fonts")
def test_a_question_mark_stands_for_a_letter_that_no_font_has(drawn: Drawn) -> None:
    made = drawn("王小明 and 🎉", "x")
    assert set(made.undrawn) == {"王", "小", "明", "🎉"}
    assert "???and?" in squeezed(read_pdf(made.data).spoken)


@pytest.mark.usefixtures("no_machine_fonts")
def test_what_is_no_letter_of_its_own_leaves_no_question_mark(drawn: Drawn) -> None:
    """A family is three people, joined by signs that nobody sees."""
    made = drawn("👩\u200d👩\u200d👧 ❤\ufe0f", "x")
    assert set(made.undrawn) == {"👩", "👧", "❤"}
    assert "????" in squeezed(read_pdf(made.data).spoken)
    assert "?????" not in squeezed(read_pdf(made.data).spoken)


def test_a_long_word_breaks_only_between_letters() -> None:
    pieces = as_pdf._printed("e\u0301" * 40, undrawn=None).split("\u200b")
    assert len(pieces) > 2
    assert not any(piece.startswith("\u0301") for piece in pieces)
    family = as_pdf._printed("👩\u200d" * 40, undrawn=None).split("\u200b")
    assert not any(piece.endswith("\u200d") for piece in family[:-1])


def test_an_address_can_be_copied_as_it_is() -> None:
    address = "https://www.example.org/guidelines/second-opinion/2026?page=12&part=breast"
    assert as_pdf._printed(address, undrawn=None) == address
    assert "\u200b" in as_pdf._printed("https://example.org/" + "w" * 60, undrawn=None)


# The same bytes ----------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes(drawn: Drawn) -> None:
    assert drawn("x y z").data == drawn("x y z").data


@pytest.mark.slow
def test_so_does_another_run_of_the_program(run_so: Callable[..., object], tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        run_so("summary", "--case", CASES["post-biopsy"], "-o", tmp_path / name)
    made = (tmp_path / "a.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    assert made == draw("post-biopsy").data


def test_it_does_not_say_when_it_was_made(drawn: Drawn) -> None:
    """Which would be another time each time."""
    assert b"CreationDate" not in drawn("x").data


def test_a_document_need_not_be_a_packet(bank: Bank, today: date) -> None:
    packet = make_packet(bank, case_of("x"), today)
    line = (words("Only this."),)
    part = Part("own", "One", (words("Title"),), (Section("one", (Paragraph(line),)),))
    made = to_pdf(Document("One", (part,)), packet, Look())
    assert squeezed(read_pdf(made.data).spoken) == "TitleOnlythis."
