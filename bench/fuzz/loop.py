"""A plain loop: break a paper, read it, look at the clock and at the memory."""

from __future__ import annotations

import hashlib
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from random import Random

from mutate import mutated
from targets import MOST_MEMORY, MOST_SECONDS, TARGETS, Target, attempt, seeds

FOUND = Path(__file__).parent / "found"


class TooSlow(BaseException):
    """It took longer than a file may; no `except Exception` of a reader catches it."""


def run_loop(names: list[str], share: int, seed: int) -> int:
    """So many inputs for each target; 1 where something was found."""
    bad = 0
    for name in names:
        began = time.perf_counter()
        slowest, found = _run(name, share, Random(f"{seed}-{name}"))  # noqa: S311 - it breaks files
        bad += found
        took = time.perf_counter() - began
        print(
            f"{name}: {share} inputs, {found} bad, slowest {slowest:.2f} s, "
            f"{share / took:.0f} a second, {_memory() / 1e6:.0f} MB at the highest",
            flush=True,
        )
    if _memory() > MOST_MEMORY:
        print(f"more than {MOST_MEMORY / 1e6:.0f} MB were needed", flush=True)
        bad += 1
    return 1 if bad else 0


def _run(name: str, share: int, random: Random) -> tuple[float, int]:
    target, papers = TARGETS[name], seeds(name)
    # The large ones take most of the time and break no other way, so they come seldom.
    weights = [1 / (1 + len(paper) / 2_000) for paper in papers]
    slowest, bad = 0.0, 0
    for _time in range(share):
        data = mutated(random.choices(papers, weights)[0], papers, random)
        took, wrong = _tried(target, data)
        slowest = max(slowest, took)
        if wrong:
            bad += 1
            _keep(name, data, wrong)
    return slowest, bad


def _tried(target: Target, data: bytes) -> tuple[float, str]:
    """How long it took, and what was wrong, if anything."""
    began = time.perf_counter()
    # The time of the processor counts, so that a busy machine finds nothing.
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    wrong = ""
    try:
        attempt(target, data)
    except TooSlow:
        wrong = f"more than {MOST_SECONDS} s\n{traceback.format_exc(limit=-4)}"
    except Exception:  # noqa: BLE001 - that none comes is what is looked for
        wrong = traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.perf_counter() - began, wrong


def _too_slow(_number: int, _frame: object) -> None:
    raise TooSlow


def _keep(name: str, data: bytes, wrong: str) -> None:
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"{path}:\n{wrong}", file=sys.stderr, flush=True)


def _memory() -> int:
    """The most that this program ever held.

    What the system calls the highest of a process may be that of whoever started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024
