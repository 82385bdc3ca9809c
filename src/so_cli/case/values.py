"""What a person or a file writes for a fact, to its value; and dates as people write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.bank.typed import one_of
from so_cli.case.model import Stored

Value = str | int | float | date | tuple[str, ...]
"""What a fact can be; a case file holds dates as text."""

MAX_TEXT = 100_000
AGE_LIMIT = 130
MM_PER = {"mm": 1.0, "cm": 10.0, "in": 25.4, "inch": 25.4, "inches": 25.4, '"': 25.4}
# A comma before three digits may part the thousands, so it is not read. The digits are bounded, so
# that every number can be written to a file and read back.
_DIGITS = r"[-\u2212]?[0-9]{1,9}(?:\.[0-9]{1,9}|,[0-9]{1,2})?|[-\u2212]?[.,][0-9]{1,2}"
_NUMBER = re.compile(rf'({_DIGITS})\s*(mm|cm|inches|inch|in|"|%|percent|years?|weeks?)?')
_UNITS = {
    "mm": frozenset(MM_PER),
    "percent": frozenset({"%", "percent"}),
    "years": frozenset({"year", "years"}),
    "weeks": frozenset({"week", "weeks"}),
}
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_US = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:,?\s+(\d{4}))?")


class WrongValue(ValueError):
    """A value that does not fit its fact: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right

    def __str__(self) -> str:
        """What is wrong and what would be right, to stand inside a sentence."""
        text = f"{self.wrong}; {self.right}" if self.right else self.wrong
        return text if text.endswith("?") else f"{text}."


def read_value(fact: Fact, raw: Any, today: date | None = None) -> Value:
    """The value that `raw` (a text, number or list of texts) stands for.

    Numbers come back in the fact's unit (size in millimeters, from cm and inches too); choices by
    their present id, many choices in the order of the bank. With `today`, dates may be written as
    people write them; without, as 2026-12-10. Raises WrongValue.
    """
    if fact.kind == "choices":
        return _choices(fact, raw)
    if isinstance(raw, list | tuple):
        raise WrongValue(wording.ONE_ANSWER_ONLY)
    text = str(raw).strip()
    if fact.kind == "choice":
        return _choice(fact, text)
    if fact.kind == "number":
        return read_number(fact, text)
    if fact.kind == "date":
        found = read_date(text, today)
        if found is None:
            raise WrongValue(wording.NOT_RIGHT_HERE, wording.WANT_DATE)
        return found
    if fact.kind != "text":
        return text
    if len(text) > MAX_TEXT:
        raise WrongValue(wording.TOO_LONG.format(length=len(text)), wording.SHORTEN_IT)
    return text


def read_number(fact: Fact, text: str) -> float:
    """A number in the fact's unit; an integer where it is whole. Raises WrongValue."""
    found = _NUMBER.fullmatch(text.lower().strip())
    wrong = wording.NOT_RIGHT_HERE
    if not found:
        raise WrongValue(wrong, wording.WANT_NUMBER)
    unit = found[2]
    if unit and unit not in _UNITS.get(fact.unit, frozenset()):
        raise WrongValue(wrong, wording.WANT_NUMBER)
    number = round(float(found[1].replace(",", ".").replace("\u2212", "-")), 3)
    if fact.unit == "mm":
        number = round(number * MM_PER[unit or "mm"], 1)
    least, most = fact.min, fact.max
    if (least is not None and number < least) or (most is not None and number > most):
        low, high = (f"{bound:g}" if bound is not None else "" for bound in (least, most))
        raise WrongValue(wrong, wording.WANT_BETWEEN.format(least=low, most=high))
    if fact.unit == "count" and not number.is_integer():
        raise WrongValue(wrong, wording.WANT_WHOLE_NUMBER)
    return int(number) if number.is_integer() else number


def number_pattern(fact: Fact) -> str:
    """What a number may look like that is written as a text (a pattern, in small letters)."""
    units = "|".join(sorted(_UNITS.get(fact.unit, ())))
    return rf"^\s*(?:{_DIGITS})\s*(?:{units})?\s*$"


def read_date(text: str, today: date | None = None) -> date | None:
    """The day that `text` names, None where it names none.

    Without `today` only 2026-12-10 is a date. With it: 12/10/2026, Dec 10, 10 December 2026; a day
    without a year is the one nearest to today.
    """
    text = text.strip().lower()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if today is None:
        return None
    if found := _US.fullmatch(text):
        return _dated(found[3], int(found[1]), int(found[2]), today)
    if found := _MONTH_FIRST.fullmatch(text):
        month, number, year = found[1], found[2], found[3]
    elif found := _DAY_FIRST.fullmatch(text):
        number, month, year = found[1], found[2], found[3]
    else:
        return None
    named = [index for index, name in enumerate(_MONTHS, 1) if name.startswith(month)]
    return _dated(year, named[0], int(number), today) if named else None


def age_on(born: date, day: date) -> int | None:
    """Whole years from birth to `day`; None for what cannot be a birth date."""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return age if 0 <= age < AGE_LIMIT else None


def clock(time: str) -> tuple[int, int] | None:
    """Hour and minute of a time such as 9:00 or 14:30; None where it is none."""
    hour, _, minute = time.partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    return (int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _dated(year: str | None, month: int, day: int, today: date) -> date | None:
    if year is not None and len(year) == 2:
        # Of 98 and 26 the century is the one in which the day lies behind us, or soon will.
        century = 2000 if int(year) <= today.year % 100 + 5 else 1900
        return _day(century + int(year), month, day)
    if year is not None:
        return _day(int(year), month, day)
    days = [_day(today.year + offset, month, day) for offset in (-1, 0, 1)]
    return min((d for d in days if d), key=lambda d: abs(d - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choice(fact: Fact, text: str) -> str:
    choice = fact.choice(text)
    if choice is not None:
        return choice.id
    ids = [choice.id for choice in fact.choices]
    meant = {"true": "yes", "false": "no"}.get(text.lower())
    if meant in ids:
        wrong = wording.UNKNOWN_CHOICE.format(value=text, fact=fact.id)
        raise WrongValue(wrong, wording.WRITE_THE_WORD.format(word=meant))
    raise WrongValue(wording.NO_ANSWER.format(fact=fact.id), one_of(text, ids))


def _choices(fact: Fact, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise WrongValue(wording.NOT_A_LIST, wording.WRITE_A_LIST)
    chosen = {_choice(fact, str(item).strip()) for item in raw}
    ordered = fact.in_order(chosen)
    for choice in fact.choices:
        if choice.exclusive and choice.id in chosen and len(chosen) > 1:
            raise WrongValue(wording.RULES_OUT.format(value=choice.id), wording.KEEP_OTHERS)
    if fact.at_most is not None and len(ordered) > fact.at_most:
        wrong = wording.TOO_MANY_ANSWERS.format(count=len(ordered))
        raise WrongValue(wrong, wording.CHOOSE_AT_MOST.format(count=fact.at_most))
    return ordered


def as_stored(value: Value) -> Stored:
    """The value as a case file holds it."""
    return value.isoformat() if isinstance(value, date) else value
