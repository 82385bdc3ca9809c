"""The interview: what is read before a question, its chapters, the review, and what cannot wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.errors import Stopped
from so_cli.interview.context import LATER, Context
from so_cli.interview.engine import (
    LEAVE_CHAPTER,
    Place,
    answer,
    answers_its_place,
    chapter_is_done,
    facts_up_to,
    find_place,
    item_for,
    meant,
    next_place,
    place_before,
    places,
    sub_items,
    understood,
    with_way_past,
)
from so_cli.interview.parts.review import LEAVE, WRITE
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
from so_cli.interview.talk import Talk
from so_cli.packet.model import UrgentSign
from so_cli.packet.texts import fact_line, source_text
from so_cli.packet.urgent import urgent_signs

PLAIN = "plain-lines"
HEARD, STOP, GO_ON = "urgent_signs/heard", "stop", "go-on"


class Interview(Talk):
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
        super().__init__(Context(bank, case, today), prompter, save)
        self._first_page = first_page
        self._plainer = plainer
        self._passed: set[str] = set()
        self._told: set[str] = set()
        self._shows_first_page = any(
            chapter.first_page and not chapter_is_done(self._context, chapter, self._passed)
            for chapter in bank.chapters
        )

    def run(self) -> bool:
        """Ask until the person is done; whether she wants her pages written.

        Raises Stopped when she stops before that; every answer so far is saved.
        """
        if self._tell_urgent():
            self._pause_for_help()
        return super().run()

    def _next(self) -> str | None:
        """The place to ask next, after what there is to read before it."""
        place = next_place(self._context, self._passed)
        if place:
            self._make_ready(place)
        self._end_chapters()  # last, so that its news stand right above the question
        return place.id if place else None

    def _before(self, name: str) -> str | None:
        place = place_before(self._context, name)
        if place:
            self._make_ready(place)
        return place.id if place else None

    def _end(self, name: str, item_id: str, reply: Reply) -> bool | None:
        """The review ends it, or leads back to an answer."""
        place = find_place(self._context, name)
        if place and place.ask.kind == "review" and isinstance(reply, Chosen):
            if item_id == name and reply.ids[0] in {WRITE, LEAVE}:
                return reply.ids[0] == WRITE
            self._ask(reply.ids[0])
        return None

    def _ask(self, name: str) -> tuple[str, Reply]:
        """Ask until a reply fits; the id of the item that was answered, and the reply."""
        item_id = name
        while True:
            reply = self.prompter.ask(self._item(item_id))
            if item_id == name:
                reply = meant(reply)
            if isinstance(reply, Back):
                if item_id == name:
                    return item_id, reply
                item_id = name
                continue
            if isinstance(reply, Marked):
                if reply.id == PLAIN and self._plainer:
                    self.prompter = self._plainer()
                    self._plainer = None
                    continue
                if reply.id in sub_items(self._context, item_id):
                    item_id = f"{name}/{reply.id}"
                    continue
            if not self._take(item_id, reply):
                continue
            if answers_its_place(self._context, item_id):
                return item_id, reply
            item_id = name

    def _take(self, item_id: str, reply: Reply) -> bool:
        """Take a reply into the case and save it; whether it fitted, and was heard."""
        if isinstance(reply, Marked) and reply.id in {LATER, LEAVE_CHAPTER}:
            self._pass_over(item_id, whole_chapter=reply.id == LEAVE_CHAPTER)
        return super()._take(item_id, reply) and self._is_heard(item_id)

    def _answer(self, item_id: str, reply: Reply) -> Case:
        return answer(self._context, item_id, reply)

    def _understood(self, item_id: str) -> str:
        return understood(self._context, item_id)

    def _item(self, item_id: str) -> Item:
        item = item_for(self._context, item_id)
        place = find_place(self._context, item_id)
        if place is None:
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

    def _make_ready(self, place: Place) -> None:
        """Tell what there is to read before this place, once.

        The notes of a chapter are spread over its places, so that there is never much at a time.
        """
        context = self._context
        siblings = [each.id for each in places(context) if each.chapter.id == place.chapter.id]
        notes = [
            note
            for note in context.bank.select(context.bank.notes, context.known.values)
            if place.chapter.id in note.shown
        ]
        for index, note in enumerate(notes):
            is_due = index * len(siblings) // len(notes) <= siblings.index(place.id)
            if is_due and note.id not in self._told:
                self._told.add(note.id)
                self.prompter.tell(Passage(context.say(note.text), title=context.say(note.title)))
        self._tell_from_papers(place)

    def _tell_from_papers(self, place: Place) -> None:
        """Tell, once, what is not asked up to this chapter since papers have said it."""
        context = self._context
        lines = []
        for fact_id in facts_up_to(context, place.chapter):
            answer = context.known.shown.get(fact_id)
            if answer is None or answer.source is None or fact_id in self._told:
                continue
            self._told.add(fact_id)
            line = fact_line(context.bank.fact[fact_id], answer)
            told = wording.REVIEW_ROW.format(label=line.label, text=line.text)
            source = replace(answer.source, words="")
            lines.append(wording.PAPER_SAYS.format(text=told, place=source_text(source)))
        if lines:
            self.prompter.tell(Passage("\n".join(lines), title=wording.FROM_PAPERS))

    def _end_chapters(self) -> None:
        for chapter in self._context.bank.chapters:
            is_due = chapter.first_page and self._shows_first_page
            if is_due and chapter_is_done(self._context, chapter, self._passed):
                self._shows_first_page = False
                self._first_page(self.case)

    def _is_heard(self, item_id: str) -> bool:
        """Say at once what cannot wait, and go on only when she says so; False asks again."""
        is_news = item_id == "urgent_signs" and self._tell_urgent()
        return not is_news or self._pause_for_help()

    def _pause_for_help(self) -> bool:
        """Wait until she says to go on; False when she wants to go back. Raises Stopped.

        Without the pause the next question would push the words off a small screen.
        """
        most = wording.LEVELS[self._urgent()[0].level]
        reply = self.prompter.ask(
            Item(
                id=HEARD,
                kind="choice",
                ask=wording.HELP_COMES_FIRST.format(level=most),
                options=(Option(STOP, wording.STOP_AND_CALL), Option(GO_ON, wording.GO_ON_NOW)),
            )
        )
        if reply == Chosen((STOP,)):
            raise Stopped(wording.STOPPED)
        return not isinstance(reply, Back)

    def _tell_urgent(self) -> bool:
        """Say what cannot wait, when it is told and again when she comes back; if anything does."""
        for sign in self._urgent():
            title = f"{wording.LEVELS[sign.level]}: {sign.text}"
            self.prompter.tell(Passage(sign.do, title=title, urgent=True))
        return bool(self._urgent())

    def _urgent(self) -> tuple[UrgentSign, ...]:
        return urgent_signs(self._context.bank, self._context.known)
