"""Lines that people type freely, taken apart: who she is, a visit, a decision, medicines."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Medicine, Person, Visit
from so_cli.case.values import WrongValue, age_on, read_date
from so_cli.packet.texts import birthday_text, medicine_text, time_text

# Only what is a month may stand beside a day: "Dr. Rivera 12/10" is no twelfth of Rivera.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DATE_PARTS = re.compile(
    r"(?<!\d)(?:"
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})"
    r"|\d{1,2}/\d{1,2}(?![/\d])"
    rf"|\b{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?![\d:/])"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r")(?!\d)",
    re.I,
)
_TIME = re.compile(
    r"(?<![\d:/.-])(?:(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?:\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<short>[ap])(?!\w))"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?!\d)"
    r"|\bat\s+(?P<bare>\d{1,2})(?=\s*(?:$|[,;.]|(?:on|with|by|in)\b)))",
    re.I,
)
_LAST_EARLY_HOUR = 6  # who writes 2:30 alone means the afternoon: nobody is seen at night
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[.,]?", re.I)
_SHORT_WEEKDAY = re.compile(
    r"(?<!\bdr )(?<!\bdr\. )\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,2}\b[.,]?\s*$", re.I
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A birth date has a year: four digits, or two behind a month and a day.
_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d{2}(?!\d)")
_AGE = re.compile(r"(?<![\d/.-])(\d{1,3})(?![\d/.-])")
_BY = re.compile(r"(?:^|[\s,;(]+)(?:by|before|until)\s+(?=\S)", re.I)
_DOSE = re.compile(
    r"^(?P<name>.*?)\s+(?P<dose>\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|ug|g|ml|iu|units?|%)\b)"
    r"\s*,?\s*(?P<rest>.*)$",
    re.I,
)
_DOSE_ALONE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|ug|g|ml|iu|units?|%)\b", re.I)
_WHY = re.compile(r"\s*,?\s*\bfor\s+(.+)$", re.I)
_YOUNGEST, MAX_NAME, MAX_LINE = 15, 200, 5_000


def take_date(text: str, today: date) -> tuple[date | None, str, str]:
    """The first day that a line names, and what stands before and after it."""
    for found in _DATE_PARTS.finditer(text):
        day = read_date(_spaced(found[0]), today)
        if day:
            return day, text[: found.start()], text[found.end() :]
    for word, days in wording.DAY_WORDS.items():
        if named := re.search(rf"\b{word}\b", text, re.IGNORECASE):
            return today + timedelta(days=days), text[: named.start()], text[named.end() :]
    return None, text, ""


def _take_day(text: str, today: date) -> tuple[date | None, str]:
    """The first day that a line names, and the line without it and its weekday."""
    day, before, after = take_date(text, today)
    weekday = _SHORT_WEEKDAY.search(before)
    # Thu and Sun are names too: it is a weekday where it is that day's own.
    if day and weekday and weekday[1].lower() == _WEEKDAYS[day.weekday()]:
        before = before[: weekday.start()]
    return day, _WEEKDAY.sub(" ", f"{before} {after}") if day else text


def read_day(line: str, today: date) -> date | None:
    """The day of a line that names one and nothing else."""
    day, rest = _take_day(line, today)
    return None if rest.strip(" .,;)") else day


def read_person(line: str, before: Person, today: date) -> tuple[Person, int | None]:
    """Name and birth date or age from a line; what the line leaves out is taken away.

    Raises WrongValue for a birth date that cannot be one.
    """
    line = _checked(line)
    born, *rests = take_date(line, today)
    rest = " ".join(rests)
    if born and not _YEAR.search(line):
        raise WrongValue(wording.NO_BIRTH_YEAR, wording.BIRTH_DATE_HINT)
    if born and not (born.year >= 1900 and (age_on(born, today) or 0) >= _YOUNGEST):
        raise WrongValue(wording.NO_BIRTH_DATE, wording.BIRTH_DATE_HINT)
    age = None
    if found := _AGE.search(rest):
        age = int(found[1])
        rest = rest[: found.start()] + rest[found.end() :]
        if not _YOUNGEST <= age <= 115:
            raise WrongValue(wording.NO_AGE, wording.BIRTH_DATE_HINT)
    name = _tidy(re.sub(wording.AGE_WORDS, " ", rest, flags=re.I))
    if any(sign.isdigit() for sign in name):
        raise WrongValue(wording.NOT_RIGHT_HERE, wording.BIRTH_DATE_HINT)
    if not (name or born or age):
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.BIRTH_DATE_HINT)
    return replace(before, name=_name(name), born=born), None if born else age


def person_line(person: Person, age: object) -> str:
    """The line that reads back as this person."""
    parts = [person.name, birthday_text(person.born) if person.born else age]
    return ", ".join(str(part) for part in parts if part not in {"", None})


def read_visit(line: str, before: Visit, today: date) -> Visit:
    """A visit from a line such as "Dec 10 2:30 pm, Dr. Rivera, medical oncologist, video".

    The place stays as it was. Raises WrongValue where a day or a time cannot be read.
    """
    line = _checked(line)
    time, rest = _take_time(re.sub(r"(?<=\d)T(?=\d)", " ", line))
    day, rest = _take_day(rest, today)
    specialty, rest = _take_word(rest, wording.SPECIALTY_WORDS)
    by, rest = _take_word(rest, wording.VISIT_BY_WORDS)
    name = _tidy(re.sub(wording.VISIT_FILLERS, " ", rest))
    # Beside a day, a number may be a room or a street; without one, it is a day that was not read.
    is_unread = re.search(r"\d\s*[/:]|\d[.-]\d" if day else r"\d", name)
    if is_unread or (day is None and re.search(wording.VAGUE_DAYS, name, re.IGNORECASE)):
        raise WrongValue(wording.NO_DAY, wording.DAY_HINT)
    if not (day or time or name or specialty or by):
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
    return Visit(
        date=day,
        time=time,
        with_=_name(name),
        specialty=specialty,  # type: ignore[arg-type]  # the words map to Who
        place=before.place,
        by=by,  # type: ignore[arg-type]  # the words map to ways to meet
    )


def visit_line(visit: Visit) -> str:
    """The line that reads back as this visit."""
    day = birthday_text(visit.date) if visit.date else ""
    when = f"{day} {time_text(visit.time)}".strip()
    specialty = wording.WHO.get(visit.specialty, "")
    by = wording.VISIT_BY.get(visit.by, "")
    return ", ".join(part for part in (when, visit.with_, specialty, by) if part)


def read_decision(line: str, today: date) -> tuple[str, date | None]:
    """What must be decided, and by when: "chemotherapy before surgery, by Dec 20".

    Raises WrongValue where the line says nothing.
    """
    line = _checked(line)
    for found in _BY.finditer(line):
        if day := read_day(line[found.end() :], today):
            return _tidy(line[: found.start()]), day
    decision = _tidy(line)
    if not decision:
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
    return decision, None


def decision_line(decision: str, day: date | None) -> str:
    """The line that reads back as this decision."""
    return ", ".join(filter(None, [decision, f"{wording.BY} {birthday_text(day)}" if day else ""]))


def read_medicines(text: str) -> tuple[Medicine, ...]:
    """Medicines from a line with semicolons, or else commas, between them.

    Raises WrongValue where the line names none.
    """
    lines = [_checked(part) for part in re.split(r"[;\n]", text)]
    if len(lines) == 1:
        lines = _parted(lines[0])
    medicines = tuple(_medicine(part) for part in map(_tidy, lines) if part)
    if not medicines:
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
    return medicines


def read_allergies(line: str, divider: str = "") -> tuple[str, ...]:
    """Allergies, with semicolons or else commas between them, or this divider.

    Raises WrongValue where there is none.
    """
    divider = divider or (";" if ";" in line else ",")
    found = tuple(part.strip() for part in line.split(divider) if part.strip(" -,"))
    if not found:
        raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
    return found


def medicines_line(medicines: tuple[Medicine, ...]) -> str:
    """The line that reads back as these medicines."""
    return "; ".join(medicine_text(medicine) for medicine in medicines)


def _parted(line: str) -> list[str]:
    """A line at its commas, where a new medicine begins and not only how to take the last one."""
    parts: list[str] = []
    for part in re.split(r",(?!\d)", line):  # 0,1 mg is one number
        goes_on = re.match(wording.HOW_TO_TAKE, part.strip(), re.IGNORECASE) or (
            _DOSE_ALONE.match(part.strip())
        )
        is_inside = parts and parts[-1].count("(") > parts[-1].count(")")
        if parts and (goes_on or is_inside or not part.strip()):
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


def _medicine(text: str) -> Medicine:
    whole, why = text, ""
    if found := _WHY.search(text):
        text, why = text[: found.start()], found[1]
    if found := _DOSE.match(text):
        return Medicine(
            name=_tidy(found["name"]), dose=found["dose"], how_often=_tidy(found["rest"]), why=why
        )
    name, _, how_often = text.partition(",")
    name = _tidy(name)
    return (
        Medicine(name=name, how_often=_tidy(how_often), why=why) if name else Medicine(name=whole)
    )


def _take_time(line: str) -> tuple[str, str]:
    line = re.sub(wording.NOON, "12:00 pm", line, flags=re.I)
    found = _TIME.search(line)
    if not found:
        return "", line
    hour = int(found["hour"] or found["hour24"] or found["bare"])
    minute = int(found["minute"] or found["minute24"] or 0)
    half = (found["half"] or found["short"] or "").lower()
    if hour > (12 if half else 23) or minute > 59 or (half and not hour):
        raise WrongValue(wording.NOT_RIGHT_HERE, wording.TIME_HINT)
    is_afternoon = half == "p" or (not half and 0 < hour <= _LAST_EARLY_HOUR)
    if half or is_afternoon:
        hour = hour % 12 + (12 if is_afternoon else 0)
    return f"{hour:02}:{minute:02}", f"{line[: found.start()]} {line[found.end() :]}"


def _take_word(text: str, words: dict[str, str]) -> tuple[str, str]:
    """The meaning of the first of `words` (pattern -> meaning) that the text has."""
    for pattern, meaning in words.items():
        # Right after "Dr." it is a name.
        if found := re.search(rf"(?<!\bdr )(?<!\bdr\. )\b(?:{pattern})\b", text, re.IGNORECASE):
            return meaning, f"{text[: found.start()]} {text[found.end() :]}"
    return "", text


def _checked(line: str) -> str:
    """The line with single spaces. Raises WrongValue for one that nobody types."""
    line = " ".join(line.split())
    if len(line) > MAX_LINE:
        raise WrongValue(wording.TOO_LONG.format(length=len(line)), wording.SHORTEN_IT)
    return line


def _spaced(day: str) -> str:
    """A day as `read_date` reads it: "Dec10" has a space in it."""
    return re.sub(r"([A-Za-z]\.?)(?=\d)", r"\1 ", day)


def _name(name: str) -> str:
    """The name, which stands on the doctor's page. Raises WrongValue for one too long for it."""
    if len(name) > MAX_NAME:
        wrong = wording.TOO_LONG.format(length=len(name))
        raise WrongValue(wrong, wording.AT_MOST.format(length=MAX_NAME))
    return name


def _tidy(text: str) -> str:
    """Without doubled spaces and the punctuation that taking parts away leaves."""
    text = re.sub(r"\(\s*\)", " ", text)
    text = re.sub(r"\s*([,;])(?:\s*[,;])+", r"\1", " ".join(text.split()))
    text = re.sub(r"\s+([,;])", r"\1", text).strip(" ,;-/")
    return text if text.count("(") == text.count(")") else text.strip(" ,;-()")
