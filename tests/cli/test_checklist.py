"""`so checklist`: one list, blank or filled in."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.packet.checklist import KINDS

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
RICH = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("questions", "# Questions to ask: Before surgery"),
        ("records", "# Records checklist: Before surgery"),
        ("steps", "# Steps before the visit: Before surgery"),
        ("hospital", "# Questions about a hospital: Before surgery"),
    ],
)
def test_each_kind_is_a_page_of_its_own(kind: str, title: str, run_so: RunSo) -> None:
    done = run_so("checklist", kind, "--stage", "pre-surgery")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{title}\n")
    assert "- \\[ \\] **" in done.stdout
    assert "\n\n\n" not in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("*A form to fill in by hand.")


def test_without_a_kind_it_lists_the_records(run_so: RunSo) -> None:
    assert run_so("checklist", "--stage", "metastatic").stdout.startswith("# Records checklist")


def test_with_a_case_it_is_filled_in(run_so: RunSo) -> None:
    done = run_so("checklist", "records", "--case", RICH)
    assert "- \\[x\\] **Biopsy report, with all its addenda** (here" in done.stdout
    assert "ask by Thu Nov 26, 2026" in done.stdout


def test_with_a_stage_and_no_case_it_is_blank_though_a_case_is_saved(
    run_so: RunSo, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    (folder / "me.yaml").write_text(RICH.read_text("utf-8"), "utf-8")
    filled = json.loads(run_so("checklist", "steps", "--json").stdout)
    blank = json.loads(run_so("checklist", "steps", "--stage", "metastatic", "--json").stdout)
    assert (filled["id"], filled["stage"]) == ("pat", "post-biopsy")
    assert (blank["id"], blank["stage"]) == (None, "metastatic")
    assert not any(step["done"] for step in blank["steps"])


def test_with_a_stage_and_a_case_the_stage_counts_this_once(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text(RICH.read_text("utf-8"), "utf-8")
    done = run_so("checklist", "--case", path, "--stage", "metastatic", "--json")
    assert json.loads(done.stdout)["stage"] == "metastatic"
    assert path.read_text("utf-8") == RICH.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_as_json_only_its_own_list_has_items(kind: str, run_so: RunSo) -> None:
    made = json.loads(run_so("checklist", kind, "--stage", "post-surgery", "-f", "json").stdout)
    full = {name for name in ("questions", "records", "steps", "parts") if made[name]}
    lists = {"hospital": "questions", "card": "questions", "compare": "questions", "visit": "parts"}
    assert full == {lists.get(kind, kind)}
    assert made["kind"] == kind


def test_into_a_file(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("checklist", "steps", "--stage", "metastatic", "-o", "steps.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "steps.md").read_text("utf-8").startswith("# Steps before the visit")
