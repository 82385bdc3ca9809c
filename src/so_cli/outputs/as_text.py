"""A document as plain text, for pasting into a chart or a message: no signs but boxes and lines."""

from __future__ import annotations

import textwrap

from so_cli.outputs.escape import one_line
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
    Table,
)

WIDTH = 76
BLANK = "_" * 12
BOXES = {None: "", False: "[ ] ", True: "[x] "}


def to_text(document: Document) -> str:
    """The whole document in lines of at most 76 characters, where its words allow it."""
    rule = "\n\n" + "=" * WIDTH + "\n\n"
    return rule.join(map(_part, document.parts)) + "\n"


def text_of(line: Line) -> str:
    """The words of a line alone."""
    return one_line("".join(BLANK if span.blank else span.text for span in line))


def _part(part: Part) -> str:
    title = [_under(text_of(part.title), "=")] if part.title else []
    return "\n\n".join([*title, *filter(None, map(_section, part.sections))])


def _section(section: Section) -> str:
    title = [_under(text_of(section.title), "-")] if section.title else []
    return "\n\n".join([*title, *filter(None, map(_block, section.blocks))])


def _block(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return _wrapped(text_of(block.line))
        case Items():
            gap = "\n\n" if block.is_loose else "\n"
            return gap.join(
                _item(item, f"{number}. " if block.is_numbered else "- ")
                for number, item in enumerate(block.items, 1)
            )
        case Room():
            return "\n\n".join(["_" * WIDTH] * block.lines)
        case Fields():
            return _wrapped(" ".join(f"{one_line(name)} {BLANK}" for name in block.names))
        case Table():
            return "\n\n".join(_row(block, at) for at in range(len(block.rows)))
        case Picture():
            return ""


def _item(item: Item, sign: str) -> str:
    box = BOXES[item.done]
    lead = box or sign
    indent = " " * len(lead)
    lines = [_wrapped(text_of(item.line), lead, indent)]
    lines += [_wrapped(text_of(line), indent, indent) for line in item.more]
    lines += [indent + "_" * (WIDTH - len(indent))] * item.room
    return "\n".join(lines)


def _row(table: Table, at: int) -> str:
    lines = [_wrapped(text_of(table.rows[at]))]
    if table.more:
        lines.append(_wrapped(text_of(table.more[at]), " " * 4, " " * 4))
    if table.cells:
        for column, cell in zip(table.columns, table.cells[at], strict=True):
            lines.append(_wrapped(f"{one_line(column)}: {text_of(cell)}", " " * 4, " " * 6))
    else:
        lines += [f"    {one_line(column)} {BLANK}" for column in table.columns]
    return "\n".join(lines)


def _under(title: str, sign: str) -> str:
    wrapped = _wrapped(title)
    return f"{wrapped}\n{sign * max(map(len, wrapped.splitlines()), default=0)}"


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return "\n".join(
        textwrap.wrap(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
