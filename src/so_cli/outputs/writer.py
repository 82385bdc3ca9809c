"""The one place that writes an output to a file."""

from __future__ import annotations

from pathlib import Path

from so_cli import wording
from so_cli.case.atomic import write_whole
from so_cli.errors import NoAccess


def write_output(path: Path, text: str, *, force: bool = False) -> None:
    """Write the text whole or not at all, readable by its owner alone.

    Raises NoAccess where the file exists and `force` does not allow to replace it.
    """
    check_target(path, force=force)
    write_whole(path, text.encode())


def check_target(path: Path, *, force: bool = False) -> None:
    """Raise NoAccess now where `write_output` would later, before any work is done."""
    if path.is_dir():
        raise NoAccess(wording.TARGET_IS_FOLDER.format(file=path))
    if path.exists() and not force:
        raise NoAccess(wording.TARGET_EXISTS.format(file=path), wording.USE_FORCE)
    if not path.parent.is_dir():
        raise NoAccess(wording.NO_SUCH_FOLDER.format(folder=path.parent), wording.MAKE_THE_FOLDER)


def free_name(path: Path) -> Path:
    """The path itself, or with a number where something is there already."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
