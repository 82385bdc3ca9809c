"""Output to where it belongs: a file, a pipe, or a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from so_cli import wording
from so_cli.outputs.writer import write_output


def give(text: str, output: Path | None, *, force: bool, plain: bool, is_markdown: bool) -> None:
    """Write to the file, if one is given; else print, rendered where a terminal can show it."""
    if output is not None:
        write_output(output, text, force=force)
        print(wording.WRITTEN.format(file=output), file=sys.stderr)
        return
    is_dumb = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    if is_markdown and sys.stdout.isatty() and not plain and not is_dumb:
        _render(text)
    else:
        sys.stdout.write(text)


def _render(markdown: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False, emoji=False, markup=False).print(Markdown(markdown, hyperlinks=False))
