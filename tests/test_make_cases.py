"""The fictional cases that benchmarks and tests of many cases are made of."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fictional.breaking import IN_A_TABLE, KINDS
from fictional.dice import Dice
from fictional.levels import DAY
from make_cases import Made, columns, made

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.bank.strict_yaml import as_text
from so_cli.case.model import Case
from so_cli.case.reading import read_case, strangers
from so_cli.errors import BadFile, Problem
from so_cli.packet.known import know

SCRIPT = Path(__file__).parents[1] / "bench" / "make_cases.py"
SEEDS = (1, 7, 2026)
COUNT = 500


def read(data: bytes, bank: Bank) -> tuple[Case | None, list[Problem]]:
    try:
        return read_case(as_text(data, "case"), "case", bank)
    except BadFile as error:
        return None, list(error.problems)


def run(*arguments: object) -> bytes:
    command = (sys.executable, SCRIPT, *arguments)
    return subprocess.run(list(map(str, command)), check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def cases(bank: Bank) -> list[Case]:
    """Cases of several seeds, each of which could be read."""
    found = []
    for seed in SEEDS:
        for each in made(bank, COUNT, seed):
            case, problems = read(each.data, bank)
            assert case is not None, (each.data, problems)
            found.append(case)
    return found


def test_every_case_is_valid_and_knows_only_what_the_bank_knows(
    cases: list[Case], bank: Bank
) -> None:
    assert len(cases) == len(SEEDS) * COUNT
    assert not any(strangers(case, bank) for case in cases)


def test_every_case_is_marked_as_fictional(cases: list[Case]) -> None:
    assert all("Example" in case.person.name for case in cases)


def test_every_stage_is_there_about_as_often_as_the_others(cases: list[Case]) -> None:
    stages = Counter(case.stage for case in cases)

    assert set(stages) == set(Stage.__args__)  # type: ignore[attr-defined]
    assert min(stages.values()) > 0.7 * max(stages.values())


def test_some_know_nothing_and_some_know_all_that_is_asked(cases: list[Case]) -> None:
    answered = [len(case.facts) for case in cases]
    stated = Counter(answer.state for case in cases for answer in case.facts.values())

    assert 0.02 < answered.count(0) / len(cases) < 0.1
    assert max(answered) > 50
    assert all(stated[state] > 20 for state in ("not-sure", "later", "does-not-apply"))


def test_few_of_them_contradict_themselves(cases: list[Case], bank: Bank) -> None:
    known = [know(bank, case, DAY) for case in cases]
    in_conflict = [each for each in known if each.conflicts or each.double]

    assert 0 < len(in_conflict) / len(cases) < 0.05


def test_no_answer_is_hidden_by_another(cases: list[Case], bank: Bank) -> None:
    hidden = [set(case.facts) - set(know(bank, case, DAY).shown) for case in cases]

    assert sum(map(bool, hidden)) / len(cases) < 0.03


def test_visits_come_after_the_day_and_diagnoses_before_it(cases: list[Case]) -> None:
    visits = [visit.date for case in cases for visit in case.visits if visit.date]
    found_on = [case.facts["diagnosed_on"].value for case in cases if "diagnosed_on" in case.facts]

    assert min(visits) > DAY
    assert {len(case.visits) for case in cases} == {0, 1, 2}
    assert max(date.fromisoformat(str(day)) for day in found_on if day) < DAY


def test_every_part_of_a_case_is_used_by_some(cases: list[Case]) -> None:
    for part in ("doctors", "medicines", "allergies", "records", "steps", "hospitals"):
        assert 0 < sum(1 for case in cases if getattr(case, part)) < len(cases), part
    assert any(case.questions.top for case in cases)
    assert any(case.questions.own for case in cases)
    assert any(answer.source for case in cases for answer in case.facts.values())
    assert any(case.other_tumors for case in cases)
    assert {len(case.opinions) for case in cases} == {0, 2}
    urgent = [case for case in cases if "urgent_signs" in case.facts]
    assert 0.005 < len(urgent) / len(cases) < 0.05


def test_the_same_seed_gives_the_same_cases_however_many_follow(bank: Bank) -> None:
    few, many = list(made(bank, 50, 3)), list(made(bank, 200, 3))

    assert few == many[:50]
    assert few != list(made(bank, 50, 4))


def test_dice_fall_the_same_on_every_machine() -> None:
    dice = Dice(7)

    assert [dice.below(100) for _ in range(6)] == [32, 15, 65, 7, 53, 36]


def test_each_broken_case_is_refused_and_no_other(bank: Bank) -> None:
    found = list(made(bank, 1500, 11, broken=0.2))
    readable = {each.kind for each in found if each.kind and read(each.data, bank)[0] is not None}

    assert readable == {"id-twice"}
    assert all(read(each.data, bank)[0] for each in found if each.kind is None)


def test_all_kinds_of_breaking_come_up_alike_and_break_their_share(bank: Bank) -> None:
    kinds = Counter(each.kind for each in made(bank, 3000, 5, broken=0.1))
    broken = {kind: count for kind, count in kinds.items() if kind}

    assert set(broken) == set(KINDS)
    assert len(KINDS) == 12
    assert max(broken.values()) - min(broken.values()) <= 1
    assert 0.08 < sum(broken.values()) / 3000 < 0.12


def test_an_id_that_stands_twice_is_that_of_an_earlier_good_case(bank: Bank) -> None:
    good: set[str] = set()
    for each in made(bank, 2000, 5, broken=0.1):
        if each.kind == "id-twice":
            assert each.id in good
            assert json.loads(each.data)["id"] == each.id
        elif each.kind is None:
            good.add(each.id)


def test_what_stays_whole_is_as_if_nothing_had_been_broken(bank: Bank) -> None:
    whole = list(made(bank, 300, 5))
    mixed = list(made(bank, 300, 5, broken=0.1))

    assert [each for each in mixed if each.kind is None] == [
        before for before, after in zip(whole, mixed, strict=True) if after.kind is None
    ]


def test_yaml_is_the_same_case(bank: Bank) -> None:
    as_json, as_yaml = list(made(bank, 40, 2)), list(made(bank, 40, 2, form="yaml"))

    for one, other in zip(as_json, as_yaml, strict=True):
        assert read(one.data, bank) == read(other.data, bank)


def test_broken_yaml_is_refused_too(bank: Bank) -> None:
    found = [each for each in made(bank, 300, 2, form="yaml", broken=0.2) if each.kind]

    assert {each.kind for each in found if read(each.data, bank)[0]} == {"id-twice"}


def test_a_table_holds_one_case_in_a_row_with_a_column_for_each_fact(bank: Bank) -> None:
    names = columns(bank)
    as_json = [json.loads(each.data) for each in made(bank, 60, 2)]
    rows = [_row(each, names) for each in made(bank, 60, 2, form="csv")]

    assert " ".join(names[:9]) == (
        "id stage name born visit_date visit_with visit_specialty decide_by decision"
    )
    for case, row in zip(as_json, rows, strict=True):
        assert (row["id"], row["stage"]) == (case["id"], case["stage"])
        for name, answer in case["facts"].items():
            assert row[name] == _cell(answer)
    assert {each.kind for each in made(bank, 600, 2, form="csv", broken=0.5)} == {None, *IN_A_TABLE}


def _row(each: Made, names: tuple[str, ...]) -> dict[str, str]:
    (cells,) = csv.reader(io.StringIO(each.data.decode()))
    return dict(zip(names, cells, strict=True))


def _cell(answer: Any) -> str:
    said = answer.get("value", answer.get("state")) if isinstance(answer, dict) else answer
    return "|".join(said) if isinstance(said, list) else str(said)


def test_the_script_says_on_which_line_it_broke_what(tmp_path: Path, bank: Bank) -> None:
    out, truth = tmp_path / "cases.jsonl", tmp_path / "truth.jsonl"
    run(200, "--seed", 9, "--broken", 0.1, "--out", out, "--truth", truth)

    lines = out.read_bytes().split(b"\n")[:-1]
    said = {entry["line"]: entry for entry in map(json.loads, truth.read_bytes().splitlines())}
    assert len(lines) == 200
    for number, line in enumerate(lines, 1):
        is_refused = read(line, bank)[0] is None
        assert is_refused == (number in said and said[number]["kind"] != "id-twice")


def test_the_script_writes_lines_a_table_or_files(tmp_path: Path, bank: Bank) -> None:
    assert run(20, "--seed", 9).splitlines() == [each.data for each in made(bank, 20, 9)]
    assert run(20, "--format", "csv").count(b"\n") == 21
    run(20, "--format", "yaml", "--out", tmp_path / "cases")
    assert len(list((tmp_path / "cases").glob("*.yaml"))) == 20
