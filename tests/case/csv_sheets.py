"""Spreadsheets for tests, and how a file of bytes is read from its first row to its last."""

from __future__ import annotations

import io
from datetime import date

from so_cli.bank.bank import Bank
from so_cli.case.csv_reading import CsvHeader, read_header, read_row, records
from so_cli.case.model import Case
from so_cli.errors import BadFile, Problem

FILE = "cases.csv"
TODAY = date(2026, 11, 20)
Row = tuple[str, Case | None, list[Problem]]


def header_of(data: bytes, bank: Bank) -> CsvHeader:
    return read_header(io.BytesIO(data), FILE, bank)


def header_problems(data: bytes, bank: Bank) -> list[Problem]:
    try:
        header_of(data, bank)
    except BadFile as error:
        return list(error.problems)
    return []


def rows_of(data: bytes, bank: Bank) -> list[Row]:
    """What `read_row` gives for each record of the file."""
    stream = io.BytesIO(data)
    header = read_header(stream, FILE, bank)
    return [
        read_row(data[at.offset : at.offset + at.length], header, at, FILE, bank, TODAY)
        for at in records(stream, header)
    ]


def cases_of(data: bytes, bank: Bank) -> list[Case]:
    """The cases of a file in which nothing is wrong."""
    rows = rows_of(data, bank)
    assert [problem for row in rows for problem in row[2]] == []
    return [case for _, case, _ in rows if case is not None]


def problems_of(data: bytes, bank: Bank) -> list[Problem]:
    return [problem for row in rows_of(data, bank) for problem in row[2]]
