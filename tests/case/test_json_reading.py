"""A case in JSON is the same case, or has the same problems, as the same bytes read as any file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import as_text
from so_cli.case.json_reading import JsonCases
from so_cli.case.model import Case
from so_cli.case.reading import read_case
from so_cli.errors import BadFile, Problem

Outcome = tuple[Case | None, list[Problem]]
KEYS = st.sampled_from(
    [
        "so",
        "id",
        "stage",
        "person",
        "name",
        "born",
        "visits",
        "date",
        "with",
        "first",
        "facts",
        "her2",
        "grade",
        "size_mm",
        "er_percent",
        "age",
        "proposed",
        "main_question",
        "value",
        "state",
        "source",
        "file",
        "other",
        "questions",
        "top",
        "own",
        "text",
        "ask",
        "answers",
        "records",
        "biopsy-report",
        "status",
        "medicines",
        "dose",
        "allergies",
        "steps",
        "done",
        "other_tumors",
        "opinions",
        "plan",
        "surgery",
        "hospitals",
        "answer",
        "year",
        "nonsense",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "1",
            "2.0",
            "1e1",
            "true",
            "null",
            "~",
            "yes",
            "pat",
            "positive",
            "not-sure",
            "later",
            "needed",
            "first",
            "2026-12-10",
            "2026-02-30",
            "lumpectomy",
            "breast-surgeon",
            "pre-surgery",
        ]
    ),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 120),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def long_way(data: bytes, bank: Bank) -> Outcome:
    try:
        return read_case(as_text(data, "a.json"), "a.json", bank)
    except BadFile as error:
        return None, [*error.problems]


@pytest.fixture(scope="module")
def reader(bank: Bank) -> JsonCases:
    """One for all tests of this file, so that what it keeps of one case meets the others."""
    return JsonCases(bank)


@given(
    parts=st.dictionaries(KEYS, VALUES, max_size=5),
    facts=st.dictionaries(KEYS, VALUES, max_size=4),
    is_ascii=st.booleans(),
)
@settings(max_examples=400)
def test_whatever_a_case_in_json_holds(
    reader: JsonCases, bank: Bank, parts: dict[str, Any], facts: dict[str, Any], is_ascii: bool
) -> None:
    raw = {"so": 1, "id": "pat", "facts": facts} | parts
    data = json.dumps(raw, ensure_ascii=is_ascii).encode(errors="replace")

    assert reader.read(data, "a.json") == long_way(data, bank)


def test_any_case_that_was_written_is_read(
    reader: JsonCases, bank: Bank, any_case: st.SearchStrategy[Case]
) -> None:
    @settings(max_examples=30)
    @given(any_case)
    def holds(case: Case) -> None:
        data = json.dumps(to_builtins(case), ensure_ascii=False).encode()
        found, problems = reader.read(data, "a.json")
        assert (found, problems) == long_way(data, bank)
        assert (found is None) == bool(problems)

    holds()


def case_with(text: str) -> bytes:
    return f'{{"so": 1, "id": "pat", {text}}}'.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "text",
    [
        '"facts": {"grade": 2}',
        '"facts": {"grade": 2.0}',
        '"facts": {"grade": "2"}',
        '"facts": {"grade": true}',
        '"facts": {"proposed": [["lumpectomy"]]}',
        '"facts": {"proposed": [{"value": 1}]}',
        '"facts": {"proposed": [true, null]}',
        '"facts": {"size_mm": 22.50}',
        '"facts": {"size_mm": 1e1}',
        '"facts": {"size_mm": 1e400}',
        '"facts": {"size_mm": -0.0}',
        f'"facts": {{"size_mm": {"9" * 400}}}',
        '"doctors": [{"first": 1}]',
        '"doctors": [{"first": 1.0}]',
        '"doctors": [{"first": "yes"}]',
        '"so": true',
        '"so": 99999999999999999999',
        '"id": null',
        '"decision": "\\u0000 \\/ \\ud83d\\ude00"',
        '"decision": "a\x7fb"',
        '"decision": "a\x85b"',
        '"decision": "a\ufeffb"',
        '"decision": "a\ufffeb"',
        '"decision": "a\u2028b"',
        '"decision": "\\": \\" : {"',
    ],
)
def test_what_few_would_write(reader: JsonCases, bank: Bank, text: str) -> None:
    data = case_with(text)
    for _again in range(2):
        assert reader.read(data, "a.json") == long_way(data, bank)


@pytest.mark.parametrize(
    "text",
    [
        '"stage": null, "stage": "pre-surgery"',
        '"person": {"name": "a", "name": "b"}',
        '"facts": {"her2": "positive", "her2": "positive"}',
        '"facts": {"her2": {"value": "positive", "value": "negative"}}',
        '"visits": [{"date": "2026-12-10"}, {"place": "a", "place": "b"}]',
        '"opinions": [{"id": "first", "plan": {"surgery": {"text": "a", "text" : "b"}}}]',
        '"decision": "her \\"id\\": x", "id": "pit"',
    ],
)
def test_a_key_that_stands_twice_is_an_error_at_any_depth(
    reader: JsonCases, bank: Bank, text: str
) -> None:
    case, problems = reader.read(case_with(text), "a.json")

    assert case is None
    assert problems == long_way(case_with(text), bank)[1] != []


@pytest.mark.parametrize("depth", [30, 100, 5_000, 500_000])
@pytest.mark.parametrize(("before", "after"), [('{"a":', "}"), ("[", "]")])
def test_what_is_nested_too_deep_is_one_problem(
    reader: JsonCases, bank: Bank, depth: int, before: str, after: str
) -> None:
    data = case_with(f'"facts": {before * depth}1{after * depth}')

    case, problems = reader.read(data, "a.json")

    assert case is None
    assert problems == long_way(data, bank)[1] != []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"so": 1, "id": "x",}',
        b"so: 1\nid: x\n",
        b'{"so": 1, "id": "x", "facts": {"size_mm": NaN}}',
        b'{"so": 1, "id": "x", "facts": {"size_mm": Infinity}}',
        b'{"so": 1, "id": "x"} {"so": 1}',
        b'{"so": 1, "id": "a\nb"}',
        b'{"so": 1, "id": "a\\ud800"}',
        b"{'so': 1}",
    ],
)
def test_what_is_no_json_is_one_problem_with_its_line(reader: JsonCases, data: bytes) -> None:
    case, problems = reader.read(data, "a.jsonl", 7)

    assert case is None
    assert [problem.line - 7 for problem in problems] in ([0], [1])


def test_bytes_that_are_no_text_are_named_with_their_line(reader: JsonCases) -> None:
    (problem,) = reader.read(b'{"so": 1,\n"id": "p\xff"}', "a.json")[1]

    assert (problem.line, problem.wrong) == (2, "this is not a text file")


def test_what_some_editors_put_before_a_text_is_skipped(reader: JsonCases) -> None:
    case, problems = reader.read(b'\xef\xbb\xbf{"so": 1, "id": "pat"}', "a.json")

    assert (case, problems) == (Case(id="pat"), [])
