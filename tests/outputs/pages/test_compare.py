"""Opinions on paper: one page, whatever they hold, and what weighs most stays on it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from browser import printed, shown
from hostile import NASTY
from papers import text_of, texts_of_document
from pdf_reader import pages_of
from playwright.sync_api import Browser

from so_cli.bank.bank import Bank
from so_cli.bank.outcomes import Relation
from so_cli.case.model import Answer, Case, Opinion, OpinionId, PlanPart
from so_cli.outputs.as_html import to_html
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.look import Look
from so_cli.outputs.pages.blocks import Document, Part, Table
from so_cli.outputs.pages.compare import comparison_document
from so_cli.packet.comparison import Comparison, make_comparison

LONG = "Long words of a doctor, and then more of them. " * 100


def everything(bank: Bank, text: str, count: int = 2) -> Case:
    """Opinions that differ in every fact and every part, with this text wherever one can write."""
    names: tuple[OpinionId, ...] = get_args(OpinionId)
    opinions = []
    for number, name in enumerate(names[:count]):
        facts = {
            each.id: Answer(value=bank.fact[each.id].choices[number % 2].id)
            for each in bank.diagnosis
            if bank.fact[each.id].kind == "choice"
        }
        plan: dict[str, PlanPart] = {
            part.id: PlanPart(value=part.choices[-1 - number].id, text=text) for part in bank.parts
        }
        opinions.append(Opinion(id=name, by=text[:200], facts=facts, plan=plan, reason=text))
    return Case(id="pat", stage="metastatic", opinions=tuple(opinions))


def compared(bank: Bank, case: Case, today: date) -> tuple[Comparison, Document]:
    made = make_comparison(bank, case, today)
    return made, comparison_document(made)


def table_of(document: Document) -> Table:
    return next(
        block
        for section in document.parts[0].sections
        for block in section.blocks
        if isinstance(block, Table)
    )


PAGES = [
    *(("a", count) for count in (2, 3)),
    *((LONG, count) for count in (2, 3)),
    *((text, 2) for text in NASTY.values()),
    ("W" * 5_000, 3),
    ("中文" * 1_000, 2),
]


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_whatever_they_hold_it_is_one_page(paper: str, bank: Bank, today: date) -> None:
    look = Look(paper=paper)  # type: ignore[arg-type]  # one of the two
    for text, count in PAGES:
        made, document = compared(bank, everything(bank, text, count), today)
        pages = list(pages_of(to_pdf(document, made, look).data))
        assert len(pages) == 1, (text[:40], count)
        assert pages[0].is_inside()


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_browser_prints_it_on_one_page(
    paper: str, browser: Browser, bank: Bank, today: date
) -> None:
    look = Look(paper=paper)  # type: ignore[arg-type]  # one of the two
    parts: list[Part] = []
    for text, count in PAGES:
        made, document = compared(bank, everything(bank, text, count), today)
        parts += document.parts
    pages = to_html(Document("Pages", tuple(parts)), made, look)
    with shown(browser, pages, media="print") as page:
        sheets = printed(page)
    assert len(sheets) == len(PAGES)
    assert all("Opinionssidebyside" in sheet for sheet in sheets)


def test_what_weighs_most_stays_where_room_is_short(bank: Bank, today: date) -> None:
    made, document = compared(bank, everything(bank, LONG, 3), today)
    assert made.outcome
    said = list(texts_of_document(document))
    assert any("The cancer is named differently." in text for text in said)
    matter = {part.title for part in made.outcome.parts if part.matters}
    assert {text_of(row) for row in table_of(document).rows} <= matter
    assert "There is more than one page has room for: so compare opinions --json" in said
    assert any("Not medical advice" in text for text in said)


def test_large_letters_leave_nothing_of_a_page_out(bank: Bank, today: date) -> None:
    made, document = compared(bank, everything(bank, "a"), today)
    pages = pages_of(to_pdf(document, made, Look(large_print=True)).data)
    text = "".join("".join(run.text for run in page.body) for page in pages)
    squeezed = "".join(text.split())
    assert all("".join(words.split()) in squeezed for words in texts_of_document(document))


@pytest.mark.parametrize(
    ("second", "relation", "says"),
    [
        ("mastectomy", "same", "The same"),
        ("lumpectomy", "different", "Different"),
        (None, "one-only", "Not all spoke of it"),
        ("", "unknown", "Not clear yet"),
    ],
)
def test_how_two_compare_is_said_in_words(
    second: str | None, relation: Relation, says: str, bank: Bank, today: date
) -> None:
    plan = {} if second is None else {"surgery": PlanPart(value=second)}
    first = Opinion(id="first", plan={"surgery": PlanPart(value="mastectomy")})
    case = Case(id="pat", opinions=(first, Opinion(id="second", plan=plan)))
    made, document = compared(bank, case, today)
    assert made.outcome
    assert made.outcome.parts[0].relation == relation
    row = table_of(document).cells[0]
    assert text_of(row[-1]) == says
    assert (text_of(row[1]) == "nothing noted") is (not second)


def test_of_agreement_the_table_shows_what_is_the_same(bank: Bank, today: date) -> None:
    plan = {"surgery": PlanPart(value="lumpectomy"), "radiation": PlanPart(value="whole-breast")}
    both = (Opinion(id="first", plan=plan), Opinion(id="second", plan=plan))
    _made, document = compared(bank, Case(id="pat", opinions=both), today)
    said = " ".join(texts_of_document(document))
    assert "The opinions agree." in said
    assert "It is about" not in said
    assert [text_of(row) for row in table_of(document).rows] == ["Surgery", "Radiation"]


def test_a_question_about_two_things_is_asked_once(bank: Bank, today: date) -> None:
    one = {"cancer_type": Answer(value="invasive-ductal"), "her2": Answer(value="positive")}
    two = {"cancer_type": Answer(value="invasive-lobular"), "her2": Answer(value="negative")}
    opinions = (Opinion(id="first", facts=one), Opinion(id="second", facts=two))
    _made, document = compared(bank, Case(id="pat", opinions=opinions), today)
    asked = [text for text in texts_of_document(document) if text.endswith("?")]
    assert len(asked) == len(set(asked))
    assert any(text.startswith("Type; HER2: ") for text in asked)
