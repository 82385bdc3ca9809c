"""What the tests of exports share: small cases, lists of them, and what an export leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
URGENT = {"urgent_now": "yes", "urgent_signs": ["chest-pain"]}


def case(name: str, **more: Any) -> dict[str, Any]:
    """A case with little in it."""
    return {"so": 1, "id": name, "stage": "post-biopsy", **more}


def cases(count: int, first: int = 1) -> list[dict[str, Any]]:
    """Cases that differ."""
    return [
        case(f"p{number:03}", decision=f"No. {number}") for number in range(first, first + count)
    ]


def as_lines(cases: Iterable[dict[str, Any]]) -> str:
    """A list of cases, one a line."""
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in cases)


def write_lines(path: Path, cases: Iterable[dict[str, Any]]) -> Path:
    """The same as a file."""
    path.write_text(as_lines(cases), encoding="utf-8")
    return path


def write_case(path: Path, **case: Any) -> Path:
    """A file with one case, which JSON is in YAML too; folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"so": 1, "stage": "post-biopsy", **case}), encoding="utf-8")
    return path


def write_lists(folder: Path, lists: int, count: int) -> list[Path]:
    """Lists of so many cases. Each is a task of its own, so that few cases are work for several."""
    return [
        write_lines(folder / f"list-{each:02}.jsonl", cases(count, first=1 + each * count))
        for each in range(lists)
    ]


def _names(folder: Path) -> list[str]:
    """Where each file lies within the folder.

    `os.walk` and not `rglob`: what is being written may be gone while one looks.
    """
    return sorted(
        str(Path(above, name).relative_to(folder))
        for above, _, names in os.walk(folder)
        for name in names
        if ".so-manifest" not in name
    )


def tree(folder: Path) -> dict[str, bytes]:
    """All that an export that has ended leaves for others, by its place within the folder."""
    return {name: (folder / name).read_bytes() for name in _names(folder)}


def pages(folder: Path) -> list[str]:
    """The names of the pages of cases, also while they are still being written."""
    return [name for name in _names(folder) if name[0] != "." and not name.endswith(".jsonl")]


def told(path: Path) -> list[dict[str, Any]]:
    """What stands in a file of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def start(
    *arguments: str | Path,
    cwd: Path,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    **more: Any,
) -> subprocess.Popen[bytes]:
    """`so export` in a process of its own, and for `--jobs` others in theirs."""
    return subprocess.Popen(
        [sys.executable, "-m", "so_cli", "export", *map(str, arguments)],
        cwd=cwd,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | more.pop("env", {}),
        **more,
    )


def finished(running: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Its exit code, and what it said."""
    _out, said = running.communicate(timeout=120)
    return running.returncode, said.decode()
