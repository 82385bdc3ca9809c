"""Records in JSON are read as they stand, or refused with the place."""

from __future__ import annotations

import json

import pytest
from made_papers import PATIENT, as_json

from so_cli.inputs.files import parsed_json
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.parsed_json import parsed, records_in


def sentence(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        records_in(data)
    return caught.value.sentence


def test_each_shape_of_records_is_read() -> None:
    one = json.loads(PATIENT)
    assert records_in(PATIENT) == (one, [])
    assert records_in(b"[" + PATIENT + b"]") == ([one], [])
    assert records_in(PATIENT + b"\r\n\r\n" + PATIENT + b"\n") == ([one, one], [])


def test_a_line_that_is_wrong_is_named_and_the_others_read() -> None:
    records, wrong = records_in(b"\n".join([PATIENT, b"{]", b"{}", PATIENT]))
    assert len(records) == 2
    assert [each.sentence[:7] for each in wrong] == ["line 2:", "line 3:"]


def test_of_many_wrong_lines_the_first_are_named_and_the_rest_counted() -> None:
    _, wrong = records_in(b"\n".join([PATIENT, *[b"{]"] * 50]))
    assert len(wrong) == 6
    assert "45 more" in wrong[-1].sentence


def test_a_file_of_which_most_lines_are_wrong_is_refused_as_a_whole() -> None:
    assert sentence(b"\n".join([PATIENT, *[b"{]"] * 5_000])).startswith("line 2:")


def test_the_number_of_values_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed_json, "MAX_PARTS", 100)
    assert "more parts" in sentence(b'[{"resourceType": "A"}' + b",{}" * 100 + b"]")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not JSON"),
        (b'{\n"a": 1,\n}', "not JSON"),
        (b'{"resourceType": NaN}', "not JSON"),
        (b"[Infinity]", "not JSON"),
        (b'[{"a": 1e999}]', "out of range"),
        (b'[{"a": ' + b"1" * 10_000 + b"}]", "out of range"),
        (b"[" * 100_000, "too deep"),
        (b'{"a":' * 100_000, "too deep"),
        (b'{"a": "\xff"}', "not JSON"),
        (b'{"a": "\\ud800"}', "not JSON"),
        (b"null", "no medical records"),
        (b"[1, 2]", "no medical records"),
        (b'{"resourceType": 3}', "no medical records"),
    ],
)
def test_what_is_not_to_be_trusted_is_refused(data: bytes, words: str) -> None:
    assert words in sentence(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"resourceType": "A", "status": "final", "status": "entered-in-error"}',
        b'{"resourceType": "A", "x": [{"status" : 1, "status"\n:2}]}',
        b'{"resourceType": "A", "stat\\u0075s": 1, "status": 2}',
        b'{"resourceType": "A", "status": "a:b", "status": "c"}',
        b'{"resourceType": "A", "x": "\\u003a", "status": 1, "status": 1}',
    ],
)
def test_a_key_that_stands_twice_is_named(data: bytes) -> None:
    assert "'status'" in sentence(data)


@pytest.mark.parametrize(
    "value", [{"a:b": "c:d", "e": ['":"', ":"]}, {"div": '<p style="a: b">::</p>'}, {"é:": "ü"}]
)
def test_a_colon_in_a_text_is_no_key(value: dict[str, object]) -> None:
    assert parsed(as_json(value)) == value
    assert parsed(json.dumps(value, ensure_ascii=False, indent=1).encode()) == value


def test_a_colon_written_as_an_escape_is_taken_for_what_it_is() -> None:
    assert parsed(b'{"a": "x\\u003Ay"}') == {"a": "x:y"}
