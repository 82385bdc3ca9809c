"""What to ask next, and what a reply does. The case is the only state.

The interview is a list of places: the chapters' facts and sheets that apply to the case as it is.
Which place is next, which one lies before another, and how far along the person is all follow
from the case. An id with a slash (`my_questions/add-my-own`) is an item inside a part.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import VALUE_KINDS, Chapter, Fact, Sheet
from so_cli.case.model import Case, State
from so_cli.interview.context import LATER, Context, with_state
from so_cli.interview.facts import answer_fact, fact_item, is_answered
from so_cli.interview.parts.basics import DecisionPart, PersonPart, StagePart, VisitPart
from so_cli.interview.parts.lists import AllergiesPart, MedicinesPart, RecordsPart, StepsPart
from so_cli.interview.parts.my_questions import QuestionsPart
from so_cli.interview.parts.part import Part
from so_cli.interview.parts.review import ReviewPart
from so_cli.interview.prompters.item import Item, Marked, Option, Reply, Typed
from so_cli.interview.sheets import (
    answer_sheet,
    is_sheet_answered,
    sheet_item,
    sheet_states,
)
from so_cli.kept import kept
from so_cli.packet.ask_list import WhyOpen

PARTS: dict[str, Part] = {
    "stage": StagePart(),
    "person": PersonPart(),
    "visit": VisitPart(),
    "decision": DecisionPart(),
    "questions": QuestionsPart(),
    "records": RecordsPart(),
    "medicines": MedicinesPart(),
    "allergies": AllergiesPart(),
    "steps": StepsPart(),
    "review": ReviewPart(),
}
LEAVE_CHAPTER = "leave-this-part"


class Place(Struct, frozen=True):
    """Something that is asked, and the chapter in which it stands."""

    chapter: Chapter
    ask: Fact | Sheet

    @property
    def id(self) -> str:
        """The id of the fact or sheet."""
        return self.ask.id


@kept
def places(context: Context) -> tuple[Place, ...]:
    """Everything that the interview asks in this case, in order."""
    found: list[Place] = []
    for chapter in context.bank.chapters:
        if context.bank.holds(chapter, context.known.values) is not True:
            continue
        for name in chapter.asks:
            ask = context.bank.sheet.get(name) or context.bank.fact[name]
            if _applies(context, ask):
                found.append(Place(chapter, ask))
    return tuple(found)


def next_place(context: Context, passed: AbstractSet[str] = frozenset()) -> Place | None:
    """The first place without an answer; what was left for later counts until it is `passed`."""
    for place in places(context):
        if place.id in passed:
            continue
        if why_open(context, place) in {"unanswered", "later"}:
            return place
    return None


def why_open(context: Context, place: Place) -> WhyOpen | None:
    """Why a place is still to be asked; None where it has its answer."""
    if not _is_answered(context, place.ask):
        return "unanswered"
    states = _states(context, place.ask)
    return "later" if LATER in states else "not-sure" if "not-sure" in states else None


def place_before(context: Context, place_id: str) -> Place | None:
    """The place before this one, answered or not."""
    before = None
    for place in places(context):
        if place.id == place_id:
            return before
        before = place
    return None


def find_place(context: Context, place_id: str) -> Place | None:
    """The place with this id, if the interview asks it in this case."""
    return next((place for place in places(context) if place.id == place_id), None)


def chapter_is_done(context: Context, chapter: Chapter, passed: AbstractSet[str]) -> bool:
    """Whether nothing of a chapter is left to ask."""
    place = next_place(context, passed)
    order = [each.id for each in context.bank.chapters]
    return place is None or order.index(place.chapter.id) > order.index(chapter.id)


def item_for(context: Context, item_id: str) -> Item:
    """The item with this id: a fact, a sheet, a part, or something inside a part."""
    name, _, sub = item_id.partition("/")
    sheet = context.bank.sheet.get(name)
    if sheet:
        item = sheet_item(context, sheet)
    else:
        fact = context.bank.fact[name]
        part = PARTS.get(fact.kind)
        item = part.item(context, fact, sub) if part else fact_item(context, fact)
    place = find_place(context, name)
    return replace(item, id=item_id, progress=_progress(context, place)) if place else item


def with_way_past(context: Context, item: Item, place: Place) -> Item:
    """The item with a row to leave its whole chapter for later, where there is more of it."""
    siblings = [each for each in places(context) if each.chapter.id == place.chapter.id]
    is_more = any(not _is_answered(context, each.ask) for each in siblings[1:])
    if not is_more or siblings[0].id != place.id or place.chapter.first_page:
        return item
    return replace(item, marks=(*item.marks, Option(LEAVE_CHAPTER, wording.LEAVE_CHAPTER)))


def facts_up_to(context: Context, chapter: Chapter) -> list[str]:
    """The facts that belong to a chapter and to those before it, in sheets or by themselves."""
    found: dict[str, None] = {}
    for each in context.bank.chapters:
        for name in each.asks:
            sheet = context.bank.sheet.get(name)
            in_rows = [fact for row in sheet.rows for fact in row.sets] if sheet else [name]
            found |= dict.fromkeys(in_rows)
        if each.id == chapter.id:
            break
    return [*found]


def sub_items(context: Context, item_id: str) -> AbstractSet[str]:
    """The marks of an item that lead to an item inside it."""
    fact = context.bank.fact.get(item_id)
    part = PARTS.get(fact.kind) if fact else None
    return part.subs if part else frozenset()


def answers_its_place(context: Context, item_id: str) -> bool:
    """Whether a reply to this item answers the place, not only something inside it."""
    name, _, sub = item_id.partition("/")
    if not sub:
        return True
    part = PARTS.get(context.bank.fact[name].kind)
    return part is not None and sub in part.ends


def answer(context: Context, item_id: str, reply: Reply) -> Case:
    """The case after a reply. Raises WrongValue where the reply does not fit the item."""
    name, _, sub = item_id.partition("/")
    if isinstance(reply, Marked) and reply.id == LEAVE_CHAPTER:
        return _leave_chapter(context, name)
    sheet = context.bank.sheet.get(name)
    if sheet:
        return answer_sheet(context, sheet, reply)
    fact = context.bank.fact[name]
    part = PARTS.get(fact.kind)
    if part:
        return part.answer(context, fact, sub, reply)
    return answer_fact(context, fact, reply)


def meant(reply: Reply) -> Reply:
    """The reply, or the mark that its words stand for: who types "not sure" means that row."""
    if isinstance(reply, Typed):
        words = reply.text.replace("\u2019", "'").casefold().strip(" .!")
        if mark := wording.STATE_WORDS.get(words):
            return Marked(mark)
    return reply


def understood(context: Context, item_id: str) -> str:
    """What was made of a freely typed line, to be read back; may be empty."""
    fact = context.bank.fact.get(item_id)
    part = PARTS.get(fact.kind) if fact else None
    return part.echo(context) if part else ""


def _applies(context: Context, ask: Fact | Sheet) -> bool:
    stage = context.case.stage
    is_for_stage = not ask.stages or (stage is not None and stage in ask.stages)
    return is_for_stage and context.bank.holds(ask, context.known.values) is True


def _is_answered(context: Context, ask: Fact | Sheet) -> bool:
    if isinstance(ask, Sheet):
        return is_sheet_answered(context, ask)
    part = PARTS.get(ask.kind)
    is_filled = part is not None and part.is_filled(context.case)
    return is_filled or is_answered(context.case, ask.id)


def _states(context: Context, ask: Fact | Sheet) -> set[State | None]:
    if isinstance(ask, Sheet):
        return sheet_states(context, ask)
    answer = context.case.facts.get(ask.id)
    return {answer.state} if answer else set()


def _leave_chapter(context: Context, item_id: str) -> Case:
    """The case with everything unanswered of this chapter left for later."""
    here = find_place(context, item_id)
    case = context.case
    for place in places(context):
        if here is None or place.chapter.id != here.chapter.id:
            continue
        if not _is_answered(context, place.ask):
            now = context.with_case(case)
            if isinstance(place.ask, Fact) and place.ask.kind in VALUE_KINDS:
                case = with_state(case, place.id, "later")
            else:
                case = answer(now, place.id, Marked(LATER))
    return case


def _progress(context: Context, place: Place) -> str:
    """Where the person is, in words: "What the report says, 4 of 11"."""
    siblings = [each.id for each in places(context) if each.chapter.id == place.chapter.id]
    if len(siblings) == 1:
        return place.chapter.title
    number = siblings.index(place.id) + 1
    return wording.PROGRESS.format(title=place.chapter.title, number=number, count=len(siblings))
