"""The bytes of a CSV file: where a record ends, and the cells in it.

A record is found line by line, as Python's reader would find it, and without holding the file.
"""

from __future__ import annotations

import csv
import re
from typing import BinaryIO, NamedTuple

from so_cli import wording
from so_cli.case.reading import MAX_CASE_BYTES
from so_cli.case.values import MAX_TEXT, WrongValue

_TO_CLOSING_QUOTE = re.compile(rb'(?:[^"]++|"")*+"')


class Taken(NamedTuple):
    """A record out of the stream: `data` ends where it is too large, `size` is all of it."""

    data: bytes
    size: int
    lines: int


def take(stream: BinaryIO, delimiter: str) -> Taken:
    """The next record: a line, or more where a quoted cell goes on."""
    line = stream.readline(MAX_CASE_BYTES + 1)
    is_open = _is_open(line, delimiter, is_open=False)
    if not is_open and len(line) <= MAX_CASE_BYTES:
        return Taken(line, len(line), 1)
    data = bytearray(line)
    lines = 1
    while is_open and len(data) <= MAX_CASE_BYTES:
        line = stream.readline(MAX_CASE_BYTES + 1 - len(data))
        if not line:
            break
        data += line
        lines += 1
        is_open = _is_open(line, delimiter, is_open=is_open)
    size = len(data)
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_CASE_BYTES)
        size += len(line)
    return Taken(bytes(data), size, lines)


def _is_open(line: bytes, delimiter: str, *, is_open: bool) -> bool:
    """Whether a quoted cell goes on after this line. Only where a cell begins does a quote open it.

    `is_open`: whether one goes on from the line before.
    """
    if b'"' not in line:
        return is_open
    opening = delimiter.encode() + b'"'
    position = 0
    while True:
        if is_open or line.startswith(b'"', position):
            closed = _TO_CLOSING_QUOTE.match(line, position if is_open else position + 1)
            if not closed:
                return True
            position, is_open = closed.end(), False
        position = line.find(opening, position) + 1
        if not position:
            return False


def cells_of(data: bytes, delimiter: str) -> list[str]:
    """The cells of a record; bytes that are not text become U+FFFD. Raises WrongValue."""
    if len(data) > MAX_CASE_BYTES:
        limit = MAX_CASE_BYTES // 1_000_000
        raise WrongValue(wording.ROW_TOO_LARGE.format(limit=limit), wording.CLOSE_THE_QUOTE)
    try:
        return split(data, delimiter, strict=True)
    except csv.Error as error:
        if _is_open(data, delimiter, is_open=False):
            wrong = wording.UNCLOSED_QUOTE.format(count=len(data.splitlines()))
            raise WrongValue(wrong, wording.CLOSE_THE_QUOTE) from error
        if "limit" in str(error):
            wrong = wording.CELL_TOO_LONG.format(count=MAX_TEXT)
            raise WrongValue(wrong, wording.SHORTEN_IT) from error
        if b'"' in data:
            raise WrongValue(wording.STRAY_QUOTE, wording.DOUBLE_THE_QUOTE) from error
        raise WrongValue(wording.OLD_LINE_ENDS, wording.SAVE_AS_CSV) from error


def split(data: bytes, delimiter: str, *, strict: bool) -> list[str]:
    """The cells as Python's reader sees them. Raises csv.Error."""
    # As one item: the reader would take each of several for a line.
    text = data.decode(errors="replace")
    return next(csv.reader([text], delimiter=delimiter, strict=strict), [])


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
