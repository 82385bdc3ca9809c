"""`kill -9` at any moment: what was confirmed is in the file, and the file always loads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from talking import BANK, LINES

from so_cli.case.model import Case
from so_cli.case.store import load_case

pytestmark = pytest.mark.slow

PROGRAM = "from so_cli.cli.app import main; main()"
KILLS = 100
AT_ONCE = 4
# What she types, and a look whether the case holds it.
KEYS = [
    ("1", "role"),
    ("2", "urgent_now"),
    ("1", "stage"),
    ("1", "report_in_hand"),
    (LINES["visit"], "visit"),
    ("1 2", "proposed"),
    (LINES["person"], "person"),
    (LINES["main_question"], "main_question"),
    (LINES["decision"], "decision"),
    ("2", "cancer_type"),
    ("1 5 8", "features"),
    ("2.2 cm", "size_mm"),
    ("1", "er"),
    ("80", "er_percent"),
    ("8", "her2_ish"),
    ("2", "armpit_ultrasound"),
    ("1", "menopause"),
    ("3", "fertility_wish"),
]
PARTS = {"stage": "stage", "visit": "visits", "person": "person", "decision": "decision"}


def holds(case: Case, name: str) -> bool:
    return bool(getattr(case, PARTS[name])) if name in PARTS else name in case.facts


def killed(folder: Path, moment: float) -> tuple[int, Path]:
    """Type one key after another until the moment comes; how many answers were followed up."""
    home = {"SO_HOME": str(folder), "SO_TODAY": "2026-11-20", "PYTHONUNBUFFERED": "1"}
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "interview", "--plain", "--case", str(folder / "me.yaml")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **home},
    )
    assert child.stdin
    assert child.stdout
    os.set_blocking(child.stdout.fileno(), False)
    said, end, confirmed = b"", None, 0
    try:
        for line, _name in KEYS:
            for key in f"{line}\n":
                child.stdin.write(key.encode())
                child.stdin.flush()
            asked = said.count(b"Or type:") + said.count(b"\nor:")
            while said.count(b"Or type:") + said.count(b"\nor:") <= max(asked, confirmed + 1):
                said += child.stdout.read() or b""
                # The clock runs from the first prompt on: before it there is nothing to lose.
                if end is None and said:
                    end = time.monotonic() + moment
                if end is not None and time.monotonic() > end:
                    return confirmed, folder / "me.yaml"
                time.sleep(0.0002)
            confirmed += 1
        return confirmed, folder / "me.yaml"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdin.close()
        child.stdout.close()


def test_no_moment_is_wrong_for_the_plug_to_be_pulled(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(KILLS)]
    for folder in folders:
        folder.mkdir()
    rnd = random.Random(20261120)  # noqa: S311 - the same moments each time
    moments = [rnd.uniform(0, 0.25) for _ in folders]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = list(pool.map(killed, folders, moments))
    seen = set()
    for confirmed, file in ends:
        seen.add(confirmed)
        if not file.exists():
            assert confirmed == 0
            continue
        case = load_case(file, BANK)
        for _line, name in KEYS[:confirmed]:
            assert holds(case, name), (confirmed, name)
        assert file.stat().st_mode & 0o777 == 0o600
    assert len(seen) > 5, "the moments must fall all over the interview"
