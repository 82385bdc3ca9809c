"""The short way through JSON leads to the same case, and to the same problems, as the long one."""

from __future__ import annotations

import json

import pytest
from fictional.breaking import KINDS, OF_TEXT
from make_cases import Made, made

from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import as_text
from so_cli.case.json_reading import JsonCases
from so_cli.case.model import Case
from so_cli.case.reading import read_case
from so_cli.errors import BadFile, Problem

COUNT = 400
SHAPES: dict[str, dict[str, object]] = {
    "truth-values": {"facts": {"implants": True, "grade": 1}},
    "number-and-its-word": {"facts": {"grade": "1", "line": 1}},
    "choices": {"facts": {"proposed": ["lumpectomy", "radiation"], "concerns": []}},
    "nothing": {"facts": {"her2": None, "er": {"value": None}}, "visits": None},
    "states": {"facts": {"her2": "not-sure", "er": {"state": "later"}}},
    "both-at-once": {"facts": {"her2": {"value": "positive", "state": "later"}}},
    "two-readings": {"facts": {"grade": {"value": "2", "other": [{"value": 3}]}}},
    "no-mapping": {"facts": ["her2"]},
    "unknown-facts": {"facts": {"parking": "lot"}},
    "other-tumors": {"other_tumors": [{"name": "left", "facts": {"her2": "postive"}}]},
    "opinions": {"opinions": [{"id": "first", "facts": {"grade": 2}}, {"id": "first"}]},
    "text-of-numbers": {"facts": {"other_conditions": 12}},
    "older-format": {"so": 0},
    "deep": {"person": {"name": {"first": ["Ann"]}}},
}


def the_long_way(data: bytes, bank: Bank) -> tuple[Case | None, list[Problem]]:
    try:
        return read_case(as_text(data, "a.json"), "a.json", bank)
    except BadFile as error:
        return None, [*error.problems]


@pytest.fixture(scope="module")
def cases(bank: Bank) -> list[Made]:
    found = [*made(bank, COUNT, 3, broken=0.2)]
    assert {each.kind for each in found} == {None, *KINDS}
    return found


def test_each_case_is_the_same_either_way(cases: list[Made], bank: Bank) -> None:
    reader = JsonCases(bank)
    for each in cases:
        case, problems = reader.read(each.data, "a.json")
        if each.kind in OF_TEXT:
            # What is no JSON is said in other words.
            assert (case, len(problems)) == (None, 1)
        else:
            assert (case, problems) == the_long_way(each.data, bank)
            assert (case is None) == (each.kind is not None and each.kind not in {"id-twice"})


@pytest.mark.parametrize("name", SHAPES)
def test_so_is_what_few_would_write(name: str, bank: Bank) -> None:
    reader = JsonCases(bank)
    data = json.dumps({"so": 1, "id": "pat", **SHAPES[name]}).encode()
    for _again in range(2):  # the second time some answers are kept
        assert reader.read(data, "a.json") == the_long_way(data, bank)


def test_a_key_that_stands_twice_is_not_dropped_without_a_word(bank: Bank) -> None:
    data = b'{"so": 1, "id": "pat", "facts": {"her2": "positive", "her2": "negative"}}'
    case, problems = JsonCases(bank).read(data, "a.json")
    assert case is None
    assert problems == the_long_way(data, bank)[1] != []


def test_lines_count_from_where_the_case_stands_in_its_list(bank: Bank) -> None:
    data = b'{"so": 1, "id": "pat", "stage": "x"}'
    (problem,) = JsonCases(bank).read(data, "a.jsonl", 7)[1]
    assert problem.line == 7
