"""Published records of nobody: everything they say is found, and nothing else is sure."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from coded_papers import TODAY, asked, read, sure

from so_cli.bank.loader import open_bank
from so_cli.bank.strict_yaml import parse
from so_cli.inputs.ccda import read_ccda
from so_cli.inputs.coded import read_statements
from so_cli.inputs.fhir import read_fhir
from so_cli.inputs.files.parsed_xml import clinical_document

RECORDS = Path(__file__).parents[1] / "data" / "records"
EXPECTED: dict[str, dict[str, dict[str, list[str]]]] = parse(
    (Path(__file__).parent / "expected.yaml").read_text("utf-8"), "expected.yaml"
)[0].value


def parsed(name: str) -> Any:
    file, _hash, number = name.partition("#")
    data = (RECORDS / file).read_bytes()
    found = json.loads(gzip.decompress(data) if file.endswith(".gz") else data)
    return found[int(number)] if number else found


def as_text(facts: dict[str, Any]) -> dict[str, set[str]]:
    return {
        fact: {str(one) for one in value} if isinstance(value, set) else {str(value)}
        for fact, value in facts.items()
    }


def as_sets(facts: dict[str, list[str]]) -> dict[str, set[str]]:
    return {fact: set(values) for fact, values in facts.items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_record_says_what_it_says_and_no_more(name: str) -> None:
    reading = read(parsed(name))
    assert as_text(sure(reading)) == as_sets(EXPECTED[name]["sure"])
    assert as_text(asked(reading)) == as_sets(EXPECTED[name]["asked"])


@pytest.mark.parametrize("path", sorted(RECORDS.glob("ccda-*/*.xml")), ids=lambda path: path.stem)
def test_documents_about_other_illnesses_say_nothing_but_her_sex(path: Path) -> None:
    found = read_ccda(clinical_document(path.read_bytes()), path.name, TODAY)
    reading = read_statements(
        found.statements, found.people, open_bank(), file=path.name, kind="ccda", today=TODAY
    )
    assert {one.fact for one in reading.findings} <= {"sex"}
    assert reading.records == ()


def test_every_record_is_expected_to_say_something() -> None:
    files = {
        str(path.relative_to(RECORDS))
        for path in RECORDS.glob("*/*.json*")
        if not path.parent.name.startswith("path-text")
    }
    assert {name.partition("#")[0] for name in EXPECTED} == files


def test_ten_people_in_one_file_are_ten_people() -> None:
    people = read(parsed("mcode-omop/breast-10.converted.json")).people
    assert len({(one.name, one.born) for one in people}) == 10


def test_a_report_whose_text_stands_in_the_file_is_read_as_text() -> None:
    name = "us-core/DiagnosticReport-chest-xray-report.json"
    (statement,) = read_fhir(parsed(name), "x.json").statements
    assert "Heart is normal in size." in statement.pages[0]
    assert "<p>" not in statement.pages[0]
