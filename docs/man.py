"""Makes the man page, so.1, out of the help of all commands; `make man` runs it.

What stands here besides is what no help says: files, settings from outside, exit codes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from so_cli import __version__
from so_cli.cli.app import app
from so_cli.cli.tree import Node, walk

Row = tuple[str, str]
"""What is typed, and what it means."""

END = """\
.SH FILES
The cases are in the folder of the user's own data, or in SO_HOME;
.B so case path
prints the place.
Each is one text file that may be read and edited.
.SH ENVIRONMENT
.TP
.B SO_HOME
The folder for everything personal.
.TP
.B SO_CASE
The case where \\-\\-case names none.
.TP
.B SO_BANK
Folders laid over the bank where \\-\\-bank names none, apart as in PATH.
.TP
.B SO_TODAY
The day to take for today, as in 2026\\-12\\-10.
.TP
.B SOURCE_DATE_EPOCH
The same in seconds since 1970, where SO_TODAY is not set.
.TP
.B NO_COLOR
No colors, where it is set.
.TP
.BR VISUAL ", " EDITOR
The text editor of
.BR "so case edit" .
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
An export is done, but some cases in it were bad; errors.jsonl names them.
.TP
.B 2
Wrong usage.
.TP
.B 3
Something in a file is wrong; it is named, with its line.
.TP
.B 4
A file cannot be read or written, or is there already.
.TP
.B 130
Stopped; everything answered is saved.
.SH NOTES
This is not medical advice.
If something cannot wait, call for help first: 911, or the care team.
"""


def page() -> str:
    """The whole page, in the man macros of roff."""
    root, *nodes = walk(app)
    leaves = [node for node in nodes if not node.is_group]
    common = set.intersection(*(set(_options(leaf)) for leaf in leaves))
    lines = [
        f'.TH SO 1 "" "so {__version__}" "so"',
        ".SH NAME",
        r"so \- get ready for a second opinion about breast cancer",
        ".SH SYNOPSIS",
        ".B so",
        r".I COMMAND \fR[\fIARGUMENTS\fR] [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(root.command.help),
        ".SH OPTIONS",
        *_items(_options(root)),
        ".PP",
        "Every command takes these:",
        *_items(each for each in _options(leaves[0]) if each in common),
        ".SH COMMANDS",
    ]
    for leaf in leaves:
        words = [word.strip("{}") for word in leaf.command.collect_usage_pieces(leaf.context)[1:]]
        lines.append(f'.SS "{_text(" ".join(["so", *leaf.words, *words]))}"')
        lines += _paragraphs(leaf.command.help)
        lines += _items(_rows(leaf, "argument"))
        lines += _items(each for each in _options(leaf) if each not in common)
    return "\n".join(lines) + "\n" + END


def _options(node: Node) -> list[Row]:
    return _rows(node, "option")


def _rows(node: Node, kind: str) -> list[Row]:
    """The options or the arguments of a command, each as its help shows it."""
    params = node.command.get_params(node.context)
    return [each.get_help_record(node.context) for each in params if each.param_type_name == kind]


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        yield from _lines(paragraph)


def _items(rows: Iterable[Row]) -> Iterator[str]:
    for name, meaning in rows:
        yield from (".TP", rf"\fB{_text(name)}\fR", *_lines(meaning))


def _lines(text: str) -> list[str]:
    return [_text(line) for line in textwrap.wrap(text, 72, break_on_hyphens=False)]


def _text(text: str) -> str:
    """A text that roff prints as it is."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    escaped = escaped.replace("'", r"\(aq").replace("`", r"\(ga").replace("^", r"\(ha")
    return re.sub(r"^\.", r"\&.", escaped.replace("~", r"\(ti"))


if __name__ == "__main__":
    Path(__file__).with_name("so.1").write_text(page(), encoding="utf-8")
