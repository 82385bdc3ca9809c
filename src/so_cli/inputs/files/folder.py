"""What is wanted of a folder: some computers unpack a download as soon as it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from so_cli import wording
from so_cli.inputs.files.limits import HEAD, MAX_JSON, MAX_MEMBERS, MAX_TOTAL, check_size
from so_cli.inputs.files.members import wanted_among
from so_cli.inputs.files.paper import Trouble, Unreadable, member_name


class FileInFolder:
    """A file in a folder, as `Member`."""

    def __init__(self, path: Path, file: str) -> None:
        self._path = path
        self.file = file

    def head(self) -> bytes:
        return self._first(HEAD)

    def read(self) -> bytes:
        data = self._first(MAX_JSON + 1)
        check_size(len(data), MAX_JSON)
        return data

    def _first(self, most: int) -> bytes:
        try:
            with self._path.open("rb") as stream:
                return stream.read(most)
        except OSError as error:
            why = error.strerror or ""
            raise Unreadable(wording.CANNOT_READ_IT.format(why=why)) from error


def files_in(folder: Path, name: str) -> Iterator[FileInFolder | Trouble]:
    """The files that can be papers, by name; then what was left in the folder, if it matters.

    Links in it are not followed. Raises Unreadable where it holds more than any download, and
    OSError where nobody may look into it.
    """
    paths = sorted(islice(_regular_files(folder), MAX_MEMBERS + 1))
    if len(paths) > MAX_MEMBERS:
        raise Unreadable(wording.TOO_MANY_MEMBERS.format(limit=MAX_MEMBERS), wording.GIVE_A_PART)
    size = 0
    for each in wanted_among(name, paths, lambda path: path.relative_to(folder).as_posix()):
        if isinstance(each, Trouble):
            yield each
            continue
        size += each.stat().st_size
        check_size(size, MAX_TOTAL)
        yield FileInFolder(each, member_name(name, each.relative_to(folder).as_posix()))


def _regular_files(folder: Path) -> Iterator[Path]:
    for place, _folders, names in os.walk(folder, onerror=_raise):
        paths = (Path(place, name) for name in names)
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _raise(error: OSError) -> None:
    raise error
