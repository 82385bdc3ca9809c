"""The files that one case may stand in: plain, locked, and what is kept beside it."""

from __future__ import annotations

import os
from pathlib import Path

LOCKED = ".age"
"""How the name of a locked case ends, behind the name of its plain file."""


def is_locked(path: Path) -> bool:
    """Whether this is the name of a locked case."""
    return path.suffix == LOCKED


def locked_path(path: Path) -> Path:
    """The locked form of a plain case file."""
    return path.with_name(f"{path.name}{LOCKED}")


def plain_path(path: Path) -> Path:
    """The plain form of a case file, which may be its own."""
    return path.with_suffix("") if is_locked(path) else path


def present_form(path: Path) -> Path:
    """The one of the two forms that counts: the plain one, unless only the locked one is there.

    Both are there where locking or unlocking was cut short; then the plain one is never older.
    """
    if is_locked(path):
        plain = plain_path(path)
        return plain if os.path.isfile(plain) else path  # noqa: PTH113 - Path's raises where it may not look
    if os.path.exists(path):  # noqa: PTH110 - the same
        return path
    # Of a link, it is the file it leads to that was locked.
    for locked in (locked_path(path), locked_path(Path(os.path.realpath(path)))):
        if os.path.isfile(locked):  # noqa: PTH113 - the same
            return locked
    return path


def edit_folder(path: Path) -> Path:
    """The private folder in which a copy of the case is edited."""
    return beside(path, "edit")


def beside(path: Path, what: str) -> Path:
    """Where something is kept that belongs to the case: hidden, and named after it."""
    return path.with_name(f".{path.name}.{what}")
