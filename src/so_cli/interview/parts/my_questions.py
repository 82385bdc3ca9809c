"""Her questions: the first three, her own words, and what to leave out."""

from __future__ import annotations

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import CONFLICT, MAIN_QUESTION, Case, OwnQuestion
from so_cli.case.values import WrongValue
from so_cli.interview.context import STATE_MARKS, Context, with_state
from so_cli.interview.facts import state_of
from so_cli.interview.parts.part import Part, done, marked
from so_cli.interview.prompters.item import Item, Marked, Option, Reply, Typed, chosen_ids
from so_cli.packet.build import upcoming
from so_cli.packet.model import PacketQuestion
from so_cli.packet.questions import Fitting, fitting_questions, own_questions, ranked_for
from so_cli.packet.ranking import TOP, Ranked

SHOW_ALL, ADD_OWN, LEAVE_OUT = "all-questions", "add-my-own", "leave-some-out"


class QuestionsPart(Part):
    """The suggestions that fit, preselected; she chooses the first three, adds and drops."""

    subs = frozenset({SHOW_ALL, ADD_OWN, LEAVE_OUT})
    ends = frozenset({SHOW_ALL})

    def item(self, context: Context, fact: Fact, sub: str) -> Item:
        if sub == ADD_OWN:
            return Item(id=ADD_OWN, kind="text", ask=wording.ASK_OWN, may_be_empty=True)
        fitting, ranked = _suggestions(context)
        if sub == LEAVE_OUT:
            return _leaving_out(context, fitting, ranked)
        few = (*ranked.top, *ranked.next)
        shown = (*few, *ranked.rest) if sub == SHOW_ALL else few
        more = len(ranked.rest)
        marks = [Option(ADD_OWN, wording.ADD_OWN), Option(LEAVE_OUT, wording.LEAVE_OUT)]
        if more and sub != SHOW_ALL:
            marks.insert(0, Option(SHOW_ALL, wording.SHOW_ALL.format(count=more)))
        return Item(
            id=SHOW_ALL if sub else fact.id,
            kind="choices",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=tuple(_option(fitting.printed[name]) for name in shown),
            marks=() if sub else (*marks, *STATE_MARKS),
            chosen=_chosen(context.case, ranked),
            marked=marked(context, fact),
            at_most=TOP,
            may_be_empty=bool(sub),
        )

    def answer(self, context: Context, fact: Fact, sub: str, reply: Reply) -> Case:
        case = context.case
        if state := state_of(reply):
            return with_state(case, fact.id, state)
        if isinstance(reply, Marked):
            raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
        if sub == ADD_OWN:
            text = reply.text.strip() if isinstance(reply, Typed) else ""
            return _with_own(case, text) if text else case
        ids = chosen_ids(reply)
        if sub == LEAVE_OUT:
            offered = {option.id for option in self.item(context, fact, sub).options}
            # Questions of another bank stay left out, though they are not offered here.
            kept = tuple(name for name in case.questions.left_out if name not in offered)
            return _without(case, (*kept, *ids))
        # What another bank offers stays chosen, as far as there is room.
        strangers = [name for name in case.questions.top if not _is_here(context, name)]
        top = (*ids, *strangers)[:TOP]
        return done(replace(case, questions=replace(case.questions, top=top)), fact)


def _suggestions(context: Context) -> tuple[Fitting, Ranked]:
    """What fits this case, ranked for the next visit."""
    fitting = fitting_questions(context.bank, context.case, context.known)
    coming = upcoming(context.case, context.today)
    specialty = coming[0].specialty if coming else ""
    return fitting, ranked_for(fitting, context.case, context.known, specialty)


def _leaving_out(context: Context, fitting: Fitting, ranked: Ranked) -> Item:
    left_out = [
        context.bank.question[name]
        for name in context.case.questions.left_out
        if name in context.bank.question
    ]
    there = (*ranked.top, *ranked.next, *ranked.rest, *fitting.calls)
    return Item(
        id=LEAVE_OUT,
        kind="choices",
        ask=wording.ASK_LEAVE_OUT,
        options=(
            *(_option(fitting.printed[name]) for name in there),
            *(Option(question.id, question.short) for question in left_out),
        ),
        chosen=tuple(question.id for question in left_out),
        may_be_empty=True,
    )


def _is_here(context: Context, name: str) -> bool:
    own = {question.id for question in own_questions(context.case)}
    return name in own or name in context.bank.question or name.startswith(CONFLICT)


def _chosen(case: Case, ranked: Ranked) -> tuple[str, ...]:
    """Her own choice; before she has made one, what the page would begin with."""
    return tuple(name for name in ranked.top if name in case.questions.top) or ranked.top


def _option(question: PacketQuestion) -> Option:
    return Option(question.id, question.text if question.own else question.short)


def _with_own(case: Case, text: str) -> Case:
    """The case with one more question in her own words; `own-1` stays the main question's."""
    taken = {question.id for question in own_questions(case)} | {MAIN_QUESTION}
    number = next(n for n in range(2, len(taken) + 3) if f"own-{n}" not in taken)
    own = (*case.questions.own, OwnQuestion(id=f"own-{number}", text=text))
    return replace(case, questions=replace(case.questions, own=own))


def _without(case: Case, ids: tuple[str, ...]) -> Case:
    top = tuple(name for name in case.questions.top if name not in ids)
    return replace(case, questions=replace(case.questions, left_out=ids, top=top))
