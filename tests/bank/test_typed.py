"""Plain values become typed ones; every problem is found, with its line and what is right."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from msgspec import Struct

from so_cli.bank.strict_yaml import MAX_PROBLEMS, parse
from so_cli.bank.typed import nearest, one_of, typed


class Pet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: str
    kind: Literal["cat", "dog"] = "cat"
    born: date | None = None
    legs: int = 4
    weight: float = 1.0
    tame: bool = True
    names: tuple[str, ...] = ()
    mother: Pet | None = None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: a\nlegz: 4", "f:2: legz: there is no such key; did you mean 'legs'?"),
        ("kind: dog", "f:1: 'id' is missing"),
        ("id: a\nkind: dgo", "f:2: kind: this does not fit here; did you mean 'dog'?"),
        ("id: a\nkind: xyz", "f:2: kind: this does not fit here; write one of: cat, dog"),
        ("id: a\nborn: 1/2/26", "f:2: born: this does not fit here; write the date as"),
        ("id: a\nlegs: four", "f:2: legs: this does not fit here; write a whole number"),
        ("id: a\nweight: heavy", "f:2: weight: this does not fit here; write a number"),
        ("id: a\ntame: yes", "f:2: tame: this does not fit here; write true or false"),
        ("id: a\nnames: x", "f:2: names: a list belongs here; write [one, two]"),
        ("id: a\nnames:\n- x\n- [y]", "f:4: names[2]: this does not fit here; write plain"),
        ("id: [a]", "f:1: id: this does not fit here; write plain text"),
        ("id: a\nmother:\n  id: b\n  kind: cow", "f:4: mother.kind: this does not fit here"),
        ("id: a\nmother: b", "f:2: mother: this does not fit here"),
        ("- a", "f:1: a group of keys belongs here; write 'key: value' lines, indented"),
    ],
)
def test_each_mistake_is_named_with_its_line_and_what_would_be_right(
    text: str, problem: str
) -> None:
    document, _problems = parse(text, "f")
    value, problems = typed(document, document.value, (), Pet)
    assert value is None
    assert [str(each)[: len(problem)] for each in problems] == [problem]


def test_all_mistakes_are_found_at_once() -> None:
    document, _problems = parse("kind: cow\nlegs: x\ntail: 1\nmother: {kind: dog}\n", "f")
    _value, problems = typed(document, document.value, (), Pet)
    assert sorted((each.line, each.key) for each in problems) == [
        (1, ""), (1, "kind"), (2, "legs"), (3, "tail"), (4, "mother"),
    ]  # fmt: skip


def test_a_file_with_a_million_mistakes_is_answered_at_once() -> None:
    document, _problems = parse("".join(f"k{i}: 1\n" for i in range(100_000)), "f")
    assert len(typed(document, document.value, (), Pet)[1]) == MAX_PROBLEMS


def test_a_key_with_nothing_after_it_is_as_good_as_absent() -> None:
    document, _problems = parse("id: a\nlegs:\nmother: ~\nnames: [x, ]\n", "f")
    assert typed(document, document.value, (), Pet) == (Pet(id="a", names=("x",)), [])


def test_an_unknown_word_brings_the_nearest_or_the_few_that_there_are() -> None:
    assert nearest("positve", ["negative", "positive"]) == "did you mean 'positive'?"
    assert not nearest("zzz", ["negative", "positive"])
    assert one_of("zzz", ["b", "a"]) == "write one of: a, b"
    assert not one_of("zzz", map(str, range(30)))
