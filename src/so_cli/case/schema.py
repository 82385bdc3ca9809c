"""The JSON Schema of a case file, as a person writes one and an editor completes it."""

from __future__ import annotations

from typing import Any, get_args

from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS, Fact, Record, Step
from so_cli.bank.schema import DIALECT, PATH, components, loose
from so_cli.case.model import FORMAT, Answer, Case, Opinion, OtherTumor, RecordState, State
from so_cli.case.values import MAX_TEXT, number_pattern
from so_cli.voice import say

_FACTS = "Facts"
_TEXT = {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT}
"""A text: to an editor, `80` and `yes` are none."""
_STATES = {"enum": list(get_args(State))}


def case_schema(bank: Bank) -> dict[str, Any]:
    """The schema of a case, with the facts, records and steps of this bank.

    Ids that the bank lacks are no error in a case, so they are none here.
    """
    (shape,), made = components([Case])
    definitions: dict[str, Any] = loose(made)
    answer = definitions[Answer.__name__]
    answer |= {"type": "object", "oneOf": [{"required": ["value"]}, {"required": ["state"]}]}
    definitions[_FACTS] = {
        "type": ["object", "null"],
        "properties": {fact.id: _fact(fact) for fact in bank.facts if _is_written(fact)},
        "additionalProperties": {"anyOf": [*answer["properties"]["value"]["anyOf"], _at(Answer)]},
    }
    for kind in (Case, OtherTumor, Opinion):
        definitions[kind.__name__]["properties"]["facts"] = {"$ref": PATH.format(name=_FACTS)}
    case = definitions[Case.__name__]["properties"]
    case["so"]["maximum"] = FORMAT
    case["records"]["properties"] = _titled(bank.records, RecordState)
    case["steps"]["properties"] = _titled(bank.steps, case["steps"]["additionalProperties"])
    return {"$schema": DIALECT, "title": Case.__name__, **shape, "$defs": definitions}
