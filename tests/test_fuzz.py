"""Broken papers at every reader, a short run of bench/fuzz."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "bench" / "fuzz" / "fuzz.py"


@pytest.mark.slow
def test_whatever_a_paper_holds_there_is_an_answer_in_time() -> None:
    done = subprocess.run(
        [sys.executable, str(FUZZ), "--inputs", "2100"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "member: 300 inputs, 0 bad" in done.stdout
