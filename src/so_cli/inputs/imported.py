"""What `so import` gives as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict

from so_cli.case.model import FORMAT
from so_cli.inputs.accept import Taken
from so_cli.inputs.files.paper import Trouble
from so_cli.inputs.model import PaperKind, Reading
from so_cli.inputs.proposal import Proposal


class ReadFile(Struct, frozen=True):
    """A paper that was read."""

    file: str
    kind: PaperKind


class Imported(Proposal, frozen=True, kw_only=True):
    """All that was found; `taken`: ids of facts, and `person`, `medicine/NAME`, `record/ID` ..."""

    so: int = FORMAT
    files: tuple[ReadFile, ...]
    troubles: tuple[Trouble, ...]
    taken: tuple[str, ...]


def imported(
    readings: Sequence[Reading], troubles: tuple[Trouble, ...], proposal: Proposal, taken: Taken
) -> Imported:
    """The document."""
    return Imported(
        files=tuple(ReadFile(reading.file, reading.kind) for reading in readings),
        troubles=troubles,
        taken=(*taken.answers, *sorted(taken.others)),
        **asdict(proposal),
    )
