"""The person says what of her papers goes into her case; nothing is taken that she did not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import get_args

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Answer, Case
from so_cli.cli.import_rows import Row, labelled, rows_of, stage_news
from so_cli.inputs.accept import Taken, answer_adding, answer_of, beside_the_case
from so_cli.inputs.later_stage import Later, later_stage
from so_cli.inputs.proposal import Proposal, ProposedFact, ProposedValue
from so_cli.inputs.propose_facts import LED_BY
from so_cli.interview.context import Context
from so_cli.interview.facts import answer_fact, fact_item
from so_cli.interview.prompters.item import Chosen, Item, Option, Prompter, Reply, chosen_ids
from so_cli.interview.talk import Ask, Replies, ShortTalk
from so_cli.outputs.pages.lists import joined
from so_cli.packet.texts import birthday_text, source_text

TUMOR, HOW, PICK, UNSURE, CHANGE, STAGE = "tumor", "how", "pick", "unsure", "change", "stage"
ALL, SOME, CORRECT, NOTHING = "all", "some", "correct", "nothing"
BOTH, NEITHER, MINE = "both", "neither", "mine"
LATER_TUMOR = "later"


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
        items: list[Item] = []
        if self._proposal.tumors:
            items.append(self._which_tumor())
        rows = self._rows(replies)
        if rows:
            items.append(_how(rows, len(self._disputed(replies))))
        how = _first(replies.get(HOW))
        if how == SOME:
            items.append(_ticks(PICK, wording.ASK_PICK, rows, lambda row: row.is_certain))
        if how != NOTHING:
            items += [
                _which_value(fact, context.case.facts.get(fact.id))
                for fact in self._disputed(replies)
            ]
        unsure = [row for row in rows if not row.is_certain]
        if unsure and how in {ALL, CORRECT}:
            items.append(_ticks(UNSURE, wording.ASK_UNSURE, unsure, lambda _row: False))
        later = later_stage(context.case, self._facts(replies)) if how != NOTHING else None
        if later is not None:
            items.append(self._which_stage(later))
        asks = [Ask(item, lambda _reply: context.case) for item in items]
        return asks + (self._corrections(context, replies) if how == CORRECT else [])

    def taken(self, replies: Replies) -> Taken:
        """What goes into the case."""
        context = self._context
        how = _first(replies.get(HOW))
        rows = self._rows(replies)
        ticked = {*chosen_ids(replies.get(PICK)), *chosen_ids(replies.get(UNSURE))}
        if how in {ALL, CORRECT}:
            ticked |= {row.id for row in rows if row.is_certain}
        values: dict[str, list[ProposedValue]] = {}
        for row in rows:
            if row.id in ticked and row.said:
                values.setdefault(row.said.fact.id, []).append(row.said.value)
        answers = {
            name: answer_adding(context.bank.fact[name], context.case.facts.get(name), said)
            for name, said in values.items()
        }
        for fact in self._disputed(replies) if how != NOTHING else ():
            answer = _settled(context, fact, _first(replies.get(fact.id)))
            if answer is not None:
                answers[fact.id] = answer
        for name in chosen_ids(replies.get(CHANGE)):
            changed = replies.get(f"{CHANGE}/{name}")
            if changed is not None:
                answers[name] = answer_fact(context, context.bank.fact[name], changed).facts[name]
        others = {row.id for row in rows if row.id in ticked and not row.said}
        tumor = _first(replies.get(TUMOR))
        is_meant = how != NOTHING and tumor not in {"", LATER_TUMOR}
        stage = _first(replies.get(STAGE))
        return Taken(
            answers=answers,
            tumor=tumor if is_meant else "",
            others=others,
            stage=next((one for one in get_args(Stage) if one == stage), None),
        )

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

    def _which_tumor(self) -> Item:
        options = [
            Option(
                tumor.id,
                joined(tumor.name, birthday_text(tumor.date) if tumor.date else ""),
            )
            for tumor in self._proposal.tumors
        ]
        return Item(
            id=TUMOR,
            kind="choice",
            ask=wording.ASK_TUMOR,
            progress=wording.TUMORS_SHOWN.format(count=len(options)),
            help=wording.ASK_TUMOR_HELP,
            options=(Option(LATER_TUMOR, wording.NO_TUMOR_NOW), *options),
        )

    def _which_stage(self, later: Later) -> Item:
        """Where things stand; the stage of the case comes first, and Enter keeps it."""
        context, bank = self._context, self._context.bank
        asked, now = bank.fact[STAGE], context.case.stage
        stages = sorted(bank.stages, key=lambda one: (one.id != now, one.id != later.stage))
        return Item(
            id=STAGE,
            kind="choice",
            ask=context.say(asked.ask),
            progress=stage_news(bank, context.case, later),
            help=context.say(asked.help),
            options=tuple(Option(one.id, f"{one.title}: {one.plain}") for one in stages),
        )

    def _corrections(self, context: Context, replies: Replies) -> list[Ask]:
        """Which of the facts that go in are not right, and what is."""
        before = {name: reply for name, reply in replies.items() if not name.startswith(CHANGE)}
        taken = self.taken(before)
        with_it = context.with_case(
            replace(context.case, facts={**context.case.facts, **taken.answers})
        )
        facts = [context.bank.fact[name] for name in taken.answers]
        if not facts:
            return []
        shown = {fact.id: fact for fact in self._facts(replies)}
        which = Item(
            id=CHANGE,
            kind="choices",
            ask=wording.ASK_CHANGE,
            options=tuple(
                Option(fact.id, labelled(shown[fact.id].label, shown[fact.id].values[0].text))
                for fact in facts
            ),
            may_be_empty=True,
        )
        changed = [fact for fact in facts if fact.id in chosen_ids(replies.get(CHANGE))]
        return [
            Ask(which, lambda _reply: context.case),
            *(
                Ask(
                    replace(fact_item(with_it, fact), id=f"{CHANGE}/{fact.id}"),
                    _checked(with_it, fact.id),
                )
                for fact in changed
            ),
        ]


def _checked(context: Context, name: str) -> Callable[[Reply], Case]:
    """Takes no reply in, but raises WrongValue for one that does not fit."""

    def check(reply: Reply) -> Case:
        answer_fact(context, context.bank.fact[name], reply)
        return context.case

    return check


def _how(rows: Sequence[Row], disputed: int) -> Item:
    count = sum(row.is_certain for row in rows)
    options = (
        Option(ALL, wording.TAKE_CERTAIN.format(count=count)),
        Option(SOME, wording.TAKE_SOME),
        Option(CORRECT, wording.TAKE_AND_CORRECT),
        Option(NOTHING, wording.TAKE_NOTHING),
    )
    return Item(
        id=HOW,
        kind="choice",
        ask=wording.ASK_HOW,
        progress=wording.IN_SHORT.format(
            certain=count, unsure=len(rows) - count, disputed=disputed
        ),
        help=wording.ASK_HOW_HELP,
        options=options if count else tuple(o for o in options if o.id in {SOME, NOTHING}),
    )


def _ticks(name: str, ask: str, rows: Iterable[Row], is_ticked: Callable[[Row], bool]) -> Item:
    rows = [*rows]
    return Item(
        id=name,
        kind="choices",
        ask=ask,
        help=_reasons(rows),
        options=tuple(Option(row.id, _checkable(row)) for row in rows),
        chosen=tuple(row.id for row in rows if is_ticked(row)),
        may_be_empty=True,
    )


def _reasons(rows: Sequence[Row]) -> str:
    """Why each line that is not certain must be asked, for whoever wants to know."""
    reasons = [labelled(row.label, row.why) for row in rows if row.why]
    return "\n".join([wording.ASK_UNSURE_HELP, *reasons]) if reasons else ""


def _checkable(row: Row) -> str:
    return row.label if row.is_certain else wording.PERHAPS_ROW.format(row=row.label)


def _which_value(fact: ProposedFact, told: Answer | None) -> Item:
    """What is safe comes first, and whoever only presses Enter gets it: to keep both, if two are.

    That it does not apply is nothing to keep beside a value.
    """
    is_said = told is not None and told.value is not None
    options = [Option(BOTH, wording.KEEP_BOTH)] if is_said or len(fact.values) > 1 else []
    if fact.in_case:
        options.append(Option(MINE, wording.KEEP_MINE.format(text=fact.in_case)))
    options += [
        Option(f"value-{n}", wording.PAPER_SAYS.format(text=value.text, place=_place(value)))
        for n, value in enumerate(fact.values)
    ]
    if not fact.in_case:
        options.append(Option(NEITHER, wording.KEEP_NEITHER))
    return Item(
        id=fact.id,
        kind="choice",
        ask=wording.ASK_WHICH_VALUE.format(label=fact.label),
        help=wording.ASK_WHICH_VALUE_HELP,
        options=tuple(options),
    )


def _settled(context: Context, fact: ProposedFact, choice: str) -> Answer | None:
    """The answer that a choice between values comes to; None leaves the case as it is."""
    told = context.case.facts.get(fact.id)
    if choice == BOTH:
        if told is not None and told.value is not None:
            return beside_the_case(told, fact)
        return answer_of(*fact.values)
    if choice.startswith("value-"):
        return answer_of(fact.values[int(choice.removeprefix("value-"))])
    return None


def _first(reply: Reply | None) -> str:
    return reply.ids[0] if isinstance(reply, Chosen) and reply.ids else ""


def _place(value: ProposedValue) -> str:
    return source_text(replace(value.sources[0], words=""))
