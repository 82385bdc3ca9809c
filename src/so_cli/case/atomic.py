"""Files that appear whole or not at all, readable by their owner alone."""

from __future__ import annotations

import glob
import os
from contextlib import suppress
from pathlib import Path

from so_cli import wording
from so_cli.case.forms import edit_folder
from so_cli.errors import NoAccess

_UNFINISHED = ".unfinished"


def real(path: Path) -> Path:
    """The file that a path leads to through links, there or not; a circle of links stays as it is.

    `Path.resolve` raises on such a circle.
    """
    return Path(os.path.realpath(path))


def sweep(path: Path) -> None:
    """Remove what a killed program left beside `path`; hold its lock first.

    That is what was half written, and the folder with the copy that was being edited.
    """
    for left in _unfinished(path):
        with suppress(OSError):
            left.unlink()
    if (copies := edit_folder(path)).is_dir():
        remove_folder(copies)


def has_leftovers(path: Path) -> bool:
    """Whether there is something to sweep beside `path`."""
    with suppress(OSError):
        return bool(_unfinished(path)) or edit_folder(path).is_dir()
    return False


def remove(*paths: Path) -> None:
    """Remove files for good, as far as they are there. Raises NoAccess."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or str(error)
            raise NoAccess(wording.CANNOT_REMOVE.format(file=path, why=why)) from error
    for folder in {path.parent for path in paths}:
        _sync_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder and all that is in it, as far as that can be done."""
    import shutil  # most commands remove no folder

    shutil.rmtree(folder, ignore_errors=True)


def write_whole(path: Path, data: bytes, *, keep: Path | None = None) -> None:
    """Write `data` to `path` (mode 0600), through a temporary file beside it.

    What stood there before is kept at `keep`, if given. Raises NoAccess and leaves the old file
    as it was where the folder cannot be written or the disk is full.
    """
    import tempfile  # slow to load, and most commands write nothing

    target = real(path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if keep is not None and target.exists():
            _keep(target, keep)
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        # Ctrl-C as well: nothing about a person may lie around half written.
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        if not isinstance(error, OSError):
            raise
        why = error.strerror or str(error)
        raise NoAccess(
            wording.CANNOT_WRITE.format(file=path, why=why), wording.NOTHING_LOST
        ) from error


def _unfinished(path: Path) -> list[Path]:
    return list(path.parent.glob(f".{glob.escape(path.name)}.*{_UNFINISHED}"))


def _keep(target: Path, keep: Path) -> None:
    """Make `keep` the present version, without a moment in which neither is there."""
    temporary = keep.with_name(f"{keep.name}{_UNFINISHED}")
    with suppress(FileNotFoundError):
        temporary.unlink()
    try:
        os.link(target, temporary)
    except OSError:
        # Memory sticks and some network folders know no links.
        temporary.touch(mode=0o600)
        temporary.write_bytes(target.read_bytes())
    temporary.chmod(0o600)
    temporary.replace(keep)
    # Renaming one name of a file to another of the same file does nothing and keeps both.
    temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only when its folder is; not every system can do this."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
