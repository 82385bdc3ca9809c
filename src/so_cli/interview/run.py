"""The one loop of the interview: ask, take the answer in, save, go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.case.values import WrongValue
from so_cli.interview.context import LATER, Context
from so_cli.interview.engine import (
    LEAVE_CHAPTER,
    Place,
    answer,
    chapter_is_done,
    find_place,
    item_for,
    next_place,
    place_before,
    places,
    sub_items,
    understood,
    with_way_past,
)
from so_cli.interview.parts.review import ADD_FACT, LEAVE, WRITE
from so_cli.interview.prompters.item import (
    Back,
    Chosen,
    Item,
    Marked,
    Option,
    Passage,
    Prompter,
    Reply,
)
from so_cli.packet.build import make_packet

PLAIN = "plain-lines"


class Interview:
    """An interview of one case with one prompter. `save` is called before the next prompt.

    `first_page` is called once, when the first chapter is done; `plainer` makes a prompter of
    plain lines, where that is a choice.
    """

    def __init__(  # noqa: PLR0913 - the three callbacks are what a caller can differ in
        self,
        bank: Bank,
        case: Case,
        prompter: Prompter,
        *,
        today: date,
        save: Callable[[Case], None],
        first_page: Callable[[Case], None] = lambda _case: None,
        plainer: Callable[[], Prompter] | None = None,
    ) -> None:
        self._context = Context(bank, case, today)
        self._prompter = prompter
        self._save = save
        self._first_page = first_page
        self._plainer = plainer
        self._passed: set[str] = set()
        self._chapters_begun: set[str] = set()
        self._shows_first_page = any(
            chapter.first_page and not chapter_is_done(self._context, chapter, self._passed)
            for chapter in bank.chapters
        )

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self._context.case

    def run(self) -> bool:
        """Ask until the person is done; whether she wants her pages written.

        Raises Stopped when she stops before that; every answer so far is saved.
        """
        place = next_place(self._context, self._passed)
        while place is not None:
            self._begin_chapter(place)
            item_id, reply = self._ask(place)
            if isinstance(reply, Back):
                place = place_before(self._context, place.id) or place
                continue
            if place.ask.kind == "review":
                if item_id == place.id and isinstance(reply, Chosen):
                    if reply.ids[0] in {WRITE, LEAVE}:
                        return reply.ids[0] == WRITE
                    self._revise(reply.ids[0])
                elif isinstance(reply, Chosen):
                    self._revise(reply.ids[0])
            self._end_chapters()
            place = next_place(self._context, self._passed)
        return False

    def _ask(self, place: Place) -> tuple[str, Reply]:
        """Ask a place until a reply fits; the id of the item that was answered, and the reply."""
        item_id = place.id
        while True:
            reply = self._prompter.ask(self._item(item_id, place))
            if isinstance(reply, Back):
                if item_id == place.id:
                    return item_id, reply
                item_id = place.id
                continue
            if isinstance(reply, Marked):
                if reply.id == PLAIN and self._plainer:
                    self._prompter = self._plainer()
                    self._plainer = None
                    continue
                if reply.id in sub_items(self._context, item_id):
                    item_id = f"{place.id}/{reply.id}"
                    continue
            if not self._take(item_id, reply):
                continue
            is_inside = item_id != place.id and not item_id.endswith(ADD_FACT)
            if is_inside and next_place(self._context, self._passed) == place:
                item_id = place.id
                continue
            return item_id, reply

    def _take(self, item_id: str, reply: Reply) -> bool:
        """Take a reply into the case and save it; whether it fitted."""
        before = self._context
        try:
            case = answer(before, item_id, reply)
        except WrongValue as error:
            self._prompter.complain(str(error))
            return False
        if isinstance(reply, Marked) and reply.id in {LATER, LEAVE_CHAPTER}:
            self._pass_over(item_id, whole_chapter=reply.id == LEAVE_CHAPTER)
        if case != before.case:
            self._save(case)
            self._context = before.with_case(case)
        text = "" if isinstance(reply, Marked) else understood(self._context, item_id, case)
        if text:
            self._prompter.tell(Passage(text, title=wording.UNDERSTOOD))
        self._tell_urgent(item_id)
        return True

    def _revise(self, name: str) -> None:
        """Ask one thing out of turn, then come back to the review."""
        while True:
            reply = self._prompter.ask(item_for(self._context, name))
            if isinstance(reply, Back):
                return
            if isinstance(reply, Marked) and reply.id in sub_items(self._context, name):
                inside = f"{name}/{reply.id}"
                inner = self._prompter.ask(item_for(self._context, inside))
                if not isinstance(inner, Back):
                    self._take(inside, inner)
                continue
            if self._take(name, reply):
                return

    def _item(self, item_id: str, place: Place) -> Item:
        item = item_for(self._context, item_id)
        if item_id != place.id:
            return item
        item = with_way_past(self._context, item, place)
        is_first = places(self._context)[0].id == place.id
        if is_first and self._plainer:
            marks = (*item.marks, Option(PLAIN, wording.PLAIN_MARK))
            item = replace(item, marks=marks)
        return item

    def _pass_over(self, item_id: str, *, whole_chapter: bool) -> None:
        here = find_place(self._context, item_id)
        for place in places(self._context):
            is_sibling = whole_chapter and here and place.chapter.id == here.chapter.id
            if place.id == item_id or is_sibling:
                self._passed.add(place.id)

    def _begin_chapter(self, place: Place) -> None:
        """Show what there is to read when a chapter begins, once."""
        chapter = place.chapter.id
        if chapter in self._chapters_begun:
            return
        self._chapters_begun.add(chapter)
        context = self._context
        for note in context.bank.select(context.bank.notes, context.known.values):
            if chapter in note.shown:
                self._prompter.tell(Passage(context.say(note.text), title=context.say(note.title)))

    def _end_chapters(self) -> None:
        for chapter in self._context.bank.chapters:
            is_due = chapter.first_page and self._shows_first_page
            if is_due and chapter_is_done(self._context, chapter, self._passed):
                self._shows_first_page = False
                self._first_page(self.case)

    def _tell_urgent(self, item_id: str) -> None:
        """What cannot wait is said at once."""
        if item_id != "urgent_signs":
            return
        context = self._context
        for sign in make_packet(context.bank, context.case, context.today).urgent:
            title = f"{wording.LEVELS[sign.level]}: {sign.text}"
            self._prompter.tell(Passage(sign.do, title=title, urgent=True))
