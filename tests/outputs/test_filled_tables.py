"""A table whose cells hold words: every format says what stands under which name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from browser import PHONE, is_too_wide, shown, shut_out
from hostile import NASTY
from markdown_it import MarkdownIt
from msgspec import Struct
from pdf_papers import squeezed, text_on
from pdf_reader import read_pdf
from playwright.sync_api import Browser

from so_cli.outputs.as_html import to_html
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.as_text import to_text
from so_cli.outputs.look import Look
from so_cli.outputs.pages.blocks import GAP, Document, Line, Part, Section, Table, words


class Content(Struct):
    """What the pages were made from."""


def document(*columns: str, row: str, cells: tuple[str, ...]) -> Document:
    """One row of a filled table; an empty cell is a gap."""
    filled = tuple((words(text) if text else GAP,) for text in cells)
    table = Table(columns, ((words(row),),), (filled,))
    part = Part("hospitals", "Pages", (words("Pages"),), (Section("table", (table,)),))
    return Document("Pages", (part,))


PAGES = document("North", "South", row="How many?", cells=("120", ""))


def test_markdown_and_text_say_each_below_the_other() -> None:
    assert to_markdown(PAGES).endswith("- How many?\n  - North: 120\n  - South: ____________\n")
    assert to_text(PAGES).endswith("How many?\n    North: 120\n    South: ____________\n")


def test_what_stands_below_the_name_of_a_row_comes_before_its_cells() -> None:
    table = Table(("North",), ((words("How many?"),),), (((words("120"),),),), ((words("Ask."),),))
    pages = Document("", (Part("x", "", (), (Section("x", (table,)),)),))
    assert to_markdown(pages).endswith("- How many?\n\n  Ask.\n\n  - North: 120\n")
    assert to_text(pages).endswith("How many?\n    Ask.\n    North: 120\n")
    html = to_html(pages, Content(), Look()).partition("<table")[2]
    assert html.index("How many?") < html.index("Ask.") < html.index("120")


@pytest.mark.parametrize("look", [Look(), Look(paper="a4"), Look(large_print=True)])
def test_paper_says_it_in_columns_or_below_each_other_in_large_letters(look: Look) -> None:
    made = read_pdf(to_pdf(PAGES, Content(), look).data)
    (page,) = made.pages
    assert page.is_inside()
    north, south = (
        next(run.box for run in page.body if run.text.startswith(name))
        for name in ("North", "South")
    )
    is_beside = south[0] > north[2]
    assert is_beside is not look.large_print


@pytest.mark.parametrize("look", [Look(), Look(large_print=True)], ids=["columns", "large"])
def test_on_paper_five_long_columns_stay_on_it_and_lose_nothing(look: Look) -> None:
    names = tuple(f"{n}. " + "Hospital" * 20 for n in range(1, 6))
    cells = tuple(f"{n} " + "many words " * 300 for n in range(1, 6))
    made = read_pdf(to_pdf(document(*names, row="How?", cells=cells), Content(), look).data)
    assert all(page.is_inside() for page in made.pages)
    printed = "".join(map(text_on, made.pages))
    assert printed.count("words") == 1500
    for name in names:
        assert squeezed(name) in printed


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("more", [(), ((words("Ask."),),)], ids=["beside", "above"])
def test_no_word_reaches_into_the_next_column(more: tuple[Line, ...], count: int) -> None:
    long = " ".join("reconstructionsandmore"[:length] for length in range(1, 20))
    table = Table((long,) * count, ((words("How?"),),), (((words(long),),) * count,), more)
    pages = Document("Pages", (Part("hospitals", "", (), (Section("x", (table,)),)),))
    (page,) = read_pdf(to_pdf(pages, Content(), Look()).data).pages
    lines: dict[int, list[tuple[float, float]]] = {}
    for run in page.body:
        left, bottom, right, _top = run.box
        lines.setdefault(round(bottom), []).append((left, right))
    assert len(lines) > 5
    for boxes in lines.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(boxes)))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_what_stands_in_a_cell_means_nothing(text: str) -> None:
    pages = document(text, row=text, cells=(text,))
    tokens = MarkdownIt("commonmark").parse(to_markdown(pages))
    assert sum(token.type == "list_item_open" for token in tokens) == 2
    assert {c.type for token in tokens for c in token.children or ()} <= {"text", "softbreak"}
    assert squeezed(text) in squeezed(to_text(pages))
    html = to_html(pages, Content(), Look())
    assert "<img" not in html
    assert "<script>alert" not in html
    assert html.count('<td data-column="') == 1
    printed = read_pdf(to_pdf(pages, Content(), Look()).data).pages
    assert all(page.is_inside() for page in printed)


@pytest.mark.slow
def test_on_a_phone_each_cell_follows_the_name_of_its_column(browser: Browser) -> None:
    names = tuple(f"{n}. Hospital" for n in range(5))
    pages = document(*names, row="How many?", cells=("x" * 1000, "120", "", "yes", "no"))
    html = to_html(pages, Content(), Look())
    with shown(browser, html) as page:
        assert not is_too_wide(page)
        assert not shut_out(page)
        boxes = [cell.bounding_box() for cell in page.locator("tbody td").all()]
        assert all(box and box["width"] > PHONE * 0.8 for box in boxes)
        named = "getComputedStyle(document.querySelectorAll('tbody td')[1], '::before').content"
        assert "1. Hospital" in "".join(page.evaluate(named).split('"'))
    with shown(browser, html, width=1000) as page:
        left, right = page.locator("tbody td").all()[:2]
        first, second = left.bounding_box(), right.bounding_box()
        assert first
        assert second
        assert first["y"] == second["y"]
