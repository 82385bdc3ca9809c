"""What nothing in the bank uses is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.loader import check_bank

TODAY = date(2026, 11, 20)
NEW = "{id: new, label: L, kind: text, ask: A}"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("facts", "facts: [{id: unused, label: L, kind: text, ask: A}]"),
        ("facts", "conditions: [{id: unused, means: M, when: {er: positive}}]"),
        ("questions", "topics: [{id: unused, title: T}]"),
        ("sources", "sources: [{id: unused, title: T, publisher: P, url: 'https://example.org'}]"),
    ],
)
def test_what_nothing_refers_to_is_a_problem(
    overlay: Callable[..., Path], file: str, text: str
) -> None:
    (problem,) = check_bank([overlay(**{file: text})], today=TODAY)[1]
    assert problem.wrong == "nothing uses 'unused'"
    assert problem.line == 1


@pytest.mark.parametrize(
    "text",
    [
        "facts: [{id: new, label: L, kind: text, ask: A, doctor: true}]",
        f"{{facts: [{NEW}], chapters: [{{id: c, title: T, asks: [new]}}]}}",
        f"{{facts: [{NEW}], conditions: [{{id: low-er, when: {{new: {{known: true}}}}}}]}}",
    ],
)
def test_what_is_asked_read_or_printed_is_used(overlay: Callable[..., Path], text: str) -> None:
    assert check_bank([overlay(facts=text)], today=TODAY)[1] == []
