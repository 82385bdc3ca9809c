"""A document as data: what each format draws in its own way, and a template may draw anew.

Texts are as they were written, with nothing escaped: each format escapes what it must.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from so_cli.bank.model import Letterhead
from so_cli.clean import clean


class Span(Struct, frozen=True):
    """Some words of a line. `blank`: a gap to fill in by hand, without words."""

    text: str
    strong: bool = False
    slanted: bool = False
    link: str = ""
    blank: bool = False


Line = tuple[Span, ...]
"""Words that run on, with the spaces between them."""


class Heading(Struct, frozen=True, dict=True, tag="heading", tag_field="kind"):
    """A heading below that of its section."""

    line: Line
    level: int = 3


class Paragraph(Struct, frozen=True, dict=True, tag="paragraph", tag_field="kind"):
    """A paragraph; `role` names one that may look different: request, urgent, notice."""

    line: Line
    role: str = ""


class Item(Struct, frozen=True, dict=True):
    """A line of a list, with paragraphs below it, and lines to write on.

    done  whether its box is ticked; None where it has no box.
    """

    line: Line
    done: bool | None = None
    more: tuple[Line, ...] = ()
    room: int = 0


class Items(Struct, frozen=True, tag="items", tag_field="kind"):
    """A list; one that is `loose` has space between its items."""

    items: tuple[Item, ...]
    is_numbered: bool = False
    is_loose: bool = False


class Room(Struct, frozen=True, tag="room", tag_field="kind"):
    """Lines to write on; where `fills` is set, all that the page has left."""

    lines: int = 1
    fills: bool = False
    picture: str = ""


class Fields(Struct, frozen=True, tag="fields", tag_field="kind"):
    """Names, each with a gap to fill in by hand, on one line."""

    names: tuple[str, ...]


class Picture(Struct, frozen=True, tag="picture", tag_field="kind"):
    """A drawing (SVG); `words` say all that it shows, for whoever cannot see it."""

    name: str
    svg: str
    words: str


class Table(Struct, frozen=True, tag="table", tag_field="kind"):
    """A name for each row, and something in it under each column.

    cells  what stands there, row by row; without any it is a form, with room in every cell.
    more   what stands below the name of each row. Such a row needs the whole width for its name,
           so its cells stand under it.
    """

    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    cells: tuple[tuple[Line, ...], ...] = ()
    more: tuple[Line, ...] = ()


Block = Heading | Paragraph | Items | Room | Fields | Picture | Table


class Section(Struct, frozen=True):
    """A part of a page, by an id that a template may look for; `title` may be empty."""

    id: str
    blocks: tuple[Block, ...]
    title: Line = ()


class Part(Struct, frozen=True):
    """Pages that belong together and begin on a new one.

    kind     what it is: doctor, own, records, card, letter, ...
    name     how it is called where its pages are listed
    shorter  the same sections again and again, each time with fewer words, for a part that must
             fit on one page: the first that fits is taken.
    """

    kind: str
    name: str
    title: Line
    sections: tuple[Section, ...]
    shorter: tuple[tuple[Section, ...], ...] = ()


LONGEST_NAME = 60
"""How much of a name stands at the foot of every page."""


class Document(Struct, frozen=True):
    """What one file holds.

    name     whose it is, for the foot of each page
    is_form  whether it is to be filled in by hand: printed small
    details  how many paragraphs below each item are printed on a form; elsewhere, all are
    columns  how many columns paper has room for
    """

    title: str
    parts: tuple[Part, ...]
    name: str = ""
    letterhead: Letterhead | None = None
    is_form: bool = False
    details: int = 0
    columns: int = 1


words: Callable[[str], Span] = Span
"""Words as they are."""


def bold(text: str) -> Span:
    """Words that stand out."""
    return Span(text, strong=True)


def slanted(text: str) -> Span:
    """Words that stand back."""
    return Span(text, slanted=True)


def address(url: str) -> Span:
    """An address that can be followed, if it is one on the web."""
    return Span(url, link=clean(url) if url.startswith(("https://", "http://")) else "")


GAP = Span("", blank=True)
"""A gap to fill in by hand."""


def length(line: Line) -> int:
    """How many characters a line has."""
    return sum(len(span.text) for span in line)
