"""What goes into the work and comes out of it: where cases stand, what is wanted, what came."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from so_cli.case.csv_reading import CsvHeader
from so_cli.errors import Problem
from so_cli.outputs.look import Paper, Reader
from so_cli.outputs.paper import Format
from so_cli.packet.model import UrgentSign

Kind = Literal["file", "jsonl", "csv"]
"""One case a file; one case a line; one case a row."""


class CaseProblem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a case: where in it, what, and what would be right."""

    key: str
    problem: str
    fix: str


class CaseErrors(Struct, frozen=True, kw_only=True):
    """A line of errors.jsonl: a case that was not exported, and everything that is wrong with it.

    `line` counts from 1; 0 means the file as a whole. `id` is null where it could not be read.
    """

    source: str
    line: int
    id: str | None
    problems: tuple[CaseProblem, ...]


class UrgentCase(Struct, frozen=True, kw_only=True):
    """A line of urgent.jsonl: a case in which something cannot wait."""

    source: str
    line: int
    id: str
    urgent: tuple[UrgentSign, ...]


class Place(NamedTuple):
    """Where a case stands: bytes of a file, and the line and row that a person looks for.

    row     as a spreadsheet counts; 0 where there are none.
    length  -1 means the whole file.
    """

    file: str
    line: int = 0
    row: int = 0
    offset: int = 0
    length: int = -1

    @property
    def name(self) -> str:
        """The file as it can be written down, also where its name is no text."""
        return self.file.encode(errors="backslashreplace").decode()

    @property
    def where(self) -> str:
        """As it is named to a person."""
        return where(self.name, self.line)


class Chunk(Struct, frozen=True):
    """Some cases of one source, in its order: the work for one task.

    It says where they stand. Only what came on standard input, and stands nowhere, it brings along.
    """

    number: int
    kind: Kind
    places: tuple[Place, ...]
    header: CsvHeader | None = None
    data: bytes | None = None


class Setup(Struct, frozen=True, kw_only=True):
    """What is to be made of every case, the same for all of an export.

    program, bank  of whoever asks: a worker elsewhere with others must not take part.
    formats        what is written; empty where packets go into one file of JSON Lines.
    folder         where workers put what they have made, before it gets its name.
    """

    program: str
    bank: str
    overlays: tuple[Path, ...]
    made_on: date
    formats: tuple[Format, ...]
    reader: Reader
    paper: Paper
    large_print: bool
    templates: Path | None
    no_names: bool
    folder: Path


class Made(NamedTuple):
    """A case of which everything was made.

    files  for each format the temporary file and its size in bytes.
    line   the packet as a line of JSON, where lines are wanted.
    """

    place: Place
    id: str
    digest: bytes
    urgent: tuple[UrgentSign, ...]
    files: tuple[tuple[Format, str, int], ...]
    line: bytes


class Failed(NamedTuple):
    """A case that could not be read, or not be made into pages."""

    place: Place
    id: str | None
    problems: tuple[Problem, ...]


Result = Made | Failed


def where(file: str, line: int) -> str:
    """A place as it is named to a person."""
    return f"{file}:{line}" if line else file


def errors_of(failed: Failed) -> CaseErrors:
    """A failed case as a line of errors.jsonl."""
    return CaseErrors(
        source=failed.place.name,
        line=failed.place.line or next((each.line for each in failed.problems), 0),
        id=failed.id,
        problems=tuple(
            CaseProblem(key=each.key, problem=each.wrong, fix=each.right)
            for each in failed.problems
        ),
    )
