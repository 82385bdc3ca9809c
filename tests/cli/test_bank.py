"""`so bank check`: what is wrong in a bank, with file and line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


def test_our_own_bank_is_right(run_so: RunSo) -> None:
    done = run_so("bank", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The bank is right: ")


def test_every_problem_is_named_with_its_line(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "steps.yaml").write_text(
        "steps:\n  - id: call\n    title: Call\n    text: Call.\n    stages: [before-surgery]\n"
        "    lead_days: soon\n",
        "utf-8",
    )
    done = run_so("bank", "check", "--bank", "ours")
    assert (done.returncode, done.stdout) == (3, "")
    assert "steps.yaml:5: " in done.stderr
    assert "steps.yaml:6: " in done.stderr
    assert "Problems found: 2." in done.stderr


def test_as_json_the_problems_are_a_list(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "stepps.yaml").write_text("steps: []\n", "utf-8")
    done = run_so("bank", "check", "--bank", "ours", "--json")
    assert done.returncode == 3
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["file"].endswith("stepps.yaml")
    assert json.loads(run_so("bank", "check", "--json").stdout) == {"problems": []}
