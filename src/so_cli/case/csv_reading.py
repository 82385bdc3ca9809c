"""Cases in a CSV file that a spreadsheet wrote: one row is one case.

`records` finds where each row stands without holding the file, `read_row` makes a case of one: so
a job can be parted, and each part reads only its own rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS
from so_cli.bank.strict_yaml import MAX_PROBLEMS
from so_cli.bank.typed import nearest
from so_cli.case.csv_bytes import cells_of, is_utf8, split, take
from so_cli.case.csv_cells import COLUMNS, Reader, check, reader
from so_cli.case.model import Answer, Case, Person, Visit
from so_cli.case.reading import MAX_CASE_BYTES
from so_cli.case.values import MAX_TEXT, WrongValue
from so_cli.errors import BadFile, Problem

DELIMITERS = (",", ";", "\t")
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONE_RETURN = re.compile(rb"\r(?!\r*\n)")


class CsvHeader(Struct, frozen=True):
    """The first row of a CSV file, and how the file is written."""

    delimiter: str
    columns: tuple[str, ...]
    """COLUMNS and present ids of facts, in the order of the file; "" between them for no name"""
    size: int
    """bytes before the first row"""
    lines: int
    """lines before the first row"""


class CsvRecord(NamedTuple):
    """Where a row stands: its bytes, its first line (from 1), its number in a spreadsheet."""

    offset: int
    length: int
    line: int
    row: int


class _Column(NamedTuple):
    name: str
    read: Reader


def read_header(stream: BinaryIO, file: str, bank: Bank) -> CsvHeader:
    """The header of a stream that can be read from its start again.

    Raises BadFile with every problem of the header.
    """
    start = len(_BOM) if stream.read(len(_BOM)) == _BOM else 0
    names = _names(bank)
    stream.seek(start)
    delimiter = _delimiter(stream.readline(MAX_CASE_BYTES), names)
    stream.seek(start)
    taken = take(stream, delimiter)
    here = CsvRecord(start, len(taken.data), line=1, row=1)
    try:
        _check_encoding(taken.data)
        cells = [cell.strip() for cell in cells_of(taken.data, delimiter)]
    except WrongValue as error:
        raise BadFile([_problem(file, here, None, "", error)]) from error
    # A spreadsheet may write thousands of empty columns after the last.
    while cells and not cells[-1]:
        cells.pop()
    columns = [names.get(cell.casefold(), "") for cell in cells]
    problems = _header_problems(cells, columns, names.values())
    if found := [_problem(file, here, *each) for each in islice(problems, MAX_PROBLEMS)]:
        raise BadFile(found)
    return CsvHeader(delimiter, tuple(columns), size=start + taken.size, lines=taken.lines)


def records(stream: BinaryIO, header: CsvHeader) -> Iterator[CsvRecord]:
    """Where each row of the file stands; rows with nothing in them are left out.

    The stream must not be read by others meanwhile. What is too large for a case is one record
    that is cut off there, which `read_row` refuses; the next begins with the line after it.
    """
    nothing = b' \t\r\n"' + header.delimiter.encode()
    stream.seek(header.size)
    offset, line, row = header.size, header.lines + 1, 2
    while (taken := take(stream, header.delimiter)).data:
        if taken.data.strip(nothing):
            yield CsvRecord(offset, len(taken.data), line, row)
        offset += taken.size
        line += taken.lines
        row += 1


def read_row(  # noqa: PLR0913, PLR0917  # the row, the file, and what is known
    data: bytes, header: CsvHeader, record: CsvRecord, file: str, bank: Bank, today: date
) -> tuple[str, Case | None, list[Problem]]:
    """The row's id ("" where it has none that can be one), its case or None, every problem.

    `data` are the bytes that `record` names.
    """
    columns = _columns(header, bank, today)
    try:
        cells = cells_of(data, header.delimiter)
    except WrongValue as error:
        return _id_in(data, header, columns), None, [_problem(file, record, None, "", error)]
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, cell in enumerate(cells):
        text = cell.strip()
        if not text:
            continue
        name, read = columns[min(index, len(header.columns))]
        try:
            check(text, data)
            values[name] = read(text)
        except WrongValue as error:
            problems.append(_problem(file, record, index, name, error))
            if len(problems) == MAX_PROBLEMS:
                break
    case_id = values.get("id", "")
    if not case_id and all(problem.key != "id" for problem in problems):
        missing = WrongValue(wording.MISSING_KEY.format(key="id"))
        problems.insert(0, _problem(file, record, header.columns.index("id"), "id", missing))
    return case_id, None if problems else _case(values), problems


def _names(bank: Bank) -> dict[str, str]:
    """What a column may be called, in small letters, and what it is called by now."""
    facts = {
        name.casefold(): fact.id for name, fact in bank.fact.items() if fact.kind in VALUE_KINDS
    }
    return facts | {name: name for name in COLUMNS}


def _delimiter(line: bytes, names: dict[str, str]) -> str:
    """What parts the cells of a header: with it, most of them are names that we know."""
    text = line.decode(errors="replace")

    def fitting(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').casefold() for cell in text.split(delimiter)]
        return sum(cell in names for cell in cells), len(cells)

    return max(DELIMITERS, key=fitting)


def _check_encoding(data: bytes) -> None:
    """Raises WrongValue where the first row shows that nothing in the file can be read."""
    if data.startswith(_UTF_16) or b"\0" in data:
        raise WrongValue(wording.IS_UTF_16, wording.SAVE_AS_CSV)
    if _LONE_RETURN.search(data):
        raise WrongValue(wording.OLD_LINE_ENDS, wording.SAVE_AS_CSV)
    if not is_utf8(data):
        raise WrongValue(wording.NOT_TEXT, wording.SAVE_AS_UTF8)
    if not data.strip():
        raise WrongValue(wording.NO_COLUMN_NAMES, wording.NAME_THE_COLUMNS)


def _header_problems(
    cells: Sequence[str], columns: Sequence[str], known: Any
) -> Iterator[tuple[int | None, str, WrongValue]]:
    first: dict[str, int] = {}
    for index, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if cell and not column:
            wrong = WrongValue(wording.UNKNOWN_COLUMN, nearest(cell[:60].casefold(), known))
            yield index, cell[:60], wrong
        elif column and first.setdefault(column, index) != index:
            twice = wording.SAME_COLUMN_TWICE.format(column=_letters(first[column]))
            yield index, cell, WrongValue(twice, wording.ONE_KEY)
    if "id" not in first:
        yield None, "id", WrongValue(wording.NO_ID_COLUMN, wording.ADD_ID_COLUMN)


# Made once for all rows of a file; a row costs one look into the cache.
@lru_cache(maxsize=4)
def _columns(header: CsvHeader, bank: Bank, today: date) -> tuple[_Column, ...]:
    """What reads each column, and after the last of them whatever stands beyond."""
    return tuple(
        _Column(name, reader(name, bank, header.delimiter, today)) for name in (*header.columns, "")
    )


def _id_in(data: bytes, header: CsvHeader, columns: Sequence[_Column]) -> str:
    """The id of a row that cannot be read otherwise."""
    first_line = data[:MAX_TEXT].splitlines()[0]
    at = header.columns.index("id")
    with suppress(csv.Error, IndexError, WrongValue):
        return str(columns[at].read(split(first_line, header.delimiter, strict=False)[at].strip()))
    return ""


def _problem(
    file: str, record: CsvRecord, index: int | None, key: str, error: WrongValue
) -> Problem:
    """What is wrong in the row, or in its cell of that index."""
    place = wording.IN_A_ROW if index is None else wording.IN_A_CELL
    letters = "" if index is None else _letters(index)
    wrong = place.format(row=record.row, column=letters, wrong=error.wrong)
    return Problem(file, record.line, key, wrong, error.right)


def _letters(index: int) -> str:
    """What a spreadsheet calls a column: A to Z, then AA."""
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _case(values: dict[str, Any]) -> Case:
    visit = Visit(
        date=values.get("visit_date"),
        with_=values.get("visit_with", ""),
        specialty=values.get("visit_specialty", ""),
    )
    return Case(
        id=values["id"],
        stage=values.get("stage"),
        person=Person(name=values.get("name", ""), born=values.get("born")),
        visits=() if visit == Visit() else (visit,),
        decision=values.get("decision", ""),
        decide_by=values.get("decide_by"),
        facts={name: value for name, value in values.items() if isinstance(value, Answer)},
    )
