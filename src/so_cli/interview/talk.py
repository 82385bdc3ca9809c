"""The one loop of everything that is asked: ask, take the reply in, save, go on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Case
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context
from so_cli.interview.prompters.item import (
    Back,
    Chosen,
    Item,
    Marked,
    Passage,
    Prompter,
    Reply,
    Typed,
)


class Talk(ABC):
    """A talk about one case with one prompter. `save` is called before the next prompt."""

    def __init__(self, context: Context, prompter: Prompter, save: Callable[[Case], None]) -> None:
        self._context = context
        self.prompter = prompter
        self._save = save

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self._context.case

    def tell(self, text: str) -> None:
        """Say something in the way she chose."""
        self.prompter.tell(Passage(text))

    def run(self) -> bool:
        """Ask until nothing is left, or until a reply ends it; what that reply meant.

        Raises Stopped when she stops before that; every answer so far is saved.
        """
        while name := self._next():
            item_id, reply = self._ask(name)
            while isinstance(reply, Back):
                name = self._before(name) or name
                item_id, reply = self._ask(name)
            end = self._end(name, item_id, reply)
            if end is not None:
                return end
        return False

    @abstractmethod
    def _next(self) -> str | None:
        """The id of what to ask next."""

    @abstractmethod
    def _before(self, name: str) -> str | None:
        """The id of what was asked before this."""

    @abstractmethod
    def _item(self, item_id: str) -> Item:
        """What to ask."""

    @abstractmethod
    def _answer(self, item_id: str, reply: Reply) -> Case:
        """The case after a reply. Raises WrongValue where it does not fit."""

    def _understood(self, _item_id: str) -> str:
        """What was made of a reply, to be read back; may be empty."""
        return ""

    def _end(self, _name: str, _item_id: str, _reply: Reply) -> bool | None:
        """Whether this reply ends the talk, and what it means then; None goes on."""
        return None

    def _ask(self, name: str) -> tuple[str, Reply]:
        """Ask until a reply fits; the id of the item that was answered, and the reply."""
        while True:
            reply = self.prompter.ask(self._item(name))
            if isinstance(reply, Back) or self._take(name, reply):
                return name, reply

    def _take(self, item_id: str, reply: Reply) -> bool:
        """Take a reply into the case and save it; whether it fitted."""
        before = self._context
        try:
            case = self._answer(item_id, reply)
        except WrongValue as error:
            self.prompter.complain(str(error))
            return False
        if case != before.case:
            self._save(case)
            self._context = before.with_case(case)
        text = "" if isinstance(reply, Marked) else self._understood(item_id)
        if text:
            self.prompter.tell(Passage(text, title=wording.UNDERSTOOD))
        return True


class Ask(Struct, frozen=True):
    """One thing that a short talk asks; `take` gives the case after a reply, or WrongValue."""

    item: Item
    take: Callable[[Reply], Case]


Replies = Mapping[str, Reply]
"""What was replied in this sitting, by the id of the item."""
Asks = Callable[[Context, Replies], list[Ask]]
"""Everything to ask, in order, as it follows from the case and the replies so far."""


class ShortTalk(Talk):
    """A talk along a list: each thing is asked once in a sitting, with what is known already.

    Where she goes back and says it otherwise, what comes behind it is asked once more.
    """

    def __init__(
        self, context: Context, prompter: Prompter, save: Callable[[Case], None], asks: Asks
    ) -> None:
        super().__init__(context, prompter, save)
        self._asks = asks
        self.replies: dict[str, Reply] = {}

    def _list(self) -> dict[str, Ask]:
        return {ask.item.id: ask for ask in self._asks(self._context, self.replies)}

    def _next(self) -> str | None:
        return next((name for name in self._list() if name not in self.replies), None)

    def _before(self, name: str) -> str | None:
        names = list(self._list())
        at = names.index(name)
        return names[at - 1] if at else None

    def _item(self, item_id: str) -> Item:
        return _as_replied(self._list()[item_id].item, self.replies.get(item_id))

    def _answer(self, item_id: str, reply: Reply) -> Case:
        names = list(self._list())
        case = self._list()[item_id].take(reply)
        if self.replies.get(item_id, reply) != reply:
            # What follows may be about something else now, so it is asked again, as it stands then.
            earlier = names[: names.index(item_id)]
            self.replies = {name: self.replies[name] for name in earlier if name in self.replies}
        self.replies[item_id] = reply
        return case


def _as_replied(item: Item, reply: Reply | None) -> Item:
    """The item with what she replied to it before, which holds until she says otherwise."""
    if isinstance(reply, Chosen):
        return replace(item, chosen=reply.ids, marked="")
    if isinstance(reply, Typed) and not item.secret:
        return replace(item, typed=reply.text, marked="")
    if isinstance(reply, Marked):
        return replace(item, marked=reply.id)
    return item


def typed_text(reply: Reply) -> str:
    """What was typed; empty for any other reply."""
    return reply.text.strip() if isinstance(reply, Typed) else ""
