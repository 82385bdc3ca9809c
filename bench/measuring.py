"""How all of this is measured: whole processes, in turn with what they are held against.

A row runs one thing and another in pairs, so that a busy moment meets both. What counts is the
median of the ratios of the pairs: times differ from machine to machine, ratios much less.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

SO = str(Path(sys.executable).with_name("so"))
BENCH = Path(__file__).parent
TODAY = "2026-11-20"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where the machine has one


@dataclass(frozen=True)
class Scale:
    """How much is measured: pairs of runs, cases, copies of the bank."""

    pairs: int = 25
    few_pairs: int = 9
    peer_pairs: int = 3
    cases: tuple[int, int] = (1_000, 5_000)
    peer_cases: tuple[int, int] = (5, 45)
    curve: tuple[int, ...] = (1_000, 10_000, 100_000)
    is_million: bool = False
    banks: tuple[int, ...] = (1, 10, 50)
    bank_cases: tuple[int, int] = (20, 220)


SMALL = Scale(
    pairs=3,
    few_pairs=3,
    peer_pairs=2,
    cases=(20, 120),
    peer_cases=(1, 4),
    curve=(100, 500),
    banks=(1, 3),
    bank_cases=(5, 25),
)
"""Enough to see that everything runs; its figures mean nothing."""


class Used(NamedTuple):
    """Seconds that something took: on the clock, and of the processors (user and system)."""

    wall: float
    cpu: float


Environment = dict[str, str]
Run = Callable[[Environment], Used]


@dataclass(frozen=True)
class Row:
    """Something, what it is held against, and the goal for the ratio of the two.

    `by_clock`: the clock decides and not the processors' time, for what uses several of them.
    """

    name: str
    run: Run
    peer_name: str
    peer: Run
    at_most: float | None = None
    at_least: float | None = None
    by_clock: bool = False


@dataclass(frozen=True)
class Result:
    """What the runs of a row used, pair by pair."""

    row: Row
    pairs: list[tuple[Used, Used]]

    @property
    def ratios(self) -> list[float]:
        by = "wall" if self.row.by_clock else "cpu"
        return [getattr(used, by) / getattr(peer, by) for used, peer in self.pairs]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> tuple[str, str]:
        """The goal, and whether it holds."""
        most, least = self.row.at_most, self.row.at_least
        if most is not None:
            return f"at most {most:.2f} x", "holds" if round(self.ratio, 2) <= most else "misses"
        if least is not None:
            return f"at least {least:.0f} x", "holds" if self.ratio >= least else "misses"
        return "none, to compare", ""


def command(*arguments: str) -> Run:
    """What a command uses that runs to its end, its own processes included."""

    def run(environment: Environment) -> Used:
        began = time.perf_counter()
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
        return Used(wall, used.ru_utime + used.ru_stime)

    return run


def per_case(of: Callable[[int], Run], counts: tuple[int, int]) -> Run:
    """What one case uses: a run of many less a run of few, so that starting up costs nothing."""
    few, many = counts

    def run(environment: Environment) -> Used:
        less, more = of(few)(environment), of(many)(environment)
        return Used(*((b - a) / (many - few) for a, b in zip(less, more, strict=True)))

    return run


def environment(home: str) -> Environment:
    """What our programs see: nothing of this machine's settings.

    Without PYTHONDONTWRITEBYTECODE and the like: whoever installs it has bytecode.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SO_", "PYTHON")) or name == "PYTHONPATH"
    }
    return kept | {"SO_HOME": home, "SO_TODAY": TODAY, "TERM": "xterm"}


def measure(row: Row, pairs: int) -> Result:
    """The row, so many times."""
    print(f"{row.name} / {row.peer_name} ...", file=sys.stderr, flush=True)
    found = []
    for number in range(pairs + 1):
        with tempfile.TemporaryDirectory() as home:
            seen = environment(home)
            pair = row.run(seen), row.peer(seen)
        if number:  # the first pair warms the caches up
            found.append(pair)
    return Result(row, found)


def table(results: list[Result]) -> str:
    """The results as a table of Markdown."""
    lines = [
        "| what | beside | goal | measured | middle half | it takes | the other takes | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        row = result.row
        low, _middle, high = statistics.quantiles(result.ratios, n=4)
        both = (_taken(used, by_clock=row.by_clock) for used in zip(*result.pairs, strict=True))
        goal, verdict = result.verdict
        lines.append(
            f"| `{row.name}` | `{row.peer_name}` | {goal} | **{result.ratio:.2f} x** "
            f"| {low:.2f} to {high:.2f} | {' | '.join(both)} | {verdict} |"
        )
    return "\n".join(lines)


def figures() -> str:
    """When and on what it was measured."""
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine}, {python}."


@contextmanager
def memory_folder() -> Iterator[Path]:
    """A folder in memory where there is one, so that no disk is measured."""
    here = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=here) as folder:
        yield Path(folder)


def folder_kind() -> str:
    """What `memory_folder` gives on this machine."""
    return f"in memory ({MEMORY})" if os.access(MEMORY, os.W_OK) else "in the temporary folder"


def duration(seconds: float) -> str:
    """A time in the unit that reads well."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} \u00b5s"
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.1f} s"


def _taken(runs: tuple[Used, ...], *, by_clock: bool) -> str:
    cpu = duration(statistics.median(used.cpu for used in runs))
    if not by_clock:
        return cpu
    return f"{duration(statistics.median(used.wall for used in runs))} (processors {cpu})"
