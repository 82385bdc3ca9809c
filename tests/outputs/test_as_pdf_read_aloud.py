"""The PDF as a screen reader tells it: tagged (PDF/UA-1), in order, and leaving nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from pdf_papers import EVERYTHING, PACKETS, draw, printed_texts, squeezed

from so_cli import wording
from so_cli.outputs.pages.blocks import Block, Document, Items, Picture

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", EVERYTHING)
def test_it_is_tagged_as_pdf_ua_wants_it(name: str) -> None:
    drawn = draw(name)
    with pikepdf.open(BytesIO(drawn.data)) as file, file.open_metadata() as told:
        root = file.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == drawn.document.title
    tags = drawn.pdf.tags
    lists = [tag for tag in tags if tag.name == "L"]
    pictures = [tag for tag in tags if tag.name == "Figure"]
    blocks = all_blocks(drawn.document)
    assert len(lists) >= sum(isinstance(block, Items) for block in blocks)
    assert [tag.alt for tag in pictures] == [b.words for b in blocks if isinstance(b, Picture)]


@pytest.mark.parametrize("name", EVERYTHING)
def test_headings_and_bookmarks_are_those_of_the_document(name: str) -> None:
    drawn = draw(name)
    headings = [tag for tag in drawn.pdf.tags if re.fullmatch(r"H\d", tag.name)]
    levels = [int(tag.name[1]) for tag in headings]
    assert all(level <= before + 1 for before, level in pairwise([0, *levels]))
    with pikepdf.open(BytesIO(drawn.data)) as file, file.open_outline() as outline:
        marked = [squeezed(item.title) for item in walk(outline.root)]
    told = [squeezed(tag.text) for tag in headings if tag.text != wording.CONTENTS]
    assert marked == told
    assert [tag.page for tag in headings] == sorted(tag.page for tag in headings)


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_page_says_whose_it_is_and_which_of_how_many(name: str) -> None:
    drawn = draw(name)
    pages = drawn.pdf.pages
    whose = drawn.document.name or drawn.document.title
    for number, page in enumerate(pages, 1):
        foot = wording.PAGE_OF.format(name=whose, page=number, pages=len(pages))
        assert squeezed(page.foot) == squeezed(foot)


@pytest.mark.parametrize("name", EVERYTHING)
def test_read_in_order_it_says_all_that_the_document_says(name: str) -> None:
    drawn = draw(name)
    spoken = squeezed(drawn.pdf.spoken)
    if any(tag.name == "TOC" for tag in drawn.pdf.tags):  # it repeats what headings say
        spoken = spoken.replace(squeezed(wording.CONTENTS), "", 1)
    assert spoken == squeezed("".join(printed_texts(drawn.document)))


@pytest.mark.parametrize("name", PACKETS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str) -> None:
    drawn = draw(name)
    for page in drawn.own:
        lowest = min(page.body, key=lambda run: run.box[1])
        assert lowest.size < 12.1, lowest.text


def test_long_own_pages_begin_with_a_table_of_contents() -> None:
    drawn = draw("post-biopsy")
    rows = [squeezed(tag.text) for tag in drawn.pdf.tags if tag.name == "TOCI"]
    titles = [tag for tag in drawn.pdf.tags if tag.name == "H2" and tag.text != wording.CONTENTS]
    own = [tag for tag in titles if tag.page >= len(drawn.doctors)]
    assert rows == [squeezed(f"{tag.text}{tag.page + 1}") for tag in own]
    short = draw("assessment")
    assert not [tag for tag in short.pdf.tags if tag.name == "TOCI"]


def all_blocks(document: Document) -> list[Block]:
    return [b for part in document.parts for section in part.sections for b in section.blocks]


def walk(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from walk(item.children)
