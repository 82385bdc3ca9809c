"""A condition that no case can make true is found, and one that a case can is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.lint.reach import reach_problems
from so_cli.bank.loader import load_bank
from so_cli.errors import Problem

Overlay = Callable[..., Path]


def found_in(folder: Path) -> list[Problem]:
    loaded = load_bank([folder])
    assert not loaded.problems
    return [*reach_problems(loaded.bank, loaded.documents)]


def problems_of(overlay: Overlay, when: str, stages: str = "[post-biopsy]") -> list[str]:
    entry = f"steps:\n- {{id: call-insurer, stages: {stages}, when: {when}}}\n"
    return [problem.wrong for problem in found_in(overlay(steps=entry))]


@pytest.mark.parametrize(
    "when",
    [
        "{all: [{er: positive}, {er: negative}]}",
        "{er: positive, not: {er: positive}}",
        "{all: [{size_mm: {max: 10}}, {size_mm: {min: 20}}]}",
        "{age: {max: 10}}",
        "{stage: metastatic}",
        "{all: [{er: {known: false}}, {er: positive}]}",
        "{all: [{her2: pending}, {her2: {known: true}}]}",
        "{all: [{is: triple-negative}, {er: positive}]}",
        "{all: [{er: pending}, {er_percent: {min: 1}}]}",
        "{all: [{had: [chemotherapy]}, {had: [none]}]}",
    ],
)
def test_what_can_never_be(overlay: Overlay, when: str) -> None:
    assert problems_of(overlay, when) == ["no case can make this condition true"]


@pytest.mark.parametrize(
    "when",
    [
        "{er: positive, her2: negative}",
        "{any: [{all: [{er: positive}, {er: negative}]}, {er: pending}]}",
        "{size_mm: {min: 10, max: 20}}",
        "{all: [{er: {known: false}}, {pr: negative}]}",
        "{not: {er: positive}}",
        "{all: [{is: triple-negative}, {age: {min: 60}}]}",
        "{all: [{had: chemotherapy}, {had: radiation}]}",
        "{all: [{had: {known: true}}, {not: {had: chemotherapy}}]}",
    ],
)
def test_what_can_be(overlay: Overlay, when: str) -> None:
    assert problems_of(overlay, when) == []


def test_a_row_that_nobody_ever_sees(overlay: Overlay) -> None:
    row = "{id: r, label: L, sets: {er: positive}, when: {stage: metastatic}}"
    sheet = f"{{id: s, label: L, kind: choice, ask: A, stages: [post-biopsy], rows: [{row}]}}"
    (problem,) = found_in(overlay(facts=f"sheets:\n- {sheet}"))
    assert problem.wrong == "no case can make this condition true"
    assert problem.line == 2
