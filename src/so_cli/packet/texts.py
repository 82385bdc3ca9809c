"""Values in words: for the person, in plain words; for the doctor, in clinical shorthand."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case, Medicine, Source, Stored, Visit
from so_cli.case.values import clock, read_date
from so_cli.kept import kept_by
from so_cli.packet.model import FactLine, PacketVisit

_LEADERS = re.compile(r"\.{4,}")
_ENTRY = re.compile(r"(?P<kind>[A-Z]\w+) (?P<id>\S+)(?P<more>.*)")
_LONGEST_ID, _SHORT_ID = 16, 8
_UNITS = {
    "mm": " mm",
    "percent": "%",
    "years": "",
    "weeks": wording.WEEKS_UNIT,
    "count": "",
    "": "",
}


def voice_of(case: Case) -> str:
    """Whom our texts speak to: `you`, or of whom: she, he, they, or a name."""
    role = case.facts.get("role")
    if role is None or role.value in {None, "self"}:
        return "you"
    return pronouns_of(case)


def pronouns_of(case: Case) -> str:
    """How to speak of the person: as she wishes, else by the sex in the case, else she."""
    pronouns = case.person.pronouns
    if pronouns == "name":
        return case.person.name or "she"
    sex = case.facts.get("sex")
    return pronouns or ("he" if sex and sex.value == "male" else "she")


def shortened(text: str, most: int) -> str:
    """The text, or of a longer one its first words, in at most `most` characters."""
    if len(text) <= most:
        return text
    kept = text[: most - 3]
    end = kept.rfind(" ")
    # A word is left whole, unless it is so long that little else would be left.
    return f"{kept[:end] if end > len(kept) // 2 else kept}..."


@lru_cache(maxsize=2_000)
def day_text(day: date) -> str:
    """A day as people here write it: Thu Dec 10, 2026."""
    return f"{wording.DAYS[day.weekday()]} {birthday_text(day)}"


def near_day_text(day: date, today: date) -> str:
    """A day as one says it: Thu Dec 10; with its year where that is not this one."""
    if day.year != today.year:
        return day_text(day)
    return f"{wording.DAYS[day.weekday()]} {wording.MONTHS[day.month - 1]} {day.day}"


def birthday_text(day: date) -> str:
    """A day of which the weekday does not matter: Dec 10, 2026."""
    return f"{wording.MONTHS[day.month - 1]} {day.day}, {day.year}"


def days_text(days: int) -> str:
    """How far away a day is: today, in 20 days, 3 days ago."""
    near = {-1: wording.YESTERDAY, 0: wording.TODAY, 1: wording.TOMORROW}
    far = wording.IN_DAYS if days > 0 else wording.DAYS_AGO
    return near.get(days) or far.format(count=abs(days))


def time_text(time: str) -> str:
    """A time as people here write it: 14:30 is 2:30 pm; what is no time stays as it is."""
    read = clock(time)
    if read is None:
        return time
    hour, minute = read
    half = wording.PM if hour >= 12 else wording.AM
    return f"{(hour - 1) % 12 + 1}:{minute:02} {half}"


def visit_text(visit: Visit | PacketVisit, *, with_day: bool = True) -> str:
    """A visit in one line: day, time, doctor, specialty, how."""
    day = day_text(visit.date) if visit.date and with_day else ""
    when = " ".join(filter(None, [day, time_text(visit.time)]))
    parts = [
        when,
        visit.with_,
        wording.WHO.get(visit.specialty, ""),
        visit.place,
        wording.VISIT_BY.get(visit.by, ""),
    ]
    return ", ".join(filter(None, parts))


def medicine_text(medicine: Medicine) -> str:
    """A medicine as one writes it: lisinopril 10 mg daily, for blood pressure."""
    text = " ".join(filter(None, (medicine.name, medicine.dose, medicine.how_often)))
    return f"{text}, {wording.FOR} {medicine.why}" if medicine.why else text


def value_text(fact: Fact, value: Stored) -> str:
    """A value in plain words: `22 mm`, `Dec 10, 2026`, the labels of choices."""
    if isinstance(value, tuple):
        return "; ".join(_label(fact, item) for item in value) or wording.NONE_CHOSEN
    if isinstance(value, int | float):
        return f"{_number(value)}{_UNITS[fact.unit]}"
    if fact.kind == "date":
        day = read_date(value)
        return day_text(day) if day else value
    return _label(fact, value)


def shorthand(fact: Fact, value: Stored) -> str:
    """A value as doctors write it: `ER 80%`, `HER2 2+`."""
    if value == ():
        return f"{fact.label}: {wording.NONE_CHOSEN}"
    if isinstance(value, tuple):
        text = ", ".join(_short(fact, item) for item in value)
    elif isinstance(value, int | float):
        text = _number(value)
    elif fact.kind == "date":
        day = read_date(value)
        text = f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}" if day else value
    else:
        text = _short(fact, value)
    return fact.shorthand.replace("{value}", text) if fact.shorthand else text


def source_text(source: Source) -> str:
    """Where a fact stands: the file, the place in it, its day, and the words there."""
    day = day_text(source.date) if source.date else ""
    place = ", ".join(filter(None, (source.file, _place_text(source.where), day)))
    # What lines up in columns there, or is led by dots, is one line here.
    words = _LEADERS.sub("...", " ".join(source.words.split()))
    said = wording.QUOTED.format(words=words) if words else ""
    return "; ".join(filter(None, (place, said)))


def _place_text(where: str) -> str:
    """A place in a download, for people: what it is, and enough of its id to find it again."""
    entry = _ENTRY.match(where)
    if entry is None or entry["kind"] not in wording.ENTRIES:
        return where
    name = entry["id"] if len(entry["id"]) <= _LONGEST_ID else f"{entry['id'][:_SHORT_ID]}..."
    return f"{wording.ENTRIES[entry['kind']]} {name}{entry['more']}"


def fact_line(fact: Fact, answer: Answer) -> FactLine:
    """A fact with its answer, ready to print."""
    # Her own words, and what a paper says, come again in no other case.
    is_her_own = answer.source is not None or fact.kind == "text"
    return _fact_line(fact, answer) if is_her_own else _shared_line(fact, answer)


@kept_by
def _shared_line(fact: Fact, answer: Answer) -> FactLine:
    return _fact_line(fact, answer)


def _fact_line(fact: Fact, answer: Answer) -> FactLine:
    value = answer.value
    return FactLine(
        id=fact.id,
        label=fact.label,
        group=fact.group,
        value=value,
        text=_said(fact, answer),
        shorthand="" if value is None else shorthand(fact, value),
        state=answer.state,
        source=answer.source,
        told_by=answer.told_by,
        doctor=fact.doctor,
    )


def _said(fact: Fact, answer: Answer) -> str:
    if answer.value is not None:
        return value_text(fact, answer.value)
    return wording.STATES[answer.state] if answer.state else ""


def loose_fact_lines(bank: Bank, facts: dict[str, Answer]) -> tuple[FactLine, ...]:
    """Facts of another tumor, in bank order; they are shown, and conditions never read them."""
    return tuple(fact_line(fact, facts[fact.id]) for fact in bank.facts if fact.id in facts)


def _number(value: float) -> str:
    return f"{value:.12g}"


def _label(fact: Fact, value: str) -> str:
    choice = fact.choice(value)
    return choice.label if choice else value


def _short(fact: Fact, value: str) -> str:
    choice = fact.choice(value)
    return (choice.shorthand or choice.id) if choice else value
