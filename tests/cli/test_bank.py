"""`so bank check`: what is wrong in a bank, with file and line."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from so_cli.bank.bank import Bank
from so_cli.bank.loader import LETTERHEAD, SECTIONS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


class OneTwo(yaml.SafeLoader):
    """YAML 1.2's few types: true and false, numbers, and texts."""


OneTwo.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in found if "timestamp" not in tag and "bool" not in tag
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for first in "tTfF":
    OneTwo.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), first)

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


def test_the_parts_are_listed_and_counted(run_so: RunSo, bank: Bank) -> None:
    counts = json.loads(run_so("bank", "list", "--json").stdout)
    assert counts["questions"] == len(bank.questions)
    assert counts["letters"] == len(bank.letters)
    rows = run_so("bank", "list", "records").stdout.splitlines()
    assert rows == [f"{record.id}: {record.title}" for record in bank.records]


def test_a_part_that_there_is_not_brings_the_nearest(run_so: RunSo) -> None:
    done = run_so("bank", "list", "question")
    assert done.returncode == 2
    assert "did you mean 'questions'?" in done.stderr.lower()


@pytest.mark.parametrize("entry", ["her2-ish", "biopsy-slides", "er", "low-er", "records", "nci"])
def test_any_entry_is_shown_as_it_stands_in_its_file(run_so: RunSo, entry: str) -> None:
    done = run_so("bank", "show", entry)
    assert done.returncode == 0
    shown = yaml.safe_load(done.stdout)
    assert [each[0]["id"] for each in shown.values()] == [entry] * len(shown)
    assert json.loads(run_so("bank", "show", entry, "--json").stdout).keys() == shown.keys()


def test_an_entry_that_there_is_not_brings_the_nearest(run_so: RunSo) -> None:
    done = run_so("bank", "show", "her2-ihs")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'her2-ish'?" in done.stderr.lower()


@pytest.mark.parametrize("file", [*SECTIONS, LETTERHEAD])
def test_a_schema_holds_for_our_own_file(run_so: RunSo, file: str) -> None:
    schema = json.loads(run_so("bank", "schema", file.removesuffix(".yaml")).stdout)
    Draft202012Validator.check_schema(schema)
    path = DATA / file
    if path.is_file():
        # An editor reads YAML 1.2, in which `yes` and a day are texts.
        value = yaml.load(path.read_text("utf-8"), Loader=OneTwo)  # noqa: S506 - a safe one
        Draft202012Validator(schema).validate(value)
        broken = {**value, "nonsense": []}
        assert not Draft202012Validator(schema).is_valid(broken)


def test_an_overlay_of_ours_is_right_and_shows(run_so: RunSo) -> None:
    overlay = ROOT / "examples" / "clinic-overlay"
    done = run_so("bank", "check", "--bank", overlay)
    assert (done.returncode, done.stderr) == (0, "")
    case = ROOT / "examples" / "after-the-biopsy.yaml"
    pages = run_so("summary", "--case", case, "--bank", overlay).stdout
    assert "Lakeside Breast Center" in pages
    assert "Thursday" in pages
