"""The JSON Schema of a case file, as a person writes one and an editor completes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from so_cli.bank.bank import Bank
from so_cli.bank.model import Choice, Fact
from so_cli.bank.schema import DIALECT, PATH, components, loose
from so_cli.case.model import FORMAT, Answer, Case, Opinion, OtherTumor, State
from so_cli.case.values import MAX_TEXT, number_pattern
from so_cli.voice import say

_FACTS = "Facts"
_TOLD = "Told"
"""An answer with a value or with a state."""
_STATES = {"enum": list(get_args(State))}
_NOTHING = {"type": "null"}


def case_schema(bank: Bank) -> dict[str, Any]:
    """The schema of a case, with the facts, records and steps of this bank.

    Ids that the bank lacks are no error in a case, so they are none here. It takes what a file may
    say; that two answers fit together, only reading it can tell.
    """
    (shape,), made = components([Case])
    definitions: dict[str, Any] = loose(made)
    stored = definitions[Answer.__name__]["properties"]["value"]["anyOf"]
    definitions[_TOLD] = _at(Answer.__name__) | {"oneOf": [_has("value"), _has("state")]}
    facts = [fact for fact in bank.facts if fact.is_told]
    definitions[_FACTS] = {
        "type": ["object", "null"],
        "properties": {fact.id: _fact(fact) for fact in facts},
        "additionalProperties": {"anyOf": [*stored, _at(Answer.__name__)]},
    }
    definitions |= {_value_of(fact): _value(fact) for fact in facts}
    for kind in (Case, OtherTumor, Opinion):
        definitions[kind.__name__]["properties"]["facts"] = _at(_FACTS)
    case = definitions[Case.__name__]["properties"]
    case["so"]["maximum"] = FORMAT
    for section, entries in (("records", bank.records), ("steps", bank.steps)):
        state = case[section]["additionalProperties"]
        case[section]["properties"] = {each.id: {"title": each.title, **state} for each in entries}
    return {"$schema": DIALECT, "title": Case.__name__, **shape, "$defs": definitions}


def _fact(fact: Fact) -> dict[str, Any]:
    """A fact in its short form, with nothing after it, or in its long form."""
    value = _at(_value_of(fact))
    said = [value, _NOTHING] if fact.kind == "text" else [value, _STATES, _NOTHING]
    other = {"items": {"properties": {"value": value}}}
    long = _at(_TOLD) | {"properties": {"value": {"anyOf": said}, "other": other}}
    return {
        "title": fact.label,
        "description": say(fact.ask, "you"),
        "anyOf": [*said, long],
    }


def _at(name: str) -> dict[str, Any]:
    """What points to a definition."""
    return {"$ref": PATH.format(name=name)}


def _has(key: str) -> dict[str, Any]:
    """Where a key is there, with something after it."""
    return {"required": [key], "properties": {key: {"not": _NOTHING}}}


def _value_of(fact: Fact) -> str:
    """The name of a definition, which no type can have."""
    return f"{fact.id}.value"


def _value(fact: Fact) -> dict[str, Any]:
    """What may stand for a fact, as `read_value` takes it."""
    if fact.kind == "choice":
        return _one_of(fact.choices)
    if fact.kind == "choices":
        alone = [choice for choice in fact.choices if choice.exclusive]
        several: dict[str, Any] = {"type": "array", "items": _one_of(fact.choices)}
        if fact.at_most is not None:
            several["maxItems"] = fact.at_most
        if alone:
            several["not"] = {"minItems": 2, "contains": _one_of(alone)}
        return several
    if fact.kind == "number":
        bounds = {"minimum": fact.min, "maximum": fact.max}
        number = {key: bound for key, bound in bounds.items() if bound is not None}
        kind = "integer" if fact.unit == "count" else "number"
        pattern = {"type": "string", "pattern": number_pattern(fact)}
        return {"anyOf": [{"type": kind, **number}, pattern]}
    if fact.kind == "date":
        return {"type": "string", "format": "date"}
    return {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT}


def _one_of(choices: Sequence[Choice]) -> dict[str, Any]:
    """The ids of choices, those that they once had, and what others make of them.

    To an editor `2` is a number, and to some a bare `yes` is true.
    """
    ids = [choice.id for choice in choices]
    ids += [old for choice in choices for old in choice.was]
    numbers = [int(name) for name in ids if name.isdecimal() and str(int(name)) == name]
    truths = [name == "yes" for name in ids if name in {"yes", "no"}]
    return {"enum": [*ids, *numbers, *truths]}
