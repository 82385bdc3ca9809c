"""How time and memory grow with the number of cases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from export import INSIDE, SEED, cases_file, has_export
from measuring import BENCH, SO, Scale, duration, environment, folder_kind, memory_folder

TITLE = "How time and memory grow"
MILLION_TITLE = "A million cases in one run"
GOAL = 1.2
MILLION = 1_000_000


class Point(NamedTuple):
    """What one run used; memory in bytes, `together` None where it could not be seen."""

    cases: int
    jobs: int
    to: str
    wall: float
    cpu: float
    largest: int
    together: int | None

    @property
    def memory(self) -> int:
        """The memory that counts: of all its processes together, as far as that could be seen."""
        return max(self.together or 0, self.largest)


def section(scale: Scale) -> str:
    """A run of each size, with one process and with as many as there are processors."""
    if not has_export():
        return "Not measured: this `so` has no `so export`."
    jobs = sorted({1, os.cpu_count() or 1})
    points = []
    with memory_folder() as folder:
        for each in jobs:
            points += [_to_pages(folder, count, each) for count in scale.curve]
    verdicts = "\n".join(_verdict(points, each) for each in jobs)
    return f"""One run of each size, everything {folder_kind()}.
To Markdown, in folders that `--shard` makes. Memory at its highest: of the largest process, and of
all of them together, what they share counted once. The goal: the most cases take at most {GOAL} x
the memory of the fewest.

{_table(points)}

{verdicts}"""


def million(scale: Scale) -> str:
    """A million cases, with as many processes as there are processors."""
    point = _to_lines(MILLION if scale.is_million else scale.curve[-1], os.cpu_count() or 1)
    return f"""From a generator to `so export - --to-jsonl -`, and into a program that counts the
lines and throws them away: in a file they would take some 120 GB. Memory as above.

{_table([point])}"""


def _to_pages(folder: Path, count: int, jobs: int) -> Point:
    with tempfile.TemporaryDirectory(dir=folder) as out:
        source = str(cases_file(folder, count))
        to = ("--out", out, "--shard", "-f", "md", "--jobs", str(jobs), "--quiet")
        return _watched((count, jobs, "pages"), SO, "export", source, *to)


def _to_lines(count: int, jobs: int) -> Point:
    """From the generator itself: a file of so many cases would take gigabytes."""
    maker = [sys.executable, str(BENCH / "make_cases.py"), str(count), "--seed", str(SEED)]
    with subprocess.Popen(maker, stdout=subprocess.PIPE) as cases:
        to = ("--to-jsonl", "-", "--jobs", str(jobs), "--quiet")
        stdin = cases.stdout.fileno() if cases.stdout else None
        return _watched((count, jobs, "lines"), SO, "export", "-", *to, stdin=stdin)


def _watched(what: tuple[int, int, str], *arguments: str, stdin: int | None = None) -> Point:
    count, jobs, to = what
    print(f"{count} cases to {to}, {jobs} at a time ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as home:
        watcher = [sys.executable, str(INSIDE / "watched.py"), *arguments]
        told = subprocess.run(
            watcher,
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=subprocess.PIPE,
            env=environment(home),
            check=True,
        )
    said = json.loads(told.stdout)
    if to == "lines" and said["lines"] != count:
        sys.exit(f"{count} cases became {said['lines']} lines")
    return Point(*what, said["wall"], said["cpu"], said["largest"], said["together"])


def _table(points: list[Point]) -> str:
    lines = [
        "| cases | jobs | to | on the clock | processors | cases a second | largest | together |",
        "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each.cases:,} | {each.jobs} | {each.to} | {duration(each.wall)} "
        f"| {duration(each.cpu)} | {each.cases / each.wall:,.0f} | {_size(each.largest)} "
        f"| {_size(each.together)} |"
        for each in points
    ]
    return "\n".join(lines)


def _verdict(points: list[Point], jobs: int) -> str:
    pages = [each for each in points if each.jobs == jobs and each.to == "pages"]
    least, most = pages[0], pages[-1]
    ratio = most.memory / least.memory
    verdict = "holds" if round(ratio, 2) <= GOAL else "misses"
    return (
        f"- `--jobs {jobs}`: {most.cases:,} cases took **{ratio:.2f} x** the memory of "
        f"{least.cases:,}: {verdict}"
    )


def _size(memory: int | None) -> str:
    return f"{memory / 1e6:.0f} MB" if memory else "not seen"
