"""Which entries of a bank fit a case, found quickly for many cases.

Entries whose conditions read the same facts are tested together. What came out is kept, since the
next case mostly gives the same answers to so few facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from so_cli.bank.conditions import Known, Test

MAX_KEPT = 100
"""Outcomes kept for each group of entries: numbers and dates could give any count of them."""


class Conditioned(Protocol):
    """What has a `when`."""

    @property
    def when(self) -> Any: ...


E = TypeVar("E", bound=Conditioned)


class _Group:
    """Entries, by their place in the whole, that read the same facts."""

    __slots__ = ("facts", "kept", "places", "tests")

    def __init__(self, facts: tuple[str, ...]) -> None:
        self.facts = facts
        self.places: list[int] = []
        self.tests: list[Test] = []
        self.kept: dict[Any, tuple[int, ...]] = {}

    def fitting(self, known: Known, answers: Any) -> tuple[int, ...]:
        places = tuple(
            place
            for place, test in zip(self.places, self.tests, strict=True)
            if test(known) is True
        )
        if len(self.kept) >= MAX_KEPT:
            self.kept.clear()
        self.kept[answers] = places
        return places


class Selection(Generic[E]):
    """The entries of which some fit a case, in the order of the bank."""

    def __init__(
        self,
        entries: Sequence[E],
        test: Callable[[E], Test],
        reads: Callable[[E], Iterable[str]],
    ) -> None:
        """`test` gives the test of an entry, `reads` the facts that it depends on."""
        self._entries = entries
        self._always: tuple[int, ...] = ()
        groups: dict[tuple[str, ...], _Group] = {}
        for place, entry in enumerate(entries):
            if entry.when is None:
                self._always += (place,)
                continue
            facts = tuple(sorted(reads(entry)))
            group = groups.setdefault(facts, _Group(facts))
            group.places.append(place)
            group.tests.append(test(entry))
        # Most conditions read one fact, and its answer alone is quicker to look up than a tuple.
        self._single = [
            (each.facts[0], each.kept.get, each) for each in groups.values() if len(each.facts) == 1
        ]
        self._several = [
            (each.facts, each.kept.get, each) for each in groups.values() if len(each.facts) != 1
        ]

    def fitting(self, known: Known) -> list[E]:
        """The entries whose condition is true."""
        places = [*self._always]
        answer = known.get
        for fact, kept, group in self._single:
            given: Any = answer(fact)
            found = kept(given)
            places += group.fitting(known, given) if found is None else found
        for facts, kept, group in self._several:
            given = (*map(answer, facts),)
            found = kept(given)
            places += group.fitting(known, given) if found is None else found
        places.sort()
        entries = self._entries
        return [entries[place] for place in places]
