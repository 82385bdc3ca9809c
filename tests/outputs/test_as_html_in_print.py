"""The web page as a real browser prints it: a doctor's page is one sheet, whatever is on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from browser import printed, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from papers import CASES, EXAMPLES, named_paper, text_of, texts_of_block, whole_case
from playwright.sync_api import Browser

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_html import to_html
from so_cli.outputs.look import PAPERS, Look, Paper
from so_cli.outputs.pages.blocks import Document, Items, Part, Picture
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.doctor import doctor_parts
from so_cli.outputs.pages.fit import SHEETS, height
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, Kind, make_checklist

pytestmark = pytest.mark.slow

STAGES: tuple[Stage, ...] = get_args(Stage)
LONG = (
    "Long answer with several words in it, and then more of them. " * 40,
    "LONG ANSWER IN CAPITALS " * 60,
    "中文很長的回答" * 100,
    "extraordinarily-long-words-without-a-blank " * 50,
    "W" * 2_000,
    "x" * 100_000,
)
WIDTHS = {"letter": 664, "a4": 642}
"""How wide the words are between the margins, in pixels."""
HEIGHTS = """[...document.querySelectorAll("article")].map(
    each => each.getBoundingClientRect().height * 72 / 96)"""


@pytest.fixture(scope="session")
def cases(bank: Bank) -> list[Case]:
    """Cases as people have them, an empty one, and some with more than anybody would write."""
    real = [load_case(path, bank) for path in (*CASES.values(), *EXAMPLES.values())]
    return [*real, Case(), *(whole_case(bank, text, stage) for text in LONG for stage in STAGES)]


def pages_for_doctors(bank: Bank, cases: Iterable[Case], today: date) -> Document:
    """The doctor's pages of all these cases, one after the other."""
    parts = [part for case in cases for part in doctor_parts(make_packet(bank, case, today))]
    return Document("Pages", tuple(parts))


def on_paper(part: Part) -> str:
    """The words of a part as they are printed: with the numbers of a list and signs in pictures."""
    texts = [text_of(part.title)]
    for section in part.sections:
        texts.append(text_of(section.title))
        for block in section.blocks:
            lines = list(texts_of_block(block))
            if isinstance(block, Items) and block.is_numbered:
                lines = [f"{number}.{line}" for number, line in enumerate(lines, 1)]
            if isinstance(block, Picture):
                lines = re.findall(r">([^<]+)</text>", block.svg)
            texts += lines
    return " ".join(texts)


def plain(text: str) -> str:
    """Letters that every machine can print; a hyphen at the end of a line is not read again."""
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("large_print", [False, True])
def test_every_page_for_a_doctor_is_one_sheet_with_every_word_of_it(
    *, paper: Paper, large_print: bool, bank: Bank, cases: list[Case], today: date, browser: Browser
) -> None:
    document = pages_for_doctors(bank, cases, today)
    html = to_html(document, document, Look(paper=paper, large_print=large_print))
    with shown(browser, html) as page:
        sheets = printed(page)
    assert len(sheets) == len(document.parts)
    for number, (sheet, part) in enumerate(zip(sheets, document.parts, strict=True), 1):
        foot = wording.PAGE_OF.format(name="Pages", page=number, pages=len(sheets))
        assert plain(sheet) == plain(f"{foot}{on_paper(part)}")


@given(data=st.data())
@settings(max_examples=3)
def test_any_page_for_a_doctor_is_one_sheet(
    data: st.DataObject,
    bank: Bank,
    any_case: st.SearchStrategy[Case],
    today: date,
    browser: Browser,
) -> None:
    drawn = data.draw(st.lists(any_case, min_size=10, max_size=10))
    document = pages_for_doctors(bank, drawn, today)
    with shown(browser, to_html(document, document, Look())) as page:
        assert len(printed(page)) == len(document.parts)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_guess_of_how_high_a_page_will_be_is_never_too_low(
    paper: Paper, bank: Bank, cases: list[Case], today: date, browser: Browser
) -> None:
    parts = [
        replace(part, sections=sections, shorter=())
        for part in pages_for_doctors(bank, cases, today).parts
        for sections in (part.sections, *part.shorter)
    ]
    document = Document("Pages", tuple(parts))
    html = to_html(document, document, Look(paper=paper))
    html += "<style>@media print { article.doctor { min-height: 0 !important } }</style>"
    with shown(browser, html, width=WIDTHS[paper], media="print") as page:
        real = page.evaluate(HEIGHTS)
    width = SHEETS[PAPERS.index(paper)][0]
    guessed = [height(part.title, part.sections, width) for part in parts]
    assert all(guess >= was for guess, was in zip(guessed, real, strict=True))
    assert sum(guessed) < sum(real) * 1.1, "nor much too high"


@pytest.mark.parametrize("name", [*CASES, "empty"])
def test_her_own_pages_begin_on_a_new_sheet(
    name: str, bank: Bank, today: date, browser: Browser
) -> None:
    made = named_paper(name, bank, today)
    doctors = len(made.document.parts) - 1
    look = Look(large_print=True, paper="a4")
    with shown(browser, to_html(made.document, made.content, look)) as page:
        sheets = printed(page)
    own = "".join(wording.MY_PAGES.split())
    assert [own in sheet[:300] for sheet in sheets[: doctors + 1]] == [False] * doctors + [True]
    assert f"page{len(sheets)}of{len(sheets)}" in sheets[-1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_is_one_or_two_sheets(
    kind: Kind, paper: Paper, bank: Bank, today: date, browser: Browser
) -> None:
    blank = [make_checklist(bank, Case(stage=s), kind, today, is_blank=True) for s in STAGES]
    forms = [checklist_document(each) for each in blank]
    parts = tuple(part for form in forms for part in form.parts)
    document = replace(forms[0], title="Pages", parts=parts)
    with shown(browser, to_html(document, blank[0], Look(paper=paper))) as page:
        sheets = [plain(sheet) for sheet in printed(page)]
    titles = tuple(plain(text_of(part.title)) for part in parts)
    foot = re.compile(r"Pagespage\d+of\d+")
    begins = [at for at, sheet in enumerate(sheets) if foot.sub("", sheet).startswith(titles)]
    assert len(begins) == len(parts), "each begins on a new sheet"
    most = 1 if kind in {"card", "hospital", "visit"} else 2
    assert max(after - at for at, after in pairwise([*begins, len(sheets)])) <= most
