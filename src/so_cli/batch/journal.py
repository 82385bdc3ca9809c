"""A file of JSON Lines beside the outputs, which appears when the export ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from so_cli.outputs.as_json import to_json_line


class Journal:
    """Lines that are written one after the other. Where there are none, there is no file."""

    def __init__(self, path: Path | None, unfinished: Path) -> None:
        """`unfinished`: where it stands until it is whole. Without `path`, on standard error."""
        self._path = path
        self._unfinished = unfinished
        self._stream: BinaryIO | None = None

    def add(self, line: Struct) -> None:
        """Write a line."""
        if self._path is None:
            sys.stderr.write(to_json_line(line).decode())
            return
        if self._stream is None:
            self._stream = open(self._unfinished, "wb", opener=private)  # noqa: SIM115 - Path.open takes no opener; it is closed at the end
        self._stream.write(to_json_line(line))

    def finish(self) -> None:
        """Put the file, or that there is none, in the place of what an earlier run left."""
        if self._path is None:
            return
        if self._stream is None:
            self._path.unlink(missing_ok=True)
            return
        self._stream.close()
        self._unfinished.replace(self._path)


def private(path: str, flags: int) -> int:
    """Opens a file that only its owner may read."""
    return os.open(path, flags, 0o600)
