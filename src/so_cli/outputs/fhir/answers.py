"""Answers as codes: the choices of a fact, and what can be said in place of one.

Here a code is the id of a choice, or one of the marks below, which no id can be.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import State
from so_cli.outputs.fhir.names import ABSENT_CODES, OURS, Resource

UNANSWERED: Final = "?"
NOT_SURE: Final = "?not-sure"
DOES_NOT_APPLY: Final = "?does-not-apply"
NONE_OF_THESE: Final = "?none"
"""Of many choices nothing was ticked, where none of them says so."""

MARK_OF: Final[dict[State, str]] = {"not-sure": NOT_SURE, "does-not-apply": DOES_NOT_APPLY}
"""What is left for later is not answered."""
ABSENT_CODE: Final = {NOT_SURE: "asked-unknown", DOES_NOT_APPLY: "not-applicable"}
_MARKS: Final = {
    NOT_SURE: wording.MARKS["not-sure"],
    DOES_NOT_APPLY: wording.MARKS["does-not-apply"],
}


def is_coded(fact: Fact) -> bool:
    """Whether it is answered with codes; the others are numbers, days and texts."""
    return fact.kind in {"choice", "choices"}


def codes_of(fact: Fact) -> frozenset[str]:
    """All that can be answered, and that nothing is."""
    return frozenset(
        {UNANSWERED, *_offered(fact, [choice.id for choice in fact.choices], frozenset())}
    )


def options_of(fact: Fact, stage: str | None, told: frozenset[str]) -> list[tuple[str, Resource]]:
    """The answers to choose from at a stage, those that were `told` among them always."""
    here = [
        choice.id
        for choice in fact.choices
        if choice.id in told or not choice.stages or stage is None or stage in choice.stages
    ]
    return [(code, coding(fact, code)) for code in _offered(fact, here, told)]


def rules_out_others(fact: Fact, code: str) -> bool:
    """Whether this answer stands alone among many."""
    choice = fact.choice(code)
    return choice.exclusive if choice else True


def coding(fact: Fact, code: str) -> Resource:
    """The code as FHIR has it, with its words."""
    if code in ABSENT_CODE:
        return {"system": ABSENT_CODES, "code": ABSENT_CODE[code], "display": _MARKS[code]}
    if code == NONE_OF_THESE:
        return {"system": f"{OURS}/mark", "code": "none", "display": wording.NONE_OF_THESE}
    choice = fact.choice(code)
    label = choice.label if choice else code
    return {"system": f"{OURS}/fact/{fact.id}", "code": code, "display": label}


def _offered(fact: Fact, choices: Iterable[str], told: frozenset[str]) -> list[str]:
    ids = list(choices)
    says_none = fact.kind == "choice" or any(choice.exclusive for choice in fact.choices)
    none = [] if says_none and NONE_OF_THESE not in told else [NONE_OF_THESE]
    return [*ids, *none, NOT_SURE, DOES_NOT_APPLY]
