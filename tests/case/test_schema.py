"""The schema of a case takes what `so` reads, and refuses what an editor can see is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from field_cases import field_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import Fact
from so_cli.case.model import Case
from so_cli.case.reading import read_case
from so_cli.case.schema import case_schema
from so_cli.case.writing import as_written

ROOT = Path(__file__).parents[2]
CASES = [
    *sorted((ROOT / "examples").glob("*.yaml")),
    *sorted((ROOT / "examples" / "story").glob("*.yaml")),
    *sorted((ROOT / "tests" / "cases").glob("*.yaml")),
]


@pytest.fixture(scope="module")
def validator(bank: Bank) -> Draft202012Validator:
    schema = case_schema(bank)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(text: str) -> Any:
    """A YAML file as a program sees it that turns days into texts and `yes` into true."""
    return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_here_fits_it(path: Path, validator: Draft202012Validator, bank: Bank) -> None:
    text = path.read_text("utf-8")
    case, _problems = read_case(text, path.name, bank)
    assert case is not None
    validator.validate(as_json(text))
    validator.validate(as_json(json.dumps(as_written(case), default=date.isoformat)))


def test_every_fictional_case_fits_it(validator: Draft202012Validator, bank: Bank) -> None:
    for each in field_cases(bank):
        validator.validate(json.loads(json.dumps(as_written(each.case), default=date.isoformat)))


@given(data=st.data())
@settings(max_examples=30)
def test_every_case_that_so_writes_fits_it(
    data: st.DataObject, any_case: st.SearchStrategy[Case], validator: Draft202012Validator
) -> None:
    written = as_written(data.draw(any_case))
    validator.validate(json.loads(json.dumps(written, default=date.isoformat)))


TAKEN = [
    "{}",
    "facts:",
    "person:",
    "visits: []",
    "visits: [{by: , specialty: }]",
    "facts: {her2: }",
    "facts: {her2: equivocal}",
    "facts: {her2: {value: equivocal, told_by: self}}",
    "facts: {her2: {value: equivocal, state: }}",
    "facts: {her2: {value: , state: later}}",
    "facts: {her2: not-sure}",
    "facts: {her2: {state: later}}",
    "facts: {grade: 2}",
    "facts: {grade: '2'}",
    "facts: {grade: {value: 2, other: [{value: 3, source: {file: b.pdf, date: 2026-11-05}}]}}",
    "facts: {pregnant: no}",
    "facts: {size_mm: 22}",
    "facts: {size_mm: 2.2 cm}",
    "facts: {size_mm: 1 inch}",
    "facts: {er_percent: 80%}",
    "facts: {surgery_on: 2026-12-01}",
    "facts: {surgery_on: does-not-apply}",
    "facts: {concerns: [work, cost]}",
    "facts: {concerns: []}",
    "facts: {concerns: later}",
    "facts: {proposed: [nothing-yet]}",
    "facts: {main_question: not-sure}",
    "facts: {tnm: 2}",
    "facts: {from_another_bank: [one, two]}",
    "facts: {from_another_bank: {state: later}}",
    "facts: {from_another_bank: {told_by: self}}",
    "facts: {my_medicines: none}",
    "person: {phone: 5550142, born: 1971-04-02}",
    "records: {from-another-bank: {status: sent}}",
    "records: {biopsy-report: {status: sent, date: 2026-11-20}}",
    "steps: {call-insurer: {done: 2026-11-21}}",
    "other_tumors: [{facts: {er: positive}}]",
    "opinions: [{id: first, plan: {surgery: {value: mastectomy}}}]",
    "hospitals: [{name: Lakeside, answers: {board-certified: {answer: yes, year: 2025}}}]",
]
REFUSED = [
    "so: 2",
    "so: one",
    "stage: before-surgery",
    "colour: blue",
    "person: {nam: Pat}",
    "person: {born: April}",
    "visits: [{by: train}]",
    "visits: {date: 2026-12-10}",
    "facts: [her2]",
    "facts: {her2: equivocl}",
    "facts: {her2: [equivocal]}",
    "facts: {her2: 7}",
    "facts: {her2: {valeu: equivocal}}",
    "facts: {her2: {value: equivocal, state: later}}",
    "facts: {her2: {told_by: self}}",
    "facts: {her2: {value: }}",
    "facts: {her2: {state: perhaps}}",
    "facts: {grade: 4}",
    "facts: {grade: {value: '2', other: [{value: '7'}]}}",
    "facts: {size_mm: large}",
    "facts: {size_mm: 22 weeks}",
    "facts: {size_mm: 4000}",
    "facts: {nodes_positive: 1.5}",
    "facts: {surgery_on: soon}",
    "facts: {concerns: work}",
    "facts: {concerns: [work, wrok]}",
    "facts: {concerns: [work, cost, travel, fertility]}",
    "facts: {proposed: [nothing-yet, mastectomy]}",
    "records: {biopsy-report: {status: lost}}",
    "records: {biopsy-report: {date: 2026-11-20}}",
    "other_tumors: [{facts: {er: perhaps}}]",
    "opinions: [{id: fourth}]",
    "opinions: [{id: first, facts: {er: perhaps}}]",
    "hospitals: [{answers: {}}]",
]


@pytest.mark.parametrize("text", TAKEN)
def test_it_takes_what_so_takes(text: str, validator: Draft202012Validator, bank: Bank) -> None:
    assert read_case(text, "pat.yaml", bank)[1] == []
    validator.validate(as_json(text))


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_what_so_refuses(text: str, validator: Draft202012Validator, bank: Bank) -> None:
    assert read_case(text, "pat.yaml", bank)[0] is None
    assert not validator.is_valid(as_json(text))


def test_an_editor_finds_every_fact_with_its_question_and_its_answers(bank: Bank) -> None:
    schema = case_schema(bank)
    facts = schema["$defs"]["Facts"]["properties"]
    assert facts["menopause"]["title"] == bank.fact["menopause"].label
    assert facts["menopause"]["description"] == "Do you still have periods?"
    assert {"before", "after"} <= {*schema["$defs"]["menopause.value"]["enum"]}
    assert [fact.id for fact in bank.facts if fact.is_told and fact.id not in facts] == []


def test_what_the_interview_only_marks_is_not_offered(bank: Bank) -> None:
    assert not {"review", "visit", "visit_booked"} & {
        *case_schema(bank)["$defs"]["Facts"]["properties"]
    }


def test_an_overlay_is_in_it(overlay: Callable[..., Path]) -> None:
    folder = overlay(
        facts="facts: [{id: parking, label: Parking, kind: choice, ask: Is there parking?,"
        " choices: [{id: yes, label: yes, was: [sure]}, {id: no, label: no}]}]"
    )
    validator = Draft202012Validator(case_schema(open_bank([folder])))
    assert validator.is_valid({"facts": {"parking": "yes"}})
    assert validator.is_valid({"facts": {"parking": "sure"}})
    assert not validator.is_valid({"facts": {"parking": "perhaps"}})


def test_every_answer_of_every_fact_is_taken(bank: Bank, validator: Draft202012Validator) -> None:
    def answers(fact: Fact) -> list[Any]:
        ids = [choice.id for choice in fact.choices]
        return [[name] for name in ids] if fact.kind == "choices" else ids

    cases = [
        {"facts": {fact.id: value}}
        for fact in bank.facts
        if fact.is_told
        for value in answers(fact)
    ]
    assert [case for case in cases if not validator.is_valid(case)] == []
