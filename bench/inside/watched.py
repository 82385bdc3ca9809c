"""Runs a command and prints what it used, as JSON: seconds, and memory at its highest.

    python watched.py COMMAND...

`largest` is the largest of its processes (from the system itself), `together` all of them at one
moment (looked at again and again; memory that they share counts once), both in bytes; `together`
is null where there is no /proc. `lines` is what the command wrote to its standard output.
A process of its own for each run, since the system keeps only the highest of all runs.
"""

import json
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

EVERY = 0.05
PROC = Path("/proc")


class Watch(threading.Thread):
    """Looks at a process and all that it started, until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.together = 0
        self.is_over = threading.Event()
        self._pid = pid

    def run(self) -> None:
        while not self.is_over.wait(EVERY):
            self.together = max(self.together, sum(map(memory_of, family(self._pid))))


def family(pid: int) -> list[int]:
    """A process, and those that it started, and so on."""
    try:
        texts = [path.read_text() for path in (PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # it has ended
        return [pid]
    return [pid, *(each for text in texts for child in text.split() for each in family(int(child)))]


def memory_of(pid: int) -> int:
    """What a process holds; of what it shares with others, its part."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = (PROC / str(pid) / name).read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(key):
                return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
    watch = Watch(process.pid)
    watch.start()
    lines = 0
    while piece := process.stdout.read(1 << 20) if process.stdout else b"":
        lines += piece.count(b"\n")
    if process.wait():
        sys.exit(process.returncode)
    wall = time.perf_counter() - began
    watch.is_over.set()
    watch.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "largest": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "together": watch.together or None,
        "lines": lines,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
