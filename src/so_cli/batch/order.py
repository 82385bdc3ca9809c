"""What is wanted of an export, and whether it goes together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from so_cli import wording
from so_cli.batch.sources import STANDARD_INPUT
from so_cli.errors import WrongUse
from so_cli.outputs.look import Paper, Reader
from so_cli.outputs.paper import Format

STANDARD_OUTPUT = Path("-")


class Order(Struct, frozen=True, kw_only=True):
    """What is wanted.

    sources  folders, files, lists, patterns, or `-`
    folder   for files, errors.jsonl and urgent.jsonl; may be left out where `lines` is given
    lines    one file of JSON Lines in place of files for each case; `-` is standard output
    jobs     how many processes; None for one on each core
    """

    sources: tuple[str, ...]
    folder: Path | None
    lines: Path | None
    formats: tuple[Format, ...]
    overlays: tuple[Path, ...]
    today: date
    reader: Reader = "both"
    paper: Paper = "letter"
    large_print: bool = False
    templates: Path | None = None
    no_names: bool = False
    resume: bool = False
    prune: bool = False
    shard: bool = False
    strict: bool = False
    force: bool = False
    jobs: int | None = None
    on_dask: bool = False
    scheduler: str | None = None


def errors_file(order: Order) -> Path | None:
    """Where it says what is wrong with cases; None for standard error."""
    return _beside(order, "errors")


def urgent_file(order: Order) -> Path | None:
    """Where it says in which cases something cannot wait; None for standard error."""
    return _beside(order, "urgent")


def _beside(order: Order, what: str) -> Path | None:
    if order.folder is not None:
        return order.folder / f"{what}.jsonl"
    if order.lines is None or order.lines == STANDARD_OUTPUT:
        return None
    return order.lines.with_name(f"{order.lines.stem}.{what}.jsonl")


def check_order(order: Order) -> None:
    """Raise WrongUse for what does not go together."""
    if order.folder is None and order.lines is None:
        raise WrongUse(wording.NO_TARGET, wording.GIVE_A_TARGET)
    if order.lines is not None and (order.prune or order.shard):
        raise WrongUse(wording.ONLY_FOR_FILES)
    if order.lines == STANDARD_OUTPUT and order.resume:
        raise WrongUse(wording.OUTPUT_CANNOT_RESUME, wording.GIVE_A_FILE_INSTEAD)
    if order.scheduler and not order.on_dask:
        raise WrongUse(wording.SCHEDULER_NEEDS_DASK)
    if order.on_dask and STANDARD_INPUT in order.sources:
        raise WrongUse(wording.INPUT_STAYS_HERE, wording.SAVE_IT_FIRST)
    if order.jobs is not None and order.jobs < 1:
        raise WrongUse(wording.NO_SUCH_JOBS)
