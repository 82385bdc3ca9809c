"""Makes the doctor's page fit on one sheet: long answers are cut, and her own pages have them.

How high a page will be is guessed here from how wide letters are, on the safe side, for formats
that cannot measure. The PDF measures, and takes a shorter one where the guess was too low.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from so_cli import wording
from so_cli.outputs.pages.blocks import (
    Block,
    Item,
    Items,
    Line,
    Paragraph,
    Room,
    Section,
    Span,
    length,
    words,
)

LINES_ON_A_PAGE = 58
"""Lines of the smallest letters (10 points) on a sheet, letter or A4, with narrow margins."""
EMS_ON_A_LINE = 48
"""How wide such a line is, in the height of its letters."""
_GAP_WIDTH = 6
_SMALL, _LARGE, _OTHER = 0.54, 0.78, 1.15
"""How wide a letter is: a small one, a capital, one of another writing."""


def first_that_fits(choices: Sequence[tuple[Section, ...]]) -> Sequence[tuple[Section, ...]]:
    """The choices from the first on that is sure to fit; the last one, if none is."""
    for number, sections in enumerate(choices):
        if height(sections) <= LINES_ON_A_PAGE:
            return choices[number:]
    return choices[-1:]


def height(sections: Sequence[Section]) -> float:
    """How many lines these sections fill, with the space between them."""
    return sum(
        (1.5 if section.title else 0) + sum(_height(block) + 0.5 for block in section.blocks)
        for section in sections
    )


def cut(line: Line, most: int) -> Line:
    """The line, or of a longer one its first words, and where to read the rest."""
    if length(line) <= most:
        return line
    kept: list[Span] = []
    room = most
    for span in line:
        if len(span.text) > room:
            text = span.text[:room].rpartition(" ")[0] or ("" if kept else span.text[:room])
            kept.append(Span(text.rstrip(), strong=span.strong, slanted=span.slanted))
            break
        kept.append(span)
        room -= len(span.text)
    return *kept, words(wording.SEE_MY_PAGES)


def _height(block: Block) -> float:
    match block:
        case Items():
            return sum(map(_item_height, block.items))
        case Paragraph():
            return _line_height(block.line)
        case Room():
            return 2.0
        case _:
            return 1.0


def _item_height(item: Item) -> float:
    return _line_height(item.line, indent=2) + item.room * 1.5 + 0.2


def _line_height(line: Line, indent: int = 0) -> int:
    width = sum(_GAP_WIDTH if span.blank else sum(map(_letter_width, span.text)) for span in line)
    return max(1, ceil(width / (EMS_ON_A_LINE - indent)))


def _letter_width(letter: str) -> float:
    if not letter.isascii():
        return _OTHER
    return _LARGE if letter.isupper() else _SMALL
