"""The person says what of her papers goes into her case; nothing is taken that she did not see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Answer, Case
from so_cli.cli.import_items import (
    ALL,
    BOTH,
    CHANGE,
    CORRECT,
    HOW,
    LATER_TUMOR,
    MINE,
    NEITHER,
    NOTHING,
    PICK,
    SOME,
    STAGE,
    TUMOR,
    UNSURE,
    how_much,
    value_chosen,
    which_rows,
    which_stage,
    which_tumor,
    which_unsure,
    which_value,
    which_wrong,
)
from so_cli.cli.import_rows import Row, rows_of
from so_cli.inputs.accept import Taken, answer_adding, answer_of, beside_the_case
from so_cli.inputs.later_stage import later_stage
from so_cli.inputs.proposal import Proposal, ProposedFact, ProposedValue
from so_cli.inputs.propose_facts import LED_BY
from so_cli.interview.context import Context
from so_cli.interview.facts import answer_fact, fact_item
from so_cli.interview.prompters.item import Chosen, Item, Prompter, Reply, chosen_ids
from so_cli.interview.talk import Ask, Replies, ShortTalk


class Confirmation:
    """The talk about one proposal."""

    def __init__(self, bank: Bank, case: Case, proposal: Proposal, today: date) -> None:
        self._context = Context(bank, case, today)
        self._proposal = proposal
        self.is_begun = False

    def run(self, prompter: Prompter) -> Taken:
        """Ask all that has to be asked; what goes into the case. Raises Stopped."""
        if not (self._rows({}) or self._disputed({}) or self._proposal.tumors):
            return Taken(answers={})
        talk = ShortTalk(self._context, prompter, lambda _case: None, self.asks)
        try:
            talk.run()
        finally:
            self.is_begun = bool(talk.replies)
        return self.taken(talk.replies)

    def asks(self, context: Context, replies: Replies) -> list[Ask]:
        """What to ask, in order, as it follows from the replies so far."""
        asks = [Ask(item, lambda _reply: context.case) for item in self._items(replies)]
        is_checked = _first(replies.get(HOW)) == CORRECT
        return asks + (self._corrections(replies) if is_checked else [])

    def taken(self, replies: Replies) -> Taken:
        """What goes into the case."""
        ticked = self._ticked(replies)
        tumor, stage = _first(replies.get(TUMOR)), _first(replies.get(STAGE))
        is_meant = tumor != LATER_TUMOR and _first(replies.get(HOW)) != NOTHING
        return Taken(
            answers={
                **self._told_by(ticked),
                **self._settled(replies),
                **self._corrected(replies),
            },
            tumor=tumor if is_meant else "",
            others={row.id for row in ticked if not row.said},
            stage=next((one for one in get_args(Stage) if one == stage), None),
        )

    def _items(self, replies: Replies) -> list[Item]:
        items: list[Item] = []
        if self._proposal.tumors:
            items.append(which_tumor(self._proposal.tumors))
        rows, disputed = self._rows(replies), self._disputed(replies)
        if rows:
            items.append(how_much(rows, len(disputed)))
        how = _first(replies.get(HOW))
        if how == NOTHING:
            return items
        if how == SOME:
            items.append(which_rows(rows))
        told = self._context.case.facts
        items += [which_value(fact, told.get(fact.id)) for fact in disputed]
        unsure = [row for row in rows if not row.is_certain]
        if unsure and how in {ALL, CORRECT}:
            items.append(which_unsure(unsure))
        later = later_stage(self._context.case, self._facts(replies))
        return [*items, which_stage(self._context, later)] if later else items

    def _facts(self, replies: Replies) -> tuple[ProposedFact, ...]:
        """The facts of the person, of the tumor that she says it is about, and of no tumor."""
        proposal, meant = self._proposal, _first(replies.get(TUMOR))
        is_meant = meant not in {"", LATER_TUMOR}
        facts = {fact.id: fact for fact in proposal.unclaimed if is_meant}
        facts |= {
            fact.id: fact for tumor in proposal.tumors if tumor.id == meant for fact in tumor.facts
        }
        return (*proposal.facts, *facts.values())

    def _disputed(self, replies: Replies) -> list[ProposedFact]:
        """Facts with two values, in the papers or beside the case."""
        return [
            fact
            for fact in self._facts(replies)
            if fact.beside == "different" or (fact.beside == "new" and len(fact.values) > 1)
        ]

    def _rows(self, replies: Replies) -> list[Row]:
        """What can be ticked; what says more of a value that she did not take goes with it."""
        refused = {name for name, reply in replies.items() if _first(reply) in {MINE, NEITHER}}
        facts = [fact for fact in self._facts(replies) if LED_BY.get(fact.id, "") not in refused]
        return rows_of(self._proposal, facts)

    def _ticked(self, replies: Replies) -> list[Row]:
        """The lines that she took, one by one or with all that is certain."""
        ticked = {*chosen_ids(replies.get(PICK)), *chosen_ids(replies.get(UNSURE))}
        is_all = _first(replies.get(HOW)) in {ALL, CORRECT}
        return [
            row for row in self._rows(replies) if row.id in ticked or (is_all and row.is_certain)
        ]

    def _told_by(self, rows: list[Row]) -> dict[str, Answer]:
        values: dict[str, list[ProposedValue]] = {}
        for row in rows:
            if row.said:
                values.setdefault(row.said.fact.id, []).append(row.said.value)
        bank, told = self._context.bank, self._context.case.facts
        return {
            name: answer_adding(bank.fact[name], told.get(name), said)
            for name, said in values.items()
        }

    def _settled(self, replies: Replies) -> dict[str, Answer]:
        """What her choices between values come to; without one the case stays as it is."""
        found: dict[str, Answer] = {}
        for fact in self._disputed(replies):
            choice, told = _first(replies.get(fact.id)), self._context.case.facts.get(fact.id)
            value = value_chosen(fact, choice)
            if value is not None:
                found[fact.id] = answer_of(value)
            elif choice == BOTH and told is not None and told.value is not None:
                found[fact.id] = beside_the_case(told, fact)
            elif choice == BOTH:
                found[fact.id] = answer_of(*fact.values)
        return found

    def _corrections(self, replies: Replies) -> list[Ask]:
        """Which of the facts that go in are not right, and what is."""
        context = self._context
        before = {name: reply for name, reply in replies.items() if not name.startswith(CHANGE)}
        answers = self.taken(before).answers
        if not answers:
            return []
        with_it = context.with_case(replace(context.case, facts={**context.case.facts, **answers}))
        shown = {fact.id: fact for fact in self._facts(replies)}
        which = which_wrong(shown[name] for name in answers)
        wrong = [name for name in answers if name in chosen_ids(replies.get(CHANGE))]
        return [
            Ask(which, lambda _reply: context.case),
            *(
                Ask(
                    replace(fact_item(with_it, context.bank.fact[name]), id=f"{CHANGE}/{name}"),
                    _checked(with_it, name),
                )
                for name in wrong
            ),
        ]

    def _corrected(self, replies: Replies) -> dict[str, Answer]:
        """What she says herself of the facts that are not right."""
        context = self._context
        said = {
            name: reply
            for name in chosen_ids(replies.get(CHANGE))
            if (reply := replies.get(f"{CHANGE}/{name}")) is not None
        }
        return {
            name: answer_fact(context, context.bank.fact[name], reply).facts[name]
            for name, reply in said.items()
        }


def _checked(context: Context, name: str) -> Callable[[Reply], Case]:
    """Takes no reply in, but raises WrongValue for one that does not fit."""

    def check(reply: Reply) -> Case:
        answer_fact(context, context.bank.fact[name], reply)
        return context.case

    return check


def _first(reply: Reply | None) -> str:
    return reply.ids[0] if isinstance(reply, Chosen) and reply.ids else ""
