"""Whole reports: what is said is found, and nothing else is sure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.inputs.model import Finding, Reading
from so_cli.inputs.report import read_report

FOLDER = Path(__file__).parents[2] / "data" / "records"
OF_THE_PERSON = {"had", "surgery"}
EXPECTED = sorted(FOLDER.glob("*/*.yaml"))


def read(path: Path, bank: Bank) -> Reading:
    return read_report([path.with_suffix(".txt").read_text("utf-8")], path.stem, bank)


def values(findings: list[Finding]) -> dict[str, set[Any]]:
    said: dict[str, set[Any]] = {}
    for one in findings:
        parts = one.value if isinstance(one.value, tuple) else (one.value,)
        said.setdefault(one.fact, set()).update(parts)
    return said


def wanted(facts: dict[str, Any]) -> dict[str, set[Any]]:
    return {fact: set(said) if isinstance(said, list) else {said} for fact, said in facts.items()}


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_what_a_report_says_is_sure_and_nothing_else(path: Path, bank: Bank) -> None:
    expected = yaml.safe_load(path.read_text("utf-8"))
    reading = read(path, bank)
    sure = [one for one in reading.findings if one.is_sure]
    for part, facts in expected.get("tumors", {}).items():
        tumor = next(one for one in reading.tumors if part in {one.side, *one.name.split()})
        assert values([one for one in sure if one.tumor == tumor.id]) == wanted(facts)
    if "sure" in expected:
        assert values(sure) == wanted(expected["sure"])
        assert len({one.tumor for one in sure if one.tumor}) <= 1
    else:
        assert all(one.tumor for one in sure if one.fact not in OF_THE_PERSON)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_the_paper_is_known_for_what_it_is(path: Path, bank: Bank) -> None:
    expected = yaml.safe_load(path.read_text("utf-8"))
    reading = read(path, bank)
    assert [one.record for one in reading.records] == (
        [expected["record"]] if "record" in expected else []
    )
    assert len(reading.people) == expected.get("people", 0)
    assert {one.label: one.text for one in reading.also} == expected.get("also", {})


def test_an_addendum_replaces_and_what_it_replaces_is_shown_too(bank: Bank) -> None:
    reading = read(FOLDER / "made-up" / "addendum.yaml", bank)
    her2 = [(one.value, one.replaces) for one in reading.findings if one.fact == "her2"]
    assert her2 == [("equivocal", False), ("positive", True)]


def test_of_two_people_nothing_is_sure_and_both_are_named(bank: Bank) -> None:
    reading = read(FOLDER / "made-up" / "two-people.yaml", bank)
    assert [one.name for one in reading.people] == ["EXAMPLE, JANE", "SAMPLE, ROSA"]
    assert [str(one.born) for one in reading.people] == ["1971-04-02", "1962-03-03"]
    assert reading.findings
    assert not any(one.is_sure for one in reading.findings)


def test_a_finding_says_where_it_stands_and_of_what_day(bank: Bank) -> None:
    reading = read(FOLDER / "made-up" / "core-biopsy.yaml", bank)
    er = next(one for one in reading.findings if one.fact == "er")
    assert er.source.where == "line 22"
    assert er.source.words.startswith("Estrogen Receptor (ER) ........ Positive")
    assert str(er.source.date) == "2026-10-02"


def test_pages_are_counted_where_there_are_several(bank: Bank) -> None:
    reading = read_report(["Left breast, core biopsy:", "\nER: positive"], "a.pdf", bank)
    assert [one.source.where for one in reading.findings] == ["page 2, line 2"]


def test_what_came_before_is_named_and_passed_over(bank: Bank) -> None:
    text = "Clinical history: left breast cancer, ER positive\nDiagnosis: Left breast: benign"
    reading = read_report([text], "a.txt", bank)
    assert reading.findings == ()
    assert [one.what for one in reading.passed_over] == [text.splitlines()[0]]
