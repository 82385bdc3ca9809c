"""An empty file of answers: right as it is, and right with any of its lines put to use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator
from yaml import safe_load

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import Fact, Stage
from so_cli.case.blank import facts_at
from so_cli.case.model import Case, Doctor, Medicine, OwnQuestion, Person, StepState, Visit
from so_cli.case.reading import read_case
from so_cli.case.schema import case_schema
from so_cli.case.template import WIDTH, template

STAGES = get_args(Stage)
OPEN = re.compile(r"^( *)# ", re.MULTILINE)
"""What is taken away to put a line to use."""


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    return request.param  # type: ignore[no-any-return]  # one of Stage's own words


def read(text: str, bank: Bank) -> Case:
    case, problems = read_case(text, "pat.yaml", bank)
    assert case is not None, problems
    return case


def values(fact: Fact, stage: Stage) -> Iterator[str]:
    """What the template says may stand for a fact."""
    ids = [each.id for each in fact.choices if not each.stages or stage in each.stages]
    if fact.kind == "choice":
        yield from ids
    elif fact.kind == "choices":
        yield from (f"[{name}]" for name in ids)
        yield "[]"
    elif fact.kind == "number":
        yield from (f"{fact.min:g}", f"{fact.max:g}")
    elif fact.kind == "date":
        yield "2026-12-10"
    else:
        yield from ("some words", "{state: not-sure}")
    if fact.kind != "text":
        yield from ("not-sure", "later", "does-not-apply")


def test_as_it_is_nothing_is_answered(bank: Bank, stage: Stage) -> None:
    assert read(template(bank, stage, "pat"), bank) == Case(id="pat", stage=stage)


def test_an_editor_finds_nothing_wrong_with_it(bank: Bank, stage: Stage) -> None:
    text = template(bank, stage, "pat")
    for each in (text, OPEN.sub(r"\1", text)):
        Draft202012Validator(case_schema(bank)).validate(safe_load(each))


def test_every_fact_takes_each_of_its_answers(bank: Bank, stage: Stage) -> None:
    text = template(bank, stage, "pat")
    for fact in (fact for group in facts_at(bank, stage) for fact in group.facts):
        line = f"  # {fact.id}:"
        assert text.count(f"{line}\n") == 1
        for value in values(fact, stage):
            case = read(text.replace(line, f"  {fact.id}: {value}"), bank)
            assert [*case.facts] == [fact.id]


def test_every_answer_is_explained(bank: Bank, stage: Stage) -> None:
    said = [line.strip() for line in template(bank, stage, "pat").splitlines()]
    for fact in (fact for group in facts_at(bank, stage) for fact in group.facts):
        for choice in fact.choices:
            if not choice.stages or stage in choice.stages:
                assert any(f"## {choice.id}: {choice.label}".startswith(line) for line in said)


def test_with_all_lines_put_to_use_it_is_right_and_has_every_part(bank: Bank, stage: Stage) -> None:
    case = read(OPEN.sub(r"\1", template(bank, stage, "pat")), bank)
    assert case.facts == {}
    assert (case.person, case.doctors, case.visits) == (Person(), (Doctor(),), (Visit(),))
    assert case.questions.own == (OwnQuestion(id="own-2", text=""),)
    assert (case.medicines, case.allergies) == ((Medicine(name=""),), ("",))
    of_stage = {record.id for record in bank.records if stage in record.stages}
    assert {*case.records} <= of_stage
    assert {record.id for record in bank.records if stage in record.stages and not record.when} <= {
        *case.records
    }
    assert case.records["biopsy-report"].status == "needed"
    assert case.steps["call-insurer"] == StepState()


def test_each_block_can_be_put_to_use_alone(bank: Bank) -> None:
    lines = template(bank, "pre-surgery", "pat").splitlines()
    starts = [n for n, line in enumerate(lines) if OPEN.match(line)]
    blocks = [n for n in starts if n - 1 not in starts]
    assert len(blocks) > 100
    for start in blocks:
        end = next(n for n in range(start, len(lines) + 1) if n not in starts)
        used = [OPEN.sub(r"\1", line) for line in lines[start:end]]
        read("\n".join([*lines[:start], *used, *lines[end:]]), bank)


def test_facts_stand_under_the_chapter_that_asks_them(bank: Bank) -> None:
    text = template(bank, "post-biopsy", "pat")
    places = [
        text.index(part)
        for part in ("First things", "  # role:\n\n", "What the report says", "# er:")
    ]
    assert places == sorted(places)
    assert "Do you still have periods?" in text


def test_only_what_fits_the_stage_is_there(bank: Bank) -> None:
    early, late = (template(bank, stage, "pat") for stage in ("post-biopsy", "metastatic"))
    assert "# met_sites:" not in early
    assert "# met_sites:" in late
    assert "# side:" in early
    assert "# side:" not in late
    assert "bad-diarrhea" not in early


def test_no_fact_stands_there_twice(bank: Bank, stage: Stage) -> None:
    ids = [fact.id for group in facts_at(bank, stage) for fact in group.facts]
    assert sorted(ids) == sorted({*ids})


def test_what_is_never_asked_can_be_added(bank: Bank) -> None:
    groups = facts_at(bank, "post-biopsy")
    assert {"tnm", "diagnosed_on", "insurance"} <= {fact.id for fact in groups[-1].facts}
    assert "age" in {fact.id for fact in groups[0].facts}


def test_a_line_is_no_wider_than_a_screen(bank: Bank, stage: Stage) -> None:
    assert max(map(len, template(bank, stage, "pat").splitlines())) <= WIDTH + 5


def test_nothing_that_an_overlay_says_gets_out_of_its_comment(
    overlay: Callable[..., Path],
) -> None:
    folder = overlay(
        facts='facts: [{id: odd, label: Odd, kind: text, ask: "What?\\nid: other\\e[2J"}]',
        records='records: [{id: biopsy-report, title: "A\\n# title: B"}]',
    )
    bank = open_bank([folder])
    text = template(bank, "post-biopsy", "pat")
    assert "\x1b" not in text
    assert read(text, bank).id == "pat"


@pytest.mark.parametrize("name", ["null", "1990", "2026-12-10", "true", "pat"])
def test_the_id_is_the_one_that_was_given(name: str, bank: Bank) -> None:
    assert read(template(bank, "metastatic", name), bank).id == name
