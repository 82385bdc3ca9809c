"""Ways to talk with a person: a terminal, plain lines, a script."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from so_cli.interview.prompters.item import Prompter
from so_cli.interview.prompters.plain import PlainPrompter


def pick(*, plain: bool, aside: bool = False) -> Prompter:
    """Return the prompter that suits the person and the screen.

    Plain lines where they are asked for, and wherever a cursor cannot be moved. What is asked
    `aside` goes to standard error where the output goes to a file or to another program.
    """
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(io.UnsupportedOperation):  # it was read from, and is set up already
                stream.reconfigure(errors=errors)  # a letter the terminal lacks must not end it all
    dumb = os.environ.get("TERM") in {"dumb", "unknown"}
    if plain or dumb or not (_is_a_terminal(sys.stdin) and _is_a_terminal(sys.stdout)):
        # A program without a standard stream has None there.
        is_aside = aside and not _is_a_terminal(sys.stdout)
        out = sys.stderr if is_aside else sys.stdout
        return PlainPrompter(sys.stdin or io.StringIO(), out or io.StringIO())

    from so_cli.interview.prompters.terminal import TerminalPrompter

    return TerminalPrompter()


def _is_a_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()
