"""`kill -9` at any moment: whoever goes on afterwards ends with what one run makes."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from kill import LISTS, Moment, Outcome, Undisturbed, killed_parent, killed_worker, moments

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for workers in /proc"),
]

KILLS = int(os.environ.get("SO_TEST_KILLS", "3"))
"""Of each kind; `python bench/kill.py` has more of them, and shows a table."""


@pytest.mark.parametrize(("kill", "runs"), [(killed_parent, {1, 2}), (killed_worker, {1})])
def test_no_moment_is_wrong_to_kill_the_program_or_a_worker(
    tmp_path: Path,
    own_home: None,
    kill: Callable[[Undisturbed, str, Moment], Outcome],
    runs: set[int],
) -> None:
    whole = Undisturbed(tmp_path, cases=LISTS * 4)
    assert whole.code == 1
    assert 0 < whole.pages < LISTS * 4
    chance = random.Random(20261120)  # noqa: S311 - the same moments each time

    for number in range(KILLS):
        moment = moments(chance, whole)
        outcome = kill(whole, f"out-{number}", moment)
        assert not outcome.wrong, (moment, outcome)
        assert outcome.runs in runs
