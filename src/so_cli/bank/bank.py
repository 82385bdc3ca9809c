"""The bank as the program uses it: entries by id, and which of them a case selects."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol, TypeVar

from msgspec import Struct

from so_cli.bank.conditions import Known, Scope, Test, compile_when, facts_in
from so_cli.bank.model import (
    Chapter,
    Condition,
    Conflict,
    Fact,
    Letterhead,
    Note,
    Question,
    Record,
    Reference,
    Sheet,
    Stage,
    StageInfo,
    Step,
    Topic,
    When,
    Word,
)
from so_cli.bank.words import WordSpotter


class _Conditioned(Protocol):
    @property
    def when(self) -> When | None: ...


class _Staged(_Conditioned, Protocol):
    @property
    def stages(self) -> tuple[Stage, ...]: ...


S = TypeVar("S", bound=_Staged)


class Bank(Struct, frozen=True, dict=True, kw_only=True):
    """Everything the program knows. `digest` names exactly these files in this order."""

    stages: tuple[StageInfo, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    records: tuple[Record, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    words: tuple[Word, ...] = ()
    sources: tuple[Reference, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    facts: tuple[Fact, ...] = ()
    conditions: tuple[Condition, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    letterhead: Letterhead | None = None
    digest: str = ""

    @cached_property
    def stage(self) -> dict[str, StageInfo]:
        """Stages by id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def record(self) -> dict[str, Record]:
        """Records by id."""
        return {record.id: record for record in self.records}

    @cached_property
    def step(self) -> dict[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def source(self) -> dict[str, Reference]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def sheet(self) -> dict[str, Sheet]:
        """Sheets by id."""
        return {sheet.id: sheet for sheet in self.sheets}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by id, and by the ids that they once had."""
        former = {old: fact for fact in self.facts for old in fact.was}
        return former | {fact.id: fact for fact in self.facts}

    @cached_property
    def facts_in_order_of_need(self) -> tuple[Fact, ...]:
        """The facts, each after those that its `when` reads."""
        ordered: dict[str, Fact] = {}

        def add(fact: Fact) -> None:
            if fact.id in ordered or fact.id in waiting:
                return
            waiting.add(fact.id)
            for name in sorted(facts_in(fact.when, self.scope.named)):
                if name in self.fact:
                    add(self.fact[name])
            ordered[fact.id] = fact

        waiting: set[str] = set()
        for fact in self.facts:
            add(fact)
        return tuple(ordered.values())

    @cached_property
    def scope(self) -> Scope:
        """What conditions of this bank may speak of."""
        return Scope(self.fact, {condition.id: condition for condition in self.conditions})

    @cached_property
    def spotter(self) -> WordSpotter:
        """Finds the words of this bank in texts."""
        return WordSpotter(self.words)

    @cached_property
    def _tests(self) -> dict[int, Test]:
        return {}

    def holds(self, entry: _Conditioned, known: Known) -> bool | None:
        """Whether the `when` of an entry of this bank is true, false or unknown."""
        test = self._tests.get(id(entry))
        if test is None:
            test = self._tests[id(entry)] = compile_when(entry.when, self.scope)[0]
        return test(known)

    def select(self, entries: tuple[S, ...], known: Known) -> list[S]:
        """The entries meant for this case, in the order of the bank.

        While the stage is not known, only entries that serve every stage are for this case.
        """
        stage = known.get("stage")
        return [
            entry
            for entry in entries
            if self._serves(entry.stages, stage) and self.holds(entry, known) is True
        ]

    def _serves(self, stages: tuple[Stage, ...], stage: object) -> bool:
        return stage in stages if stage else len(stages) == len(self.stages)
