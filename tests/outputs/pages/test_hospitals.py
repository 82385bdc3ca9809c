"""Hospitals side by side on paper: gaps to fill in, years beside answers, no winner."""

from __future__ import annotations

from datetime import date

import pytest
from browser import is_too_wide, printed, shown, shut_out
from hostile import NASTY
from markdown_it import MarkdownIt
from papers import text_of, texts_of_document
from pdf_papers import squeezed, text_on
from pdf_reader import read_pdf
from playwright.sync_api import Browser

from so_cli.bank.bank import Bank
from so_cli.bank.model import Letterhead
from so_cli.case.model import Case, Hospital, HospitalAnswer
from so_cli.outputs.as_html import to_html
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.as_text import to_text
from so_cli.outputs.look import Look
from so_cli.outputs.pages.blocks import GAP, Document, Table
from so_cli.outputs.pages.hospitals import hospitals_document
from so_cli.packet.hospitals import HospitalTable, make_hospital_table

LOOKS = {"letter": Look(), "a4": Look(paper="a4"), "large": Look(large_print=True)}
ANSWERS = {
    "board-certified": HospitalAnswer(answer="yes", note="asked twice"),
    "people-treated": HospitalAnswer(answer="120", year=2025),
    "mammograms-number": HospitalAnswer(answer="9000"),
    "stereotactic-number": HospitalAnswer(answer="not-sure"),
    "full-range": HospitalAnswer(note="left a message"),
}


def table_of(bank: Bank, today: date, *hospitals: Hospital) -> HospitalTable:
    return make_hospital_table(
        bank, Case(id="pat", stage="pre-surgery", hospitals=hospitals), today
    )


def five(bank: Bank, today: date, text: str = "", *, count: int = 5) -> HospitalTable:
    """Hospitals that all answered everything with this text; the last one nothing."""
    answer = HospitalAnswer(answer=text, year=2025, note=text)
    questions = [each.id for each in bank.questions if each.topic.startswith("hospital-")]
    told = Hospital(name=text, answers=dict.fromkeys(questions, answer) if text else ANSWERS)
    return table_of(bank, today, *[told] * (count - 1), Hospital(name=text or "Last"))


def cells_of(document: Document) -> dict[str, tuple[str, ...]]:
    """What stands under each question, gaps as ___."""
    found = {}
    for section in document.parts[0].sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row, cells in zip(block.rows, block.cells, strict=True):
                    found[text_of(row)] = tuple(
                        "".join("___" if span == GAP else span.text for span in cell)
                        for cell in cells
                    )
    return found


def test_an_answer_has_its_year_and_its_note_and_a_gap_has_room(bank: Bank, today: date) -> None:
    made = table_of(bank, today, Hospital(name="North", answers=ANSWERS), Hospital(name="South"))
    cells = cells_of(hospitals_document(made))
    named = {row.id: cells[row.text] for row in made.rows}
    assert named["board-certified"] == ("yes; asked twice", "___")
    assert named["people-treated"] == ("120 (2025)", "___")
    assert named["mammograms-number"] == ("9000 (of which year?)", "___")
    assert named["stereotactic-number"] == ("not sure", "___")
    assert named["full-range"] == ("___ left a message", "___")
    assert named["nci-center"] == ("___", "___")


def test_where_to_find_it_out_stands_below_each_question(bank: Bank, today: date) -> None:
    made = five(bank, today)
    tables = [
        block
        for section in hospitals_document(made).parts[0].sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    below = [text_of(line) for table in tables for line in table.more]
    assert below == [f"Where to find this out: {row.find_out}" for row in made.rows]
    assert {table.columns for table in tables} == {made.hospitals}


def test_it_says_that_none_is_better_and_who_has_no_room(bank: Bank, today: date) -> None:
    made = table_of(bank, today, *(Hospital(name=f"Place {n}") for n in range(7)))
    text = " ".join(to_text(hospitals_document(made)).split())
    assert "Nothing here says which one is better." in text
    assert "Not shown: Place 5, Place 6." in text
    assert text.index("Place 0") < text.index("Place 1") < text.index("Place 4")


def test_a_clinic_has_its_name_on_it(bank: Bank, today: date) -> None:
    document = hospitals_document(five(bank, today), Letterhead(name="Our Clinic"))
    assert "Our Clinic" in to_text(document)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("count", [1, 5])
def test_on_paper_nothing_crosses_an_edge_and_nothing_is_lost(
    count: int, look: Look, bank: Bank, today: date
) -> None:
    made = five(bank, today, count=count)
    document = hospitals_document(made)
    pages = read_pdf(to_pdf(document, made, look).data).pages
    assert all(page.is_inside() for page in pages)
    on_paper = "".join(map(text_on, pages))
    for text in texts_of_document(document):
        assert squeezed(text) in on_paper
    least = 14 if look.large_print else 10
    assert min(run.size for page in pages for run in page.body) >= least


def test_on_paper_a_question_is_never_parted_from_its_answers(bank: Bank, today: date) -> None:
    made = five(bank, today, "A few words that take some lines here")
    pages = read_pdf(to_pdf(hospitals_document(made), made, Look()).data).pages
    assert len(pages) > 3
    for page in pages:
        on_page = text_on(page)
        for row in made.rows:
            if squeezed(row.text) in on_page:
                after = on_page.partition(squeezed(row.find_out))[2]
                assert after.startswith("Afewwords")


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_names_and_answers_mean_nothing_in_any_format(text: str, bank: Bank, today: date) -> None:
    made = five(bank, today, text, count=2)
    document = hospitals_document(made)
    plain = five(bank, today, "word", count=2)
    shape = [token.type for token in MarkdownIt().parse(to_markdown(document))]
    assert shape == [t.type for t in MarkdownIt().parse(to_markdown(hospitals_document(plain)))]
    assert squeezed(to_text(document)).count(squeezed(text)) >= 60
    html = to_html(document, made, Look())
    assert html.count("<td") == to_html(hospitals_document(plain), plain, Look()).count("<td")
    assert not set(to_markdown(document) + html) & {"\x1b", "\u202e", "\u2066"}
    pages = read_pdf(to_pdf(document, made, Look()).data).pages
    assert all(page.is_inside() for page in pages)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_longest_answers_stay_on_the_paper(look: Look, bank: Bank, today: date) -> None:
    made = five(bank, today, "many words and one" + "x" * 400 + " " + "word " * 100)
    pages = read_pdf(to_pdf(hospitals_document(made), made, look).data).pages
    assert all(page.is_inside() for page in pages)


@pytest.mark.slow
def test_on_a_phone_and_in_print_it_can_be_read(bank: Bank, today: date, browser: Browser) -> None:
    made = five(bank, today)
    html = to_html(hospitals_document(made), made, Look())
    for scheme in ("light", "dark"):
        with shown(browser, html, scheme=scheme) as page:
            assert not is_too_wide(page)
            assert not shut_out(page)
    with shown(browser, html, width=1000) as page:
        assert not is_too_wide(page)
        row = page.locator("tbody").first
        boxes = [cell.bounding_box() for cell in row.locator("td").all()]
        assert len({box["y"] for box in boxes if box}) == 1, "side by side"
        sheets = printed(page)
    assert all(sheet.count("Last") for sheet in sheets if "Wheretofind" in sheet)
    long = five(bank, today, "x" * 2000)
    with shown(browser, to_html(hospitals_document(long), long, Look())) as page:
        assert not is_too_wide(page)
