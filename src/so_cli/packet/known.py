"""What is known of a case: answers that hold, without the hidden and the contradictory.

Conditions read only this. A fact is left out (unknown) when it was not answered, answered "not
sure" or "later", hidden by its own `when`, or in conflict with another answer.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.conditions import DOES_NOT_APPLY, Value
from so_cli.bank.model import VALUE_KINDS, Conflict, Fact, Who
from so_cli.case.model import CONFLICT, Answer, Case
from so_cli.case.values import age_on, read_date

AGE = "age"
DOUBLE_ASKS: tuple[Who, ...] = ("breast-surgeon", "medical-oncologist")
"""Whom to ask where two papers give two values."""
NONE = "none"
"""Asked, and there is none: no medicines, no allergies."""


class KnownCase(Struct, frozen=True):
    """What holds of a case.

    values     fact id -> value, as conditions read it.
    shown      answers of facts that are not hidden, in bank order.
    conflicts  the bank's conflicts that hold.
    double     facts for which two papers give two values.
    """

    values: dict[str, Value]
    shown: dict[str, Answer]
    conflicts: tuple[Conflict, ...]
    double: tuple[str, ...]


class Dispute(Struct, frozen=True):
    """A contradiction, and the question about it: one for all that are about the same thing."""

    id: str
    about: str
    facts: tuple[str, ...]
    ask: tuple[Who, ...]
    question: str


def know(bank: Bank, case: Case, today: date) -> KnownCase:
    """What is known of `case` on the day `today`."""
    answers = _derived(bank, case, today)
    disputed: set[str] = set()
    while True:
        values, said, visible = _visible(bank, case, answers, disputed)
        conflicts = tuple(bank.conflicts_in(said))
        found = {name for conflict in conflicts for name in conflict.facts}
        if found <= disputed:
            break
        # What hides a fact may be in dispute itself; so once more, with what is left to rely on.
        disputed |= found
    shown = {
        fact.id: visible[fact.id] for fact in bank.facts if fact.id in visible and not fact.derived
    }
    double = tuple(name for name, answer in shown.items() if answer.other)
    if "papers_differ" in bank.fact:
        values["papers_differ"] = "yes" if conflicts or double else "no"
    return KnownCase(values, shown, conflicts, double)


def _visible(
    bank: Bank, case: Case, answers: dict[str, Answer], disputed: set[str]
) -> tuple[dict[str, Value], dict[str, Value], dict[str, Answer]]:
    """The values to rely on, those with the disputed ones, and every answer that is not hidden."""
    values: dict[str, Value] = {"stage": case.stage} if case.stage else {}
    said = dict(values)
    visible: dict[str, Answer] = {}
    for fact in bank.facts_in_order_of_need:
        answer = answers.get(fact.id)
        if answer is None or not _is_printed(fact, answer) or bank.holds(fact, values) is False:
            continue
        visible[fact.id] = answer
        value = None if answer.other else _value(fact, answer)
        if value is not None:
            said[fact.id] = value
            if fact.id not in disputed:
                values[fact.id] = value
    return values, said, visible


def disputes(bank: Bank, known: KnownCase) -> list[Dispute]:
    """Every contradiction: within the answers, then between two papers."""
    asked: dict[str, str] = {}
    found = [(entry.id, entry.about, entry.facts, entry.ask) for entry in known.conflicts]
    found += [(name, _inside(bank.fact[name].label), (name,), DOUBLE_ASKS) for name in known.double]
    return [
        Dispute(name, about, facts, ask, asked.setdefault(about, f"{CONFLICT}{name}"))
        for name, about, facts, ask in found
    ]


def _inside(label: str) -> str:
    """A label as it stands inside a sentence; abbreviations (`HER2`) stay as they are."""
    is_word = label[1:2].islower()
    return f"{label[:1].lower()}{label[1:]}" if is_word else label


def is_hidden(bank: Bank, fact: Fact, known: KnownCase) -> bool:
    """Whether a fact is out of the question for this case."""
    return bank.holds(fact, known.values) is False


def first_visit(case: Case, today: date) -> date | None:
    """The day of the next visit, where one is set."""
    days = [visit.date for visit in case.visits if visit.date and visit.date >= today]
    return min(days, default=None)


def _derived(bank: Bank, case: Case, today: date) -> dict[str, Answer]:
    """The answers with those that follow from other parts of the case."""
    answers = dict(case.facts)
    age = age_on(case.person.born, today) if case.person.born else None
    if age is not None:
        answers[AGE] = Answer(value=age)
    signs = answers.get("urgent_signs")
    if signs and signs.value and signs.value != ("none",):
        answers["urgent_now"] = Answer(value="yes")  # a sign that was told is never talked away
    visit = first_visit(case, today)
    starts = [_day(answers.get(name)) for name in ("treatment_starts", "surgery_on")]
    is_first = any(day and visit and today <= day < visit for day in starts)
    for name, is_so in (("visit_booked", visit is not None), ("treatment_before_visit", is_first)):
        if name in bank.fact:
            answers[name] = Answer(value="yes" if is_so else "no")
    return answers


def _is_printed(fact: Fact, answer: Answer) -> bool:
    """A value is; of the other parts of a case only that there is none of it, or no knowing."""
    if fact.kind in {"medicines", "allergies"} and answer.state:
        return True
    return fact.kind in VALUE_KINDS or answer.value == NONE


def _day(answer: Answer | None) -> date | None:
    return read_date(answer.value) if answer and isinstance(answer.value, str) else None


def _value(fact: Fact, answer: Answer) -> Value | None:
    """The value that conditions see; None where the fact is unknown."""
    if answer.state == "does-not-apply":
        return DOES_NOT_APPLY
    if answer.state or answer.value is None or fact.kind not in VALUE_KINDS:
        return None
    if fact.kind == "date" and isinstance(answer.value, str):
        return read_date(answer.value)
    return answer.value
