"""How a person is asked until there is a reply that fits, on whatever kind of screen."""

from __future__ import annotations

from abc import ABC, abstractmethod

from so_cli import wording
from so_cli.clean import clean
from so_cli.errors import Stopped
from so_cli.interview.prompters.commands import Wish
from so_cli.interview.prompters.item import Item, Reply
from so_cli.interview.prompters.replies import Unfit, cleaned


class Asking(ABC):
    """What the terminal and the plain lines have in common: they ask one item."""

    def __init__(self) -> None:
        self._asked: Item | None = None
        self._complained = False

    def complain(self, sentence: str) -> None:
        """Say why the last reply could not be used; the same item is asked again."""
        self._complained = True
        self.say(wording.LOOK_AGAIN.format(sentence=clean(sentence)))

    def ask(self, item: Item) -> Reply:
        """Ask until there is a reply that fits the item."""
        item = cleaned(item)
        # After a complaint the question still stands above; saying it all again would bury
        # the complaint, and what was typed would have to be typed again.
        if not (self._complained and item == self._asked):
            self.show(item)
        self._asked = item
        try:
            return self._until_it_fits(item)
        except EOFError:
            raise Stopped(wording.INPUT_ENDED) from None
        except KeyboardInterrupt:
            raise Stopped(wording.STOPPED) from None

    def _until_it_fits(self, item: Item) -> Reply:
        while True:
            try:
                reply = self.listen(item)
            except Unfit as unfit:
                self.complain(unfit.sentence)
                continue
            match reply:
                case Wish.HELP:
                    self.explain(item)
                case Wish.REPEAT:
                    self.show(item)
                case Wish.STOP:
                    raise KeyboardInterrupt
                case _:
                    self._complained = False
                    self.confirm(item, reply)
                    return reply

    @abstractmethod
    def say(self, sentence: str) -> None:
        """Say one sentence on a line of its own."""

    @abstractmethod
    def show(self, item: Item) -> None:
        """Show the question and what belongs to it."""

    @abstractmethod
    def listen(self, item: Item) -> Reply | Wish:
        """Take one reply. Raises `Unfit` when it does not fit."""

    @abstractmethod
    def explain(self, item: Item) -> None:
        """Show the help of the item."""

    @abstractmethod
    def confirm(self, item: Item, reply: Reply) -> None:
        """Leave a short trace of the reply."""
