"""`so schema`: what every command gives as JSON fits the schema that is printed for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from so_cli.batch.model import CaseErrors, CaseProblem
from so_cli.cli.schema import NAMES

ROOT = Path(__file__).parents[2]
RICH = ROOT / "tests" / "cases" / "post-biopsy.yaml"
CASES = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted(RICH.parent.glob("*.yaml"))]
COMMANDS = {
    "packet": ["summary"],
    "checklist": ["checklist", "visit"],
    "letter": ["letter", "records"],
    "comparison": ["compare", "opinions"],
    "hospitals": ["compare", "hospitals"],
    "status": ["status"],
    "ask-list": ["status", "--ask"],
    "assessment": ["assess"],
    "case": ["case", "show"],
}

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


def validator(run_so: RunSo, name: str) -> Draft202012Validator:
    done = run_so("schema", name)
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def given(run_so: RunSo, command: list[str], case: Path) -> Any:
    return json.loads(run_so(*command, "--case", case, "--json").stdout)


@pytest.mark.parametrize("name", [*COMMANDS])
def test_what_a_command_gives_fits_its_schema(name: str, run_so: RunSo) -> None:
    fits = validator(run_so, name)
    for case in CASES:
        fits.validate(given(run_so, COMMANDS[name], case))


def test_every_packet_that_is_shown_fits_its_schema(run_so: RunSo) -> None:
    packet = ROOT / "examples" / "before-surgery.json"
    validator(run_so, "packet").validate(json.loads(packet.read_text("utf-8")))


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "case"])
def test_every_key_is_always_there(name: str, run_so: RunSo) -> None:
    schema = validator(run_so, name).schema
    assert isinstance(schema, dict)
    made = given(run_so, COMMANDS[name], RICH)
    (shape,) = (each for each in schema["$defs"].values() if each["title"] == schema["title"])
    assert shape["required"] == [*made]


def test_what_is_wrong_does_not_fit(run_so: RunSo) -> None:
    fits = validator(run_so, "packet")
    made = given(run_so, COMMANDS["packet"], RICH)
    question = made["top"][0]
    assert not fits.is_valid(made | {"made_on": "today"})
    assert not fits.is_valid(made | {"top": [question | {"ask": ["a neighbor"]}]})
    assert not fits.is_valid(made | {"top": [{key: question[key] for key in ("id", "text")}]})


def test_a_line_of_errors_fits_its_schema(run_so: RunSo) -> None:
    fits = validator(run_so, "errors")
    problem = CaseProblem(key="facts.her2", problem="this is not an answer", fix="write negative")
    errors = CaseErrors(source="a.csv", line=3, id=None, problems=(problem,))
    line = json.loads(msgspec.json.encode(errors))
    fits.validate(line)
    assert not fits.is_valid(line | {"line": "3"})
    assert not fits.is_valid({"source": "a.csv", "line": 3, "id": None})


def test_the_schema_of_a_case_knows_the_bank_that_is_laid_over(
    run_so: RunSo, overlay: Callable[..., Path]
) -> None:
    folder = overlay(
        facts="facts: [{id: parking, label: Parking, kind: text, ask: Where can you park?}]"
    )
    schema = json.loads(run_so("schema", "case", "--bank", folder).stdout)
    assert schema["$defs"]["Facts"]["properties"]["parking"]["title"] == "Parking"


def test_a_name_that_is_none_brings_those_there_are(run_so: RunSo) -> None:
    done = run_so("schema", "pakket")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no schema 'pakket'.\nDid you mean 'packet'?\n"
    for arguments in (["schema"], ["schema", "zzz"]):
        done = run_so(*arguments)
        assert done.returncode == 2
        assert [name for name in NAMES if name not in done.stderr] == []
