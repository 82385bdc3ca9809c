"""What is known of a case: answers that hold, without the hidden and the contradictory.

Conditions read only this. A fact is left out (unknown) when it was not answered, answered "not
sure" or "later", hidden by its own `when`, or in conflict with another answer.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.conditions import DOES_NOT_APPLY, Value
from so_cli.bank.model import VALUE_KINDS, Conflict, Fact
from so_cli.case.model import Answer, Case
from so_cli.case.values import read_date

AGE, BORN_AGE_LIMIT = "age", 130
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


def know(bank: Bank, case: Case, today: date) -> KnownCase:
    """What is known of `case` on the day `today`."""
    answers = _derived(bank, case, today)
    values: dict[str, Value] = {}
    if case.stage:
        values["stage"] = case.stage
    visible: dict[str, Answer] = {}
    for fact in bank.facts_in_order_of_need:
        answer = answers.get(fact.id)
        if answer is None or not _is_printed(fact, answer):
            continue
        if bank.holds(fact, values) is False:
            continue
        visible[fact.id] = answer
        value = _value(fact, answer)
        if value is not None:
            values[fact.id] = value
    conflicts = tuple(entry for entry in bank.conflicts if bank.holds(entry, values) is True)
    double = tuple(name for name, answer in visible.items() if answer.other)
    for name in {name for conflict in conflicts for name in conflict.facts} | {*double}:
        values.pop(name, None)
    shown = {fact.id: visible[fact.id] for fact in bank.facts if fact.id in visible}
    return KnownCase(values, shown, conflicts, double)


def is_hidden(bank: Bank, fact: Fact, known: KnownCase) -> bool:
    """Whether a fact is out of the question for this case."""
    return bank.holds(fact, known.values) is False


def age_on(born: date, day: date) -> int:
    """Whole years from birth to `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def first_visit(case: Case, today: date) -> date | None:
    """The day of the next visit, where one is set."""
    days = [visit.date for visit in case.visits if visit.date and visit.date >= today]
    return min(days, default=None)


def _derived(bank: Bank, case: Case, today: date) -> dict[str, Answer]:
    """The answers with those that follow from other parts of the case."""
    answers = dict(case.facts)
    born = case.person.born
    if AGE not in answers and born and 0 <= age_on(born, today) < BORN_AGE_LIMIT:
        answers[AGE] = Answer(value=age_on(born, today))
    signs = answers.get("urgent_signs")
    if "urgent_now" not in answers and signs and signs.value and signs.value != ("none",):
        answers["urgent_now"] = Answer(value="yes")
    visit = first_visit(case, today)
    if visit and "treatment_before_visit" in bank.fact:
        starts = [_day(answers.get(name)) for name in ("treatment_starts", "surgery_on")]
        is_first = any(day and today - timedelta(days=1) < day < visit for day in starts)
        answers["treatment_before_visit"] = Answer(value="yes" if is_first else "no")
    return answers


def _is_printed(fact: Fact, answer: Answer) -> bool:
    """A value is; of the other parts of a case only that there is none of it."""
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
