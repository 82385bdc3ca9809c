"""When a question is shown: our conditions as FHIR's `enableWhen`, where it can express them.

A condition of ours is true, false or unknown; a question in FHIR is shown or not. So a condition
becomes what must stand in the form for it to be true (`true_when`), or not false (`unless_false`).
"I am not sure" is an answer that says nothing; so is one that is still open, such as "pending",
unless the condition names it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact, When
from so_cli.outputs.fhir.answers import (
    DOES_NOT_APPLY,
    NONE_OF_THESE,
    NOT_SURE,
    UNANSWERED,
    codes_of,
    is_coded,
)


class Has(Struct, frozen=True):
    """At least one of these answers was given to a question."""

    fact: Fact
    codes: frozenset[str]


class Lacks(Struct, frozen=True):
    """None of these answers was given to a question."""

    fact: Fact
    codes: frozenset[str]


class Within(Struct, frozen=True):
    """A number was given, and it lies between these."""

    fact: Fact
    least: float | None
    most: float | None


class Unsaid(Struct, frozen=True):
    """A part of a condition for which FHIR has no words, and why."""

    why: str


class Joint(Struct, frozen=True):
    """All of the parts hold, or any of them."""

    is_all: bool
    parts: tuple[Enabling, ...] = ()


Enabling = Has | Lacks | Within | Unsaid | Joint
ALWAYS = Joint(is_all=True)
NEVER = Joint(is_all=False)

Told = Mapping[str, frozenset[str] | float]
"""What stands in a form: the codes of a question's answers, or its number."""


class Asked(Struct, frozen=True):
    """What is fixed for a form: its stage, and the facts that it asks."""

    bank: Bank
    stage: str | None
    facts: Collection[str]


def true_when(when: When | None, asked: Asked) -> Enabling:
    """What must stand in the form for a condition to be true."""
    return ALWAYS if when is None else _saying(when, asked, is_true=True)


def unless_false(when: When | None, asked: Asked) -> Enabling:
    """What must stand in the form for a condition not to be false."""
    return ALWAYS if when is None else _opposite(_saying(when, asked, is_true=False))


def holds(enabling: Enabling, told: Told) -> bool:
    """Whether it is so in a form. What FHIR cannot say, a form shows always."""
    if isinstance(enabling, Unsaid):
        return True
    if isinstance(enabling, Joint):
        held = (holds(part, told) for part in enabling.parts)
        return all(held) if enabling.is_all else any(held)
    given = told.get(enabling.fact.id, frozenset({UNANSWERED}))
    if isinstance(enabling, Within):
        least, most = enabling.least, enabling.most
        if isinstance(given, frozenset):
            return False
        return (least is None or given >= least) and (most is None or given <= most)
    is_given = isinstance(given, frozenset) and not enabling.codes.isdisjoint(given)
    return is_given is isinstance(enabling, Has)


def _saying(when: When, asked: Asked, *, is_true: bool) -> Enabling:
    """What makes a condition true, or what makes it false."""
    parts = [_part(key, value, asked, is_true=is_true) for key, value in when.items()]
    return _join(parts, is_all=is_true)


def _part(key: str, value: Any, asked: Asked, *, is_true: bool) -> Enabling:
    if key in {"any", "all"}:
        parts = [_saying(each, asked, is_true=is_true) for each in value]
        return _join(parts, is_all=(key == "all") is is_true)
    if key == "not":
        return _saying(value, asked, is_true=not is_true)
    if key == "is":
        return _saying(asked.bank.scope.named[value].when, asked, is_true=is_true)
    if key == "stage":
        wanted = value if isinstance(value, list) else [value]
        is_so = asked.stage is not None and (asked.stage in wanted) is is_true
        return ALWAYS if is_so else NEVER
    fact = asked.bank.fact[key]
    if fact.id not in asked.facts:
        return Unsaid(wording.FHIR_NOT_ASKED.format(label=fact.label))
    return _of_fact(fact, value, is_true=is_true)


def _of_fact(fact: Fact, value: Any, *, is_true: bool) -> Enabling:
    is_known = isinstance(value, dict) and "known" in value
    if not is_coded(fact):
        if is_known or not is_true:
            # That a number does not apply is an answer to us, and none in FHIR.
            return Unsaid(wording.FHIR_NO_CODE.format(label=fact.label))
        least, most = (_bound(value, name) for name in ("min", "max"))
        return Within(fact, least, most)
    if is_known:
        settled = {choice.id for choice in fact.choices} - fact.open_choices
        codes = frozenset({*settled, NONE_OF_THESE, DOES_NOT_APPLY})
        is_wanted = (value["known"] == "true") is is_true
        return _alone(Has(fact, codes) if is_wanted else Lacks(fact, codes))
    wanted = frozenset(value if isinstance(value, list) else [value])
    if is_true:
        return _alone(Has(fact, wanted))
    return _alone(Lacks(fact, wanted | fact.open_choices | {NOT_SURE, UNANSWERED}))


def _bound(value: dict[str, Any], name: str) -> float | None:
    return float(value[name]) if name in value else None


def _opposite(enabling: Enabling) -> Enabling:
    match enabling:
        case Has(fact, codes):
            return _alone(Lacks(fact, codes))
        case Lacks(fact, codes):
            return _alone(Has(fact, codes))
        case Joint(is_all, parts):
            return _join([_opposite(part) for part in parts], is_all=not is_all)
        case Within(fact):
            return Unsaid(wording.FHIR_NO_CODE.format(label=fact.label))
        case Unsaid():
            return enabling


def _alone(leaf: Has | Lacks) -> Enabling:
    """The leaf in its simplest form: of one answer, to lack some codes is to have another."""
    fact = leaf.fact
    if fact.kind == "choices":
        return leaf
    every = codes_of(fact)
    codes = leaf.codes & every if isinstance(leaf, Has) else every - leaf.codes
    return ALWAYS if codes == every else Has(fact, codes) if codes else NEVER


def _join(parts: Sequence[Enabling], *, is_all: bool) -> Enabling:
    """The parts as one, without needless levels."""
    flat: list[Enabling] = []
    for part in parts:
        is_same = isinstance(part, Joint) and part.is_all is is_all
        flat += part.parts if isinstance(part, Joint) and is_same else [part]
    if (NEVER if is_all else ALWAYS) in flat:
        return NEVER if is_all else ALWAYS
    fewer = _without_pairs(flat, is_all=is_all)
    if fewer != flat:
        return _join(fewer, is_all=is_all)
    return flat[0] if len(flat) == 1 else Joint(is_all, tuple(flat))


def _without_pairs(parts: Sequence[Enabling], *, is_all: bool) -> list[Enabling]:
    """The parts, with those about one question as one part where they can be."""
    merged: list[Enabling] = []
    for part in parts:
        for index, other in enumerate(merged):
            if (together := _merged(other, part, is_all=is_all)) is not None:
                merged[index] = together
                break
        else:
            merged.append(part)
    return merged


def _merged(first: Enabling, second: Enabling, *, is_all: bool) -> Enabling | None:
    """Two parts about one question as one, where they can be."""
    if first == second:
        return first
    match first, second:
        case Has(fact, one), Has(other, two) if fact is other and not is_all:
            return _alone(Has(fact, one | two))
        case Has(fact, one), Has(other, two) if fact is other and fact.kind == "choice":
            return _alone(Has(fact, one & two))
        case Lacks(fact, one), Lacks(other, two) if fact is other and is_all:
            return Lacks(fact, one | two)
    return None
