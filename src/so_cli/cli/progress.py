"""How far an export has come: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from so_cli import wording
from so_cli.batch.export import Progress
from so_cli.cli.show import tell

EVERY = 5.0
"""Seconds between two lines of a log."""

Teller = Callable[[Progress], None]


@contextmanager
def telling(total: int | None, *, quiet: bool, plain: bool) -> Iterator[Teller]:
    """What to call with how far it is. `total`: bytes to read, None where nobody knows."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty() and not plain:
        with _bar(total) as teller:
            yield teller
    else:
        yield _in_a_log()


def summary_of(progress: Progress) -> str:
    """What came of it, in a line."""
    return wording.EXPORT_SUMMARY.format(
        done=progress.done,
        failed=progress.failed,
        skipped=progress.skipped,
        rate=round(progress.per_second),
    )


def _in_a_log() -> Teller:
    said = 0.0

    def teller(progress: Progress) -> None:
        nonlocal said
        if progress.seconds - said >= EVERY:
            said = progress.seconds
            tell(summary_of(progress))

    return teller


@contextmanager
def _bar(total: int | None) -> Iterator[Teller]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, highlight=False)
    with Bar(*columns, console=console, transient=True, refresh_per_second=4) as bar:
        task = bar.add_task(wording.EXPORT_RUNNING, total=total, said="")

        def teller(progress: Progress) -> None:
            said = wording.EXPORT_SO_FAR.format(count=progress.seen, failed=progress.failed)
            bar.update(task, completed=progress.read, said=said)

        yield teller
