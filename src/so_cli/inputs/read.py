"""Files to readings: each paper by the reader of its kind."""

from __future__ import annotations

from typing import NamedTuple

from so_cli.inputs.model import Reading


class Read(NamedTuple):
    """What could be read, and a sentence on each paper that could not."""

    readings: tuple[Reading, ...]
    troubles: tuple[str, ...]
