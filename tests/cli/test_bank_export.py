"""`so bank export`: the questions of a stage as a form, and what it could not take over."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from fhir.resources.R4B.questionnaire import Questionnaire

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_form_goes_out_and_what_is_missing_is_said_beside_it(run_so: RunSo) -> None:
    done = run_so("bank", "export", "--stage", "pre-surgery")
    assert done.returncode == 0
    assert Questionnaire.model_validate_json(done.stdout).title == (
        "Preparing a second opinion for breast cancer: Before surgery"
    )
    count, *left = done.stderr.splitlines()
    assert count == f"What this form could not take over: {len(left)}."
    assert [line.partition(":")[0] for line in left] == ["visit", "my_records", "my_steps"]


def test_into_a_file_and_never_over_another(run_so: RunSo, tmp_path: Path) -> None:
    words = ("bank", "export", "-f", "fhir", "--stage", "metastatic", "-o", "form.json")
    done = run_so(*words)
    assert done.stdout == ""
    assert done.stderr.startswith("Written: form.json\n")
    Questionnaire.model_validate_json((tmp_path / "form.json").read_bytes())
    assert run_so(*words).returncode == 4
    assert run_so(*words, "--force").returncode == 0


def test_as_json_both_come_in_one(run_so: RunSo) -> None:
    done = run_so("bank", "export", "--stage", "post-biopsy", "--json")
    made = json.loads(done.stdout)
    Questionnaire.model_validate(made["questionnaire"])
    assert {each["id"] for each in made["left_out"]} == {"visit", "my_records", "my_steps"}
    assert all(each["why"] for each in made["left_out"])
    assert done.stderr == ""


def test_the_same_bank_gives_the_same_bytes(run_so: RunSo) -> None:
    words = ("bank", "export", "--stage", "in-treatment")
    assert run_so(*words).stdout == run_so(*words).stdout


def test_a_clinics_own_questions_are_in_it(run_so: RunSo, overlay: Callable[..., Path]) -> None:
    ours = overlay(
        facts="facts:\n  - {id: wing, label: Wing, kind: text, ask: Which wing?, group: about}\n"
        "chapters:\n  - {id: ours, title: Our clinic, asks: [wing]}\n"
    )
    done = run_so("bank", "export", "--stage", "pre-surgery", "--bank", ours)
    assert '"Our clinic"' in done.stdout


def test_a_stage_is_needed(run_so: RunSo) -> None:
    done = run_so("bank", "export")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--stage: post-biopsy, pre-surgery" in done.stderr
    assert run_so("bank", "export", "--stage", "before").returncode == 2
    assert run_so("bank", "export", "--stage", "metastatic", "-f", "json").returncode == 2
