"""What was made of an object is kept on it, made once, and goes with it."""

from __future__ import annotations

import gc
import weakref

from msgspec import Struct, json

from so_cli.kept import MAX_KEPT, kept, kept_by


class Thing(Struct, frozen=True, dict=True, weakref=True):
    """Something of which more is made."""

    name: str


class Made:
    """How often things were made."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, name: str) -> str:
        self.count += 1
        return name.upper()


def test_it_is_made_once_for_each_object() -> None:
    made = Made()
    shout = kept(lambda thing: made(thing.name))
    one, other = Thing("a"), Thing("b")

    assert [shout(one), shout(one), shout(other), shout(one)] == ["A", "A", "B", "A"]
    assert made.count == 2


def test_equal_objects_each_have_their_own() -> None:
    made = Made()
    shout = kept(lambda thing: made(thing.name))

    assert shout(Thing("a")) == shout(Thing("a"))
    assert made.count == 2


def test_several_are_made_as_one_by_one_and_in_their_order() -> None:
    made = Made()
    shout = kept(lambda thing: made(thing.name))
    things = [Thing(letter) for letter in "abcab"]
    shout(things[1])

    assert shout.each(things) == ["A", "B", "C", "A", "B"]
    assert shout.each([]) == []
    assert made.count == 5


def test_what_else_is_needed_is_passed_on() -> None:
    @kept
    def joined(thing: Thing, other: str, *, end: str) -> str:
        return thing.name + other + end

    assert joined(Thing("a"), "b", end="c") == "abc"
    assert joined.each([Thing("x"), Thing("y")], "b", end="c") == ["xbc", "ybc"]


def test_two_functions_do_not_take_each_others() -> None:
    @kept
    def upper(thing: Thing) -> str:
        return thing.name.upper()

    @kept
    def twice(thing: Thing) -> str:
        return thing.name * 2

    thing = Thing("a")
    assert (upper(thing), twice(thing), upper(thing)) == ("A", "aa", "A")


def test_what_depends_on_a_key_is_kept_by_it_and_not_without_end() -> None:
    made = Made()

    @kept_by
    def with_key(thing: Thing, key: int) -> str:
        return made(f"{thing.name}{key}")

    thing = Thing("a")
    assert [with_key(thing, key) for key in (1, 2, 1)] == ["A1", "A2", "A1"]
    assert made.count == 2
    for key in range(3 * MAX_KEPT):
        assert with_key(thing, key) == f"A{key}"
    assert max(len(each) for each in vars(thing).values()) <= MAX_KEPT


def test_nothing_of_it_shows_in_the_object() -> None:
    shout = kept(lambda thing: thing.name.upper())
    thing = Thing("a")
    shout(thing)

    assert thing == Thing("a")
    assert repr(thing) == "Thing(name='a')"
    assert json.encode(thing) == b'{"name":"a"}'


def test_it_goes_with_its_object() -> None:
    shout = kept(lambda _thing: Made())
    thing = Thing("a")
    left = weakref.ref(shout(thing))
    del thing
    gc.collect()

    assert left() is None
