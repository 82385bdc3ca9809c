"""Everything that is asked after an appointment, in order."""

from __future__ import annotations

from so_cli import wording
from so_cli.case.model import Case, OpinionId
from so_cli.interview.context import Context
from so_cli.interview.prompters.item import Item, Reply
from so_cli.interview.talk import Ask, Asks, Replies, typed_text
from so_cli.interview.visit.answers import answer_asks
from so_cli.interview.visit.diagnosis import diagnosis_asks
from so_cli.interview.visit.opinion import opinion_of, with_opinion
from so_cli.interview.visit.plan import plan_asks
from so_cli.interview.visit.whose import Sitting, chosen_opinion, chosen_visit, whose_asks
from so_cli.packet.compare import FIRST, in_order


def visit_asks(case: Case, wanted: OpinionId | None) -> Asks:
    """What to ask about the opinion that is wanted, or else about that of a visit.

    case  as it is when the talk begins: an opinion that is begun in it is not asked about again.
    """
    written = tuple(opinion for opinion in in_order(case) if opinion.id != FIRST)

    def asks(context: Context, replies: Replies) -> list[Ask]:
        opinion = wanted or chosen_opinion(replies)
        visit = chosen_visit(context, replies, opinion)
        sitting = Sitting(opinion, visit, opinion_of(case, opinion))
        return [
            *whose_asks(context, sitting, written=() if wanted else written),
            *answer_asks(context, replies, sitting),
            *diagnosis_asks(context, replies, sitting),
            *plan_asks(context, replies, sitting),
            _reason(context, sitting),
        ]

    return asks


def _reason(context: Context, sitting: Sitting) -> Ask:
    heard = sitting.heard(context)
    item = Item(
        id="reason",
        kind="text",
        ask=wording.ASK_REASON.format(doctor=sitting.doctor(context)),
        help=wording.ASK_REASON_HELP,
        typed=heard.reason,
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        return with_opinion(context, heard, reason=typed_text(reply))

    return Ask(item, take)
