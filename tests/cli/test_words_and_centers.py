"""`so explain`, `so centers` and `so assess`: what anybody may look up."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
RICH = Path(__file__).parents[1] / "cases" / "metastatic.yaml"


@pytest.mark.parametrize("word", ["HER2", "her2", "Ki-67", "path report", "pathology reports"])
def test_a_word_is_explained_however_it_is_spelled(run_so: RunSo, word: str, bank: Bank) -> None:
    done = run_so("explain", *word.split())
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert line.partition(": ")[2] in {each.text for each in bank.words}


def test_a_misspelt_word_brings_the_nearest(run_so: RunSo) -> None:
    done = run_so("explain", "lumpectomi")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'lumpectom" in done.stderr.lower()


def test_without_a_word_all_are_explained(run_so: RunSo, bank: Bank) -> None:
    done = run_so("explain")
    assert len(done.stdout.splitlines()) == len(bank.words)
    found = json.loads(run_so("explain", "--json").stdout)
    assert {each["id"] for each in found["words"]} == {word.id for word in bank.words}


def test_centers_come_with_the_day_of_the_list_and_how_to_check_it(run_so: RunSo) -> None:
    text = run_so("centers", "--state", "ut").stdout
    assert "Huntsman Cancer Institute" in text
    assert "as of" in text
    assert "1-800-422-6237" in text
    assert "CA (" not in text


def test_laboratories_are_left_out(bank: Bank) -> None:
    assert {center.kind for center in bank.centers} == {"comprehensive", "clinical"}
    assert 60 <= len(bank.centers) <= 75
    names = " ".join(center.name for center in bank.centers)
    assert not any(lab in names for lab in ("Koch", "Jackson Lab", "Cold Spring", "Salk", "Wistar"))


def test_a_state_without_a_center_says_so(run_so: RunSo) -> None:
    done = run_so("centers", "--state", "AK")
    assert done.returncode == 0
    assert "No center on this list is in AK." in done.stdout


@pytest.mark.parametrize("state", ["Utah", "U", "12", ""])
def test_what_is_no_state_is_refused(run_so: RunSo, state: str) -> None:
    done = run_so("centers", "--state", state)
    assert (done.returncode, done.stdout) == (2, "")
    assert "two letters" in done.stderr


def test_reasons_come_from_the_case(run_so: RunSo) -> None:
    done = run_so("assess", "--case", RICH)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Would a second opinion help now?")
    found = json.loads(run_so("assess", "--case", RICH, "--json").stdout)
    assert found["id"] == "metastatic" or found["id"]
    assert all(note["title"] in done.stdout for note in found["reasons"])


def test_without_a_case_reasons_need_none(run_so: RunSo) -> None:
    done = run_so("assess")
    assert done.returncode == 0
    assert "reason enough" in done.stdout
