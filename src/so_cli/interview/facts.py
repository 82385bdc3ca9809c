"""Facts as items, and what a reply to one does to the case."""

from __future__ import annotations

from so_cli import wording
from so_cli.bank.model import Choice, Fact
from so_cli.case.model import Answer, Case, State, Stored
from so_cli.case.values import WrongValue, as_stored, read_value
from so_cli.interview.context import STATE_MARKS, Context, with_answers
from so_cli.interview.prompters.item import Chosen, Item, Marked, Option, Reply, Typed


def fact_item(context: Context, fact: Fact) -> Item:
    """The item that asks a fact, with its present answer."""
    answer = context.case.facts.get(fact.id)
    value = answer.value if answer else None
    if fact.choices:
        chosen = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return Item(
            id=fact.id,
            kind="choices" if fact.kind == "choices" else "choice",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=tuple(
                Option(choice.id, choice.label, choice.exclusive)
                for choice in _choices(context, fact)
            ),
            marks=STATE_MARKS,
            chosen=tuple(str(item) for item in chosen),
            marked=(answer.state or "") if answer else "",
            at_most=fact.at_most,
        )
    return Item(
        id=fact.id,
        kind="text",
        ask=context.say(fact.ask),
        help=context.say(fact.help),
        marks=STATE_MARKS,
        typed="" if value is None else _typed(fact, value),
        marked=(answer.state or "") if answer else "",
    )


def answer_fact(context: Context, fact: Fact, reply: Reply) -> Case:
    """The case after a reply. Raises WrongValue where the reply does not fit."""
    answers: dict[str, Answer | None] = {fact.id: _answer(context, fact, reply)}
    if fact.id == "urgent_now" and reply == Chosen(("no",)):
        # A sign outweighs a "no" that stands beside it, but not one that she says after it.
        answers["urgent_signs"] = None
    return with_answers(context.case, answers)


def is_answered(case: Case, fact_id: str) -> bool:
    """Whether a fact has an answer or a state, "later" included."""
    return fact_id in case.facts


def state_of(reply: Reply) -> State | None:
    """The state that a reply stands for, if it is one."""
    if isinstance(reply, Marked):
        for state in ("not-sure", "later", "does-not-apply"):
            if reply.id == state:
                return state
    return None


def _answer(context: Context, fact: Fact, reply: Reply) -> Answer:
    if state := state_of(reply):
        return Answer(state=state)
    if isinstance(reply, Chosen):
        ids = reply.ids
        return Answer(value=ids if fact.kind == "choices" else ids[0])
    if isinstance(reply, Typed):
        value = read_value(fact, reply.text, context.today)
        if value == "":
            raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
        return Answer(value=as_stored(value))
    raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)


def _choices(context: Context, fact: Fact) -> list[Choice]:
    stage = context.case.stage
    return [
        choice
        for choice in fact.choices
        if not choice.stages or stage is None or stage in choice.stages
    ]


def _typed(fact: Fact, value: Stored) -> str:
    if isinstance(value, int | float):
        unit = " mm" if fact.unit == "mm" else "%" if fact.unit == "percent" else ""
        return f"{value:g}{unit}"
    return str(value)
