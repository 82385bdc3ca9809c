"""Markdown of ours, such as a letter's, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from so_cli.outputs.pages.blocks import (
    GAP,
    Block,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Span,
    address,
)

_GAP = re.compile(r"(_{6,})")
_BOX = re.compile(r"\[([ x])\] ")


def blocks_of(markdown: str) -> list[Block]:
    """The blocks of a text in CommonMark; what is in no list and no heading is a paragraph."""
    blocks: list[Block] = []
    items: list[Item] = []
    numbered = False
    depth, heading = 0, 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                numbered = token.type == "ordered_list_open"
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                if not depth:
                    blocks.append(Items(tuple(items), is_numbered=numbered))
                    items = []
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "inline":
                for line in _lines(token.children or ()):
                    if depth:
                        items.append(_item(line))
                    else:
                        blocks.append(
                            Heading(line, level=max(heading, 2)) if heading else Paragraph(line)
                        )
    return blocks


def _item(line: Line) -> Item:
    """An item, with its box taken out of its words where it has one."""
    box = _BOX.match(line[0].text) if line else None
    if box is None:
        return Item(line)
    first = Span(line[0].text[box.end() :])
    return Item((first, *line[1:]), done=box[1] == "x")


def _lines(tokens: Iterable[Token]) -> Iterator[Line]:
    """The words of a paragraph; one line, or more where it says where a line ends."""
    line: list[Span] = []
    is_strong = is_slanted = False
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                is_strong = token.type == "strong_open"
            case "em_open" | "em_close":
                is_slanted = token.type == "em_open"
            case "link_open":
                link = address(str(token.attrs.get("href", ""))).link
            case "link_close":
                link = ""
            case "softbreak":
                line.append(Span(" "))
            case "hardbreak":
                yield _merged(line)
                line = []
            case _ if token.content:
                line += _spans(token.content, strong=is_strong, slanted=is_slanted, link=link)
    yield _merged(line)


def _spans(text: str, *, strong: bool, slanted: bool, link: str) -> Iterator[Span]:
    for part in _GAP.split(text):
        if _GAP.fullmatch(part):
            yield GAP
        elif part:
            yield Span(part, strong=strong, slanted=slanted, link=link)


def _merged(line: Iterable[Span]) -> Line:
    """The same words in as few spans as can be: a parser cuts at every sign that was escaped."""
    merged: list[Span] = []
    for span in line:
        last = merged[-1] if merged else None
        if last and not (span.blank or last.blank) and _look(span) == _look(last):
            merged[-1] = Span(last.text + span.text, *_look(span))
        else:
            merged.append(span)
    return tuple(merged)


def _look(span: Span) -> tuple[bool, bool, str]:
    return span.strong, span.slanted, span.link
