"""A document as Markdown: the reference for every other format.

It is CommonMark and nothing more, and no text in it can change its structure. Pictures are left
out, for the pages say in words what they show.
"""

from __future__ import annotations

from urllib.parse import quote

from so_cli.clean import clean
from so_cli.kept import kept
from so_cli.outputs.escape import escape, escape_inside
from so_cli.outputs.pages.blocks import (
    Block,
    Document,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Part,
    Picture,
    Room,
    Section,
    Span,
    Table,
)

RULE = "___"
"""A line to write on, alone on its line: Markdown draws it."""
BLANK = "_" * 12
"""A gap to fill in by hand."""
PAGE_BREAK = "---"
BULLET = "- "
BOXES = {None: "", False: r"\[ \] ", True: r"\[x\] "}


def to_markdown(document: Document) -> str:
    """The whole document, with a rule where a new page begins."""
    parts = [_part(part) for part in document.parts]
    return f"\n\n{PAGE_BREAK}\n\n".join(parts) + "\n"


def markdown_of(line: Line) -> str:
    """Words that run on, as they stand in Markdown."""
    if len(line) == 1:
        return _span(line[0], is_first=True)
    pieces: list[str] = []
    is_first = True
    for span in line:
        pieces.append(_span(span, is_first=is_first))
        is_first = is_first and not pieces[-1].strip()
    return "".join(pieces)


def _span(span: Span, *, is_first: bool) -> str:
    said = span.text
    if span.strong or span.slanted:
        mark = "**" if span.strong else "*"
        text = escape_inside(said)
        text = f"{mark}{text}{mark}" if text else ""
    elif span.blank:
        return BLANK
    elif span.link:
        return f"<{_address(span.link)}>"
    else:
        text = escape(said) if is_first else escape_inside(said)
    before = " " if said[:1] == " " else ""
    after = " " if said[-1:] == " " and text else ""
    return f"{before}{text}{after}"


def _address(url: str) -> str:
    """An address as it may stand between < and >: what no address has is percent-encoded."""
    return quote(clean(url), safe=":/?#[]@!$&'()*+,;=%~._-")


def _part(part: Part) -> str:
    # The doctor's page has as few lines as it can: its title and its lists stand close.
    is_close = part.kind == "doctor"
    title = [f"# {markdown_of(part.title)}"] if part.title else []
    sections = [_section(section, is_close=is_close) for section in part.sections]
    if is_close and sections:
        sections[0] = "\n".join([*title, sections[0]])
        title = []
    return "\n\n".join([*title, *filter(None, sections)])


def _section(section: Section, *, is_close: bool) -> str:
    title = [f"## {markdown_of(section.title)}"] if section.title else []
    blocks = [*filter(None, map(_block, section.blocks))]
    if is_close and title and blocks:
        return "\n".join([*title, "\n\n".join(blocks)])
    return "\n\n".join([*title, *blocks])


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _paragraph(block)
        case Items():
            return _items(block)
        case Room():
            return "\n\n".join([RULE] * block.lines)
        case Fields():
            return " ".join(f"{name} {BLANK}" for name in map(escape, block.names))
        case Table():
            return _table(block)
        case Picture():
            return ""


@kept
def _heading(block: Heading) -> str:
    return f"{'#' * block.level} {markdown_of(block.line)}"


@kept
def _paragraph(block: Paragraph) -> str:
    text = markdown_of(block.line)
    return f"{RULE}\n\n{text}" if block.role == "notice" else text


def _items(block: Items) -> str:
    gap = "\n\n" if block.is_loose else "\n"
    if block.is_numbered:
        numbered = enumerate(block.items, 1)
        return gap.join(_item(item, f"{at}. ", is_loose=block.is_loose) for at, item in numbered)
    return gap.join((_apart if block.is_loose else _close).each(block.items))


@kept
def _apart(item: Item) -> str:
    return _item(item, BULLET, is_loose=True)


@kept
def _close(item: Item) -> str:
    return _item(item, BULLET, is_loose=False)


def _item(item: Item, sign: str, *, is_loose: bool) -> str:
    indent = " " * len(sign)
    more = [f"{indent}{markdown_of(line)}" for line in item.more]
    more += [f"{indent}{RULE}"] * item.room
    lead = f"{sign}{BOXES[item.done]}{markdown_of(item.line)}"
    return ("\n\n" if is_loose else "\n").join([lead, *more])


def _table(block: Table) -> str:
    """CommonMark has no tables: for each row its columns, one below the other."""
    return "\n\n".join(
        "\n".join([f"- {markdown_of(row)}", *_below(block, at), *_cells(block, at)])
        for at, row in enumerate(block.rows)
    )


def _below(table: Table, at: int) -> list[str]:
    return ["", f"  {markdown_of(table.more[at])}", ""] if table.more else []


def _cells(table: Table, at: int) -> list[str]:
    if not table.cells:
        return [f"  - {escape(column)} {BLANK}" for column in table.columns]
    named = zip(table.columns, table.cells[at], strict=True)
    return [f"  - {markdown_of((Span(f'{column}: '), *cell))}" for column, cell in named]
