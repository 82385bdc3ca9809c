"""The interview of a stage as a form: which facts it asks, in what order, and when.

A form shows everything at once, so what one prompt of the interview asks about several facts
stands there as those facts, in a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS, Chapter, Fact, Sheet, When
from so_cli.outputs.fhir.enable_when import enable_when
from so_cli.outputs.fhir.enabling import (
    ALWAYS,
    NEVER,
    Asked,
    CannotSay,
    Enabling,
    Told,
    holds,
    true_when,
    unless_false,
)

TEXTS = frozenset({"decision", "medicines", "allergies", "questions"})
"""Other parts of a case that a form asks in the person's own words."""

ELSEWHERE = frozenset({"stage", "person", "review"})
"""The stage is the form's own, the person the patient of a response; a last look asks nothing."""


class Item(Struct, frozen=True):
    """A fact that is asked, and what must stand in the form for it to be shown."""

    fact: Fact
    enabling: Enabling = ALWAYS

    @property
    def id(self) -> str:
        """Its `linkId`."""
        return self.fact.id


class Group(Struct, frozen=True):
    """Items that belong together, under a title; `id` is its `linkId`."""

    id: str
    title: str
    items: tuple[Item | Group, ...]
    enabling: Enabling = ALWAYS


class LeftOut(Struct, frozen=True):
    """What a form could not take over, by the id that it has in the bank, and why."""

    id: str
    why: str


class Form(Struct, frozen=True):
    """A stage's form. `left_out`: what is missing in it, or shown to more people than needed."""

    stage: str | None
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def items(self) -> Iterator[Item]:
        """All that it asks, in order."""
        return items_in(self.groups)


def items_in(parts: Iterable[Item | Group]) -> Iterator[Item]:
    """The items, at any depth."""
    for part in parts:
        if isinstance(part, Group):
            yield from items_in(part.items)
        else:
            yield part


def form_of(bank: Bank, stage: str | None) -> Form:
    """The form of a stage; without one, what is asked at any."""
    asked = frozenset(fact.id for fact in bank.facts)
    while True:
        # What is never shown can enable nothing, so that leaving it out may leave out more.
        maker = _Maker(Asked(bank, stage, asked))
        groups = tuple(maker.groups())
        present = frozenset(item.id for item in items_in(groups))
        if present == asked:
            return Form(stage, groups, tuple(maker.left_out))
        asked = present


def form_for(form: Form, bank: Bank, told: Told, told_ids: AbstractSet[str]) -> Form:
    """The form with room for all of `told_ids`, and none of them hidden.

    What the form does not ask as things stand, as a fact that only a paper told, goes to its end.
    """
    shown = set(_shown(form.groups, told))
    also = [fact for fact in bank.facts if fact.id in told_ids - shown]
    if not also:
        return form
    groups = _without(form.groups, {fact.id for fact in also})
    more = Group("also", wording.FHIR_ALSO, tuple(Item(fact) for fact in also))
    return replace(form, groups=(*groups, more))


def _shown(parts: Iterable[Item | Group], told: Told) -> Iterator[str]:
    for part in parts:
        if not holds(part.enabling, told):
            continue
        if isinstance(part, Group):
            yield from _shown(part.items, told)
        else:
            yield part.id


def _without(groups: Iterable[Group], gone: AbstractSet[str]) -> tuple[Group, ...]:
    kept = []
    for group in groups:
        items = tuple(
            each
            for part in group.items
            for each in (_without([part], gone) if isinstance(part, Group) else [part])
            if isinstance(each, Group) or each.id not in gone
        )
        if items:
            kept.append(replace(group, items=items))
    return tuple(kept)


class _Maker:
    """Makes the groups, and notes what they leave out."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._seen: set[str] = set()
        self.left_out: list[LeftOut] = []

    def groups(self) -> Iterator[Group]:
        """The chapters of the interview."""
        for chapter in self._asked.bank.chapters:
            enabling = self._when_true(chapter)
            items = tuple(self._items(chapter)) if enabling != NEVER else ()
            if items:
                yield Group(f"chapter.{chapter.id}", chapter.title, items, enabling)

    def _items(self, chapter: Chapter) -> Iterator[Item | Group]:
        for name in chapter.asks:
            sheet = self._asked.bank.sheet.get(name)
            if sheet:
                yield from self._sheet(sheet)
            else:
                yield from self._fact(self._asked.bank.fact[name])

    def _fact(self, fact: Fact) -> Iterator[Item]:
        if fact.kind not in VALUE_KINDS | TEXTS:
            if fact.kind not in ELSEWHERE:
                self.left_out.append(LeftOut(fact.id, wording.FHIR_KEPT_HERE))
            return
        if self._is_for_stage(fact) and fact.id not in self._seen:
            yield from self._item(fact, self._when_true(fact))

    def _sheet(self, sheet: Sheet) -> Iterator[Group]:
        if not self._is_for_stage(sheet):
            return
        enabling = self._when_true(sheet)
        names = dict.fromkeys(name for row in sheet.rows for name in row.sets)
        facts = [self._asked.bank.fact[name] for name in names]
        items = [
            item
            for fact in facts
            if fact.id not in self._seen and enabling != NEVER
            for item in self._item(fact, self._unless_false(fact))
        ]
        if items:
            yield Group(f"sheet.{sheet.id}", sheet.label, tuple(items), enabling)

    def _item(self, fact: Fact, enabling: Enabling) -> Iterator[Item]:
        if enabling != NEVER:
            self._seen.add(fact.id)
            yield Item(fact, enabling)

    def _is_for_stage(self, ask: Fact | Sheet) -> bool:
        return not ask.stages or self._asked.stage in ask.stages

    def _when_true(self, entry: Chapter | Sheet | Fact) -> Enabling:
        return self._enabling(entry, true_when)

    def _unless_false(self, fact: Fact) -> Enabling:
        return self._enabling(fact, unless_false)

    def _enabling(
        self, entry: Chapter | Sheet | Fact, say: Callable[[When | None, Asked], Enabling]
    ) -> Enabling:
        """What the condition of an entry says; what FHIR cannot say is shown to everybody."""
        try:
            enabling = say(entry.when, self._asked)
            enable_when(enabling)
        except CannotSay as reason:
            self.left_out.append(LeftOut(entry.id, str(reason)))
            return ALWAYS
        return enabling
