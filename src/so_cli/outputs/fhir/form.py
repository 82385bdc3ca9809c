"""The interview of a stage as a form: which facts it asks, in what order, and when.

A form shows everything at once, so what one prompt of the interview asks about several facts
stands there as those facts, in a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS, Chapter, Fact, Sheet, When
from so_cli.outputs.fhir.enable_when import CannotSay, enable_when
from so_cli.outputs.fhir.enabling import (
    ALWAYS,
    NEVER,
    Asked,
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
    """A fact that is asked.

    enabling  what must stand in the form for it to be shown
    unsaid    why it is shown to everybody, where it should not be
    """

    fact: Fact
    enabling: Enabling = ALWAYS
    unsaid: str = ""

    @property
    def name(self) -> str:
        """Its id in the bank."""
        return self.fact.id

    @property
    def id(self) -> str:
        """Its `linkId`."""
        return self.fact.id


class Group(Struct, frozen=True):
    """Items that belong together, under a title; `name` is the id of its chapter or sheet."""

    kind: Literal["chapter", "sheet", "more"]
    name: str
    title: str
    items: tuple[Item | Group, ...]
    enabling: Enabling = ALWAYS
    unsaid: str = ""

    @property
    def id(self) -> str:
        """Its `linkId`, which no fact has."""
        return f"{self.kind}.{self.name}"


class LeftOut(Struct, frozen=True):
    """What a form could not take over, by the id that it has in the bank, and why."""

    id: str
    why: str


class Form(Struct, frozen=True):
    """A stage's form. `kept`: ids of what the interview asks, and a form does not."""

    stage: str | None
    groups: tuple[Group, ...]
    kept: tuple[str, ...]

    @property
    def items(self) -> list[Item]:
        """All that it asks, in order."""
        return [part for part in parts_in(self.groups) if isinstance(part, Item)]

    @property
    def left_out(self) -> list[LeftOut]:
        """What is missing in it, or shown to more people than needed."""
        unsaid = [LeftOut(part.name, part.unsaid) for part in parts_in(self.groups) if part.unsaid]
        return [*(LeftOut(name, wording.FHIR_KEPT_HERE) for name in self.kept), *unsaid]


def parts_in(parts: Iterable[Item | Group]) -> Iterator[Item | Group]:
    """Groups and items, at any depth."""
    for part in parts:
        yield part
        if isinstance(part, Group):
            yield from parts_in(part.items)


def form_of(bank: Bank, stage: str | None) -> Form:
    """The form of a stage; without one, what is asked at any."""
    asked = frozenset(fact.id for fact in bank.facts)
    while True:
        form = _Maker(Asked(bank, stage, asked)).form()
        present = frozenset(item.id for item in form.items)
        if present == asked:
            return form
        # What is not there can enable nothing, which may leave more out; it ends, as none comes in.
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
    more = Group("more", "known", wording.FHIR_ALSO, tuple(Item(fact) for fact in also))
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
    """The groups without these items, and without groups that are empty then."""
    kept: list[Group] = []
    for group in groups:
        items: list[Item | Group] = []
        for part in group.items:
            if isinstance(part, Group):
                items += _without([part], gone)
            elif part.id not in gone:
                items.append(part)
        if items:
            kept.append(replace(group, items=tuple(items)))
    return tuple(kept)


class _Maker:
    """Makes a form of such facts as it may ask."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._seen: set[str] = set()
        self._kept: list[str] = []

    def form(self) -> Form:
        """The chapters of the interview, as far as a form can ask them."""
        return Form(self._asked.stage, tuple(self._chapters()), tuple(self._kept))

    def _chapters(self) -> Iterator[Group]:
        for chapter in self._asked.bank.chapters:
            enabling, unsaid = self._said(true_when(chapter.when, self._asked))
            items = tuple(self._items(chapter)) if enabling != NEVER else ()
            if items:
                yield Group("chapter", chapter.id, chapter.title, items, enabling, unsaid)

    def _items(self, chapter: Chapter) -> Iterator[Item | Group]:
        for name in chapter.asks:
            ask = self._asked.bank.sheet.get(name) or self._asked.bank.fact[name]
            if ask.stages and self._asked.stage not in ask.stages:
                continue
            if isinstance(ask, Sheet):
                yield from self._sheet(ask)
            elif ask.kind in VALUE_KINDS | TEXTS:
                yield from self._fact(ask, true_when)
            elif ask.kind not in ELSEWHERE:
                self._kept.append(ask.id)

    def _sheet(self, sheet: Sheet) -> Iterator[Group]:
        enabling, unsaid = self._said(true_when(sheet.when, self._asked))
        if enabling == NEVER:
            return
        names = dict.fromkeys(name for row in sheet.rows for name in row.sets)
        facts = [self._asked.bank.fact[name] for name in names]
        items = tuple(item for fact in facts for item in self._fact(fact, unless_false))
        if items:
            yield Group("sheet", sheet.id, sheet.label, items, enabling, unsaid)

    def _fact(self, fact: Fact, say: Callable[[When | None, Asked], Enabling]) -> Iterator[Item]:
        if fact.id in self._seen or fact.id not in self._asked.facts:
            return
        enabling, unsaid = self._said(say(fact.when, self._asked))
        if enabling != NEVER:
            self._seen.add(fact.id)
            yield Item(fact, enabling, unsaid)

    def _said(self, enabling: Enabling) -> tuple[Enabling, str]:
        """What FHIR can say; else that it is always shown, and why."""
        try:
            enable_when(enabling)
        except CannotSay as reason:
            return ALWAYS, str(reason)
        return enabling, ""
