"""Stage, person, visit and decision: asked in one line each, filled into their own places."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case, State, Visit
from so_cli.case.values import WrongValue
from so_cli.interview.context import LATER, STATE_MARKS, Context, with_answers, with_state
from so_cli.interview.facts import state_of
from so_cli.interview.lines import (
    decision_line,
    person_line,
    read_decision,
    read_person,
    read_visit,
    visit_line,
)
from so_cli.interview.parts.part import Part, keeps, line_item, marked, undone
from so_cli.interview.prompters.item import Chosen, Item, Option, Reply, Typed
from so_cli.packet.build import upcoming
from so_cli.packet.known import AGE
from so_cli.packet.texts import birthday_text, day_text, visit_text


class StagePart(Part):
    """Where the person is."""

    def is_filled(self, case: Case) -> bool:
        return case.stage is not None

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        stages = context.bank.stages
        return Item(
            id=fact.id,
            kind="choice",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=tuple(Option(s.id, f"{s.title}: {s.plain}") for s in stages),
            marks=STATE_MARKS,
            chosen=(context.case.stage,) if context.case.stage else (),
            marked=marked(context, fact),
        )

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        if state := state_of(reply):
            return with_state(_without(context.case, state, stage=None), fact.id, state)
        chosen = reply.ids[0] if isinstance(reply, Chosen) else None
        return undone(replace(context.case, stage=chosen), fact)


class PersonPart(Part):
    """Name, and birth date or age, for the top of the page."""

    def is_filled(self, case: Case) -> bool:
        return bool(case.person.name or case.person.born or AGE in case.facts)

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        age = context.case.facts.get(AGE)
        return line_item(context, fact, person_line(context.case.person, age and age.value))

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        case = context.case
        if state := state_of(reply):
            bare = _without(case, state, person=replace(case.person, name="", born=None))
            return with_state(bare, fact.id, state)
        if keeps(self.item(context, fact, ""), reply):
            return undone(case, fact)
        person, age = read_person(_text(reply), case.person, context.today)
        case = with_answers(case, {AGE: None if age is None else Answer(value=age)})
        return undone(replace(case, person=person), fact)

    def echo(self, context: Context) -> str:
        case = context.case
        born = birthday_text(case.person.born) if case.person.born else ""
        age = case.facts.get(AGE)
        told = wording.BORN.format(day=born) if born else ""
        if not told and age and age.value is not None:
            told = wording.AGED.format(age=age.value)
        return ", ".join(filter(None, [case.person.name, told]))


class VisitPart(Part):
    """The visit to come: when, with whom, what kind of doctor, how."""

    def is_filled(self, case: Case) -> bool:
        return bool(case.visits)

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        visit = self._next(context)
        return line_item(context, fact, visit_line(visit) if visit else "")

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        case, before = context.case, self._next(context)
        if state := state_of(reply):
            others = tuple(each for each in case.visits if each is not before)
            return with_state(_without(case, state, visits=others), fact.id, state)
        if keeps(self.item(context, fact, ""), reply):
            return undone(case, fact)
        visit = read_visit(_text(reply), before or Visit(), context.today)
        visits = [visit if each is before else each for each in case.visits]
        if before is None:
            visits.append(visit)
        return undone(replace(case, visits=tuple(visits)), fact)

    def echo(self, context: Context) -> str:
        visit = self._next(context)
        return visit_text(visit) if visit else ""

    def _next(self, context: Context) -> Visit | None:
        coming = upcoming(context.case, context.today)
        return coming[0] if coming else None


class DecisionPart(Part):
    """What must be decided, and by when."""

    def is_filled(self, case: Case) -> bool:
        return bool(case.decision or case.decide_by)

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        case = context.case
        return line_item(context, fact, decision_line(case.decision, case.decide_by))

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        case = context.case
        if state := state_of(reply):
            bare = _without(case, state, decision="", decide_by=None)
            return with_state(bare, fact.id, state)
        if keeps(self.item(context, fact, ""), reply):
            return undone(case, fact)
        decision, day = read_decision(_text(reply), context.today)
        return undone(replace(case, decision=decision, decide_by=day), fact)

    def echo(self, context: Context) -> str:
        case = context.case
        if not case.decide_by:
            return case.decision
        return wording.DECIDE_BY.format(what=case.decision, day=day_text(case.decide_by))


def _without(case: Case, state: State, **emptied: Any) -> Case:
    """The case without what a state takes the place of; "later" takes nothing away."""
    return case if state == LATER else replace(case, **emptied)


def _text(reply: Reply) -> str:
    text = reply.text.strip() if isinstance(reply, Typed) else ""
    if not text:
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
    return text
