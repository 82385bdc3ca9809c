"""What is still to be asked, in the order of the interview."""

from __future__ import annotations

from so_cli.bank.model import Fact, Sheet
from so_cli.interview.context import Context
from so_cli.interview.engine import Place, item_for, places, why_open
from so_cli.interview.prompters.item import Item, Option
from so_cli.packet.ask_list import AskOption, ToAsk, WhyOpen
from so_cli.voice import say

TO_HERSELF = "you"
"""Whoever makes the call speaks to the person, whoever typed the answers so far."""
CHECKLISTS = frozenset({"questions", "records", "steps"})
"""Parts of the interview that go through a list, which is a checklist too."""


def still_to_ask(context: Context) -> tuple[ToAsk, ...]:
    """Each place without an answer, left for later, or answered with not sure."""
    return tuple(
        _to_ask(context, place, why)
        for place in places(context)
        if place.ask.kind != "review" and (why := why_open(context, place))
    )


def _to_ask(context: Context, place: Place, why: WhyOpen) -> ToAsk:
    ask = place.ask
    checklist = ask.kind if isinstance(ask, Fact) and ask.kind in CHECKLISTS else ""
    item = item_for(context, place.id)
    return ToAsk(
        id=place.id,
        chapter=place.chapter.title,
        why=why,
        ask=say(ask.ask, TO_HERSELF),
        help=say(ask.help, TO_HERSELF),
        options=() if checklist else tuple(_option(ask, item, each) for each in item.options),
        checklist=checklist,  # type: ignore[arg-type]  # it is one of CHECKLISTS
    )


def _option(ask: Fact | Sheet, item: Item, option: Option) -> AskOption:
    choice = ask.choice(option.id) if isinstance(ask, Fact) else None
    return AskOption(
        id=option.id,
        label=option.label,
        chosen=option.id in item.chosen,
        level=choice.level if choice else None,
    )
