"""Numbered lines: for a screen reader, a pipe, a plain ssh terminal.

Nothing is redrawn: no escape sequence, no carriage return, no line drawing. What was said stays.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import TextIO

from so_cli import wording
from so_cli.clean import clean
from so_cli.interview.prompters.asking import Asking
from so_cli.interview.prompters.commands import Wish, command, instead
from so_cli.interview.prompters.item import Chosen, Item, Marked, Passage, Reply, Typed
from so_cli.interview.prompters.numbered import one_row, some_rows
from so_cli.interview.prompters.replies import Unfit, in_words, picked, present, rows, typed
from so_cli.interview.prompters.unseen import read_unseen

_WIDEST = 80  # longer lines are hard to read


class PlainPrompter(Asking):
    """Reads lines from one stream and writes lines to another."""

    def __init__(self, lines: TextIO, out: TextIO) -> None:
        super().__init__()
        self._lines = lines
        self._out = out
        self._person = lines.isatty() and out.isatty()
        self._told_how: set[str] = set()

    def tell(self, passage: Passage) -> None:
        """Say something to read, with blank lines around it."""
        self._write()
        if passage.urgent:
            self.say(wording.URGENT)
        for text in filter(None, [passage.title, passage.text]):
            self._paragraphs(text)
        if passage.urgent:
            self._write()

    def say(self, sentence: str) -> None:
        """Say one sentence on a line of its own."""
        self._paragraphs(sentence)

    def show(self, item: Item) -> None:
        """Say the question, its rows, and what holds already."""
        self._write()
        for text in filter(None, [item.progress, item.ask]):
            self._paragraphs(text)
        if item.kind == "text":
            if not item.secret:
                self._paragraphs(wording.OR_TYPE.format(words=instead(item)))
        else:
            self._rows(item)
        self._tell_how(_kind(item))
        if (now := _now(item)) is not None:
            can_go = item.may_be_empty and isinstance(now, Typed)
            keeps = wording.NOW_ENTER_KEEPS_OR_EMPTY if can_go else wording.NOW_ENTER_KEEPS
            self._paragraphs(keeps.format(answer=in_words(item, now)))

    def listen(self, item: Item) -> Reply | Wish:
        """Read one line."""
        if item.secret:
            return self._secret(item)
        line = self._line()
        if (asked_for := command(line, item)) is not None:
            return asked_for
        if not line.strip() and (now := _now(item)) is not None:
            return now
        if item.kind == "text":
            return typed(item, line, instead(item))
        if not line.strip():
            raise Unfit(_nothing_typed(item))
        return picked(
            item, [one_row(line, item)] if item.kind == "choice" else some_rows(line, item)
        )

    def explain(self, item: Item) -> None:
        """Say the help of the item, and how to answer."""
        self._paragraphs(item.help or wording.NO_MORE_HELP)
        self._told_how.discard(_kind(item))
        self._tell_how(_kind(item))

    def confirm(self, item: Item, reply: Reply) -> None:
        """Say what a number stood for; a typed text stands there already."""
        if isinstance(reply, Chosen | Marked):
            self.say(wording.ANSWER.format(answer=in_words(item, reply)))

    def _rows(self, item: Item) -> None:
        for number, row in enumerate(rows(item), 1):
            if number == len(item.options) + 1 > 1:
                self._write(wording.OR)
            self._write(*_wrapped(row.label or row.id, f"{number}. "))
        if item.kind == "choices" and item.may_be_empty:
            self._paragraphs(wording.ZERO_FOR_NONE)

    def _tell_how(self, kind: str) -> None:
        """Say how to answer, once in a session: said each time it is noise."""
        if kind not in self._told_how:
            self._told_how.add(kind)
            self._paragraphs(_HOW[kind])

    def _secret(self, item: Item) -> Reply:
        """Read a line that nobody sees: no command, or a slip in one would be said aloud."""
        line = read_unseen(self._lines, self._line)
        if self._person:
            self._write()  # Enter was not seen either
        return typed(item, line.rstrip("\r\n"), "")

    def _line(self) -> str:
        if self._person:
            self._out.write("> ")
        self._out.flush()
        try:
            line = self._lines.readline()
        except UnicodeDecodeError:
            raise Unfit(wording.NOT_READABLE) from None
        except KeyboardInterrupt:
            self._write()  # the terminal left its ^C on the line of the prompt
            raise
        if line:
            return line
        if self._person:
            self._write()
            raise KeyboardInterrupt  # Ctrl-D: the person stops
        raise EOFError

    def _paragraphs(self, text: str) -> None:
        for line in clean(text, keep_newlines=True).split("\n"):
            self._write(*_wrapped(line))

    def _write(self, *lines: str) -> None:
        for line in lines or [""]:
            self._out.write(f"{line}\n")


_HOW = {
    "choice": wording.HOW_TO_CHOOSE,
    "choices": wording.HOW_TO_CHOOSE_SOME,
    "text": wording.HOW_TO_TYPE,
    "secret": wording.HOW_TO_TYPE_SECRET,
}


def _kind(item: Item) -> str:
    return "secret" if item.secret else item.kind


def _now(item: Item) -> Reply | None:
    """Return what Enter keeps."""
    if item.marked:
        return Marked(item.marked)
    if item.kind == "text":
        return Typed(item.typed) if item.typed else None
    return picked(item, held) if (held := present(item)) else None


def _nothing_typed(item: Item) -> str:
    sentence = wording.TYPE_A_NUMBER.format(last=len(rows(item)))
    return f"{sentence} {wording.ZERO_FOR_NONE}" if item.may_be_empty else sentence


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    """Yield lines that fit the screen, whole words on each; a longer word is left whole."""
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST) - 1
    lines = textwrap.wrap(
        text,
        max(width, len(first) + 1),
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from lines or [first.rstrip()]
