"""The cases of a chunk, read one after the other: what is right, and all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import MAX_PROBLEMS, as_text, read_data
from so_cli.batch.model import Chunk, Place
from so_cli.batch.names import name_flaw
from so_cli.case.csv_reading import CsvRecord, read_header, read_row
from so_cli.case.forms import is_locked
from so_cli.case.json_reading import JsonCases
from so_cli.case.model import Case
from so_cli.case.reading import CASE_ID, MAX_CASE_BYTES, read_case
from so_cli.errors import BadFile, NoAccess, Problem

_ID = re.compile(rb"""(?:^|[{,\n])\s*["']?id["']?\s*:\s*["']?([^"'\n\r,}#]{1,80})""")


class Read(NamedTuple):
    """A case as it was read; `case` is None where something is wrong with it.

    `digest` tells its bytes from those of any other case.
    """

    place: Place
    id: str | None
    digest: bytes
    case: Case | None
    problems: tuple[Problem, ...]


class CaseReader:
    """Reads the cases of chunks for one bank, on one day."""

    def __init__(self, bank: Bank, today: date) -> None:
        self._bank = bank
        self._today = today
        self._json = JsonCases(bank)

    def read(self, chunk: Chunk) -> Iterator[Read]:
        """The cases of a chunk, in its order."""
        if not chunk.places:
            return
        try:
            if chunk.kind == "csv" and chunk.header is None:
                with Path(chunk.places[0].file).open("rb") as stream:
                    read_header(stream, chunk.places[0].file, self._bank)
            for place, data in data_of(chunk):
                yield self._read_safely(chunk, place, data)
        except (BadFile, NoAccess, OSError) as error:
            # The list itself cannot be read, and this is its only place.
            yield _unread(chunk.places[0], _problems_of(error, chunk.places[0].file))

    def _read_safely(self, chunk: Chunk, place: Place, data: bytes | BadFile | NoAccess) -> Read:
        try:
            return self._read(chunk, place, data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this case's alone
            return _unread(place, (own_mistake(error, place),))

    def _read(self, chunk: Chunk, place: Place, data: bytes | BadFile | NoAccess) -> Read:
        if not isinstance(data, bytes):
            return _unread(place, _problems_of(data, place.file))
        digest = digest_of(chunk, place, data)
        if chunk.header is not None:
            record = CsvRecord(place.offset, place.length, place.line, place.row)
            name, case, problems = read_row(
                data, chunk.header, record, place.file, self._bank, self._today
            )
        else:
            case, problems = self._read_text(chunk, place, data)
            name = (case.id if case else _id_in(data)) or ""
        if not name and chunk.kind == "file":
            name = _stem(place)
            case = replace(case, id=name) if case else None
        if case is not None:
            problems = [*_flaws_of_id(case.id, place)]
        found = tuple(problems[:MAX_PROBLEMS])
        return Read(place, name or None, digest, None if found else case, found)

    def _read_text(
        self, chunk: Chunk, place: Place, data: bytes
    ) -> tuple[Case | None, list[Problem]]:
        if chunk.kind == "jsonl" or place.file.lower().endswith(".json"):
            return self._json.read(data, place.file, place.line or 1)
        try:
            return read_case(as_text(data, place.file), place.file, self._bank)
        except BadFile as error:
            return None, [*error.problems]


def data_of(chunk: Chunk) -> Iterator[tuple[Place, bytes | BadFile | NoAccess]]:
    """Each place of a chunk with its bytes, or with why they cannot be had.

    Raises OSError where a list cannot be read at all.
    """
    if chunk.kind == "file":
        for place in chunk.places:
            yield place, _whole(place)
        return
    if chunk.data is not None:
        for place in chunk.places:
            yield place, _bounded(place, chunk.data[place.offset : place.offset + place.length])
        return
    with Path(chunk.places[0].file).open("rb") as stream:
        for place in chunk.places:
            stream.seek(place.offset)
            # A place of unknown length is a list that nobody could part into cases.
            known = 0 <= place.length <= MAX_CASE_BYTES
            yield place, _bounded(place, stream.read(place.length if known else MAX_CASE_BYTES + 1))


def digest_of(chunk: Chunk, place: Place, data: bytes) -> bytes:
    """Tells a case from any other: its bytes, and what else says how they are read."""
    about = ""
    if chunk.header is not None:
        about = chunk.header.delimiter.join(chunk.header.columns)
    elif chunk.kind == "file":
        about = _stem(place)
    made = blake2b(about.encode(errors="replace") + b"\0", digest_size=16)
    made.update(data.rstrip())
    return made.digest()


def _stem(place: Place) -> str:
    """The id of a case that names none: the name of its file, where that can be an id."""
    stem = Path(place.file).name.partition(".")[0]
    return stem if CASE_ID.fullmatch(stem) else ""


def own_mistake(error: Exception, place: Place) -> Problem:
    """What to say where this program itself failed; never what the error says, of a person."""
    wrong = wording.COULD_NOT_BE_MADE.format(why=type(error).__name__)
    return Problem(place.file, place.line, "", wrong, wording.PLEASE_REPORT)


def _whole(place: Place) -> bytes | BadFile | NoAccess:
    path = Path(place.file)
    if is_locked(path):
        return NoAccess(wording.LOCKED_IN_BATCH, wording.UNLOCK_IT)
    try:
        return read_data(path, max_bytes=MAX_CASE_BYTES)
    except (BadFile, NoAccess) as error:
        return error


def _bounded(place: Place, data: bytes) -> bytes | BadFile:
    if len(data) <= MAX_CASE_BYTES:
        return data
    wrong = wording.TOO_LARGE.format(limit=MAX_CASE_BYTES // 1_000_000)
    return BadFile([Problem(place.file, place.line, "", wrong, wording.SHORTEN_IT)])


def _unread(place: Place, problems: tuple[Problem, ...]) -> Read:
    return Read(place, None, b"", None, problems)


def _problems_of(error: BadFile | NoAccess | OSError, file: str) -> tuple[Problem, ...]:
    if isinstance(error, BadFile):
        return error.problems
    if isinstance(error, NoAccess):
        return (Problem(file, 0, "", error.sentence.rstrip("."), error.advice),)
    why = wording.CANNOT_READ.format(file=file, why=error.strerror or error)
    return (Problem(file, 0, "", why.rstrip(".")),)


def _flaws_of_id(name: str, place: Place) -> Iterator[Problem]:
    if not name:
        yield Problem(place.file, place.line, "id", wording.NO_ID, wording.GIVE_AN_ID)
    elif flaw := name_flaw(name):
        yield Problem(place.file, place.line, "id", *flaw)


def _id_in(data: bytes) -> str | None:
    """The id of a case that could not be read, as far as it can be made out."""
    with suppress(msgspec.DecodeError, UnicodeDecodeError, AttributeError):
        name = msgspec.json.decode(data).get("id")
        return name if isinstance(name, str) and CASE_ID.fullmatch(name) else None
    found = _ID.search(data)
    name = found[1].decode(errors="replace").strip() if found else ""
    return name if CASE_ID.fullmatch(name) else None
