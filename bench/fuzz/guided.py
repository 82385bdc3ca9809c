"""The same with atheris, which looks at what each input reaches and follows it.

It is no part of the project's own set-up: `pip install atheris`, where there is a wheel.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from targets import MOST_MEMORY, MOST_SECONDS, TARGETS, attempt, seeds

MOST_BYTES = 20_000
"""Of an input; what is longer breaks no other way, and slower."""


def run_guided(names: list[str], share: int) -> int:
    """So many inputs for each target, each in a process of its own; 1 where something was found."""
    bad = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            for number, paper in enumerate(seeds(name)):
                if len(paper) < MOST_BYTES:
                    Path(folder, f"seed-{number}").write_bytes(paper)
            limits = [f"-runs={share}", f"-timeout={MOST_SECONDS}", f"-max_len={MOST_BYTES}"]
            more = [f"-rss_limit_mb={MOST_MEMORY // 1_000_000}", "-verbosity=0", folder]
            done = subprocess.run([sys.executable, __file__, name, *limits, *more], check=False)
        print(f"{name}: {share} inputs, {'bad' if done.returncode else 'nothing bad'}", flush=True)
        bad += done.returncode != 0
    return 1 if bad else 0


def _fuzz() -> None:
    import atheris

    name = sys.argv.pop(1)
    target = TARGETS[name]
    attempt(target, seeds(name)[0])  # what is loaded on first use is loaded now
    atheris.instrument_all()
    atheris.Setup(sys.argv, lambda data: attempt(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz()
