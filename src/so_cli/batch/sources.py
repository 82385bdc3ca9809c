"""Where cases come from: folders, files, lists, standard input, as sources in a steady order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import has_magic, iglob
from pathlib import Path
from typing import NamedTuple

from so_cli import wording
from so_cli.batch.model import Kind
from so_cli.case.atomic import real
from so_cli.case.forms import is_locked, plain_path
from so_cli.errors import NoAccess, WrongUse

STANDARD_INPUT = "-"
KINDS: dict[str, Kind] = {
    ".yaml": "file",
    ".yml": "file",
    ".json": "file",
    ".age": "file",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}


class Source(NamedTuple):
    """A file with one case or many; of standard input the file is `-`."""

    file: str
    kind: Kind


def check_sources(given: Sequence[str]) -> None:
    """Raise NoAccess or WrongUse now for what could not be found or read later."""
    if not given:
        raise WrongUse(wording.NO_CASES_NAMED, wording.GIVE_A_SOURCE)
    if given.count(STANDARD_INPUT) > 1:
        raise WrongUse(wording.INPUT_TWICE)
    for each in given:
        if each == STANDARD_INPUT or os.path.isdir(each):  # noqa: PTH112 - Path makes "./-" of "-"
            continue
        path = Path(each)
        if not path.exists():
            found = _matches(each) if has_magic(each) else []
            if not found:
                raise NoAccess(wording.NO_SUCH_FILE.format(file=each))
            for match in found:
                if not match.is_dir():
                    kind_of(match)
            continue
        kind_of(path)


def find_sources(given: Sequence[str], *, leave_out: Path | None = None) -> Iterator[Source]:
    """The files with cases: those of a folder in the order of their names, folders within it too.

    leave_out  a folder in which outputs stand, which may lie in a source.
    """
    hidden = real(leave_out) if leave_out else None
    for each in given:
        if each == STANDARD_INPUT:
            yield Source(each, "jsonl")
            continue
        path = Path(each)
        if not path.exists() and has_magic(each):
            for match in _matches(each):
                if hidden is None or not real(match).is_relative_to(hidden):
                    yield from _from_path(match, hidden)
        else:
            yield from _from_path(path, hidden)


def kind_of(path: Path) -> Kind:
    """What a file holds, as its name says. Raises WrongUse for a name that says nothing."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        words = ", ".join(KINDS)
        raise WrongUse(
            wording.NOT_A_SOURCE.format(file=path), wording.SOURCE_ENDINGS.format(words=words)
        )
    return kind


def size_of(sources: Iterator[Source]) -> int | None:
    """How many bytes there are to read; None where nobody can know."""
    total = 0
    for source in sources:
        if source.file == STANDARD_INPUT:
            return None
        try:
            total += os.stat(source.file).st_size  # noqa: PTH116 - a Path for each of a million
        except OSError:
            continue  # it will be named when it is read
    return total


def _matches(pattern: str) -> list[Path]:
    return [*map(Path, sorted(iglob(pattern, recursive=True)))]  # noqa: PTH207 - Path's takes none from /


def _from_path(path: Path, hidden: Path | None) -> Iterator[Source]:
    if path.is_dir():
        yield from _in_folder(str(path), hidden)
    else:
        yield Source(str(path), kind_of(path))


def _in_folder(folder: str, hidden: Path | None) -> Iterator[Source]:
    """One case a file, hidden ones left out: those are kept beside a case, and are none."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=folder, why=error.strerror)) from error
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if hidden is None or real(Path(entry.path)) != hidden:
                yield from _in_folder(entry.path, hidden)
            continue
        path = Path(entry.name)
        is_case = KINDS.get(path.suffix.lower()) == "file"
        # Of a case in both forms the plain one counts, as everywhere.
        if is_case and not (is_locked(path) and plain_path(path).name in names):
            yield Source(entry.path, "file")
