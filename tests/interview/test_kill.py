"""`kill -9` at any moment: what was confirmed is in the file, and the file always loads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import pytest
from talking import BANK, LINES

from so_cli.case.model import Case
from so_cli.case.store import load_case

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).with_name("kill_driver.py")
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


@pytest.fixture
def begin() -> Iterator[Callable[[Path], int]]:
    """`begin(folder)`: an interview in it, by its process id."""
    one_at_a_time = Lock()
    with subprocess.Popen(
        [sys.executable, str(DRIVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SO_TODAY": "2026-11-20"},
        text=True,
    ) as driver:

        def tell(folder: Path) -> int:
            assert driver.stdin
            assert driver.stdout
            with one_at_a_time:
                driver.stdin.write(f"{folder}\n")
                driver.stdin.flush()
                return int(driver.stdout.readline())

        yield tell
        driver.kill()


def killed(begin: Callable[[Path], int], folder: Path, moment: float) -> tuple[int, Path]:
    """Type one key after another until the moment comes; how many answers were followed up."""
    for name in ("typed", "said"):
        os.mkfifo(folder / name)
    child = begin(folder)
    with (folder / "typed").open("wb", buffering=0) as typed, (folder / "said").open("rb") as told:
        os.set_blocking(told.fileno(), False)
        try:
            return typed_until(moment, typed, told), folder / "me.yaml"
        finally:
            os.kill(child, signal.SIGKILL)
            os.set_blocking(told.fileno(), True)
            told.read()  # its end is the end of the program


def typed_until(moment: float, typed: BinaryIO, told: BinaryIO) -> int:
    said, end, confirmed = b"", None, 0
    for line, _name in KEYS:
        for key in f"{line}\n":
            typed.write(key.encode())
        asked = said.count(b"Or type:") + said.count(b"\nor:")
        while said.count(b"Or type:") + said.count(b"\nor:") <= max(asked, confirmed + 1):
            said += told.read() or b""
            # The clock runs from the first prompt on: before it there is nothing to lose.
            if end is None and said:
                end = time.monotonic() + moment
            if end is not None and time.monotonic() > end:
                return confirmed
            time.sleep(0.0002)
        confirmed += 1
    return confirmed


def test_no_moment_is_wrong_for_the_plug_to_be_pulled(
    begin: Callable[[Path], int], tmp_path: Path
) -> None:
    folders = [tmp_path / str(number) for number in range(KILLS)]
    for folder in folders:
        folder.mkdir()
    rnd = random.Random(20261120)  # noqa: S311 - the same moments each time
    moments = [rnd.uniform(0, 0.25) for _ in folders]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = list(pool.map(partial(killed, begin), folders, moments))
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
