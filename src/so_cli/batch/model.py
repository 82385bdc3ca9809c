"""What is told of a case in a batch that could not be read."""

from __future__ import annotations

from msgspec import Struct


class CaseProblem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a case: where, what, and what would be right."""

    key: str
    problem: str
    fix: str


class CaseErrors(Struct, frozen=True, kw_only=True):
    """All that is wrong with one case: a line of `errors.jsonl`.

    `line` is where the case begins in its source. `id` is null where it could not be read.
    """

    source: str
    line: int
    id: str | None
    problems: tuple[CaseProblem, ...]
