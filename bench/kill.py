"""Kills exports with -9 at random moments, goes on with them, and looks at what is there then.

    python bench/kill.py [MOMENTS] [--seed N]

For each moment, once the program itself is killed and once one of its workers. What is there in
the end must be what an undisturbed run makes, byte for byte; nothing unfinished may stay, and no
worker may outlive the program. The table says for each moment how far it was, how many runs it
took, and what was wrong, if anything. It needs /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from inside.watched import family
from make_cases import made

from so_cli.bank.loader import open_bank

LISTS = 12
"""Each is a task of its own, so that few cases are work for several processes."""
MOMENTS = 30
PATIENCE = 5.0
"""Seconds within which a worker must end after the program."""


class Moment(NamedTuple):
    """When to kill: so much of the pages are there, and so many seconds after that."""

    share: float
    delay: float


class Outcome(NamedTuple):
    """How many pages were there at the moment, how many runs it took, what was wrong in the end."""

    pages: int
    runs: int
    wrong: str


class Undisturbed:
    """What one run makes of some lists of cases, and how long it takes."""

    def __init__(self, folder: Path, cases: int) -> None:
        self.folder = folder
        lines = [each.data for each in made(open_bank(), cases, seed=7, broken=0.07)]
        self.lists = [folder / f"list-{number:02}.jsonl" for number in range(LISTS)]
        for number, path in enumerate(self.lists):
            path.write_bytes(b"".join(line + b"\n" for line in lines[number::LISTS]))
        began = time.monotonic()
        self.code = self.start("undisturbed").wait()
        self.seconds = time.monotonic() - began
        self.tree = tree(folder / "undisturbed")
        self.pages = pages(folder / "undisturbed")

    def start(self, out: str, *more: str) -> subprocess.Popen[bytes]:
        """An export by two workers."""
        words = [*map(str, self.lists), "--out", out, "--jobs", "2", "--quiet", *more]
        return subprocess.Popen(
            [sys.executable, "-m", "so_cli", "export", *words],
            cwd=self.folder,
            env=os.environ | {"SO_TODAY": "2026-11-20"},
            stderr=subprocess.DEVNULL,  # of what was shared with a killed program, Python speaks
        )

    def come_to(self, moment: Moment, running: subprocess.Popen[bytes], out: str) -> int:
        """Wait for the moment; how many pages are there then."""
        while running.poll() is None and pages(self.folder / out) < moment.share * self.pages:
            time.sleep(0.001)
        time.sleep(moment.delay)
        return pages(self.folder / out)

    def wrong(self, out: str, code: int) -> str:
        """What is not as it should be, in words; empty where all is right."""
        found = tree(self.folder / out)
        if code != self.code:
            return f"it ended with {code}"
        differ = [name for name in found | self.tree if found.get(name) != self.tree.get(name)]
        return f"differs: {', '.join(sorted(differ))}" if differ else ""


def moments(chance: random.Random, whole: Undisturbed) -> Moment:
    """A moment anywhere in a run, from its very beginning on."""
    return Moment(max(0.0, chance.uniform(-0.2, 1)), chance.uniform(0, whole.seconds / LISTS))


def tree(folder: Path) -> dict[str, bytes]:
    """All that is there, the manifest aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".so-manifest")
    }


def pages(folder: Path) -> int:
    """How many pages are there."""
    with suppress(OSError):
        return sum(path.suffix == ".md" for path in folder.iterdir())
    return 0


def killed_parent(whole: Undisturbed, out: str, moment: Moment) -> Outcome:
    """Kill the program itself, and go on with it."""
    running = whole.start(out, "--resume")
    count = whole.come_to(moment, running, out)
    workers = family(running.pid)[1:]
    running.kill()
    if running.wait() >= 0:
        return Outcome(count, 1, whole.wrong(out, running.returncode))
    if left := _alive(workers):
        return Outcome(count, 1, f"{len(left)} workers outlive it")
    return Outcome(count, 2, whole.wrong(out, whole.start(out, "--resume").wait()))


def killed_worker(whole: Undisturbed, out: str, moment: Moment) -> Outcome:
    """Kill one of its workers; the program gets over it."""
    running = whole.start(out)
    count = whole.come_to(moment, running, out)
    while running.poll() is None:
        if workers := [pid for pid in family(running.pid)[1:] if _is_worker(pid)]:
            with suppress(ProcessLookupError):
                os.kill(workers[-1], signal.SIGKILL)
            break
        time.sleep(0.001)
    return Outcome(count, 1, whole.wrong(out, running.wait()))


def _is_worker(pid: int) -> bool:
    """Whether it does the work; another child keeps account of what they share."""
    with suppress(OSError):
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _alive(workers: list[int]) -> list[int]:
    """Those of the workers that are still there when patience has run out."""
    end = time.monotonic() + PATIENCE
    while (left := [pid for pid in workers if _is_worker(pid)]) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def main() -> None:
    parser = argparse.ArgumentParser(description="Kills exports, and looks at what is there then.")
    parser.add_argument("moments", type=int, nargs="?", default=MOMENTS)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)  # noqa: S311 - moments, not secrets
    ways: dict[str, Callable[[Undisturbed, str, Moment], Outcome]] = {
        "program": killed_parent,
        "worker": killed_worker,
    }
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Undisturbed(Path(folder), cases=LISTS * 20)
        print(f"An undisturbed run takes {whole.seconds:.1f} s and makes {whole.pages} pages.\n")
        print("| moment | killed | pages by then | runs | in the end |")
        print("| --- | --- | --- | --- | --- |")
        for number in range(wanted.moments):
            for name, way in ways.items():
                found = way(whole, f"{name}-{number}", moments(chance, whole))
                wrong += bool(found.wrong)
                end = found.wrong or "the same"
                row = f"| {number + 1} | {name} | {found.pages} | {found.runs} | {end} |"
                print(row, flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
