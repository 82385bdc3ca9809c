"""What was made of an object, kept on the object: for what many cases share.

A question of the bank stands in thousands of packets. Whatever is made of it alone (its lines, its
Markdown) is made once, and goes when the question goes.

Such an object needs a `__dict__`: it is a Struct with `dict=True`, of which msgspec shows nothing
in equality, JSON or `repr`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

T = TypeVar("T")
K = TypeVar("K")
R = TypeVar("R")
P = ParamSpec("P")
MAX_KEPT = 50
"""How many variants of a thing are kept before they are begun anew."""


class kept(Generic[T, P, R]):  # noqa: N801 - it decorates a function
    """`make`, called once for each object.

    Its result must follow from the object alone. What else is given must be the same every time,
    such as the bank that the object is from.
    """

    def __init__(self, make: Callable[Concatenate[T, P], R]) -> None:
        self._make = make
        self._name = f"{make.__module__}_{make.__qualname__}".replace(".", "_")
        self._find: Callable[[T], R] = attrgetter(self._name)
        self.__doc__ = make.__doc__

    def __call__(self, thing: T, *others: P.args, **more: P.kwargs) -> R:
        try:
            return self._find(thing)
        except AttributeError:
            made = self._make(thing, *others, **more)
            thing.__dict__[self._name] = made
            return made

    def each(self, things: Sequence[T], *others: P.args, **more: P.kwargs) -> list[R]:
        """The same for several, and quicker than one by one."""
        try:
            return [*map(self._find, things)]
        except AttributeError:
            name = self._name
            for thing in things:
                if name not in thing.__dict__:
                    thing.__dict__[name] = self._make(thing, *others, **more)
            return [*map(self._find, things)]


def kept_by(make: Callable[[T, K], R]) -> Callable[[T, K], R]:
    """The same where the result depends on a key as well, of which there may be many."""
    name = f"{make.__module__}_{make.__qualname__}".replace(".", "_")

    def found(thing: T, key: K) -> R:
        notes: dict[str, Any] = thing.__dict__
        try:
            made: R = notes[name][key]
        except KeyError:
            made = make(thing, key)
            variants = notes.setdefault(name, {})
            if len(variants) >= MAX_KEPT:
                variants.clear()
            variants[key] = made
        return made

    return found
