"""What a doctor would do, part by part, beside the first plan."""

from __future__ import annotations

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.outcomes import ComparedPart
from so_cli.case.model import Case, PlanPart
from so_cli.interview.context import Context
from so_cli.interview.prompters.item import Chosen, Item, Marked, Option, Reply, chosen_ids
from so_cli.interview.talk import Ask, Replies, typed_text
from so_cli.interview.visit.diagnosis import NEW, NOT_SURE, NOTHING, SAME
from so_cli.interview.visit.opinion import begun, with_opinion
from so_cli.interview.visit.whose import Sitting
from so_cli.packet.compare import FIRST, first_plan
from so_cli.packet.relation import OTHER

PLAN, PARTS = "plan", "parts"


def plan_asks(context: Context, replies: Replies, sitting: Sitting) -> list[Ask]:
    """Whether the plan is another one, then its parts."""
    asks = []
    if sitting.opinion != FIRST and _first(context):
        asks.append(_plan(context, sitting))
        if replies.get(PLAN) != Chosen((NEW,)):
            return asks
    asks.append(_parts(context, sitting))
    ticked = chosen_ids(replies.get(PARTS))
    for part in context.bank.parts:
        if part.id in ticked:
            asks.append(_part(context, sitting, part))
            if _is_other(replies, part):
                asks.append(_words(context, sitting, part))
    return asks


def _first(context: Context) -> dict[str, PlanPart]:
    """The first plan, as it is written down, or else as the case tells it."""
    told = first_plan(context.bank, context.known)
    return told | begun(context.case, FIRST).plan


def _before(context: Context, sitting: Sitting) -> dict[str, PlanPart]:
    """The plan so far; of the first opinion also what the case tells of it."""
    return _first(context) if sitting.opinion == FIRST else sitting.heard(context).plan


def _plan(context: Context, sitting: Sitting) -> Ask:
    first, heard = _first(context), sitting.heard(context)
    chosen: tuple[str, ...] = ()
    if heard.plan:
        chosen = (SAME,) if heard.plan == first else (NEW,)
    item = Item(
        id=PLAN,
        kind="choice",
        ask=wording.ASK_PLAN.format(doctor=sitting.doctor(context)),
        help=wording.ASK_PLAN_HELP.format(titles=_titles(context, first)),
        options=(
            Option(SAME, wording.SAME_PLAN),
            Option(NEW, wording.NEW_PLAN),
            Option(NOTHING, wording.NO_PLAN),
        ),
        marks=(NOT_SURE,),
        chosen=chosen,
    )

    def take(reply: Reply) -> Case:
        if isinstance(reply, Marked):
            return with_opinion(context, heard)
        if reply == Chosen((NEW,)):
            # Who chose another row by mistake finds again what was written down before.
            lost = sitting.before if not heard.plan or heard.plan == first else None
            return with_opinion(context, heard, plan=lost.plan if lost else heard.plan)
        return with_opinion(context, heard, plan=first if reply == Chosen((SAME,)) else {})

    return Ask(item, take)


def _titles(context: Context, plan: dict[str, PlanPart]) -> str:
    return "; ".join(part.title for part in context.bank.parts if part.id in plan)


def _parts(context: Context, sitting: Sitting) -> Ask:
    before, offered = _before(context, sitting), {part.id for part in context.bank.parts}
    item = Item(
        id=PARTS,
        kind="choices",
        ask=wording.ASK_PARTS.format(doctor=sitting.doctor(context)),
        help=wording.ASK_PARTS_HELP,
        options=tuple(Option(part.id, part.title) for part in context.bank.parts),
        chosen=tuple(part.id for part in context.bank.parts if part.id in before),
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        ids = chosen_ids(reply)
        plan = {name: part for name, part in before.items() if name in ids or name not in offered}
        return with_opinion(context, sitting.heard(context), plan=plan)

    return Ask(item, take)


def _part(context: Context, sitting: Sitting, part: ComparedPart) -> Ask:
    before = _before(context, sitting).get(part.id)
    value = before.value if before else ""
    values = (value,) if isinstance(value, str) else value
    item = Item(
        id=f"plan/{part.id}",
        kind="choices" if part.many else "choice",
        ask=wording.ASK_PART.format(doctor=sitting.doctor(context), part=part.title),
        options=tuple(Option(each.id, each.label, each.exclusive) for each in part.choices),
        marks=(NOT_SURE,),
        chosen=tuple(each.id for each in part.choices if each.id in values),
        marked=NOT_SURE.id if before and not before.value else "",
    )

    def take(reply: Reply) -> Case:
        if before and reply == (Marked(NOT_SURE.id) if item.marked else Chosen(item.chosen)):
            # A file may hold what no row can say: words of the doctor, an answer of another bank.
            return _with_part(context, sitting, part, before)
        ids = chosen_ids(reply)
        text = before.text if before and OTHER in ids else ""
        return _with_part(context, sitting, part, PlanPart(value=_short(ids), text=text))

    return Ask(item, take)


def _words(context: Context, sitting: Sitting, part: ComparedPart) -> Ask:
    before = _before(context, sitting).get(part.id) or PlanPart()
    item = Item(
        id=f"words/{part.id}",
        kind="text",
        ask=wording.ASK_WORDS,
        typed=before.text,
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        return _with_part(context, sitting, part, replace(before, text=typed_text(reply)))

    return Ask(item, take)


def _is_other(replies: Replies, part: ComparedPart) -> bool:
    return OTHER in chosen_ids(replies.get(f"plan/{part.id}"))


def _short(ids: tuple[str, ...]) -> str | tuple[str, ...]:
    return ids[0] if len(ids) == 1 else ids or ""


def _with_part(context: Context, sitting: Sitting, part: ComparedPart, said: PlanPart) -> Case:
    opinion = sitting.heard(context)
    return with_opinion(context, opinion, plan={**opinion.plan, part.id: said})
