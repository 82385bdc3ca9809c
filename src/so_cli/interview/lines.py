"""Lines that people type freely, taken apart: who she is, a visit, a decision, medicines."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Medicine, Person, Visit
from so_cli.case.values import WrongValue, read_date
from so_cli.packet.texts import medicine_text

_DATE_PARTS = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?(?![\d:])"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?(?:,?\s+\d{4})?"
)
_TIME = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\.?(?!\w)|\b(\d{1,2}):(\d{2})\b", re.I)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?", re.I
)
_AGE = re.compile(r"(?<![\d/.-])(\d{1,3})(?![\d/.-])")
_BY = re.compile(r"(?:^|[\s,;]+)(?:by|before|until)\s+(?=\S)", re.I)
_DOSE = re.compile(
    r"^(?P<name>.*?)\s+(?P<dose>\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|ug|g|ml|iu|units?|%)\b)"
    r"\s*,?\s*(?P<rest>.*)$",
    re.I,
)
_WHY = re.compile(r"\s*,?\s*\bfor\s+(.+)$", re.I)
MAX_NAME = 200


def take_date(text: str, today: date) -> tuple[date | None, str]:
    """The first day that a line names, and the line without it."""
    for found in _DATE_PARTS.finditer(text):
        day = read_date(found[0], today)
        if day:
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def read_person(line: str, before: Person, today: date) -> tuple[Person, int | None]:
    """Name and birth date or age from a line; what the line leaves out is taken away.

    Raises WrongValue for a birth date that cannot be one.
    """
    born, rest = take_date(line, today)
    if born and not date(1900, 1, 1) <= born <= today:
        raise WrongValue(wording.NO_BIRTH_DATE, wording.BIRTH_DATE_HINT)
    age = None
    if found := _AGE.search(rest):
        age = int(found[1])
        rest = rest[: found.start()] + rest[found.end() :]
        if not 15 <= age <= 115:
            raise WrongValue(wording.NO_AGE.format(age=age), wording.BIRTH_DATE_HINT)
    name = _tidy(re.sub(wording.AGE_WORDS, " ", rest, flags=re.I))
    if any(sign.isdigit() for sign in name):
        raise WrongValue(wording.NOT_RIGHT_HERE.format(value=name[:60]), wording.BIRTH_DATE_HINT)
    return replace(before, name=name[:MAX_NAME], born=born), None if born else age


def person_line(person: Person, age: object) -> str:
    """The line that reads back as this person."""
    parts = [person.name, person.born.isoformat() if person.born else age]
    return ", ".join(str(part) for part in parts if part not in {"", None})


def read_visit(line: str, before: Visit, today: date) -> Visit:
    """A visit from a line such as "Dec 10 2:30 pm, Dr. Rivera, medical oncologist, video".

    The place stays as it was. Raises WrongValue where a day or a time cannot be read.
    """
    time, rest = _take_time(line)
    day, rest = take_date(_WEEKDAY.sub(" ", rest), today)
    specialty, rest = _take_word(rest, wording.SPECIALTY_WORDS)
    by, rest = _take_word(rest, wording.VISIT_BY_WORDS)
    name = _tidy(re.sub(wording.VISIT_FILLERS, " ", rest, flags=re.I))
    if any(sign.isdigit() for sign in name):
        raise WrongValue(wording.NO_DAY.format(text=name[:60]), wording.DAY_HINT)
    return Visit(
        date=day,
        time=time,
        with_=name[:MAX_NAME],
        specialty=specialty,  # type: ignore[arg-type]  # the words map to Who
        place=before.place,
        by=by,  # type: ignore[arg-type]  # the words map to ways to meet
    )


def visit_line(visit: Visit) -> str:
    """The line that reads back as this visit."""
    day = visit.date.isoformat() if visit.date else ""
    when = f"{day} {visit.time}".strip()
    specialty = wording.WHO.get(visit.specialty, "")
    by = wording.VISIT_BY.get(visit.by, "")
    return ", ".join(part for part in (when, visit.with_, specialty, by) if part)


def read_decision(line: str, today: date) -> tuple[str, date | None]:
    """What must be decided, and by when: "chemotherapy before surgery, by Dec 20"."""
    for found in _BY.finditer(line):
        day = read_date(_WEEKDAY.sub("", line[found.end() :]).strip(" ."), today)
        if day:
            return _tidy(line[: found.start()]), day
    return _tidy(line), None


def read_medicines(line: str) -> tuple[Medicine, ...]:
    """Medicines from a line with a semicolon between them."""
    return tuple(_medicine(part) for part in map(str.strip, re.split(r"[;\n]", line)) if part)


def medicines_line(medicines: tuple[Medicine, ...]) -> str:
    """The line that reads back as these medicines."""
    return "; ".join(medicine_text(medicine) for medicine in medicines)


def _medicine(text: str) -> Medicine:
    why = ""
    if found := _WHY.search(text):
        text, why = text[: found.start()], found[1]
    if found := _DOSE.match(text):
        return Medicine(
            name=_tidy(found["name"]), dose=found["dose"], how_often=_tidy(found["rest"]), why=why
        )
    name, _, how_often = text.partition(",")
    return Medicine(name=_tidy(name), how_often=_tidy(how_often), why=why)


def _take_time(line: str) -> tuple[str, str]:
    found = _TIME.search(line)
    if not found:
        return "", line
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    half = (found[3] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise WrongValue(wording.NOT_RIGHT_HERE.format(value=found[0]), wording.TIME_HINT)
    return f"{hour:02}:{minute:02}", f"{line[: found.start()]} {line[found.end() :]}"


def _take_word(text: str, words: dict[str, str]) -> tuple[str, str]:
    """The meaning of the first of `words` (pattern -> meaning) that the text has."""
    for pattern, meaning in words.items():
        if found := re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            return meaning, f"{text[: found.start()]} {text[found.end() :]}"
    return "", text


def _tidy(text: str) -> str:
    """Without doubled spaces and the punctuation that taking parts away leaves."""
    text = re.sub(r"\s*([,;])(?:\s*[,;])+", r"\1", " ".join(text.split()))
    return text.strip(" ,;-()")
