"""What a doctor said of the cancer, fact by fact, beside what the papers say."""

from __future__ import annotations

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case, Opinion
from so_cli.interview.context import LATER, Context
from so_cli.interview.facts import answer_fact, fact_item
from so_cli.interview.prompters.item import Chosen, Item, Marked, Option, Reply, chosen_ids
from so_cli.interview.talk import Ask, Replies
from so_cli.interview.visit.opinion import with_opinion
from so_cli.interview.visit.whose import Sitting
from so_cli.packet.compare import FIRST
from so_cli.packet.texts import fact_line

SAME, NEW, NOTHING = "same", "new", "nothing"
"""Beside what is known already a doctor says the same, something else, or nothing about it."""
NOT_SURE = Option("not-sure", wording.MARKS["not-sure"])
CANCER, SPOKEN_OF = "cancer", "spoken-of"


def diagnosis_asks(context: Context, replies: Replies, sitting: Sitting) -> list[Ask]:
    """Whether there was anything new, then only that."""
    facts = _comparable(context, sitting)
    asks = [_cancer(context, sitting, facts)]
    if replies.get(CANCER) != Chosen((NEW,)):
        return asks
    ticked = chosen_ids(replies.get(SPOKEN_OF))
    return [
        *asks,
        _spoken_of(context, sitting, facts),
        *(_fact(context, sitting, fact) for fact in facts if fact.id in ticked),
    ]


def _comparable(context: Context, sitting: Sitting) -> list[Fact]:
    """The facts that opinions are compared in, as far as they belong to this stage."""
    bank, stage = context.bank, context.case.stage
    spoken = sitting.heard(context).facts
    facts = (bank.fact[each.id] for each in bank.diagnosis if each.id in bank.fact)
    # What else hides a fact is what the first papers say, and another doctor may say otherwise.
    return [
        fact
        for fact in facts
        if fact.id in spoken
        or (
            (not fact.stages or stage is None or stage in fact.stages)
            and bank.holds(fact, {"stage": stage} if stage else {}) is not False
        )
    ]


def _named_by_papers(context: Context) -> dict[str, Answer]:
    """What the papers say of the cancer itself, details left out."""
    shown = context.known.shown
    return {
        each.id: shown[each.id]
        for each in context.bank.diagnosis
        if each.matters and each.id in shown and shown[each.id].value is not None
    }


def _cancer(context: Context, sitting: Sitting, facts: list[Fact]) -> Ask:
    heard, papers = sitting.heard(context), _named_by_papers(context)
    is_first = sitting.opinion == FIRST
    options = (
        *([Option(SAME, wording.SAME_CANCER)] if papers else []),
        *([Option(NEW, wording.NEW_ON_CANCER)] if facts else []),
        # What the first doctor said of it is what the papers say.
        *([] if papers and is_first else [Option(NOTHING, wording.NOTHING_ON_CANCER)]),
    )
    item = Item(
        id=CANCER,
        kind="choice",
        ask=wording.ASK_CANCER.format(doctor=sitting.doctor(context)),
        help=wording.ASK_CANCER_HELP,
        options=options,
        marks=(NOT_SURE,),
        chosen=_said_before(heard, papers),
    )

    def take(reply: Reply) -> Case:
        if isinstance(reply, Marked):
            return with_opinion(context, heard)
        if reply == Chosen((NEW,)):
            # Who chose another row by mistake finds again what was written down before.
            lost = sitting.before if not heard.facts or heard.facts == papers else None
            return with_opinion(context, heard, facts=lost.facts if lost else heard.facts)
        # What the first opinion leaves out is read from the papers in any case.
        is_copied = reply == Chosen((SAME,)) and not is_first
        return with_opinion(context, heard, facts=papers if is_copied else {})

    return Ask(item, take)


def _said_before(heard: Opinion, papers: dict[str, Answer]) -> tuple[str, ...]:
    if heard.facts:
        return (SAME,) if heard.facts == papers else (NEW,)
    if heard.id == FIRST and papers:
        return (SAME,)
    return (NOTHING,) if heard.plan else ()


def _spoken_of(context: Context, sitting: Sitting, facts: list[Fact]) -> Ask:
    heard, offered = sitting.heard(context), {fact.id for fact in facts}
    item = Item(
        id=SPOKEN_OF,
        kind="choices",
        ask=wording.ASK_SPOKEN_OF.format(doctor=sitting.doctor(context)),
        help=wording.ASK_SPOKEN_OF_HELP,
        options=tuple(Option(fact.id, _with_papers(context, fact)) for fact in facts),
        chosen=tuple(fact.id for fact in facts if fact.id in heard.facts),
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        ids = chosen_ids(reply)
        kept = {
            name: answer
            for name, answer in heard.facts.items()
            if name in ids or name not in offered
        }
        return with_opinion(context, heard, facts=kept)

    return Ask(item, take)


def _with_papers(context: Context, fact: Fact) -> str:
    answer = context.known.shown.get(fact.id)
    said = fact_line(fact, answer).text if answer else ""
    return wording.IN_THE_PAPERS.format(label=fact.label, said=said) if said else fact.label


def _fact(context: Context, sitting: Sitting, fact: Fact) -> Ask:
    progress = wording.WHAT_SAID.format(doctor=sitting.doctor(context))
    heard, opinion = _as_heard(context, sitting), sitting.heard(context)

    def take(reply: Reply) -> Case:
        answer = answer_fact(heard, fact, reply).facts[fact.id]
        return with_opinion(context, opinion, facts={**opinion.facts, fact.id: answer})

    item = fact_item(heard, fact)
    # What was heard is heard: there is nothing to come back to later.
    marks = tuple(mark for mark in item.marks if mark.id != LATER)
    return Ask(replace(item, marks=marks, progress=progress), take)


def _as_heard(context: Context, sitting: Sitting) -> Context:
    """The case as if its papers said only what this doctor said of the cancer."""
    compared = {each.id for each in context.bank.diagnosis}
    others = {name: answer for name, answer in context.case.facts.items() if name not in compared}
    facts = others | sitting.heard(context).facts
    return context.with_case(replace(context.case, facts=facts))
