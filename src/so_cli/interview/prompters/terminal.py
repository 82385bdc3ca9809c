"""The terminal: questionary for what is answered, Rich for what is read."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import questionary
from rich.console import Console
from rich.text import Text

from so_cli import wording
from so_cli.clean import clean
from so_cli.interview.prompters.asking import Asking
from so_cli.interview.prompters.commands import Wish, command, instead
from so_cli.interview.prompters.item import Back, Item, Marked, Passage, Reply
from so_cli.interview.prompters.keys import run
from so_cli.interview.prompters.lists import Rows, wrapped
from so_cli.interview.prompters.replies import Unfit, in_words, picked, present, rows, typed

_WIDEST = 80  # longer lines are hard to read
_LEAST_ROOM = 5  # lines that a list gets, whatever stands above it
_PLAIN = questionary.Style([(part, "noinherit") for part in ("qmark", "question", "answer")])
_KEYS = {
    "choice": wording.KEYS_CHOOSE,
    "choices": wording.KEYS_TICK,
    "text": wording.KEYS_TYPE,
    "secret": wording.KEYS_TYPE_SECRET,
}


def _kind(item: Item) -> str:
    return "secret" if item.secret else item.kind


class TerminalPrompter(Asking):
    """Lists to move in, a line to type in, and text wrapped to the screen."""

    def __init__(self, console: Console | None = None) -> None:
        super().__init__()
        self._console = console or Console(markup=False, emoji=False, highlight=False)
        self._told_keys: set[str] = set()
        self._draft = ""  # typed so far
        self._ticked: list[int] = []  # chosen so far
        self._at = 0  # the row the pointer starts on
        # Lines on the screen since the last answer, and since the question: a list must not
        # push them off as long as it can scroll.
        self._read = self._question = 0

    def tell(self, passage: Passage) -> None:
        """Show something to read."""
        self._print("")
        if passage.urgent:
            self._print(wording.URGENT, "bold")
        if passage.title:
            self._print(passage.title, "bold")
        self._print(passage.text)

    def say(self, sentence: str) -> None:
        """Say one sentence on a line of its own."""
        self._print(sentence)

    def show(self, item: Item) -> None:
        """Show the question, and begin with what holds already."""
        self._draft = item.typed
        held = present(item)
        self._at = next(iter(held if item.kind == "choice" or item.marked else []), 0)
        self._ticked = [] if item.marked else held
        self._ask(item)

    def listen(self, item: Item) -> Reply | Wish:
        """Take one reply from the keys."""
        if item.secret:
            return self._secret(item)
        return self._typed(item) if item.kind == "text" else self._chosen(item)

    def explain(self, item: Item) -> None:
        """Show the question and the keys again, and the help right above the list.

        There a small screen does not push it off.
        """
        self._told_keys.discard(_kind(item))
        self._ask(item)
        self._print("")
        self._print(item.help or wording.NO_MORE_HELP)

    def confirm(self, item: Item, reply: Reply) -> None:
        """Leave one short line in place of the list."""
        self._print(in_words(item, reply), lead=" > ")
        self._read = 0

    def _ask(self, item: Item) -> None:
        self._print("")
        self._question = 0
        if item.progress:
            self._print(item.progress)
        self._print(item.ask, "bold")
        if item.kind == "text" and not item.secret:
            self._print(wording.OR_TYPE.format(words=instead(item)))
            if item.marked:
                answer = in_words(item, Marked(item.marked))
                self._print(wording.NOW_ENTER_KEEPS.format(answer=answer))
        if (kind := _kind(item)) not in self._told_keys:
            self._told_keys.add(kind)
            self._print(_KEYS[kind])

    def _secret(self, item: Item) -> Reply | Wish:
        # No command and no draft: a slip in one would be shown, and stars cannot be mended.
        line = run(questionary.password(">", qmark="", style=_PLAIN), item)
        return line if isinstance(line, Back | Wish) else typed(item, str(line), "")

    def _typed(self, item: Item) -> Reply | Wish:
        question = questionary.text(">", default=self._draft, qmark="", style=_PLAIN)
        line = run(question, item)
        if isinstance(line, Back | Wish):
            return line
        line = str(line)
        if (asked_for := self._command(line, item)) is not None:
            return asked_for
        self._draft = clean(line)
        if not line.strip() and item.marked:
            return Marked(item.marked)
        return typed(item, line, instead(item))

    def _command(self, line: str, item: Item) -> Reply | Wish | None:
        added = line.removeprefix(self._draft).strip()
        if not self._draft or not line.startswith(self._draft):
            return command(line, item)
        # The present text stands in the line already: who types /later behind it means /later,
        # but who adds "/week" to it does not mean a command.
        if added.startswith("/") or (added == "?" and self._draft.endswith("?")):
            with suppress(Unfit):
                return command(added, item)
        return None

    def _chosen(self, item: Item) -> Reply | Wish:
        ticks = item.kind == "choices"
        message = wording.TICK_ANY if ticks else wording.CHOOSE_ONE
        if ticks and item.at_most is not None:
            message = wording.TICK_UP_TO.format(most=item.at_most)
        choices = [
            questionary.Choice(row.label or row.id, value=i, checked=ticks and i in self._ticked)
            for i, row in enumerate(rows(item))
        ]
        if item.options and item.marks:
            choices.insert(len(item.options), questionary.Separator())
        make: Any = questionary.checkbox if ticks else questionary.select
        question = make(message, choices, qmark="", instruction=" ", style=_PLAIN)
        shown = Rows(question, at=self._at, ticks=ticks, room=self._room)
        start = self._at
        answer = run(question, item)
        self._at, self._ticked = shown.at, shown.ticked
        if isinstance(answer, Back | Wish):
            return answer
        if not ticks:
            # Alt-Enter gives '' in some versions: an unknown reply is never an answer.
            if answer != self._at:
                raise Unfit(wording.NOTHING_CHOSEN)
            return picked(item, [self._at])
        if self._ticked:
            return picked(item, self._ticked)
        if self._at >= len(item.options):
            return picked(item, [self._at])  # Enter on "not sure" says "not sure"
        if not item.may_be_empty:
            raise Unfit(wording.NOTHING_TICKED)
        if self._at != start:
            raise Unfit(wording.REALLY_NOTHING)  # moved to a row, and forgot to tick it?
        return picked(item, [])

    def _room(self) -> int:
        """Return how many lines the list may take so that what is read stays on the screen."""
        height = self._console.height - 1  # the line above the list
        rooms = (height - max(self._read, self._question), height - self._question)
        return next((room for room in rooms if room >= _LEAST_ROOM), min(_LEAST_ROOM, height))

    def _print(self, text: str, style: str = "", lead: str = "") -> None:
        width = min(self._console.width, _WIDEST) - 1 - len(lead)
        for paragraph in clean(text, keep_newlines=True).split("\n"):
            for line in wrapped(paragraph, width):
                self._console.print(Text(f"{lead}{line}", style), no_wrap=True, crop=False)
                lead = " " * len(lead)
                self._read += 1
                self._question += 1
