"""The packet as JSON: stable keys in a stable order."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Person
from so_cli.case.store import load_case
from so_cli.outputs.as_json import to_json
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

MakeCase = Callable[..., Case]


def test_keys_are_the_same_for_every_case_and_in_the_same_order(
    bank: Bank, make_case: MakeCase, rich_path: Path, today: date
) -> None:
    empty = json.loads(to_json(make_packet(bank, make_case(""), today)))
    rich = json.loads(to_json(make_packet(bank, load_case(rich_path, bank), today)))
    assert list(empty) == list(rich) == [f.encode_name for f in msgspec.structs.fields(Packet)]


def test_it_is_indented_and_ends_in_a_line_break(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    text = to_json(make_packet(bank, make_case(""), today))
    assert text.startswith('{\n  "so": 1,\n')
    assert text.endswith("}\n")


def test_a_visit_says_with_whom_under_with(bank: Bank, make_case: MakeCase, today: date) -> None:
    made = make_packet(bank, make_case("visits: [{with: Dr. Rivera}]"), today)
    assert json.loads(to_json(made))["visits"][0]["with"] == "Dr. Rivera"


def test_a_rich_packet_fits_its_schema(rich_path: Path, bank: Bank, today: date) -> None:
    text = to_json(make_packet(bank, load_case(rich_path, bank), today))
    try:
        from jsonschema import validate  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        pytest.skip("jsonschema is not installed; decoding is tested below")
    validate(json.loads(text), msgspec.json.schema(Packet))


def test_what_a_terminal_would_obey_is_written_as_an_escape(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    name = "Pat \u202e\x9b2J"
    packet = make_packet(bank, replace(make_case(""), person=Person(name=name)), today)
    text = to_json(packet)
    assert not {"\u202e", "\x9b"} & set(text)
    assert json.loads(text)["person"]["name"] == name


@given(data=st.data())
@settings(max_examples=25)
def test_a_packet_reads_back_as_it_was(
    data: st.DataObject, bank: Bank, any_case: st.SearchStrategy[Case], today: date
) -> None:
    packet = make_packet(bank, data.draw(any_case), today)
    assert msgspec.json.decode(to_json(packet), type=Packet, strict=True) == packet
