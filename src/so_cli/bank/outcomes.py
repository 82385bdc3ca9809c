"""The types of outcomes.yaml: how two opinions can relate, and what to ask next."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from so_cli.bank.model import Entry, When, Who

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


class ComparedFact(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fact in which two opinions are compared; its id is the fact's.

    matters  two answers name the cancer differently; else they differ in a detail.
    unknown  answers that are no result yet, beside the open ones.
    unclear  open answers that are a result of their own.
    covers   answer -> those that say the same more exactly.
    """

    matters: bool = False
    unknown: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    covers: dict[str, tuple[str, ...]] = field(default_factory=dict)


class PlanChoice(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that a doctor can say about a part of a plan.

    exclusive  it says that nothing is planned, and rules out the rest.
    covers     the choices that say the same more exactly.
    when       what the case must say for it to be known of the first opinion.
    """

    label: str
    exclusive: bool = False
    covers: tuple[str, ...] = ()
    when: When | None = None


class ComparedPart(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a plan in which two opinions are compared.

    treatment  it is more than a test or a day, so a difference matters.
    many       more than one thing can be planned.
    """

    id: PlanId
    title: str
    choices: tuple[PlanChoice, ...]
    treatment: bool = False
    many: bool = False


class Outcome(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way in which two opinions relate: what it means, and what it does not mean."""

    id: OutcomeId
    title: str
    text: str


class Related(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where in two opinions: a part (any, where none is named) and how they relate there.

    `matters`: only in what the cancer is called, and in treatment.
    """

    relation: Relation
    part: PlanId | Literal["diagnosis", ""] = ""
    matters: bool = False


class AskNext(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question after two opinions, and whom to ask."""

    who: tuple[Who, ...]
    text: str


class NextStep(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to ask next where two opinions relate in this way."""

    when: Related
    ask: tuple[AskNext, ...]
