"""Output in the form that was asked for, to where it belongs: a file, a pipe, or a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.clean import clean
from so_cli.cli.complete import fixed
from so_cli.cli.lines import say_aside
from so_cli.cli.settings import wants_plain
from so_cli.errors import WrongUse
from so_cli.outputs.look import PAPERS, READERS, Look, Reader, make_look
from so_cli.outputs.look import Paper as Size
from so_cli.outputs.paper import FORMATS, FORMATS_OF_A_PACKET, Paper, ending, render
from so_cli.outputs.writer import write_output

STANDARD_OUTPUT = Path("-")
ENDINGS = {".htm": "html", **{f".{ending(kind)}": kind for kind in FORMATS_OF_A_PACKET}}
"""The longer of two endings stands behind the shorter one."""
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="md, html, pdf, txt or json (default: as the file is called, else md).",
        metavar="FORMAT",
        autocompletion=fixed(*FORMATS),
    ),
]
PaperOption = Annotated[
    str,
    typer.Option(
        "--paper",
        help="Size of the paper: letter or a4.",
        metavar="SIZE",
        autocompletion=fixed(*PAPERS),
    ),
]
ReaderOption = Annotated[
    str,
    typer.Option(
        "--for",
        help="Whose pages: doctor, me or both.",
        metavar="WHOM",
        autocompletion=fixed(*READERS),
    ),
]
LargeOption = Annotated[
    bool, typer.Option("--large-print", help="Large letters on the person's own pages.")
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        help="A folder of templates for the html and pdf pages.",
        metavar="DIR",
        readable=False,
    ),
]


_OF_OTHER_PROGRAMS = frozenset({
    "doc", "docx", "odt", "pages", "rtf", "tex", "epub", "csv", "xls", "xlsx", "ods", "ppt", "pptx",
    "xml", "jpg", "jpeg", "png", "svg", "zip", "eml",
})  # fmt: skip
"""Endings of which somebody expects a file that is not made here."""


class Target(NamedTuple):
    """Where it goes: never over what it was `made_from`, or over a case."""

    output: Path | None
    force: bool
    made_from: Collection[Path | None]
    plain: bool


def check_format(
    kind: str | None, *, json: bool, output: Path | None, known: Sequence[str] = FORMATS
) -> str:
    """The format that was asked for, or that the file's name says. Raises WrongUse."""
    if json:
        return "json"
    if kind is None:
        kind = _kind_of(output) if output else "md"
    if kind not in known:
        words = wording.ONE_OF.format(words=", ".join(known))
        raise WrongUse(wording.NO_SUCH_FORMAT.format(format=kind), wording.sentence(words))
    return kind


def _kind_of(output: Path) -> str:
    """What the ending says; Markdown where it says nothing, as in `pages` or `pages.2026`."""
    name = output.name.lower()
    kinds = [kind for end, kind in ENDINGS.items() if name.endswith(end)]
    if kinds:
        return kinds[-1]
    ending = output.suffix.lower().removeprefix(".")
    return ending if ending in _OF_OTHER_PROGRAMS else "md"


def check_reader(reader: str) -> Reader:
    """Whose pages are wanted. Raises WrongUse."""
    for known in READERS:
        if reader == known:
            return known
    words = wording.ONE_OF.format(words=", ".join(READERS))
    raise WrongUse(wording.NO_SUCH_READER.format(reader=reader), wording.sentence(words))


def check_paper(paper: str) -> Size:
    """The size of the paper. Raises WrongUse."""
    for known in PAPERS:
        if paper.lower() == known:
            return known
    words = wording.ONE_OF.format(words=", ".join(PAPERS))
    raise WrongUse(wording.NO_SUCH_PAPER.format(paper=paper), wording.sentence(words))


def look_for(
    bank: Bank, overlays: Sequence[Path], paper: str, templates: Path | None, *, large: bool
) -> Look:
    """How paper shall look. Raises WrongUse, or an error about the folder of templates."""
    return make_look(bank, overlays, check_paper(paper), templates, large=large)


def give(paper: Paper, kind: str, target: Target, look: Look) -> None:
    """Make it, and put it where it belongs.

    A terminal is shown Markdown as it is meant; where it cannot draw, or is to be plain, as text.
    """
    output = target.output
    is_printed = output is None or output == STANDARD_OUTPUT
    if is_printed and kind in {"pdf", "html"} and sys.stdout.isatty():
        example = Path(f"pages.{kind}")
        raise WrongUse(wording.NOT_FOR_A_TERMINAL, wording.GIVE_OUTPUT.format(file=example))
    is_shown = kind == "md" and output is None and sys.stdout.isatty()
    is_drawn = is_shown and may_draw(plain=target.plain)
    made = make(paper, "txt" if is_shown and not is_drawn else kind, look)
    if output is not None and not is_printed:
        sources = [path for path in target.made_from if path]
        write_output(output, made, force=target.force, made_from=sources)
        tell(wording.WRITTEN.format(file=output), wording.HOW_TO_USE.get(kind, ""))
        return
    if is_drawn:
        _render(made.decode())
    elif kind == "pdf":
        sys.stdout.buffer.write(made)
    else:
        sys.stdout.write(made.decode())


def may_draw(*, plain: bool) -> bool:
    """Whether somebody looks at a screen on which more than plain lines may stand."""
    is_dumb = os.environ.get("TERM") in {"dumb", "unknown"}
    return sys.stdout.isatty() and not is_dumb and not wants_plain(plain=plain)


def make(paper: Paper, kind: str, look: Look) -> bytes:
    """The file, as its bytes. Letters that the PDF cannot draw are named on standard error."""
    made = render(paper, kind, look)
    if made.undrawn:
        tell(wording.UNDRAWN.format(letters=" ".join(made.undrawn)))
    return made.data


def tell(*sentences: str) -> None:
    """Say something on standard error, so that it gets into no file."""
    for sentence in filter(None, sentences):
        say_aside(clean(sentence))


def _render(markdown: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    # Rich prints the address behind the words of a link, and these words are the address.
    bare = re.sub(r"<(https?://[^>]+)>", r"\1", markdown)
    Console(highlight=False, emoji=False, markup=False).print(Markdown(bare, hyperlinks=False))
