"""Kills exports with -9 at random moments, goes on with them, and looks at what is there then.

    python bench/kill.py [MOMENTS] [--seed N]

For each moment, once the program itself is killed and once one of its workers. What is there in
the end must be what an undisturbed run makes, byte for byte; nothing unfinished may stay, and no
worker may outlive the program. The table says for each moment how far it was, how many runs it
took, and what was wrong, if anything.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psutil
from make_cases import made

from so_cli.bank.loader import open_bank

PROGRAM = "from so_cli.cli.app import main; main()"
LISTS = 12
"""Each is a task of its own, so that few cases are work for several processes."""
MOMENTS = 30
PATIENCE = 5.0
"""Seconds within which a worker must end after the program."""


class Outcome(NamedTuple):
    """How far it was when it was killed, how many runs it took, and what was wrong in the end."""

    done: int
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

    def start(self, out: str, *more: str) -> subprocess.Popen[bytes]:
        """An export by two workers."""
        words = [*map(str, self.lists), "--out", out, "--jobs", "2", "--quiet", *more]
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "export", *words],
            cwd=self.folder,
            env=os.environ | {"SO_TODAY": "2026-11-20"},
            start_new_session=True,
        )


def tree(folder: Path) -> dict[str, bytes]:
    """All that is there, the manifest aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".so-manifest")
    }


def killed_parent(whole: Undisturbed, out: str, moment: float) -> Outcome:
    """Kill the program at this part of the time that it takes, as long as it is not done."""
    done = 0
    for runs in count(1):
        running = whole.start(out, "--resume")
        workers: list[psutil.Process] = []
        if runs == 1:
            time.sleep(moment * whole.seconds)
            workers = _children(running)
            running.kill()
            done = _pages(whole.folder / out)
        code = running.wait()
        if left := _still_there(workers):
            return Outcome(done, runs, f"{left} workers outlive it")
        if code >= 0:
            return Outcome(done, runs, _wrong(whole, out, code))
    raise AssertionError


def killed_worker(whole: Undisturbed, out: str, moment: float) -> Outcome:
    """Kill one of its workers, which are there at the latest when the first page is."""
    running = whole.start(out)
    time.sleep(moment * whole.seconds)
    # The first of its children keeps account of shared things; it does no work.
    while running.poll() is None:
        if workers := [each for each in _children(running) if "spawn_main" in _said(each)]:
            workers[-1].kill()
            break
        time.sleep(0.002)
    done = _pages(whole.folder / out)
    return Outcome(done, 1, _wrong(whole, out, running.wait()))


def _children(running: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return list(psutil.Process(running.pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _said(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _still_there(workers: list[psutil.Process]) -> int:
    _gone, alive = psutil.wait_procs(workers, timeout=PATIENCE)
    return len(alive)


def _pages(folder: Path) -> int:
    return len(list(folder.glob("*.md")))


def _wrong(whole: Undisturbed, out: str, code: int) -> str:
    found = tree(whole.folder / out)
    if code != whole.code:
        return f"it ended with {code}"
    names = {name for name in found | whole.tree if found.get(name) != whole.tree.get(name)}
    return f"differs: {', '.join(sorted(names))}" if names else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Kills exports, and looks at what is there then.")
    parser.add_argument("moments", type=int, nargs="?", default=MOMENTS)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)  # noqa: S311 - moments, not secrets
    ways: dict[str, Callable[[Undisturbed, str, float], Outcome]] = {
        "program": killed_parent,
        "worker": killed_worker,
    }
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Undisturbed(Path(folder), cases=LISTS * 25)
        print(
            f"One run takes {whole.seconds:.1f} s and makes {_pages(Path(folder, 'undisturbed'))} pages.\n"
        )
        print("| killed | at | pages by then | runs | in the end |")
        print("| --- | --- | --- | --- | --- |")
        for number in range(wanted.moments):
            moment = chance.uniform(0.02, 1)
            for name, way in ways.items():
                found = way(whole, f"{name}-{number}", moment)
                wrong += bool(found.wrong)
                end = found.wrong or "the same"
                print(
                    f"| {name} | {moment:.0%} | {found.done} | {found.runs} | {end} |", flush=True
                )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
