"""What was answered: her first three questions, then whichever others she ticks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Case, GivenAnswer
from so_cli.interview.context import Context
from so_cli.interview.parts.part import keeps
from so_cli.interview.prompters.item import Item, Option, Reply, chosen_ids
from so_cli.interview.talk import Ask, Replies, typed_text
from so_cli.interview.visit.whose import Sitting, only_asked
from so_cli.packet.compare import FIRST
from so_cli.packet.model import PacketQuestion
from so_cli.packet.questions import fitting_questions, ranked_for

ANSWERED, ANSWERED_MORE, MORE = "answered", "answered-more", "more"


def answer_asks(context: Context, replies: Replies, sitting: Sitting) -> list[Ask]:
    """The questions of the visit; of the first opinion none, for nobody had prepared any."""
    if sitting.opinion == FIRST:
        return []
    fitting = fitting_questions(context.bank, context.case, context.known)
    ranked = ranked_for(fitting, context.case, context.known, sitting.heard(context).who)
    top, soon, rest = (
        [fitting.printed[name] for name in names]
        for names in (ranked.top, ranked.next, ranked.rest)
    )
    ticked = chosen_ids(replies.get(ANSWERED))
    asks = [_answer(context, question, sitting) for question in top]
    if soon:
        more = [Option(MORE, wording.MORE_ANSWERED)] if rest else []
        asks.append(_which(context, ANSWERED, soon, more))
    if MORE in ticked:
        asks.append(_which(context, ANSWERED_MORE, rest))
        ticked += chosen_ids(replies.get(ANSWERED_MORE))
    others = (question for question in (*soon, *rest) if question.id in ticked)
    return [*asks, *(_answer(context, question, sitting) for question in others)]


def _which(
    context: Context, name: str, questions: Sequence[PacketQuestion], more: Sequence[Option] = ()
) -> Ask:
    options = (Option(question.id, question.short) for question in questions)
    item = Item(
        id=name,
        kind="choices",
        ask=wording.ASK_WHICH_ANSWERED,
        help=wording.ASK_WHICH_ANSWERED_HELP,
        options=(*options, *more),
        chosen=tuple(question.id for question in questions if question.answer),
        may_be_empty=True,
    )
    return only_asked(context, item)


def _answer(context: Context, question: PacketQuestion, sitting: Sitting) -> Ask:
    before, heard = question.answer, sitting.heard(context)
    clear = f"{wording.LISTEN_FOR} {question.listen_for}" if question.listen_for else ""
    item = Item(
        id=f"answer/{question.id}",
        kind="text",
        ask=wording.ASK_ANSWER.format(question=question.text),
        help=clear,
        typed=before.text if before else "",
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        case = context.case
        if keeps(item, reply):
            return case
        answers = dict(case.questions.answers)
        answers.pop(question.id, None)
        if text := typed_text(reply):
            answers[question.id] = GivenAnswer(text=text, from_=heard.by, date=heard.date)
        return replace(case, questions=replace(case.questions, answers=answers))

    return Ask(item, take)
