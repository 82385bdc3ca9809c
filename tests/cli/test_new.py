"""`so new`: an empty file of answers that can be filled in and used at once."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.csv_cells import COLUMNS
from so_cli.case.model import Case
from so_cli.case.reading import read_case

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
STAGES = get_args(Stage)


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("stage", STAGES)
def test_it_is_a_case_of_the_stage_without_an_answer(
    form: str, stage: Stage, run_so: RunSo, bank: Bank
) -> None:
    done = run_so("new", "--stage", stage, "-f", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert read_case(done.stdout, "new", bank) == (Case(id="me", stage=stage), [])


@pytest.mark.parametrize("stage", STAGES)
def test_a_table_has_a_column_for_each_fact_and_nothing_else(
    stage: Stage, run_so: RunSo, bank: Bank
) -> None:
    (header,) = csv.reader(run_so("new", "--stage", stage, "-f", "csv").stdout.splitlines())
    assert tuple(header[: len(COLUMNS)]) == COLUMNS
    facts = header[len(COLUMNS) :]
    assert len(facts) == len({*facts}) > 30
    assert {*facts} <= bank.fact.keys()
    assert "her2" in facts
    assert ("met_sites" in facts) == (stage == "metastatic")
    blank = json.loads(run_so("new", "--stage", stage, "--json").stdout)
    assert [*blank["facts"]] == facts
    assert {*blank["facts"].values()} == {None}


def test_filled_in_it_makes_pages(run_so: RunSo, tmp_path: Path) -> None:
    made = run_so("new", "--stage", "post-biopsy", "-o", "pat.yaml")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "Written: pat.yaml\n")
    file = tmp_path / "pat.yaml"
    text = file.read_text("utf-8")
    text = text.replace("  # name:", "  name: Pat Doe", 1).replace("  # her2:", "  her2: equivocal")
    file.write_text(text, "utf-8")
    page = run_so("summary", "--case", "./pat.yaml").stdout
    assert page.startswith("# Pat Doe")
    assert "HER2 equivocal" in page
    taken = run_so("interview", "--case", "pat", "--answers", "pat.yaml", "--no-input")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "id: pat\n" in run_so("case", "show", "--case", "pat").stdout


@pytest.mark.parametrize(
    ("arguments", "case_id"),
    [
        ((), "me"),
        (("--case", "mia"), "mia"),
        (("-o", "pat.json"), "pat"),
        (("-o", "answers.json", "--case", "mia"), "mia"),
        (("-o", "-", "--json"), "me"),
    ],
)
def test_its_id_is_the_name_of_the_case_or_of_the_file(
    arguments: tuple[str, ...], case_id: str, run_so: RunSo, tmp_path: Path, bank: Bank
) -> None:
    done = run_so("new", "--stage", "metastatic", *arguments)
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    text = files[0].read_text("utf-8") if files else done.stdout
    case, _problems = read_case(text, "new", bank)
    assert case is not None
    assert case.id == case_id


def test_the_name_of_the_file_says_which_form(run_so: RunSo, tmp_path: Path) -> None:
    for name, first in (("a.json", "{"), ("a.csv", "id,stage"), ("a.yaml", "##"), ("a.txt", "##")):
        assert run_so("new", "--stage", "metastatic", "-o", name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(first)


def test_a_file_is_replaced_only_by_force(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "pat.yaml").write_text("mine", "utf-8")
    done = run_so("new", "--stage", "metastatic", "-o", "pat.yaml")
    assert done.returncode == 4
    assert (tmp_path / "pat.yaml").read_text("utf-8") == "mine"
    assert run_so("new", "--stage", "metastatic", "-o", "pat.yaml", "--force").returncode == 0


def test_without_a_stage_it_names_them(run_so: RunSo) -> None:
    done = run_so("new")
    assert (done.returncode, done.stdout) == (2, "")
    assert [stage for stage in STAGES if stage not in done.stderr] == []


def test_a_form_that_is_none_brings_those_there_are(run_so: RunSo) -> None:
    done = run_so("new", "--stage", "metastatic", "-f", "pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no format 'pdf'.\nWrite one of: yaml, json, csv.\n"


def test_the_facts_of_a_clinic_are_in_it(run_so: RunSo, overlay: Callable[..., Path]) -> None:
    folder = overlay(
        facts="facts: [{id: parking, label: Parking, kind: text, ask: Where can you park?}]"
    )
    made = run_so("new", "--stage", "metastatic", "--bank", folder).stdout
    assert "  ## Where can you park?\n  ## Write plain text.\n  # parking:\n" in made
