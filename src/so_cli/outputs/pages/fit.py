"""Makes a page fit on one sheet: the doctor's, where her own pages have what is cut; opinions.

How high a page will be is guessed here from how wide letters are, on the safe side, for formats
that cannot measure. The PDF measures, and takes a shorter one where the guess was too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol
from unicodedata import east_asian_width

from so_cli import wording
from so_cli.outputs.pages.blocks import (
    Block,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Picture,
    Room,
    Section,
    Span,
    Table,
    bold,
    words,
)

# Such a page as style.css prints it, in points; tests compare it with a real browser.
SHEETS = ((496, 680), (480, 730))
"""How wide and how high a sheet has room, letter and A4, with a line to spare."""
_TITLE, _HEADING, _TEXT = (13.5, 16), (11, 12.5), (10, 12.5)
_REQUEST, _QUESTION = (11.5, 12.5), (11.5, 14.5)
"""How large letters are, and how high a line of them is."""
_BETWEEN_SECTIONS, _BETWEEN_BLOCKS, _BETWEEN_ITEMS = 5, 3, 1
_WITH_BOX, _OVER_NOTICE = 3, 10
"""What an item with a box has around it, and the notice above it."""
_BULLET, _NUMBER, _FRAME = 14, 23, 18
"""How much narrower a line is in a list, and in a frame, which makes it as much higher."""
_NAMES, _CELLS, _IN_CELL = 0.24, 0.76, 9.5
"""How much of a table is for the names of its rows, and for the rest; what a cell has around it."""
_TO_ANSWER, _ROOM, _ROOM_WITH_PICTURE = 28, 46, 57
"""The least room to write on."""

# How wide letters are, in the height of letters.
_PERCENTS = """
    28 29 31 66 60 92 74 16 30 30 49 61 21 37 21 39 65 41 55 58 62 59 60 51 62 60 21 21 56 63
    56 48 78 63 62 65 67 57 56 70 70 40 52 64 55 83 70 72 60 73 62 60 56 69 60 86 63 58 61 32
    39 35 56 38 25 53 57 49 57 54 32 56 55 26 25 50 27 85 55 55 57 58 35 48 33 54 47 69 49 45
    46 35 24 35 56
"""
_WIDTHS = {chr(32 + place): int(each) / 100 for place, each in enumerate(_PERCENTS.split())}
"""From the blank to ~, as our font has them."""
_SMALL, _LARGE, _OTHER, _WIDE = 0.6, 0.75, 0.8, 1.25
"""Any other letter: small, or a capital; of another writing; one as wide as Chinese."""
_GAP, _BOLD, _MEAN = 10, 1.07, 0.48
"""A gap to fill in; how much wider bold letters are; a letter as most texts have it."""
_LATIN = 0x250
"""Where Latin letters end."""


def that_fit(title: Line, choices: Iterable[tuple[Section, ...]]) -> Iterator[tuple[Section, ...]]:
    """The choices from the first on that is sure to fit; the last one, if none is."""
    sections: tuple[Section, ...] = ()
    is_found = False
    for sections in choices:
        is_found = is_found or _fits(title, sections)
        if is_found:
            yield sections
    if not is_found:
        yield sections


def _fits(title: Line, sections: Sequence[Section]) -> bool:
    """Whether a page fits on every sheet; most are so short that no line need be broken for it."""
    narrowest, lowest = (min(sizes) for sizes in zip(*SHEETS, strict=True))
    if any(height(title, sections, narrowest, high) <= lowest for high in (_at_most, _high)):
        return True
    return all(height(title, sections, width) <= most for width, most in SHEETS)


class _High(Protocol):
    """How high a line is that wraps where a word does not fit."""

    def __call__(
        self, line: Line, letters: tuple[float, float], width: float, *, bold: bool = False
    ) -> float: ...


def height(
    title: Line, sections: Sequence[Section], width: float, high: _High | None = None
) -> float:
    """How high a page with these sections is, in points, with the least room to write."""
    measure = high or _high
    told = [section for section in sections if section.blocks]
    heights = [_BETWEEN_SECTIONS + _section_height(section, width, measure) for section in told]
    return measure(title, _TITLE, width, bold=True) + sum(heights)


def cut(line: Line, most: int) -> Line:
    """The line, or of a longer one its first words, and where to read the rest.

    There is room for `most` letters as wide as in a common text, and for fewer wide ones.
    """
    kept: list[Span] = []
    room = most * _MEAN
    if sum([_width(span.text) for span in line]) <= room:
        return line
    for span in line:
        count, room = _count_in(span.text, room)
        if count < len(span.text):
            text = span.text[:count].rpartition(" ")[0] or ("" if kept else span.text[:count])
            kept.append(Span(text.rstrip(), strong=span.strong, slanted=span.slanted))
            return *kept, words(wording.SEE_MY_PAGES)
        kept.append(span)
    return line


def _count_in(text: str, room: float) -> tuple[int, float]:
    """How many letters of a text fit in, and the room that is left."""
    for count, letter in enumerate(text):
        room -= _letter_width(letter)
        if room < 0:
            return count, 0
    return len(text), room


def _section_height(section: Section, width: float, high: _High) -> float:
    heights = [high(section.title, _HEADING, width, bold=True)] if section.title else []
    has_picture = any(isinstance(block, Picture) for block in section.blocks)
    heights += [_height(block, width, high, has_picture=has_picture) for block in section.blocks]
    return sum(heights) + _BETWEEN_BLOCKS * (len(heights) - 1)


def _height(block: Block, width: float, high: _High, *, has_picture: bool) -> float:
    height = 0.0  # a picture stands beside the room
    match block:
        case Items():
            height = sum([_item_height(item, block, width, high) for item in block.items])
        case Paragraph(role="urgent"):
            height = high(block.line, _TEXT, width - _FRAME) + _FRAME
        case Paragraph(role="notice"):
            height = high(block.line, _TEXT, width) + _OVER_NOTICE
        case Paragraph():
            height = high(block.line, _REQUEST if block.role == "request" else _TEXT, width)
        case Heading():
            height = high(block.line, _TEXT, width, bold=True) + _BETWEEN_BLOCKS
        case Room():
            height = _ROOM_WITH_PICTURE if has_picture else _ROOM
        case Fields():
            height = _TEXT[1]
        case Table():
            height = _table_height(block, width, high)
    return height


def _table_height(table: Table, width: float, high: _High) -> float:
    column = _CELLS * width / len(table.columns) - _IN_CELL
    head: tuple[Line, ...] = ((), *((bold(name),) for name in table.columns))
    rows = [head, *((row, *cells) for row, cells in zip(table.rows, table.cells, strict=True))]
    return sum(
        _IN_CELL
        + max(
            high(row[0], _TEXT, _NAMES * width - _IN_CELL),
            *(high(cell, _TEXT, column) for cell in row[1:]),
        )
        for row in rows
    )


def _item_height(item: Item, block: Items, width: float, high: _High) -> float:
    if block.is_numbered:
        return high(item.line, _QUESTION, width - _NUMBER) + _TO_ANSWER
    around = _BETWEEN_ITEMS if item.done is None else _WITH_BOX
    return high(item.line, _TEXT, width - _BULLET) + around


def _at_most(
    line: Line, letters: tuple[float, float], width: float, *, bold: bool = False
) -> float:
    """A height that a line surely does not exceed, found without a look at where it breaks.

    Every line but the last is so full that its longest word would not fit behind it.
    """
    size, line_height = letters
    room = width / size
    whole = sum(_width(span.text) + _GAP * span.blank for span in line)
    whole = (
        whole * _BOLD
        if bold
        else whole + (_BOLD - 1) * sum(_width(span.text) for span in line if span.strong)
    )
    if whole <= room:
        return line_height
    longest = _GAP + _BOLD * max(map(_width, "".join([span.text for span in line]).split(" ")))
    if longest >= room - 1:
        return _high(line, letters, width, bold=bold)
    return line_height * (1 + whole // (room - longest))


def _high(line: Line, letters: tuple[float, float], width: float, *, bold: bool = False) -> float:
    """How high a line is that wraps where a word does not fit."""
    size, line_height = letters
    room = width / size
    count, used = 1, 0.0
    for word in _word_widths(line, bold=bold):
        if used and used + word > room:
            count, used = count + 1, 0.0
        count += int(word / (room - 1))
        used += word % (room - 1)
    return count * line_height


def _word_widths(line: Line, *, bold: bool) -> Iterable[float]:
    """How wide each word is, with the blank after it."""
    blank = _letter_width(" ")
    width = 0.0
    for span in line:
        factor = _BOLD if bold or span.strong else 1
        *whole, last = span.text.split(" ")
        for word in whole:
            yield width + factor * (_width(word) + blank)
            width = 0.0
        width += factor * _width(last) + _GAP * span.blank
    yield width


@lru_cache(maxsize=2_000)
def _width(text: str) -> float:
    """How wide a text is on one line, in the height of letters; most are texts of the bank."""
    return sum(map(_letter_width, text))


@lru_cache(maxsize=2_000)
def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if ord(letter) < _LATIN:
        return _LARGE if letter.isupper() else _SMALL
    return _WIDE if east_asian_width(letter) in "WF" else _OTHER
