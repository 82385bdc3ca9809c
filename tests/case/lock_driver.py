"""Locks and unlocks a case for ever, with a stand-in for age that takes no time."""

from __future__ import annotations

import sys
from pathlib import Path

from so_cli.case import locked
from so_cli.case.locked import lock_case, unlock_case
from so_cli.case.store import has_case, held


def turned(data: bytes, *_more: str) -> bytes:
    """Not readable, and the same again when it is done twice."""
    return bytes(byte ^ 255 for byte in data)


def main() -> None:
    locked.encrypt = turned  # type: ignore[assignment]  # it takes what both take
    locked.decrypt = turned  # type: ignore[assignment]
    path = Path(sys.argv[1])
    print("begun", flush=True)
    while True:
        with held(path) as file:
            if has_case(file):
                lock_case(file, "x")
                said = "locked"
            else:
                unlock_case(file, "x")
                said = "unlocked"
            print(said, flush=True)


if __name__ == "__main__":
    main()
