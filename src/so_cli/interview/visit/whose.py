"""Whose opinion it is: which one, given at which visit, by whom."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from so_cli import wording
from so_cli.case.model import Case, Opinion, OpinionId, Visit
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context
from so_cli.interview.lines import read_visit, visit_line
from so_cli.interview.parts.part import keeps
from so_cli.interview.prompters.item import Chosen, Item, Option, Reply
from so_cli.interview.talk import Ask, Replies, typed_text
from so_cli.interview.visit.opinion import (
    begun,
    given_at,
    opinion_of,
    who_gave,
    with_opinion,
)
from so_cli.packet.compare import FIRST, OPINIONS
from so_cli.packet.texts import visit_text

WHICH_OPINION, WHICH_VISIT, WHO = "which-opinion", "which-visit", "who"
VISIT = "visit-"
"""How the ids of visits begin; a bare number could be meant for a row."""


class Sitting(Struct, frozen=True):
    """What the whole talk is about: whose opinion, and the visit at which it was given.

    before  what was written down of it when the talk began.
    """

    opinion: OpinionId
    visit: Visit | None
    before: Opinion | None

    def heard(self, context: Context) -> Opinion:
        """The opinion so far."""
        return begun(context.case, self.opinion, self.visit)

    def doctor(self, context: Context) -> str:
        """Whom the questions name."""
        return who_gave(self.heard(context))


def chosen_opinion(replies: Replies) -> OpinionId:
    """Which opinion was chosen; the second, where nothing was to choose."""
    reply = replies.get(WHICH_OPINION)
    chosen = reply.ids[0] if isinstance(reply, Chosen) else ""
    return next((each for each in OPINIONS if each == chosen), "second")


def chosen_visit(context: Context, replies: Replies, opinion: OpinionId) -> Visit | None:
    """The visit that was chosen, or else the last one; the first opinion was given before."""
    been = [] if opinion == FIRST else _been(context)
    reply = replies.get(WHICH_VISIT)
    return _visit_of(reply, been) if been else None


def whose_asks(context: Context, sitting: Sitting, *, written: Iterable[Opinion]) -> list[Ask]:
    """Which opinion, where some are `written` down already; which visit, where there were more."""
    asks = []
    if written := tuple(written):
        asks.append(only_asked(context, _which_opinion(context.case, written)))
    if sitting.before is None and sitting.opinion != FIRST and len(_been(context)) > 1:
        asks.append(_which_visit(context, sitting))
    return [*asks, _who(context, sitting)]


def only_asked(context: Context, item: Item) -> Ask:
    """An item whose reply only says what comes next: the case stays as it is."""
    return Ask(item, lambda _reply: context.case)


def _been(context: Context) -> list[Visit]:
    """The visits that have been, today's too, the last one first; else those without a day."""
    today, visits = context.today, context.case.visits
    been = [visit for visit in visits if visit.date and visit.date <= today]
    been.sort(key=lambda visit: visit.date or today, reverse=True)
    return been or [visit for visit in visits if visit.date is None]


def _which_opinion(case: Case, written: tuple[Opinion, ...]) -> Item:
    first = opinion_of(case, FIRST) or Opinion(id=FIRST)
    there = {each.id for each in (*written, first)}
    others = (Opinion(id=name) for name in OPINIONS if name not in there)
    shown = (*written, *others, first)
    return Item(
        id=WHICH_OPINION,
        kind="choice",
        ask=wording.ASK_WHICH_OPINION,
        options=tuple(Option(each.id, _named(each)) for each in shown),
    )


def _named(opinion: Opinion) -> str:
    who = visit_text(Visit(date=opinion.date, with_=opinion.by, specialty=opinion.who))
    title = wording.OPINION_TITLES[opinion.id]
    return f"{title}: {who}" if who else title


def _which_visit(context: Context, sitting: Sitting) -> Ask:
    been = _been(context)
    rows = tuple(Option(f"{VISIT}{at}", visit_text(visit)) for at, visit in enumerate(been))
    item = Item(id=WHICH_VISIT, kind="choice", ask=wording.ASK_WHICH_VISIT, options=rows)

    def take(reply: Reply) -> Case:
        return with_opinion(context, given_at(_visit_of(reply, been), sitting.heard(context)))

    return Ask(item, take)


def _visit_of(reply: Reply | None, been: list[Visit]) -> Visit:
    at = reply.ids[0].removeprefix(VISIT) if isinstance(reply, Chosen) else 0
    return been[int(at)]


def _who(context: Context, sitting: Sitting) -> Ask:
    before = sitting.heard(context)
    item = Item(
        id=WHO,
        kind="text",
        ask=wording.ASK_WHO_FIRST if sitting.opinion == FIRST else wording.ASK_WHO_GAVE,
        help=wording.ASK_WHO_GAVE_HELP,
        typed=visit_line(Visit(date=before.date, with_=before.by, specialty=before.who)),
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        if keeps(item, reply):
            return with_opinion(context, before)
        text = typed_text(reply)
        read = read_visit(text, Visit(), context.today) if text else Visit()
        if read.date and read.date > context.today:
            raise WrongValue(wording.NOT_YET, wording.DAY_OF_OPINION)
        return with_opinion(context, before, by=read.with_, who=read.specialty, date=read.date)

    return Ask(item, take)
