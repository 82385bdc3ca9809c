"""How what several places say of one fact goes together: as one value, or as two.

Nothing is decided here that a person would have to decide: values that cannot both be so stay
side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from so_cli.bank.model import Fact
from so_cli.case.model import Source, Stored
from so_cli.inputs.model import Finding

EARLIEST, LATEST = "diagnosed_on", "surgery_on"
"""Of several dates of a diagnosis the first is meant; of several of surgery, the last."""
DONE = "done"
"""Of a test that one paper orders and another one reports, it is done."""
NOT_YET = frozenset({"not-yet", "not-done", "pending", "planned", "not-tested", "not-checked"})
"""Answers that a later paper overtakes."""
_SECOND_TEST = {"her2": "her2_ish"}
"""Facts with an answer between yes and no, and the test that settles it: the same first test of
another sample does not, so that the two stand side by side."""


Result = tuple[str, Stored]
"""A fact, and what is said of it for sure."""


class Value(Struct, frozen=True):
    """One value and all that say it; `doubts` are there only where every place leaves a doubt."""

    value: Stored
    sources: tuple[Source, ...]
    doubts: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether a place says it without a doubt."""
        return not self.doubts


class Agreed(NamedTuple):
    """What is said now: one value, or several that differ; what papers said before.

    `perhaps`: of a fact with many choices, those of which no place is sure, beside the sure ones.
    """

    values: tuple[Value, ...]
    earlier: tuple[Value, ...] = ()
    perhaps: tuple[Value, ...] = ()


def agree(fact: Fact, findings: Sequence[Finding], results: Iterable[Result] = ()) -> Agreed:
    """All that is said of a fact, the likeliest first; `results` as `waiting` takes them."""
    if fact.kind == "choices":
        return _union(fact, findings)
    values = _distinct(findings)
    if fact.kind == "text":
        return Agreed((_joined(values),)) if values else Agreed(())
    if fact.id in {EARLIEST, LATEST}:
        in_order = sorted(values, key=lambda each: str(each.value), reverse=fact.id == LATEST)
        sure = [each for each in in_order if each.is_sure] or in_order
        return Agreed(tuple(sure[:1]), tuple(each for each in in_order if each is not sure[0]))
    corrected = [finding for finding in findings if finding.replaces and finding.is_sure]
    if corrected:
        last = max(corrected, key=lambda finding: finding.source.date or date.min)
        return _first(values, last.value)
    waits = waiting(fact, results)
    finer = [each for each in values if not _is_overtaken(fact, each, values, waits)]
    overtaken = tuple(each for each in values if each not in finer)
    return Agreed(tuple(sorted(finer, key=lambda each: not each.is_sure)), overtaken)


def _first(values: Iterable[Value], value: Stored) -> Agreed:
    return Agreed(
        tuple(each for each in values if each.value == value),
        tuple(each for each in values if each.value != value),
    )


def _distinct(findings: Sequence[Finding]) -> list[Value]:
    """Each value once, in order, with every place that says it."""
    said: dict[Stored, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.value, []).append(finding)
    return [_value(value, places) for value, places in said.items()]


def _value(value: Stored, places: Sequence[Finding]) -> Value:
    sure = [place for place in places if place.is_sure]
    # The places that leave no doubt speak for it first.
    ordered = [*sure, *(place for place in places if not place.is_sure)]
    doubts = () if sure else tuple(dict.fromkeys(place.doubt for place in places))
    return Value(value, tuple(dict.fromkeys(place.source for place in ordered)), doubts)


def _joined(values: Sequence[Value]) -> Value:
    """Texts stand beside each other; where one contains another, that one is enough."""
    texts = [str(each.value) for each in values]
    kept = [
        text
        for text in dict.fromkeys(texts)
        if not any(text != other and text in other for other in texts)
    ]
    sources = tuple(dict.fromkeys(source for each in values for source in each.sources))
    doubts = tuple(dict.fromkeys(doubt for each in values for doubt in each.doubts))
    return Value("; ".join(kept), sources, doubts)


def _union(fact: Fact, findings: Sequence[Finding]) -> Agreed:
    """Of many choices each is said by itself: the sure ones make one value, the others another."""
    alone = {choice.id for choice in fact.choices if choice.exclusive}
    by_choice: dict[str, list[Finding]] = {}
    for finding in findings:
        for name in finding.value if isinstance(finding.value, tuple) else (str(finding.value),):
            by_choice.setdefault(name, []).append(finding)
    values = {name: _value((name,), places) for name, places in by_choice.items()}
    if alone & values.keys() and len(values) > 1:
        return Agreed(tuple(sorted(values.values(), key=lambda each: not each.is_sure)))
    sure = {name: each for name, each in values.items() if each.is_sure}
    unsure = {name: each for name, each in values.items() if not each.is_sure}
    if not sure:
        return Agreed((_together(fact, unsure),) if unsure else ())
    return Agreed((_together(fact, sure),), perhaps=tuple(unsure.values()))


def _together(fact: Fact, values: dict[str, Value]) -> Value:
    ordered = fact.in_order(values)
    sources = (source for name in ordered for source in values[name].sources)
    doubts = (doubt for name in ordered for doubt in values[name].doubts)
    return Value(ordered, tuple(dict.fromkeys(sources)), tuple(dict.fromkeys(doubts)))


def _is_overtaken(fact: Fact, each: Value, values: Sequence[Value], waits: frozenset[str]) -> bool:
    """Whether another value says the same more exactly, or came after it was still open."""
    return any(
        other is not each
        and (other.is_sure or not each.is_sure)
        and (_is_finer(fact, other, each) or _came_later(fact, other, each, waits))
        for other in values
    )


def waiting(fact: Fact, results: Iterable[Result]) -> frozenset[str]:
    """The answers that say that there is no result yet, among these results of all tests."""
    test = _SECOND_TEST.get(fact.id)
    is_settled = test is None or any(
        name == test and value not in NOT_YET for name, value in results
    )
    return NOT_YET | fact.open_choices if is_settled else NOT_YET


def added(fact: Fact, told: Stored | None, more: Stored | None) -> tuple[str, ...]:
    """What was told of a fact with many choices and what is said besides.

    Where choices rule each other out, only what is said now.
    """
    both = {*many(told), *many(more)}
    alone = {choice.id for choice in fact.choices if choice.exclusive}
    return many(more) if both & alone and len(both) > 1 else fact.in_order(both)


def many(value: Stored | None) -> tuple[str, ...]:
    """The choices of a fact with many; none of any other value."""
    return value if isinstance(value, tuple) else ()


def _is_finer(fact: Fact, other: Value, each: Value) -> bool:
    """Stage IIIA says what stage III says, and more."""
    return fact.id == "stage_group" and str(other.value).rstrip("ABC") == each.value


def _came_later(fact: Fact, other: Value, each: Value, waits: frozenset[str]) -> bool:
    """A result overtakes "not back yet", unless it is older than that."""
    if each.value not in waits or other.value in fact.open_choices & waits:
        return False
    is_result = other.value not in waits or other.value == DONE
    first, then = _last_day(each), _last_day(other)
    return is_result and (first is None or then is None or first <= then)


def _last_day(value: Value) -> date | None:
    return max((source.date for source in value.sources if source.date), default=None)
