"""Replies that were written down beforehand: whoever talks to the interview without a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from so_cli import wording
from so_cli.errors import Stopped
from so_cli.interview.prompters.item import Item, Passage, Reply
from so_cli.interview.prompters.replies import Unfit, check


class ScriptedPrompter:
    """Answers from a mapping of item ids, or from a function.

    `asked`, `told` and `complaints` keep what it was given, in order.
    """

    def __init__(self, replies: Mapping[str, Reply] | Callable[[Item], Reply | None]) -> None:
        self._reply = replies if callable(replies) else lambda item: replies.get(item.id)
        self._last: tuple[str, Reply] | None = None
        self._refused = ""
        self.asked: list[Item] = []
        self.told: list[Passage] = []
        self.complaints: list[str] = []

    def tell(self, passage: Passage) -> None:
        """Keep what a person would have read."""
        self.told.append(passage)

    def complain(self, sentence: str) -> None:
        """Keep the complaint."""
        self.complaints.append(sentence)
        self._refused = sentence

    def ask(self, item: Item) -> Reply:
        """Return the reply that is ready for the item.

        Raises `Stopped` when there is none, when it cannot fit, and when the one that was just
        complained about would come again: it would come for ever.
        """
        self.asked.append(item)
        reply = self._reply(item)
        if reply is None:
            raise Stopped(wording.NO_REPLY.format(item=item.id))
        if self._refused and self._last == (item.id, reply):
            raise Stopped(self._refused)
        self._last, self._refused = (item.id, reply), ""
        try:
            return check(item, reply)
        except Unfit as unfit:
            self.complaints.append(unfit.sentence)
            raise Stopped(unfit.sentence) from None
