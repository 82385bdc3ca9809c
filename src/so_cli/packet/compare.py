"""Two or three opinions side by side: what is the same, more exact, different, and what it means.

The five outcomes are those that patients are told of (sources `webmd-second-opinion-2022` and
`acs-second-opinion` of the bank): confirmed, more detail, other options, another diagnosis, another
plan. Words that a doctor used are shown, and never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import get_args

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.bank.outcomes import ComparedFact, ComparedPart, NextStep, OutcomeId, Relation
from so_cli.case.model import Answer, Case, Opinion, OpinionId, PlanPart, Stored
from so_cli.packet.known import KnownCase
from so_cli.packet.outcome import AskWhom, Meaning, Outcome, OutcomePart, SaidLine
from so_cli.packet.relation import Clearness, Covers, Said, is_part_of, relation
from so_cli.packet.texts import fact_line

FIRST: OpinionId = "first"
OPINIONS: tuple[OpinionId, ...] = get_args(OpinionId)
DIAGNOSIS = "diagnosis"
KINDS: tuple[OutcomeId, ...] = (
    "different-diagnosis",
    "different-plan",
    "other-options",
    "more-detail",
    "confirmed",
)
"""The weightiest first."""
_STRONGEST: tuple[Relation, ...] = ("different", "more-exact", "one-only", "same", "unknown")


class _Row(Struct, frozen=True):
    """One thing with what each opinion says of it, ready to compare.

    `nothing`: answers which say that nothing is planned.
    """

    id: str
    title: str
    is_plan: bool
    matters: bool
    said: tuple[Said | None, ...]
    lines: tuple[SaidLine, ...]
    covers: Covers
    nothing: frozenset[str] = frozenset()

    def relation(self, earlier: Said | None, later: Said | None) -> Relation:
        """How two of them relate; findings that are added to others are more exact."""
        if self.is_plan or not is_part_of(earlier, later):
            return relation(earlier, later, self.covers)
        return "more-exact" if earlier and later and earlier.values < later.values else "one-only"


def compare_opinions(bank: Bank, case: Case, known: KnownCase) -> Outcome | None:
    """How the opinions of a case relate; None below two."""
    opinions = in_order(case)
    if len(opinions) < 2:
        return None
    rows = [*_diagnosis_rows(bank, opinions, known), *_plan_rows(bank, opinions, known)]
    parts = [_part(bank, row) for row in rows]
    by_kind: dict[OutcomeId, list[str]] = {}
    for row in rows:
        for kind in _kinds(row):
            by_kind.setdefault(kind, []).append(row.id)
    same = [part.id for part in parts if part.relation == "same"]
    if not by_kind and same and not any(_is_left_open(row) for row in rows):
        by_kind["confirmed"] = same
    kinds = tuple(kind for kind in KINDS if kind in by_kind)
    return Outcome(
        kinds=kinds,
        decided_by=tuple(dict.fromkeys(name for kind in kinds for name in by_kind[kind])),
        meaning=tuple(
            Meaning(id=each.id, title=each.title, text=each.text, decided_by=(*by_kind[each.id],))
            for each in sorted(bank.outcomes, key=lambda each: KINDS.index(each.id))
            if each.id in by_kind
        ),
        parts=tuple(parts),
        ask=_general(bank, parts, is_confirmed=kinds == ("confirmed",)),
    )


def in_order(case: Case) -> list[Opinion]:
    """The opinions of a case: first, second, third."""
    return sorted(case.opinions, key=lambda opinion: OPINIONS.index(opinion.id))


def first_plan(bank: Bank, known: KnownCase) -> dict[str, PlanPart]:
    """What the case says of the first plan, by part: nobody need write it down again."""
    plan: dict[str, PlanPart] = {}
    for part in bank.parts:
        readable = [choice for choice in part.choices if choice.when is not None]
        told = [choice for choice in readable if bank.holds(choice, known.values) is True]
        # Of two that say the same more and less exactly, the more exact one is left.
        ids = {choice.id for choice in told}
        values = tuple(choice.id for choice in told if not ids & {*choice.covers})
        if values:
            plan[part.id] = PlanPart(value=values if len(values) > 1 else values[0])
    return plan


def _diagnosis_rows(bank: Bank, opinions: Sequence[Opinion], known: KnownCase) -> Iterable[_Row]:
    """The facts that an opinion speaks of; the first opinion also says what the case says."""
    spoken = {name for opinion in opinions for name in opinion.facts}
    for compared in bank.diagnosis:
        fact = bank.fact.get(compared.id)
        if fact is None or fact.id not in spoken:
            continue
        answers = [_answer(opinion, fact, known) for opinion in opinions]
        yield _Row(
            id=fact.id,
            title=fact.label,
            is_plan=False,
            matters=compared.matters,
            said=tuple(_said_of_fact(fact, compared, answer) for answer in answers),
            lines=tuple(
                _fact_said(opinion, fact, answer)
                for opinion, answer in zip(opinions, answers, strict=True)
            ),
            covers=compared.covers,
        )


def _answer(opinion: Opinion, fact: Fact, known: KnownCase) -> Answer | None:
    own = opinion.facts.get(fact.id)
    return known.shown.get(fact.id) if own is None and opinion.id == FIRST else own


def _said_of_fact(fact: Fact, compared: ComparedFact, answer: Answer | None) -> Said | None:
    if answer is None:
        return None
    if answer.state == "does-not-apply":
        return Said(frozenset({answer.state}))
    if answer.value is None or answer.other or fact.kind == "text":
        return Said(frozenset(), Clearness.UNKNOWN)
    values = _ids(answer.value)
    clearness = Clearness.CLEAR
    if values & {*compared.unclear}:
        clearness = Clearness.OPEN
    elif values & (fact.open_choices | {*compared.unknown}):
        clearness = Clearness.UNKNOWN
    return Said(values, clearness)


def _fact_said(opinion: Opinion, fact: Fact, answer: Answer | None) -> SaidLine:
    text = fact_line(fact, answer).text if answer else ""
    value = answer.value if answer else None
    return SaidLine(opinion=opinion.id, value=value, text=text, words="")


def _plan_rows(bank: Bank, opinions: Sequence[Opinion], known: KnownCase) -> Iterable[_Row]:
    told = first_plan(bank, known)
    for part in bank.parts:
        plans = [
            opinion.plan.get(part.id) or (told.get(part.id) if opinion.id == FIRST else None)
            for opinion in opinions
        ]
        if not any(plans):
            continue
        yield _Row(
            id=part.id,
            title=part.title,
            is_plan=True,
            matters=part.treatment,
            said=tuple(_said_of_plan(plan) for plan in plans),
            lines=tuple(
                _plan_said(opinion, part, plan)
                for opinion, plan in zip(opinions, plans, strict=True)
            ),
            covers={choice.id: choice.covers for choice in part.choices},
            nothing=frozenset(choice.id for choice in part.choices if choice.exclusive),
        )


def _said_of_plan(plan: PlanPart | None) -> Said | None:
    if plan is None:
        return None
    values = _ids(plan.value) if plan.value else frozenset()
    return Said(values, Clearness.CLEAR if values else Clearness.UNKNOWN)


def _plan_said(opinion: Opinion, part: ComparedPart, plan: PlanPart | None) -> SaidLine:
    labels = {choice.id: choice.label for choice in part.choices}
    values = plan.value if plan else ()
    ids = (values,) if isinstance(values, str) else values
    return SaidLine(
        opinion=opinion.id,
        value=values or None,
        text="; ".join(labels.get(name, name) for name in ids if name),
        words=plan.text if plan else "",
    )


def _part(bank: Bank, row: _Row) -> OutcomePart:
    found = _relation(row)
    about = row.id if row.is_plan else DIAGNOSIS
    steps = [step for step in bank.next if step.when.part == about]
    return OutcomePart(
        id=row.id,
        title=row.title,
        about="plan" if row.is_plan else "diagnosis",
        matters=row.matters,
        first=row.lines[0].value,
        second=row.lines[1].value,
        said=row.lines,
        relation=found,
        ask=_asks(step for step in steps if _fits(step, found, matters=row.matters)),
    )


def _relation(row: _Row) -> Relation:
    """The strongest relation between any two of the opinions."""
    found = {row.relation(a, b) for a, b in combinations(row.said, 2)}
    return next(each for each in _STRONGEST if each in found)


def _kinds(row: _Row) -> set[OutcomeId]:
    """What this one row makes of the opinions as a whole; of agreement nothing."""
    kinds: set[OutcomeId] = set()
    for earlier, later in combinations(row.said, 2):
        found = row.relation(earlier, later)
        if found == "more-exact":
            kinds.add("more-detail")
        elif found == "one-only" and later and not later.values <= row.nothing:
            kinds.add("other-options" if row.is_plan and row.matters else "more-detail")
        elif found == "different":
            kinds.add(_difference(row, earlier, later))
    return kinds


def _is_left_open(row: _Row) -> bool:
    """Whether one of them plans a treatment here, and another has not said so.

    Who spoke of no plan, or of a part of it, has not confirmed the rest.
    """
    is_planned = any(said and not said.values <= row.nothing for said in row.said)
    return row.is_plan and row.matters and is_planned and _relation(row) != "same"


def _difference(row: _Row, earlier: Said | None, later: Said | None) -> OutcomeId:
    if not row.is_plan:
        return "different-diagnosis" if row.matters else "more-detail"
    if is_part_of(earlier, later):
        return "other-options" if row.matters else "more-detail"
    return "different-plan"


def _general(
    bank: Bank, parts: Sequence[OutcomePart], *, is_confirmed: bool
) -> tuple[AskWhom, ...]:
    """What to ask about any part that relates so; of what is the same, where all is the same."""
    found = {(part.relation, part.matters) for part in parts}
    steps = [
        step
        for step in bank.next
        if not step.when.part
        and (step.when.relation != "same" or is_confirmed)
        and any(_fits(step, relation, matters=matters) for relation, matters in found)
    ]
    return _asks(sorted(steps, key=lambda step: _STRONGEST.index(step.when.relation)))


def _fits(step: NextStep, found: Relation, *, matters: bool) -> bool:
    return step.when.relation == found and (matters or not step.when.matters)


def _asks(steps: Iterable[NextStep]) -> tuple[AskWhom, ...]:
    asks = (AskWhom(who=ask.who, text=ask.text) for step in steps for ask in step.ask)
    return tuple(dict.fromkeys(asks))


def _ids(value: Stored) -> frozenset[str]:
    if isinstance(value, int | float):
        return frozenset({f"{value:.12g}"})
    return frozenset(value if isinstance(value, tuple) else (value,))
