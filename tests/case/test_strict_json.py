"""A key that a decoder dropped is noticed by its colon."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.case.strict_json import may_drop_keys, stop_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(':"\\aé\n '),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(':"\\aé'), inner),
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_nothing_is_dropped_of_what_stands_once(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert not may_drop_keys(msgspec.json.decode(data), data)


@given(VALUES, VALUES, st.text(':"a'))
def test_what_stands_twice_is_noticed(one: object, other: object, key: str) -> None:
    name = json.dumps(key)
    data = f"[{{{name} : {json.dumps(one)}, {name}:{json.dumps(other)}}}]".encode()
    assert may_drop_keys(msgspec.json.decode(data), data)


def test_a_duplicate_cannot_hide_behind_an_escape() -> None:
    data = b'{"a": "\\u003A", "b": 1, "b": 2}'
    assert may_drop_keys(msgspec.json.decode(data), data)


def test_a_decoder_stops_on_a_line() -> None:
    data = b'{\n"a": 1,\n}'
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(data)
    assert stop_of(caught.value, data).line == 3
    assert stop_of(caught.value, data, max_bytes=3).line == 1
