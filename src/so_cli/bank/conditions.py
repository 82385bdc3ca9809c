"""What a `when` means: data in, a three-valued test out.

A test looks at what is known of a case and answers True, False or None (unknown). Only True
selects. `not` of unknown is unknown; "all of" is false as soon as one part is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args

from msgspec import Struct

from so_cli import wording
from so_cli.bank.model import Condition, Fact, Stage, When
from so_cli.bank.strict_yaml import Path_
from so_cli.bank.typed import nearest, one_of


class _DoesNotApply:
    def __repr__(self) -> str:
        return "DOES_NOT_APPLY"


DOES_NOT_APPLY: Final = _DoesNotApply()
"""Known, and equal to no value."""

Value = str | float | tuple[str, ...] | date | _DoesNotApply
Known = Mapping[str, Value]
"""What is known of a case: fact id -> value. A fact that is not there is unknown."""

Test = Callable[[Known], bool | None]
_JOINTS = frozenset({"any", "all", "not", "is"})
"""Keys of a condition that are not facts."""
Complaint = tuple[Path_, str, str]
"""Something wrong in a condition: where in it, what, and what would be right."""


class Scope(Struct, frozen=True):
    """What a condition may speak of."""

    facts: Mapping[str, Fact]
    named: Mapping[str, Condition]
    tests: dict[str, Test] = {}  # of named conditions, each compiled once


def always(_known: Known) -> bool | None:
    """The test of an entry without `when`."""
    return True


def compile_when(when: When | None, scope: Scope) -> tuple[Test, list[Complaint]]:
    """The test that a `when` stands for, and everything that is wrong with it."""
    if when is None:
        return always, []
    compiler = _Compiler(scope)
    test = compiler.condition(when, ())
    return test, compiler.complaints


def names_in(when: Any) -> set[str]:
    """The named conditions that a `when` uses, at any depth."""
    if isinstance(when, list):
        return {name for item in when for name in names_in(item)}
    if not isinstance(when, dict):
        return set()
    found = {when["is"]} if isinstance(when.get("is"), str) else set()
    for key in ("any", "all", "not"):
        found |= names_in(when.get(key))
    return found


def facts_in(when: Any, named: Mapping[str, Condition]) -> set[str]:
    """The facts that a `when` reads, those of its named conditions included."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [when]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            found |= part.keys() - _JOINTS
            waiting += [part[key] for key in ("any", "all", "not") if key in part]
            name = part.get("is")
            if isinstance(name, str) and name in named and name not in seen:
                seen.add(name)
                waiting.append(named[name].when)
    return found


def _all_of(tests: Sequence[Test]) -> Test:
    def test(known: Known) -> bool | None:
        result: bool | None = True
        for part in tests:
            value = part(known)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return tests[0] if len(tests) == 1 else test


def _any_of(tests: Sequence[Test]) -> Test:
    def test(known: Known) -> bool | None:
        result: bool | None = False
        for part in tests:
            value = part(known)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    return test


def _negation(part: Test) -> Test:
    def test(known: Known) -> bool | None:
        value = part(known)
        return None if value is None else not value

    return test


def _is_among(fact: str, wanted: frozenset[str], unsettled: frozenset[str]) -> Test:
    """Whether the answer is one of `wanted`; an unsettled answer says no to nothing."""

    def test(known: Known) -> bool | None:
        value = known.get(fact)
        if value is None:
            return None
        if isinstance(value, str):
            return True if value in wanted else None if value in unsettled else False
        if isinstance(value, tuple):
            if not wanted.isdisjoint(value):
                return True
            return False if unsettled.isdisjoint(value) else None
        return False

    return test


def _is_within(fact: str, least: float, most: float) -> Test:
    def test(known: Known) -> bool | None:
        value = known.get(fact)
        if value is None:
            return None
        return isinstance(value, int | float) and least <= value <= most

    return test


def _is_known(fact: str, unsettled: frozenset[str], *, wanted: bool) -> Test:
    def test(known: Known) -> bool | None:
        value = known.get(fact)
        if isinstance(value, tuple):
            settled = not value or not unsettled.issuperset(value)
        else:
            settled = value is not None and value not in unsettled
        return settled is wanted

    return test


class _Compiler:
    """Turns one `when` into a test and notes what is wrong on the way."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.complaints: list[Complaint] = []

    def condition(self, when: Any, path: Path_) -> Test:
        if not isinstance(when, dict) or not when:
            return self._complain(path, wording.NOT_A_CONDITION, wording.WRITE_A_CONDITION)
        return _all_of([self._part(key, value, (*path, key)) for key, value in when.items()])

    def _part(self, key: str, value: Any, path: Path_) -> Test:  # noqa: PLR0911 - one for each form
        if key in {"any", "all"}:
            if not isinstance(value, list) or not value:
                return self._complain(path, wording.NOT_A_LIST, wording.LIST_OF_CONDITIONS)
            parts = [self.condition(item, (*path, index)) for index, item in enumerate(value)]
            return _any_of(parts) if key == "any" else _all_of(parts)
        if key == "not":
            return _negation(self.condition(value, path))
        if key == "is":
            return self._named(value, path)
        if key == "stage":
            return self._one_of(key, value, path, frozenset(get_args(Stage)), frozenset())
        fact = self._scope.facts.get(key)
        if fact is None:
            right = nearest(key, self._scope.facts)
            return self._complain(path, wording.UNKNOWN_FACT.format(fact=key), right)
        return self._fact(fact, value, path)

    def _named(self, name: Any, path: Path_) -> Test:
        if not isinstance(name, str) or name not in self._scope.named:
            right = one_of(str(name), self._scope.named)
            return self._complain(path, wording.UNKNOWN_CONDITION.format(name=name), right)
        tests = self._scope.tests

        def test(known: Known) -> bool | None:
            if name not in tests:
                tests[name] = compile_when(self._scope.named[name].when, self._scope)[0]
            return tests[name](known)

        return test

    def _fact(self, fact: Fact, value: Any, path: Path_) -> Test:
        if isinstance(value, dict):
            if value.keys() == {"known"} and value["known"] in {"true", "false"}:
                return _is_known(fact.id, fact.open_choices, wanted=value["known"] == "true")
            if fact.kind == "number" and value and value.keys() <= {"min", "max"}:
                return self._range(fact, value, path)
            return self._complain(path, wording.NOT_A_TEST, wording.WRITE_A_TEST)
        if fact.kind not in {"choice", "choices"}:
            return self._complain(path, wording.NO_CHOICES, wording.WRITE_A_TEST)
        known = frozenset(choice.id for choice in fact.choices)
        return self._one_of(fact.id, value, path, known, fact.open_choices)

    def _range(self, fact: Fact, value: dict[str, Any], path: Path_) -> Test:
        try:
            least = float(value.get("min", "-inf"))
            most = float(value.get("max", "inf"))
        except (TypeError, ValueError):
            return self._complain(path, wording.NOT_A_TEST, wording.WANT_NUMBER)
        if not least <= most:
            return self._complain(path, wording.EMPTY_RANGE, wording.SMALLER_FIRST)
        return _is_within(fact.id, least, most)

    def _one_of(
        self, fact: str, value: Any, path: Path_, known: frozenset[str], unsettled: frozenset[str]
    ) -> Test:
        values = value if isinstance(value, list) else [value]
        for item in values:
            if not isinstance(item, str) or item not in known:
                wrong = wording.UNKNOWN_CHOICE.format(value=item, fact=fact)
                self.complaints.append((path, wrong, one_of(str(item), known)))
        wanted = frozenset(item for item in values if isinstance(item, str))
        return _is_among(fact, wanted, unsettled - wanted)

    def _complain(self, path: Path_, wrong: str, right: str) -> Test:
        self.complaints.append((path, wrong, right))
        return lambda _known: None
