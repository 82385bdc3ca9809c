"""`kill -9` at any moment: whoever goes on afterwards ends with what one run makes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from kill import LISTS, Undisturbed, killed_parent, killed_worker

pytestmark = pytest.mark.slow

KILLS = 3


@pytest.fixture
def undisturbed(tmp_path: Path, own_home: None) -> Undisturbed:
    return Undisturbed(tmp_path, cases=LISTS * 4)


def test_no_moment_is_wrong_to_kill_the_program(undisturbed: Undisturbed) -> None:
    chance = random.Random(20261120)  # noqa: S311 - the same moments each time
    for number in range(KILLS):
        moment = chance.uniform(0.1, 0.95)
        outcome = killed_parent(undisturbed, f"parent-{number}", moment)
        assert not outcome.wrong, (moment, outcome)


def test_no_moment_is_wrong_to_kill_a_worker(undisturbed: Undisturbed) -> None:
    chance = random.Random(20261120)  # noqa: S311 - the same moments each time
    for number in range(KILLS):
        moment = chance.uniform(0.1, 0.95)
        outcome = killed_worker(undisturbed, f"worker-{number}", moment)
        assert not outcome.wrong, (moment, outcome)
        assert outcome.runs == 1, "the run itself gets over it"
