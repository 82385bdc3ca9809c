"""The pages as Markdown: whatever she, a doctor or a file wrote, the pages keep their shape."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import chain

import cmarkgfm  # type: ignore[import-untyped]  # it comes without types
import pytest
from hostile import HOSTILE, case_of
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.model import Letterhead
from so_cli.case.model import (
    Case,
)
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.as_text import text_of
from so_cli.outputs.pages.blocks import Document, Heading, Items, Paragraph, Room
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, Kind, make_checklist

MakeCase = Callable[..., Case]


def shape(markdown: str) -> list[str]:
    """Every block and every mark in it, without the words."""
    found = []
    for token in MarkdownIt("commonmark").parse(markdown):
        found.append(f"{token.type}{token.tag}")
        marks = [c.type for c in token.children or [] if c.type not in {"text", "softbreak"}]
        found += marks
    return found


class Outline(HTMLParser):
    """Headings with their words, and every list and item, of a page in HTML."""

    TOLD = frozenset(
        {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "hr", "blockquote", "pre"}
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._heading = ""
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.TOLD:
            self.found.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self._heading = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.found.append(f"/{tag}")
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if self._heading:
            self.found[-1] += f" {data.strip()}"


def meant(document: Document) -> list[str]:
    """The headings and lists that a document has, in its own words."""
    found: list[str] = []
    for number, part in enumerate(document.parts):
        found += ["hr"] if number else []
        found += [f"h1 {text_of(part.title)}"]
        for section in part.sections:
            found += [f"h2 {text_of(section.title)}"] if section.title else []
            for block in section.blocks:
                match block:
                    case Heading():
                        found.append(f"h{block.level} {text_of(block.line)}")
                    case Items():
                        tag = "ol" if block.is_numbered else "ul"
                        items = [["li"] + ["hr"] * item.room for item in block.items]
                        found += [tag, *chain.from_iterable(items), f"/{tag}"]
                    case Room():
                        found += ["hr"] * block.lines
                    case Paragraph(role="notice"):
                        found.append("hr")
                    case _:
                        pass
    return found


@pytest.fixture(scope="module")
def harmless(bank: Bank, today: date) -> list[str]:
    return shape(to_markdown(packet_document(make_packet(bank, case_of("xax"), today))))


@pytest.mark.slow
@given(text=HOSTILE)
@settings(max_examples=25)
def test_no_text_changes_the_shape_of_the_pages(
    bank: Bank, today: date, harmless: list[str], text: str
) -> None:
    made = to_markdown(packet_document(make_packet(bank, case_of(text), today)))
    assert shape(made) == harmless
    assert not set(made) & {"\x1b", "\u2028"}


@pytest.mark.slow
@pytest.mark.parametrize("half", [1, 2])
@given(data=st.data())
@settings(max_examples=250)
def test_two_parsers_read_the_headings_and_lists_that_are_meant(
    half: int,
    data: st.DataObject,
    bank: Bank,
    any_case: st.SearchStrategy[Case],
    today: date,
) -> None:
    del half  # two runs, side by side
    made = data.draw(any_case)
    hostile = case_of(*data.draw(st.lists(HOSTILE, min_size=3, max_size=9)))
    case = replace(hostile, stage=made.stage, facts=made.facts | hostile.facts)
    packet = make_packet(bank, case, today)
    # What no person writes is the same in every case, and would only take time.
    own = tuple(question for question in packet.rest if question.own)
    lean = replace(packet, rest=own, calls=(), notes=(), words=(), sources=())
    document = packet_document(lean)
    text = to_markdown(document)
    read = [
        Outline(parse(text)).found
        for parse in (MarkdownIt("commonmark").render, cmarkgfm.markdown_to_html)
    ]
    assert read[0] == read[1]
    assert squeezed(read[0]) == squeezed(meant(document))


def squeezed(outline: list[str]) -> list[str]:
    """The same without spaces, which HTML does not count."""
    return ["".join(each.split()) for each in outline]


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_changes_the_shape_of_a_checklist(kind: Kind, bank: Bank, today: date) -> None:
    made = [
        make_checklist(bank, case_of(text), kind, today, is_blank=False)
        for text in ("# a\n- <b>*x*", "x")
    ]
    hostile, harmless = (shape(to_markdown(checklist_document(each))) for each in made)
    assert hostile == harmless


def test_the_letterhead_of_a_hospital_changes_no_answer(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    packet = make_packet(bank, make_case("stage: metastatic"), today)
    head = Letterhead(name="Our *Hospital*", phone="555")
    made = to_markdown(packet_document(replace(packet, letterhead=head)))
    line = "*Our \\*Hospital\\*, 555*\n\n"
    assert made.count(line) == 1
    assert made.replace(line, "") == to_markdown(packet_document(packet))
