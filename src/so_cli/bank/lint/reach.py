"""Conditions that no case can make true, so that nobody would ever see what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, get_args

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.conditions import Test, Value, compile_when, facts_in, names_in
from so_cli.bank.entries import each_entry
from so_cli.bank.model import Fact, Stage, When
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem

MOST_STEPS = 10_000
"""How long a search goes on; what is not decided by then counts as possible."""
_STAGED = frozenset({"questions", "records", "steps", "notes", "sheets", "facts", "assess"})
_PLAIN = ("chapters", "conditions", "conflicts")


def reach_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Everything with a `when` that can never be true in any of its stages."""
    search = _Search(bank)
    for section in (*sorted(_STAGED), *_PLAIN):
        for entry, found in each_entry(bank, documents, section):
            stages = getattr(entry, "stages", ()) if section in _STAGED else ()
            if not search.can_hold(getattr(entry, "when"), stages):  # noqa: B009 - Entry has no `when`, these sections do
                yield found(("when",), wording.NEVER_TRUE, wording.CHECK_THE_WHEN)
            for index, row in enumerate(getattr(entry, "rows", ())):
                if not search.can_hold(row.when, stages):
                    yield found(("rows", index, "when"), wording.NEVER_TRUE, wording.CHECK_THE_WHEN)


class _Search:
    """Looks for a case in which a condition holds, one fact after another."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._named = bank.scope.named
        self._shows = {fact.id: compile_when(fact.when, bank.scope)[0] for fact in bank.facts}
        self._steps = 0
        self._if_known: set[str] = set()

    def can_hold(self, when: When | None, stages: Sequence[str]) -> bool:
        """Whether some case of one of these stages (of any, where none is named) makes it true."""
        if when is None:
            return True
        facts = self._facts_behind(when)
        wheres = self._opened([when, *(fact.when for fact in facts)])
        values = [(fact.id, _candidates(fact, wheres)) for fact in facts]
        test, complaints = compile_when(when, self._bank.scope)
        self._steps = 0
        self._if_known = {
            fact.id
            for fact in facts
            if any(_asks_if_known(found) for where in wheres for found in _tests_of(fact.id, where))
        }
        return bool(complaints) or any(
            self._reaches(test, values, {"stage": stage}) for stage in stages or get_args(Stage)
        )

    def _facts_behind(self, when: When) -> list[Fact]:
        """The facts that a condition reads and those that these hang on, in order of need."""
        names: set[str] = set()
        waiting = facts_in(when, self._named)
        while waiting:
            name = waiting.pop()
            if name in self._bank.fact and name not in names:
                names.add(name)
                waiting |= facts_in(self._bank.fact[name].when, self._named)
        return [fact for fact in self._bank.facts_in_order_of_need if fact.id in names]

    def _opened(self, wheres: Iterable[Any]) -> list[Any]:
        """The conditions, and those that they name."""
        opened = list(wheres)
        seen: set[str] = set()
        for when in opened:  # grows as it goes
            names = (names_in(when) & self._named.keys()) - seen
            seen |= names
            opened += [self._named[name].when for name in sorted(names)]
        return opened

    def _reaches(
        self, test: Test, values: Sequence[tuple[str, list[Value]]], known: dict[str, Value]
    ) -> bool:
        holds = test(known)
        if holds is True or self._steps > MOST_STEPS:
            return True
        # What is false of a few answers stays false with more, but where it asks if there is one.
        is_final = holds is False and all(name not in self._if_known for name, _ in values)
        if not values or is_final:
            return False
        (name, candidates), rest = values[0], values[1:]
        if self._shows[name](known) is not False:
            for value in candidates:
                self._steps += 1
                if self._reaches(test, rest, {**known, name: value}):
                    return True
        return self._reaches(test, rest, known)  # left unanswered


def _candidates(fact: Fact, wheres: Iterable[Any]) -> list[Value]:
    """The answers worth trying: those that a condition names, and one that none does."""
    named: set[Any] = set()
    bounds: set[float] = set()
    for test in (test for when in wheres for test in _tests_of(fact.id, when)):
        if isinstance(test, dict):
            bounds |= {float(bound) for key, bound in test.items() if key in {"min", "max"}}
        else:
            named |= {*test} if isinstance(test, list) else {test}
    if fact.kind == "number":
        return [number for number in _around(bounds or {fact.min or 0}) if _is_in(fact, number)]
    other = [choice.id for choice in fact.choices if choice.id not in named][:1]
    single = [choice.id for choice in fact.choices if choice.id in named] + other
    if fact.kind != "choices":
        return [*single] if fact.choices else ["text"]
    alone = {choice.id for choice in fact.choices if choice.exclusive}
    pairs = [pair for pair in combinations(single, 2) if not alone & {*pair}]
    return [(), *((one,) for one in single), *pairs]


def _tests_of(fact: str, when: Any) -> Iterator[Any]:
    if isinstance(when, list):
        for item in when:
            yield from _tests_of(fact, item)
    elif isinstance(when, dict):
        for key, value in when.items():
            if key == fact:
                yield value
            elif key in {"any", "all", "not"}:
                yield from _tests_of(fact, value)


def _asks_if_known(test: Any) -> bool:
    return isinstance(test, dict) and "known" in test


def _around(bounds: Iterable[float]) -> list[float]:
    """Each bound, and a number just below and above it."""
    return sorted({bound + step for bound in bounds for step in (-1, -0.5, 0, 0.5, 1)})


def _is_in(fact: Fact, number: float) -> bool:
    least = fact.min if fact.min is not None else float("-inf")
    most = fact.max if fact.max is not None else float("inf")
    return least <= number <= most
