"""The last screen: every answer, any of which can be changed, and the way out."""

from __future__ import annotations

from so_cli import wording
from so_cli.bank.model import VALUE_KINDS, Fact
from so_cli.case.model import Case
from so_cli.interview.context import Context
from so_cli.interview.lines import decision_line, medicines_line, person_line
from so_cli.interview.parts.part import Part
from so_cli.interview.prompters.item import Item, Option, Reply
from so_cli.packet.build import upcoming
from so_cli.packet.known import AGE, NONE, is_hidden
from so_cli.packet.texts import fact_line, visit_text

WRITE, LEAVE, ADD_FACT = "write-the-pages", "finish-without-pages", "add-an-answer"


class ReviewPart(Part):
    """Its reply never changes the case: it says what to ask again, or that all is done."""

    subs = frozenset({ADD_FACT})
    ends = subs

    def item(self, context: Context, fact: Fact, sub: str) -> Item:
        if sub == ADD_FACT:
            return Item(
                id=ADD_FACT,
                kind="choice",
                ask=wording.ASK_ADD_FACT,
                options=tuple(Option(entry.id, entry.label) for entry in _unanswered(context)),
            )
        ways_out = (Option(WRITE, wording.WRITE_PAGES), Option(LEAVE, wording.FINISH_ONLY))
        marks = (Option(ADD_FACT, wording.ADD_FACT),) if _unanswered(context) else ()
        return Item(
            id=fact.id,
            kind="choice",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=(*ways_out, *_answered(context)),
            marks=marks,
        )

    def answer(self, context: Context, _fact: Fact, _sub: str, _reply: Reply) -> Case:
        return context.case


def _answered(context: Context) -> tuple[Option, ...]:
    """What has been answered, in the order of the interview, then of the bank."""
    order = [name for chapter in context.bank.chapters for name in chapter.asks]
    names = [name for name in order if name in context.bank.fact]
    # The age stands in the row of name and birth date already.
    listed = {*names, AGE}
    names += [fact.id for fact in context.bank.facts if fact.id not in listed]
    options = []
    for name in names:
        fact = context.bank.fact[name]
        text = _present(context, fact)
        if text:
            options.append(Option(fact.id, wording.REVIEW_ROW.format(label=fact.label, text=text)))
    return tuple(options)


def _present(context: Context, fact: Fact) -> str:
    """The present answer in words; empty where there is none to show."""
    case = context.case
    answer = case.facts.get(fact.id)
    if fact.kind in VALUE_KINDS:
        if answer is None or fact.id not in context.known.shown:
            return ""
        return fact_line(fact, answer).text
    if answer and answer.state:
        return wording.STATES[answer.state]
    if answer and answer.value == NONE:
        return wording.NONE_CHOSEN
    age = case.facts.get(AGE)
    texts = {
        "stage": context.bank.stage_title(case.stage),
        "person": person_line(case.person, age.value if age else None),
        "visit": "; ".join(map(visit_text, upcoming(case, context.today))),
        "decision": decision_line(case.decision, case.decide_by),
        "medicines": medicines_line(case.medicines),
        "allergies": "; ".join(case.allergies),
        "questions": wording.COUNT_CHOSEN.format(count=len(case.questions.top))
        if case.questions.top
        else "",
        "records": wording.COUNT_HERE.format(
            count=sum(state.status == "arrived" for state in case.records.values())
        ),
        "steps": wording.COUNT_DONE.format(
            count=sum(state.done is not None for state in case.steps.values())
        ),
    }
    return texts.get(fact.kind, "")


def _unanswered(context: Context) -> list[Fact]:
    return [
        fact
        for fact in context.bank.facts
        if fact.is_told
        and fact.id not in context.case.facts
        and fact.id != AGE
        and not is_hidden(context.bank, fact, context.known)
    ]
