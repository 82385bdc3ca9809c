"""A line typed into a terminal that does not show it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


def read_unseen(lines: TextIO, read: Callable[[], str]) -> str:
    """Return what `read` gives, while the terminal behind `lines` shows nothing of it."""
    if sys.platform == "win32" and lines.isatty():
        from getpass import getpass

        return getpass("")
    with _unseen(lines):
        return read()


@contextmanager
def _unseen(lines: TextIO) -> Iterator[None]:
    """Keep the terminal from showing what is typed; elsewhere nothing changes.

    What was typed ahead is kept: two lines that are pasted at once are two answers.
    """
    try:
        import termios

        handle = lines.fileno()
        before = termios.tcgetattr(handle)
    except (ImportError, OSError, ValueError):
        yield  # a text in memory
        return
    except termios.error:
        yield  # a pipe, or a file
        return
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(handle, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        with suppress(OSError, termios.error):
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
