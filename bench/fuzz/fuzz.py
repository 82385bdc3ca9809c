"""Throws broken papers at every reader: `python bench/fuzz/fuzz.py [--inputs N] [--atheris]`.

Nothing may raise but our own errors, take more than two seconds, or need more than 300 MB. What
does is kept in `bench/fuzz/found/`, to be tried again with `--try FILE`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loop import run_loop
from targets import TARGETS, attempt

INPUTS = 200_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Broken papers, at every reader.")
    parser.add_argument("--inputs", type=int, default=INPUTS, help="how many, in all")
    parser.add_argument("--target", choices=tuple(TARGETS), help="this reader alone")
    parser.add_argument("--seed", type=int, default=7, help="another one makes other inputs")
    parser.add_argument("--atheris", action="store_true", help="led by what the code reaches")
    parser.add_argument("--try", dest="file", type=Path, help="one input, once more")
    wanted = parser.parse_args()
    if wanted.file:
        attempt(TARGETS[wanted.target or "file"], wanted.file.read_bytes())
        return
    names = [wanted.target] if wanted.target else [*TARGETS]
    share = max(1, wanted.inputs // len(names))
    if wanted.atheris:
        from guided import run_guided

        sys.exit(run_guided(names, share))
    sys.exit(run_loop(names, share, wanted.seed))


if __name__ == "__main__":
    main()
