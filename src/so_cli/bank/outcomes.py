"""The types of outcomes.yaml: how two opinions can relate, and what to ask next."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from so_cli.bank.model import Entry, Who

PlanId = Literal[
    "tests",
    "surgery",
    "nodes",
    "drugs-before",
    "drugs-after",
    "radiation",
    "hormone",
    "targeted",
    "reconstruction",
    "genes",
    "trial",
    "order",
    "timing",
]
Relation = Literal["same", "more-exact", "different", "one-only", "unknown"]
OutcomeId = Literal[
    "confirmed", "more-detail", "other-options", "different-diagnosis", "different-plan"
]


class PlanChoice(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that a doctor can say about a part of a plan."""

    label: str


class ComparedPart(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a plan in which two opinions are compared."""

    id: PlanId
    title: str
    choices: tuple[PlanChoice, ...]


class Outcome(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way in which two opinions relate: what it means, and what it does not mean."""

    id: OutcomeId
    title: str
    text: str


class Related(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where in two opinions: a part (any, where none is named) and how they relate there."""

    relation: Relation
    part: PlanId | Literal["diagnosis", ""] = ""


class AskNext(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question after two opinions, and whom to ask."""

    who: tuple[Who, ...]
    text: str


class NextStep(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to ask next where two opinions relate in this way."""

    when: Related
    ask: tuple[AskNext, ...]
