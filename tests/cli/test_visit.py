"""`so visit`: after the appointment, on a pipe, from a file, and what it says at the end."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
AFTER = {"SO_TODAY": "2026-12-11"}
CASE = """
so: 1
id: pat
stage: pre-surgery
doctors: [{name: Dr. Stone, role: breast-surgeon, first: true}]
visits: [{date: 2026-12-10, with: Dr. Rivera, specialty: medical-oncologist}]
facts: {cancer_type: invasive-ductal, her2: equivocal, proposed: [mastectomy]}
"""
TYPED = "\n\nOnly if HER2 is positive.\n\n0\n2\n13\n1\n1\nHER2 is positive in the new test.\n"
"""Who; three answers; no others; something new; HER2; positive; the same plan; the reason."""
FROM_A_FILE = """
opinions:
  - id: second
    by: Dr. Rivera
    date: 2026-12-10
    facts: {her2: positive}
    plan: {surgery: {value: lumpectomy}}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "pat.yaml"
    path.write_text(CASE)
    return path


def test_on_a_pipe_it_is_a_talk_that_ends_with_what_it_comes_to(run_so: RunSo, case: Path) -> None:
    done = run_so("visit", "--case", case, stdin=TYPED, env=AFTER)
    assert (done.returncode, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert "One opinion adds a detail." in said
    assert said.endswith(f"The opinions side by side: so compare opinions --case {case}")
    kept = yaml.safe_load(case.read_text())
    assert [each["id"] for each in kept["opinions"]] == ["first", "second"]
    assert kept["opinions"][1]["facts"] == {"her2": "positive"}
    assert next(iter(kept["questions"]["answers"].values()))["text"] == "Only if HER2 is positive."


def test_when_the_input_ends_all_before_is_saved_and_it_says_how_to_go_on(
    run_so: RunSo, case: Path
) -> None:
    done = run_so("visit", "--case", case, stdin="\nYes.\n", env=AFTER)
    assert done.returncode == 130
    assert f"To go on: so visit --case {case}" in done.stderr
    assert "Yes." in case.read_text()


def test_a_file_answers_without_asking(run_so: RunSo, case: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(FROM_A_FILE)
    done = run_so("visit", "--case", case, "--answers", answers, env=AFTER)
    assert done.returncode == 0
    assert "The plans differ." in done.stdout
    kept = yaml.safe_load(case.read_text())
    assert [each["by"] for each in kept["opinions"]] == ["Dr. Stone", "Dr. Rivera"]
    first = "{id: first, reason: The size., plan: {surgery: {value: lumpectomy}}}"
    answers.write_text(f"opinions: [{first}]")
    done = run_so("visit", "--case", case, "--answers", answers, "--no-input", env=AFTER)
    assert "The plans differ." not in done.stdout
    first, second = yaml.safe_load(case.read_text())["opinions"]
    assert (first["by"], first["reason"]) == ("Dr. Stone", "The size.")
    assert second["by"] == "Dr. Rivera"


def test_answers_of_another_case_are_refused(run_so: RunSo, case: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("id: ann\n" + FROM_A_FILE)
    done = run_so("visit", "--case", case, "--answers", answers, env=AFTER)
    assert done.returncode == 3
    assert "these are the answers of 'ann', and this case is 'pat'" in done.stderr
    assert case.read_text() == CASE


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--opinion", "frist"], 2, "did you mean 'first'?"),
        (["--no-input"], 2, "Give a file of answers with --answers."),
        (["--json"], 2, "so compare opinions --json"),
        (["--answers", "gone.yaml"], 4, "There is no file gone.yaml."),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], code: int, said: str, run_so: RunSo, case: Path
) -> None:
    done = run_so("visit", "--case", case, *arguments, env=AFTER)
    assert done.returncode == code
    assert said in done.stderr.lower() if said.startswith("did") else said in done.stderr


def test_without_a_case_it_says_how_to_begin(run_so: RunSo) -> None:
    done = run_so("visit")
    assert done.returncode == 4
    assert "so interview" in done.stderr


def test_a_file_keeps_the_first_opinion_as_the_talk_does(
    run_so: RunSo, case: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(FROM_A_FILE + "facts: {her2: positive}\n")
    run_so("visit", "--case", case, "--answers", answers, "--no-input", env=AFTER)
    first, _second = yaml.safe_load(case.read_text())["opinions"]
    assert first["facts"] == {"her2": "equivocal"}
    assert first["plan"] == {"surgery": {"value": "mastectomy"}}


def test_what_does_not_say_yet_how_they_compare_is_said_so(run_so: RunSo, case: Path) -> None:
    not_sure_of_the_surgery = "\n\n\n\n0\n3\n2\n2\n8\n\n"
    done = run_so("visit", "--case", case, stdin=not_sure_of_the_surgery, env=AFTER)
    assert done.returncode == 0, done.stderr
    told = "What is written down does not say yet how the opinions compare."
    assert told in " ".join(done.stdout.split())
    assert told in run_so("compare", "--case", case, env=AFTER).stdout
