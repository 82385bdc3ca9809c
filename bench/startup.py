"""How fast `so` starts, beside the parts that it cannot do without.

Each row compares one command with a bare import of those parts: CPU time (user and system) of the
whole process, runs of both in turn, so that a busy moment meets both. What counts is the median of
the ratios of the pairs. Run it with `make bench`; it writes RESULTS.md.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import platform
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
SO = str(Path(sys.executable).with_name("so"))
SECONDS_AT_MOST = 30

Run = Callable[[dict[str, str]], float]


@dataclass(frozen=True)
class Row:
    """A command of ours, what it is held against, and the goal."""

    name: str
    ours: Run
    peer_name: str
    peer: Run
    goal: float | None = None


@dataclass(frozen=True)
class Result:
    """The times of a row, in seconds, pair by pair."""

    row: Row
    ours: list[float]
    peer: list[float]

    @property
    def ratios(self) -> list[float]:
        return [a / b for a, b in zip(self.ours, self.peer, strict=True)]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> tuple[str, str]:
        """The goal, and whether it holds."""
        goal = self.row.goal
        if goal is None:
            return "none, to compare", ""
        return f"at most {goal:.2f} x", "holds" if round(self.ratio, 2) <= goal else "misses"


def command(*arguments: str) -> Run:
    """CPU time of a command that runs to its end."""

    def run(environment: dict[str, str]) -> float:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
        return used.ru_utime + used.ru_stime

    return run


def until_shown(shown: bytes, *arguments: str) -> Run:
    """CPU time of a command in a terminal, up to the moment when it shows `shown`."""

    def run(environment: dict[str, str]) -> float:
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        seen = b""
        try:
            while shown not in seen:
                if not select.select([terminal], [], [], SECONDS_AT_MOST)[0]:
                    sys.exit(f"{' '.join(arguments)} did not show {shown.decode()}")
                new = os.read(terminal, 65536)
                if b"\x1b[6n" in new:  # it asks where the cursor is
                    os.write(terminal, b"\x1b[1;1R")
                seen += new
        finally:
            os.kill(pid, signal.SIGKILL)
            _pid, _status, used = os.wait4(pid, 0)
            os.close(terminal)
        return used.ru_utime + used.ru_stime

    return run


def imports(*modules: str) -> tuple[str, Run]:
    code = f"import {', '.join(modules)}"
    return f'python -c "{code}"', command(sys.executable, "-c", code)


def imports_until_shown(*modules: str) -> tuple[str, Run]:
    code = f"import {', '.join(modules)}"
    waiting = f"{code}; print('ready', flush=True); input()"
    return f'python -c "{code}"', until_shown(b"ready", sys.executable, "-c", waiting)


def bare_list() -> tuple[str, Run]:
    """The least that a first prompt can cost: the same imports, and one short list on its own."""
    asking = "questionary.select('', choices=['one', 'the last']).unsafe_ask()"
    code = f"import typer, rich.console, questionary; {asking}"
    return "the same, and one short list", until_shown(b"the last", sys.executable, "-c", code)


def rows() -> list[Row]:
    typer_alone = imports("typer")
    typer_and_rich = imports("typer", "rich.console")
    all_three = imports_until_shown("typer", "rich.console", "questionary")
    checklist = ("checklist", "records", "--stage", "post-biopsy")
    # The last row of the first list: by then all of it has been drawn.
    prompt = until_shown(b"Use plain numbered lines", SO, "interview")
    return [
        Row("so --version", command(SO, "--version"), *typer_alone, 1.10),
        Row("so --help", command(SO, "--help"), *typer_and_rich, 1.00),
        Row(f"so {' '.join(checklist)}", command(SO, *checklist), *typer_and_rich, 1.25),
        Row("so interview, first prompt", prompt, *all_three, 1.25),
        Row("so interview, first prompt", prompt, *bare_list()),
    ]


def measure(row: Row, pairs: int) -> Result:
    ours, peer = [], []
    for number in range(pairs + 1):
        with tempfile.TemporaryDirectory() as home:
            # Without PYTHONDONTWRITEBYTECODE and the like: whoever installs it has bytecode.
            environment = {
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("SO_", "PYTHON"))
            }
            environment |= {"SO_HOME": home, "SO_TODAY": "2026-11-20", "TERM": "xterm"}
            times = row.ours(environment), row.peer(environment)
        if number:  # the first pair warms the caches up
            ours.append(times[0])
            peer.append(times[1])
    return Result(row, ours, peer)


def table(results: list[Result]) -> str:
    lines = [
        "| what | beside | goal | measured | middle half | ours | theirs | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        low, _middle, high = statistics.quantiles(result.ratios, n=4)
        ours, peer = (statistics.median(times) * 1000 for times in (result.ours, result.peer))
        goal, verdict = result.verdict
        lines.append(
            f"| `{result.row.name}` | `{result.row.peer_name}` | {goal} "
            f"| **{result.ratio:.2f} x** | {low:.2f} to {high:.2f} | {ours:.0f} ms | {peer:.0f} ms "
            f"| {verdict} |"
        )
    return "\n".join(lines)


def figures() -> str:
    """When and on what it was measured."""
    machine = f"{platform.system()}, {platform.machine()}, {platform.python_implementation()}"
    return f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine} {platform.python_version()}."


def page(results: list[Result], pairs: int) -> str:
    return f"""# How fast it starts

CPU time (user and system) of a whole process, beside a bare import of the parts that it cannot do
without. {pairs} pairs of runs in turn; "measured" is the median ratio of the pairs, "middle half"
is where half of the pairs lie. The first prompt is measured in a terminal, up to the moment when
the first list stands there; the import beside it likewise.
Times differ from machine to machine, ratios much less. `make bench` measures again.

{figures()}

{table(results)}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast so starts.")
    parser.add_argument("--pairs", type=int, default=25, help="pairs of runs for each row")
    pairs = parser.parse_args().pairs
    results = []
    for row in rows():
        print(f"{row.name} ...", file=sys.stderr, flush=True)
        results.append(measure(row, pairs))
    print(table(results))
    RESULTS.write_text(page(results, pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
