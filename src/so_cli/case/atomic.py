"""Files that appear whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from so_cli import wording
from so_cli.errors import NoAccess


def write_whole(path: Path, data: bytes, *, keep: Path | None = None) -> None:
    """Write `data` to `path` (mode 0600), through a temporary file beside it.

    What stood there before is kept at `keep`, if given. Raises NoAccess and leaves the old file
    as it was where the folder cannot be written or the disk is full.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if keep is not None and target.exists():
            _keep(target, keep)
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            Path(temporary).unlink()
        why = error.strerror or str(error)
        raise NoAccess(
            wording.CANNOT_WRITE.format(file=path, why=why), wording.NOTHING_LOST
        ) from error


def _keep(target: Path, keep: Path) -> None:
    """Make `keep` the present version, without a moment in which neither is there."""
    temporary = keep.with_name(f"{keep.name}.new")
    with suppress(FileNotFoundError):
        temporary.unlink()
    os.link(target, temporary)
    temporary.replace(keep)


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only when its folder is; not every system can do this."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
