"""One cell of a spreadsheet to what it says, in the words of a case file.

Spreadsheets show days in the custom of their country, leave formulas behind and write 2 as 2.0:
what has one reading is read, and what has two is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, get_args

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact, Who
from so_cli.bank.typed import one_of
from so_cli.case.csv_bytes import is_utf8
from so_cli.case.model import Answer
from so_cli.case.reading import CASE_ID, STATES
from so_cli.case.values import MAX_TEXT, WrongValue, as_stored, read_date, read_value

Reader = Callable[[str], Any]
"""Gives the value of a cell that is not empty, without spaces around it. Raises WrongValue."""

COLUMNS = (
    "id", "stage", "name", "born", "visit_date", "visit_with", "visit_specialty", "decide_by",
    "decision",
)  # fmt: skip
"""The columns that are not facts."""
SEVERAL = "|"
NONE = "none"
_FORMULA = re.compile(r"=|[@+-][A-Za-z].*\(", re.DOTALL)
_SHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|ERROR!)|Err:\d+", re.IGNORECASE
)
_WHOLE = re.compile(r"([0-9]+)\.0+")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def reader(column: str, bank: Bank, delimiter: str, today: date) -> Reader:
    """What reads the cells below `column`: one of COLUMNS, a fact, or "" for no name."""
    if not column:
        return _refuse
    read_day = partial(_read_day, delimiter=delimiter, today=today)
    stages = {stage.title.casefold(): stage.id for stage in bank.stages}
    stages |= {stage.id: stage.id for stage in bank.stages}
    readers: dict[str, Reader] = {
        "id": _read_id,
        "stage": partial(_read_word, words=stages),
        "name": str,
        "born": read_day,
        "visit_date": read_day,
        "visit_with": str,
        "visit_specialty": partial(_read_word, words={who: who for who in get_args(Who)}),
        "decide_by": read_day,
        "decision": str,
    }
    return readers.get(column) or _fact_reader(bank.fact[column], read_day)


def check(text: str, row: bytes) -> None:
    """Raises WrongValue for what may stand in no cell of the row."""
    if "\ufffd" in text and not is_utf8(row):
        raise WrongValue(wording.NOT_TEXT, wording.SAVE_AS_UTF8)
    if text[0] in "=@+-" and _FORMULA.match(text):
        raise WrongValue(wording.FORMULA, wording.WRITE_THE_RESULT)
    if text[0] in "#Ee" and _SHEET_ERROR.fullmatch(text):
        raise WrongValue(wording.SHEET_ERROR, wording.MEND_THE_CELL)
    if len(text) > MAX_TEXT:
        raise WrongValue(wording.CELL_TOO_LONG.format(count=MAX_TEXT), wording.SHORTEN_IT)
    if "\0" in text:
        raise WrongValue(wording.STRANGE_CHARACTER, wording.SAVE_AS_CSV)


def _refuse(_text: str) -> None:
    raise WrongValue(wording.NAMELESS_COLUMN, wording.NAME_THE_COLUMN)


def _read_id(text: str) -> str:
    if not CASE_ID.fullmatch(text):
        raise WrongValue(wording.NOT_AN_ID.format(id=text[:60]), wording.CASE_IDS)
    return text


def _read_word(text: str, words: dict[str, str]) -> str:
    meant = words.get(text.casefold())
    if meant is None:
        raise WrongValue(wording.NOT_RIGHT_HERE, one_of(text, set(words.values())))
    return meant


def _fact_reader(fact: Fact, read_day: Reader) -> Reader:
    """What reads the answers to a fact."""
    words = _words(fact)
    known = {state: Answer(state=state) for state in STATES}
    if fact.kind == "choice":
        known = {word: Answer(value=meant) for word, meant in words.items()} | known

    def read(text: str) -> Answer:
        # In a text, `Later` may begin a sentence; only the word itself is a state.
        if answer := known.get(text if fact.kind == "text" else text.casefold()):
            return answer
        if fact.kind == "date":
            return Answer(value=as_stored(read_day(text)))
        meant: Any = text
        if fact.kind == "choice":
            meant = _meant(fact, text, words)
        elif fact.kind == "choices":
            meant = _chosen(fact, text, words)
        return Answer(value=as_stored(read_value(fact, meant)))

    return read


def _words(fact: Fact) -> dict[str, str]:
    """The choices by their ids in small letters, those that they once had too, where one fits."""
    meant: dict[str, set[str]] = {}
    for choice in fact.choices:
        for name in (choice.id, *choice.was):
            meant.setdefault(name.casefold(), set()).add(choice.id)
    return {name: ids.pop() for name, ids in meant.items() if len(ids) == 1}


def _meant(fact: Fact, text: str, words: dict[str, str]) -> str:
    """The choice that a word means; the word itself where it means none."""
    if fact.choice(text):
        return text
    whole = _WHOLE.fullmatch(text)
    return words.get(whole[1] if whole else text.casefold(), text)


def _chosen(fact: Fact, text: str, words: dict[str, str]) -> list[str]:
    if text.casefold() == NONE and NONE not in words:
        return []
    parts = [part.strip() for part in text.split(SEVERAL)]
    # Nothing but strokes is no answer, and not the answer that none was chosen.
    return [_meant(fact, part, words) for part in parts if part] or [text]


def _read_day(text: str, *, delimiter: str, today: date) -> date:
    """The day in a cell. Raises WrongValue, where it has two readings or none too."""
    if found := read_date(text):
        return found
    if _SERIAL.fullmatch(text):
        raise WrongValue(wording.SERIAL_DAY, wording.FORMAT_AS_DATE)
    if numbers := _NUMBERS.fullmatch(text):
        found = _day_of_numbers(numbers, delimiter)
    else:
        _check_year(text)
        # 10-Dec-2026 is what a spreadsheet makes of 10 December 2026.
        found = read_date(text.replace("-", " "), today) if _has_letters(text) else None
    if found is None:
        raise WrongValue(wording.NOT_RIGHT_HERE, wording.WANT_DATE)
    return found


def _day_of_numbers(numbers: re.Match[str], delimiter: str) -> date | None:
    """Of 12/10/2026, the day.

    The month comes first in a US spreadsheet, which has commas between its cells and strokes
    between its numbers. In any other a day must have one reading only.
    """
    first, mark, second, year = numbers.groups()
    month_first = read_date(f"{year}-{first}-{second}")
    if mark == "/" and delimiter != ";":
        return month_first
    day_first = read_date(f"{year}-{second}-{first}")
    if month_first and day_first and month_first != day_first:
        raise WrongValue(wording.DAY_OF_TWO_READINGS, wording.WANT_DATE)
    return month_first or day_first


def _check_year(text: str) -> None:
    """Raises WrongValue for a day without a year, or with two digits of it: 26 may be 1926."""
    numbers = re.findall(r"[0-9]+", text)
    if any(len(number) > 2 for number in numbers):
        return
    parts = len(numbers) + _has_letters(text)
    if parts == 2:
        raise WrongValue(wording.DAY_WITHOUT_YEAR, wording.WANT_DATE)
    if parts == 3:
        raise WrongValue(wording.YEAR_OF_TWO_DIGITS, wording.WANT_DATE)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
