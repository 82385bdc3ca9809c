"""Output in the form that was asked for, to where it belongs: a file, a pipe, or a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from so_cli import wording
from so_cli.clean import clean
from so_cli.cli.settings import wants_plain
from so_cli.errors import WrongUse
from so_cli.outputs.writer import write_output

STANDARD_OUTPUT = Path("-")
FORMATS = ("md", "json")
FormatOption = Annotated[str, typer.Option("--format", "-f", help="md or json.", metavar="FORMAT")]


def check_format(kind: str) -> str:
    """The format, if it is one that there is. Raises WrongUse."""
    if kind not in FORMATS:
        known = wording.ONE_OF.format(words=", ".join(FORMATS))
        raise WrongUse(wording.NO_SUCH_FORMAT.format(format=kind), wording.sentence(known))
    return kind


def give(
    document: Struct,
    kind: str,
    markdown: Callable[[], str],
    *,
    output: Path | None,
    force: bool,
    made_from: Iterable[Path | None],
    plain: bool,
) -> None:
    """Give a document as JSON, or as the Markdown that `markdown` makes of it.

    Into the file, if one is named, but never over what it was `made_from` or over a case; as it is
    for "-"; else printed, and rendered where a terminal can show it.
    """
    if kind == "json":
        from so_cli.outputs.as_json import to_json

        text = to_json(document)
    else:
        text = markdown()
    if output is not None and output != STANDARD_OUTPUT:
        sources = [path for path in made_from if path]
        write_output(output, text, force=force, made_from=sources)
        print(clean(wording.WRITTEN.format(file=output)), file=sys.stderr)
        return
    is_dumb = os.environ.get("TERM") in {"dumb", "unknown"}
    can_render = kind == "md" and output is None and sys.stdout.isatty() and not is_dumb
    if can_render and not wants_plain(plain=plain):
        _render(text)
    else:
        sys.stdout.write(text)


def _render(markdown: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    # Rich prints the address behind the words of a link, and these words are the address.
    bare = re.sub(r"<(https?://[^>]+)>", r"\1", markdown)
    Console(highlight=False, emoji=False, markup=False).print(Markdown(bare, hyperlinks=False))
