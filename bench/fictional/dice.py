"""Chance that falls the same for a seed on every machine and in every Python."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """Draws from `Random.random` alone: its numbers are promised to stay, others are not."""

    def __init__(self, seed: int) -> None:
        self.roll = Random(seed).random  # noqa: S311 - nothing here is a secret

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def below(self, count: int) -> int:
        return int(self.roll() * count)

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def one_of(self, items: Sequence[T]) -> T:
        return items[int(self.roll() * len(items))]

    def weighted(self, shares: Mapping[T, float]) -> T:
        """One of the keys, as often as its share of the whole."""
        ends = list(accumulate(shares.values()))
        return list(shares)[bisect(ends, self.roll() * ends[-1], hi=len(ends) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many of the items, or all of them, in an order of their own."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


class Pool(Generic[T]):
    """Makes a thing anew while there are few of them, and then takes one that it made.

    So the first cases cost what it takes to think them up, and a million of them hardly more.
    """

    def __init__(self, dice: Dice, make: Callable[[], T], size: int) -> None:
        self._roll = dice.roll
        self._make = make
        self._size = size
        self._made: list[T] = []

    def draw(self) -> T:
        made = self._made
        if len(made) == self._size:
            return made[int(self._roll() * self._size)]
        made.append(self._make())
        return made[-1]
