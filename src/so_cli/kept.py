"""What was made of an object, kept on the object: for what many cases share.

A question of the bank stands in thousands of packets. Whatever is made of it alone (its lines, its
Markdown) is made once, and goes when the question goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K")
R = TypeVar("R")


def kept(make: Callable[[T], R]) -> Callable[[T], R]:
    """`make`, called once for each object. Its result must follow from the object alone.

    The object needs a `__dict__`: of a Struct that is `dict=True`, of which msgspec shows nothing
    in equality, JSON or `repr`.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    def found(thing: T) -> R:
        notes: dict[str, R] = thing.__dict__
        try:
            return notes[name]
        except KeyError:
            made = notes[name] = make(thing)
            return made

    return found


MAX_KEPT = 500
"""How many variants of a thing are kept before they are begun anew."""


def kept_by(make: Callable[[T, K], R]) -> Callable[[T, K], R]:
    """The same where the result depends on a key as well, of which there may be many."""
    name = f"{make.__module__}.{make.__qualname__}"

    def found(thing: T, key: K) -> R:
        notes: dict[str, dict[K, R]] = thing.__dict__
        try:
            return notes[name][key]
        except KeyError:
            made = make(thing, key)
            variants = notes.setdefault(name, {})
            if len(variants) >= MAX_KEPT:
                variants.clear()
            variants[key] = made
            return made

    return found
