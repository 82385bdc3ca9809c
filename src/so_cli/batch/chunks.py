"""Sources cut into chunks: so many cases that neither starting a task nor sending it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from so_cli.bank.bank import Bank
from so_cli.batch.model import Chunk, Kind, Place
from so_cli.batch.sources import STANDARD_INPUT, Source
from so_cli.case.csv_reading import CsvHeader, read_header, records
from so_cli.case.reading import MAX_CASE_BYTES
from so_cli.errors import BadFile, NoAccess

MAX_CHUNK_BYTES = 1_000_000


def cut(sources: Iterable[Source], bank: Bank, most: int, given: BinaryIO) -> Iterator[Chunk]:
    """Chunks of at most `most` cases, in the order of the sources; `given` is standard input.

    A list of which nothing can be read is one place, and whoever reads it says what is wrong.
    """
    for number, (kind, header, places, data) in enumerate(_parts(sources, bank, most, given)):
        yield Chunk(number, kind, tuple(places), header, data)


_Part = tuple[Kind, CsvHeader | None, list[Place], bytes | None]


def _parts(sources: Iterable[Source], bank: Bank, most: int, given: BinaryIO) -> Iterator[_Part]:
    files: list[Place] = []
    for file, kind in sources:
        if kind == "file":
            files.append(Place(file))
        if files and (kind != "file" or len(files) == most):
            yield "file", None, files, None
            files = []
        if file == STANDARD_INPUT:
            yield from _from_input(given, most)
        elif kind == "jsonl":
            yield from _from_lines(file, most)
        elif kind == "csv":
            yield from _from_rows(file, bank, most)
    if files:
        yield "file", None, files, None


def _from_lines(file: str, most: int) -> Iterator[_Part]:
    try:
        with Path(file).open("rb") as stream:
            for places in _in_parts((place for place, _data in _lines(stream, file)), most):
                yield "jsonl", None, places, None
    except OSError:
        yield "jsonl", None, [Place(file)], None


def _from_input(stream: BinaryIO, most: int) -> Iterator[_Part]:
    """What comes on standard input stands nowhere, so a chunk brings its lines along."""
    places: list[Place] = []
    data = bytearray()
    for place, line in _lines(stream, STANDARD_INPUT):
        if places and (len(places) == most or len(data) > MAX_CHUNK_BYTES):
            yield "jsonl", None, places, bytes(data)
            places, data = [], bytearray()
        places.append(place._replace(offset=len(data), length=len(line)))
        data += line
    if places:
        yield "jsonl", None, places, bytes(data)


def _lines(stream: BinaryIO, file: str) -> Iterator[tuple[Place, bytes]]:
    """The lines with something in them; of one that is far too long only its beginning."""
    offset = number = 0
    while data := stream.readline(MAX_CASE_BYTES + 1):
        number += 1
        length = len(data)
        rest = data
        while len(rest) > MAX_CASE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_CASE_BYTES + 1)
            length += len(rest)
        if not data.isspace():
            yield Place(file, number, 0, offset, length), data
        offset += length


def _from_rows(file: str, bank: Bank, most: int) -> Iterator[_Part]:
    try:
        with Path(file).open("rb") as stream:
            header = read_header(stream, file, bank)
            found = (
                Place(file, each.line, each.row, each.offset, each.length)
                for each in records(stream, header)
            )
            for places in _in_parts(found, most):
                yield "csv", header, places, None
    except (OSError, BadFile, NoAccess):
        yield "csv", None, [Place(file, 1)], None


def _in_parts(places: Iterable[Place], most: int) -> Iterator[list[Place]]:
    part: list[Place] = []
    size = 0
    for place in places:
        if part and (len(part) == most or size > MAX_CHUNK_BYTES):
            yield part
            part, size = [], 0
        part.append(place)
        size += place.length
    if part:
        yield part
