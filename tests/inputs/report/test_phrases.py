"""Phrases as laboratories write them, and phrases that only look alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from so_cli.inputs.report.model import Found
from so_cli.inputs.report.phrase import read_phrase

GROUPS = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))
PHRASES = [(group, phrase) for group, phrases in GROUPS.items() for phrase in phrases]
SHORT = [
    line.replace(r"\n", "\n").replace(r"\t", "\t").split(" | ", 1)
    for line in (Path(__file__).parent / "receptors.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
LETTERS = {"positive": "p", "negative": "n"}
LABELLED = Path(__file__).parents[2] / "data/records/path-text-dphe/receptor_sentences_dev.json"


def said(found: list[Found], *, sure: bool) -> dict[str, set[Any]]:
    values: dict[str, set[Any]] = {}
    for one in found:
        if sure == (not one.doubt):
            values.setdefault(one.fact, set()).add(one.value)
    return values


@pytest.mark.parametrize(
    ("group", "phrase"), PHRASES, ids=[f"{group}: {phrase['text']}" for group, phrase in PHRASES]
)
def test_a_phrase_says_what_it_says_and_no_more(group: str, phrase: dict[str, Any]) -> None:
    found = read_phrase(phrase["text"])
    sure = said(found, sure=True)
    may = set(phrase.get("or_not", ()))
    wanted = {
        fact: set(value) if isinstance(value, list) else {value}
        for fact, value in phrase["says"].items()
    }
    assert {fact: v for fact, v in sure.items() if fact not in may} == {
        fact: v for fact, v in wanted.items() if fact not in may
    }
    assert set(phrase.get("not_sure", ())) - may <= set(said(found, sure=False))


def test_there_are_phrases_enough() -> None:
    assert len(PHRASES) >= 150


@pytest.mark.parametrize(("wanted", "phrase"), SHORT, ids=[phrase for _, phrase in SHORT])
def test_a_receptor_is_certain_only_where_it_is_plain(wanted: str, phrase: str) -> None:
    sure = said(read_phrase(phrase), sure=True)
    got = {
        (name.upper(), LETTERS[value])
        for name in ("er", "pr", "her2")
        for value in sure.get(name, set()) & LETTERS.keys()
    }
    pairs = {tuple(part.split("=")) for part in wanted.split() if "=" in part}
    assert got == {(name, letter) for name, letter in pairs if letter != "u"}


def test_labelled_phrases_are_read_right() -> None:
    wrong = []
    phrases = json.loads(LABELLED.read_text("utf-8"))
    for phrase in phrases:
        sure = said(read_phrase(phrase["text"]), sure=True)
        got = {
            (marker, value)
            for marker in ("er", "pr", "her2")
            for value in sure.get(marker, set()) & {"positive", "negative"}
        }
        if got != labelled(phrase["marker"], phrase["label"]):
            wrong.append((phrase["text"], got))
    assert wrong == []


def labelled(marker: str | None, label: str) -> set[tuple[str, str]]:
    if marker is None or label.startswith("unknown"):
        return set()
    if "," in marker:  # the last of the three is ambiguous
        names, values = marker.lower().split(","), label.split(",")
        return {pair for pair in zip(names, values, strict=False) if "ambig" not in pair[1]}
    return {(name, label) for name in marker.lower().split("+")}
