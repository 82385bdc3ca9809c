"""Lines for a person, wrapped at words, on whatever is there to print on."""

from __future__ import annotations

import shutil
import sys
import textwrap

import typer

from so_cli.clean import clean

WIDEST = 80
"""Longer lines are hard to read."""
NO_BREAK = "\u00a0"


def unbroken(command: str) -> str:
    """A command as it stands in a sentence that is said: all of it on one line, to be copied."""
    return command.replace(" ", NO_BREAK)


def say(text: str, indent: str = "") -> None:
    """Print a text, each line of it wrapped; what goes on is indented."""
    width = WIDEST
    if sys.stdout.isatty():
        width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST) - 1
    for line in clean(text, keep_newlines=True).split("\n"):
        wrapped = textwrap.wrap(
            line,
            max(width, len(indent) + 20),
            initial_indent=indent,
            subsequent_indent=f"{indent}  " if indent else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        typer.echo("\n".join(wrapped).replace(NO_BREAK, " "))
