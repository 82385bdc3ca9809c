"""A SMART Health Link is known, explained, and never followed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest
from made_papers import opened, refused

KEY = "rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q"


def link(**payload: object) -> str:
    value = {"url": "https://shl.example.org/secret-address", "key": KEY, **payload}
    return "shlink:/" + urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("before", ["", "https://viewer.example.org#", "My link: "])
def test_a_link_is_explained_with_what_to_do(before: str) -> None:
    said = refused(f"{before}{link()}\n".encode())
    assert "SMART Health Link" in said
    assert "download the records" in said


def test_its_label_and_its_end_are_shown() -> None:
    said = refused(link(label="My \x1b[2Jrecords", exp=1_800_000_000).encode())
    assert "'My [2Jrecords'" in said
    assert "Jan 15, 2027" in said


def test_its_key_and_address_are_never_shown() -> None:
    said = refused(link(label="Records").encode())
    assert KEY not in said
    assert "secret-address" not in said


@pytest.mark.parametrize(
    "text", ["shlink:/e30", "shlink:/abc", "shlink:/W10", link(exp=1e300), link(exp="x", label=3)]
)
def test_a_link_with_nothing_in_it_is_still_a_link(text: str) -> None:
    assert "SMART Health Link" in refused(text.encode())


def test_a_report_that_mentions_a_link_is_a_report() -> None:
    text = f"ER: positive. {link()} " + "The margins are clear. " * 50
    assert opened(text.encode())[0][0].kind == "report"
