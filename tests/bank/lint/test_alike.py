"""Two questions that ask nearly the same thing are found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.loader import check_bank

TODAY = date(2026, 11, 20)
NEW = """questions:
- id: new-question
  stages: [{stage}]
  topic: surgery
  ask: [{who}]
  text: {text}
  short: New
  why: It may matter.
  priority: 3
  sources: [ours]
  reviewed: 2026-11-20
"""
OURS = "sources: [{id: ours, title: T, publisher: P, url: 'https://example.org'}]"
KNOWN = "Which kinds of breast surgery could work for me?"  # kinds-of-surgery, before surgery


@pytest.mark.parametrize(
    ("text", "stage", "who", "count"),
    [
        (KNOWN, "pre-surgery", "breast-surgeon", 1),
        (
            "Which kind of breast surgery could work for me here?",
            "pre-surgery",
            "breast-surgeon",
            1,
        ),
        ("Which kinds of stocking could help after surgery?", "pre-surgery", "breast-surgeon", 0),
        (KNOWN, "metastatic", "breast-surgeon", 0),
        (KNOWN, "pre-surgery", "palliative-team", 0),
    ],
)
def test_one_packet_does_not_ask_twice(
    overlay: Callable[..., Path], text: str, stage: str, who: str, count: int
) -> None:
    folder = overlay(sources=OURS, questions=NEW.format(text=text, stage=stage, who=who))
    problems = check_bank([folder], today=TODAY)[1]
    assert ["nearly the same" in problem.wrong for problem in problems] == [True] * count
    assert all(problem.line == 6 for problem in problems)
