"""How two answers to the same thing relate: the same, more exact, different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum

from msgspec import Struct

from so_cli.bank.outcomes import Relation

OTHER = "other"
"""The answer that is none of the choices."""
Covers = Mapping[str, Collection[str]]
"""An answer, and those that say the same more exactly."""


class Clearness(IntEnum):
    """How much an answer says: no result yet, a result that leaves it open, a result."""

    UNKNOWN = 0
    OPEN = 1
    CLEAR = 2


class Said(Struct, frozen=True):
    """What one opinion says of one thing, as ids of choices, or a number written out.

    Nothing at all is no Said. An empty set is an answer: there is none.
    """

    values: frozenset[str]
    clearness: Clearness = Clearness.CLEAR


def relation(first: Said | None, second: Said | None, covers: Covers) -> Relation:
    """How a later opinion relates to an earlier one."""
    if first is None or second is None:
        said = first or second
        return "one-only" if said and said.clearness else "unknown"
    if not second.clearness:
        return "unknown"
    if first.clearness < second.clearness:
        return "more-exact"
    # What the later one says less exactly is the same all the same.
    is_same = first.values == second.values or _covers(second.values, first.values, covers)
    if is_same and first.clearness == second.clearness:
        # Two that are each something else need not be the same thing.
        return "unknown" if OTHER in first.values & second.values else "same"
    return "more-exact" if _covers(first.values, second.values, covers) else "different"


def is_part_of(first: Said | None, second: Said | None) -> bool:
    """Whether one of two says all that the other says, and more."""
    if first is None or second is None or not (first.values and second.values):
        return False
    return first.values < second.values or second.values < first.values


def _covers(general: frozenset[str], exact: frozenset[str], covers: Covers) -> bool:
    """Whether each of `exact` is in `general`, or is said there less exactly, and none is left."""
    finer = {name: {name, *covers.get(name, ())} for name in general}
    return (
        bool(general and exact)
        and all(any(value in names for names in finer.values()) for value in exact)
        and all(names & exact for names in finer.values())
    )
