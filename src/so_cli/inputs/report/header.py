"""Whose report it is, and of what day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from so_cli.case.values import read_date
from so_cli.inputs.report.lines import Line

_ANY_DAY = date(2000, 1, 1)  # each date that is read here has its year
_NEXT = (
    r"(?:\s{3,}|\t|\b(?:DOB|D\.O\.B|MRN|Date|Age|Sex|Gender|Accession|Acct|Account|Case"
    r"|Phone|Physician|Ref|Med(?:ical)? Rec|SSN|Location|Room|NHS|Hosp\w*|Birth|Collected"
    r"|Received)\b|[|;(])"
)
_NAME = re.compile(
    rf"(?:^|\s{{2,}}|\|)\s*(?:patient(?:'s)?(?: name)?|pt\.?(?: name)?|name"
    rf"(?: of patient)?)\s?[:.]{{1,40}}\s*(?P<name>[A-Z][^:\[\]\d]{{1,60}}?)\s*"
    rf"(?:{_NEXT}|$)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:DOB|D\.O\.B\.?|date of birth|birth ?date|born)\s?[:.]{0,40}\s*"
    r"(?P<date>[\w/.,-]{1,12}(?: [\w,]{1,9}){0,2})",
    re.IGNORECASE,
)
_DATE = (
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9},? \d{4}|(?:19|20)\d{6}"
    r"(?= |$))"
)
_DATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{label})[ :.]{{1,40}}{_DATE}", re.IGNORECASE))
    for name, label in (
        (
            "done",
            (
                r"date of (?:procedure|surgery|operation|service|exam(?:ination)?)"
                r"|(?:procedure|surgery|operation|service|exam) date|DOS"
            ),
        ),
        (
            "taken",
            (
                r"(?:date )?(?:collected|obtained|taken|specimen collected)(?: on| date)?"
                r"|(?:collection|specimen|biopsy) date"
                r"|date of (?:collection|biopsy|specimen)"
            ),
        ),
        ("diagnosed", r"date of (?:initial )?diagnosis|diagnosis date"),
        (
            "written",
            (
                r"(?:report(?:ed)?|sign(?:ed)?(?:[- ]out)?|principal|visit|dictated|completed|compiled"
                r"|received)(?: on)?(?: date)?"
                r"|date(?: (?:reported|of report|of visit|received|signed))?"
            ),
        ),
    )
)
_TOP = 4
_HEAD_DAY = re.compile(
    r"[A-Za-z](?:(?!biops|surg|diagnos|mammog|\bMRI|born|birth|DOB)[^.:;]){0,60}? "
    rf"{_DATE} ?(?:\.|$)",
    re.IGNORECASE,
)
"""`Breast Clinic 11/02/2026`."""


class Person(Struct, frozen=True):
    """A name and a birth date, and the line in which they first stand."""

    name: str
    born: date | None
    line: Line


def people(lines: Sequence[Line]) -> list[Person]:
    """Everybody whom the headers name, each once."""
    seen: list[Person] = []
    for line in lines:
        if len(line.raw) > 400:
            continue
        name = _name(line.raw)
        born = _born(line.plain)
        if name and not any(_same(name, person.name) for person in seen if person.name):
            nameless = seen and not seen[-1].name and born in {None, seen[-1].born}
            if nameless:
                seen[-1] = Person(name, seen[-1].born, seen[-1].line)
            else:
                seen.append(Person(name, born, line))
        elif born and not any(person.born == born for person in seen):
            if seen and seen[-1].born is None:
                seen[-1] = Person(seen[-1].name, born, seen[-1].line)
            else:
                seen.append(Person(name, born, line))
    return seen


def days(lines: Sequence[Line]) -> dict[str, tuple[date, Line]]:
    """The first day of each meaning: done, taken, diagnosed, written."""
    found: dict[str, tuple[date, Line]] = {}
    for line in lines:
        if len(line.plain) > 400:
            continue
        for name, pattern in _DATES:
            match = pattern.search(line.plain)
            day = day_in(match["date"]) if match else None
            if day and name not in found:
                found[name] = (day, line)
    return found


def day_at_the_top(lines: Sequence[Line]) -> date | None:
    """The first day in the first lines, where no label says of what it is."""
    top = [line.plain for line in lines if line.plain][:_TOP]
    found = (_HEAD_DAY.match(text) for text in top)
    return next((day for one in found if one and (day := day_in(one["date"]))), None)


def day_in(text: str) -> date | None:
    """The day that a text names in full; 25/12/2024 can only be the day first."""
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if not re.search(r"\d{4}", text):
        return None
    day = read_date(text.strip(" .,"), _ANY_DAY)
    if day is None and (parts := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)):
        day = read_date(f"{parts[2]}/{parts[1]}/{parts[3]}", _ANY_DAY)
    return day


def _name(raw: str) -> str:
    found = _NAME.search(raw)
    if not found:
        return ""
    name = " ".join(found["name"].split()).strip(" ,.-_")
    words = re.findall(r"[^\W\d_]+", name)
    is_name = 1 <= len(words) <= 5 and not re.search(
        r"\b(?:is|was|has|with|the|presents|status|information|of)\b", name
    )
    return name if is_name else ""


def _born(plain: str) -> date | None:
    found = _BORN.search(plain)
    if not found:
        return None
    words = found["date"].split(" ")
    for count in (3, 2, 1):
        if day := day_in(" ".join(words[:count])):
            return day
    return None


def _same(one: str, other: str) -> bool:
    """DOE, JANE is Jane M. Doe."""
    first, second = (
        {word.lower() for word in re.findall(r"[^\W\d_]{2,}", name)} for name in (one, other)
    )
    return bool(first) and (first <= second or second <= first)
