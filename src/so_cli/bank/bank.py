"""The bank as the program uses it: entries by id, and which of them a case selects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from so_cli.bank.codes import Code
from so_cli.bank.conditions import Known, Scope, Test, compile_when, facts_in
from so_cli.bank.directory import Center, CenterList
from so_cli.bank.letterhead import Logo
from so_cli.bank.model import (
    AssessNote,
    Chapter,
    Condition,
    Conflict,
    Entry,
    Fact,
    LateNote,
    Letterhead,
    LetterText,
    Note,
    Question,
    Record,
    Reference,
    Sheet,
    Stage,
    StageInfo,
    Step,
    Topic,
    Word,
)
from so_cli.bank.outcomes import ComparedFact, ComparedPart, NextStep, Outcome
from so_cli.bank.selection import Conditioned, Selection
from so_cli.bank.words import WordSpotter


class Cited(Protocol):
    """What names its sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of sources."""


class Staged(Conditioned, Protocol):
    """What serves some stages."""

    @property
    def stages(self) -> tuple[Stage, ...]: ...


S = TypeVar("S", bound=Staged)
C = TypeVar("C", bound=Conditioned)
E = TypeVar("E", bound=Entry)
Sections = Callable[[type[Any]], tuple[Any, ...]]
"""Gives the entries of one kind; it may read them just then."""


class Bank:
    """Everything the program knows.

    Each section comes from `sections` when it is first used: a command reads what it needs.
    """

    def __init__(
        self,
        sections: Sections,
        *,
        digest: Callable[[], str] = str,
        letterhead: Letterhead | None = None,
        logo: Logo | None = None,
    ) -> None:
        """`digest` names exactly these files in this order."""
        self._sections = sections
        self._make_digest = digest
        self.letterhead = letterhead
        self.logo = logo

    def _section(self, kind: type[E]) -> tuple[E, ...]:
        return self._sections(kind)

    @cached_property
    def digest(self) -> str:
        """Names the content of the bank: another text, another digest."""
        return self._make_digest()

    @cached_property
    def stages(self) -> tuple[StageInfo, ...]:
        """Section `stages`, in the order of its file."""
        return self._section(StageInfo)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Section `topics`, in the order of its file."""
        return self._section(Topic)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Section `questions`, in the order of its file."""
        return self._section(Question)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Section `records`, in the order of its file."""
        return self._section(Record)

    @cached_property
    def late(self) -> tuple[LateNote, ...]:
        """Section `late`, in the order of its file."""
        return self._section(LateNote)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Section `steps`, in the order of its file."""
        return self._section(Step)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Section `notes`, in the order of its file."""
        return self._section(Note)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Section `words`, in the order of its file."""
        return self._section(Word)

    @cached_property
    def sources(self) -> tuple[Reference, ...]:
        """Section `sources`, in the order of its file."""
        return self._section(Reference)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Section `chapters`, in the order of its file."""
        return self._section(Chapter)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Section `sheets`, in the order of its file."""
        return self._section(Sheet)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Section `facts`, in the order of its file."""
        return self._section(Fact)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Section `conditions`, in the order of its file."""
        return self._section(Condition)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Section `conflicts`, in the order of its file."""
        return self._section(Conflict)

    @cached_property
    def assess(self) -> tuple[AssessNote, ...]:
        """Section `assess`, in the order of its file."""
        return self._section(AssessNote)

    @cached_property
    def center_lists(self) -> tuple[CenterList, ...]:
        """Section `center_lists`, in the order of its file."""
        return self._section(CenterList)

    @cached_property
    def centers(self) -> tuple[Center, ...]:
        """Section `centers`, in the order of its file."""
        return self._section(Center)

    @cached_property
    def diagnosis(self) -> tuple[ComparedFact, ...]:
        """Section `diagnosis`, in the order of its file."""
        return self._section(ComparedFact)

    @cached_property
    def parts(self) -> tuple[ComparedPart, ...]:
        """Section `parts`, in the order of its file."""
        return self._section(ComparedPart)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Section `outcomes`, in the order of its file."""
        return self._section(Outcome)

    @cached_property
    def next(self) -> tuple[NextStep, ...]:
        """Section `next`, in the order of its file."""
        return self._section(NextStep)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """Section `codes`, in the order of its file."""
        return self._section(Code)

    @cached_property
    def letters(self) -> tuple[LetterText, ...]:
        """The letters, in the order of their names."""
        return self._section(LetterText)

    @cached_property
    def letter(self) -> dict[str, LetterText]:
        """Letters by id."""
        return {letter.id: letter for letter in self.letters}

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

    @cached_property
    def _selections(self) -> dict[tuple[int, object], Selection[Any]]:
        return {}

    def entries(self, section: str) -> tuple[Entry, ...]:
        """The entries of a section, by the name that it has in the files."""
        found: tuple[Entry, ...] = getattr(self, section)
        return found

    def stage_title(self, stage: str | None) -> str:
        """The title of a stage; empty where there is none, or this bank has none for it."""
        return self.stage[stage].title if stage in self.stage else ""

    def test_of(self, entry: Conditioned) -> Test:
        """The test that the `when` of an entry of this bank stands for."""
        test = self._tests.get(id(entry))
        if test is None:
            test = self._tests[id(entry)] = compile_when(entry.when, self.scope)[0]
        return test

    def holds(self, entry: Conditioned, known: Known) -> bool | None:
        """Whether the `when` of an entry of this bank is true, false or unknown."""
        return True if entry.when is None else self.test_of(entry)(known)

    @cached_property
    def _conflicts(self) -> Selection[Conflict]:
        return self._selection(self.conflicts)

    def conflicts_in(self, said: Known) -> list[Conflict]:
        """The conflicts between these answers."""
        return self._conflicts.fitting(said)

    def select(self, entries: tuple[S, ...], known: Known) -> list[S]:
        """The entries of a section of this bank that are meant for a case, in their order.

        While the stage is not known, only entries that serve every stage are for this case.
        """
        stage = known.get("stage")
        selection = self._selections.get((id(entries), stage))
        if selection is None:
            served = [entry for entry in entries if self._serves(entry.stages, stage)]
            selection = self._selections[id(entries), stage] = self._selection(served)
        return selection.fitting(known)

    def _selection(self, entries: Sequence[C]) -> Selection[C]:
        named = self.scope.named
        return Selection(entries, self.test_of, lambda entry: facts_in(entry.when, named))

    def _serves(self, stages: tuple[Stage, ...], stage: object) -> bool:
        return stage in stages if stage else len(stages) == len(self.stages)
