"""The one place that writes an output to a file."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from so_cli import wording
from so_cli.case.atomic import real, write_whole
from so_cli.errors import NoAccess


def write_output(
    path: Path, data: bytes, *, force: bool = False, made_from: Collection[Path] = ()
) -> None:
    """Write the file whole or not at all, readable by its owner alone.

    Raises NoAccess where the file exists and `force` does not allow to replace it, and always
    among the cases and where it is, or is in, something that it was made from.
    """
    check_target(path, force=force, made_from=made_from)
    write_whole(path, data)


def check_target(path: Path, *, force: bool = False, made_from: Collection[Path] = ()) -> None:
    """Raise NoAccess now where `write_output` would later, before any work is done."""
    from so_cli.case.store import cases_folder  # a page that is only printed needs no store

    try:
        if path.is_dir():
            raise NoAccess(wording.TARGET_IS_FOLDER.format(file=path))
        target = real(path)
        if {target, *target.parents} & {*map(real, (cases_folder(), *made_from))}:
            raise NoAccess(wording.TARGET_IS_SOURCE.format(file=path), wording.ANOTHER_NAME)
        if not target.parent.is_dir():
            raise NoAccess(
                wording.NO_SUCH_FOLDER.format(folder=path.parent), wording.MAKE_THE_FOLDER
            )
        if os.path.lexists(target) and not path.is_file():
            raise NoAccess(wording.TARGET_IS_NO_FILE.format(file=path), wording.ANOTHER_NAME)
        if path.exists() and not force:
            raise NoAccess(wording.TARGET_EXISTS.format(file=path), wording.USE_FORCE)
    except OSError as error:
        raise NoAccess(wording.CANNOT_WRITE.format(file=path, why=error.strerror)) from error


def free_name(path: Path) -> Path:
    """The path itself, or with a number where something is there already."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
