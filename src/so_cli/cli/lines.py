"""Lines for a person, wrapped at words, on whatever is there to print on."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TextIO

import typer

from so_cli.clean import clean

WIDEST = 80
"""Longer lines are hard to read."""
NO_BREAK = "\u00a0"
_COMMAND = re.compile(r"(?<=: )so [^.\n]+(?:\.\S[^.\n]*)*")
"""A command at the end of a sentence."""


def unbroken(command: str) -> str:
    """A command as it stands in a sentence that is said: all of it on one line, to be copied."""
    return command.replace(" ", NO_BREAK)


def say(text: str, indent: str = "", *, below: str = "") -> None:
    """Print a text, each line of it wrapped; what goes on is indented, or begins with `below`."""
    for line in wrapped(text, width_of(sys.stdout) or WIDEST, indent, below=below):
        typer.echo(line)


def say_aside(text: str) -> None:
    """Say something on standard error, so that it gets into no file.

    On a terminal each line is wrapped; elsewhere it stays whole, for whoever searches in it.
    """
    text = clean(text, keep_newlines=True)
    if width := width_of(sys.stderr):
        whole = _COMMAND.sub(lambda command: unbroken(command[0]), text)
        text = "\n".join(wrapped(whole, width))
    print(text, file=sys.stderr, flush=True)


def wrapped(text: str, width: int, indent: str = "", *, below: str = "") -> Iterator[str]:
    """The lines of a text, clean, each wrapped at words; a longer word is left whole."""
    for line in clean(text, keep_newlines=True).split("\n"):
        parts = textwrap.wrap(
            line,
            max(width, len(indent) + 20),
            initial_indent=indent,
            subsequent_indent=below or (f"{indent}  " if indent else ""),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in parts or [""]:
            yield part.replace(NO_BREAK, " ")


def width_of(stream: TextIO | None) -> int:
    """How long a line may be on the terminal behind a stream; 0 where there is none."""
    if stream is None or not stream.isatty():
        return 0
    # Where the output goes to a file, only the other stream knows the size.
    columns = (
        shutil.get_terminal_size((0, 0)).columns or os.get_terminal_size(stream.fileno()).columns
    )
    return min(columns or WIDEST, WIDEST) - 1
