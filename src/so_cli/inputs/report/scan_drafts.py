"""What the report of a scan says, and what others tell of scans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.inputs.report import cancers, scans
from so_cli.inputs.report.drafts import types_of
from so_cli.inputs.report.guards import judge
from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.model import Clause, Draft, Found, Mark, doubted
from so_cli.inputs.report.record_kinds import SCAN

_BREAST_MRI = re.compile(r"\bMRI?\b.{0,30}\bbreasts?\b|\bbreasts?\b.{0,20}\bMRI?\b", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:recommend|prior|previous|comparison|guided|history)", re.IGNORECASE)
_HEAD = 12
"""In so many lines a report of a scan names what it is of."""


def of_scan(marks: Sequence[Mark], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """What a report of a scan says; what it tells from elsewhere is doubtful."""
    yield from types_of([mark for mark in marks if mark.kind and mark.clause.doubt], "")
    for mark in marks:
        is_own = mark.found.fact in scans.OWN_FACTS
        if not mark.kind:
            found = mark.found if is_own else doubted(mark.found, wording.FROM_BEFORE)
            yield Draft(found=found, clause=mark.clause)
    sides, told = list(scans.sides(clauses)), list(_sides_told(marks))
    if len({found.value for _, found in (*sides, *told)}) > 1:
        sides = [(clause, doubted(found, wording.FROM_BEFORE)) for clause, found in sides]
    for clause, found in sides or told:
        yield Draft(found=found, clause=clause)
    for clause in clauses:
        size = scans.size(clause)
        if size and not judge(clause.text)[1]:
            yield Draft(found=doubted(size, wording.ONLY_ON_SCAN), clause=clause)


def _sides_told(marks: Sequence[Mark]) -> Iterator[tuple[Clause, Found]]:
    """The side of the cancer for which a scan was made, as its request tells."""
    for mark in marks:
        side = side_in(mark.clause.text)
        if mark.clause.doubt and mark.kind in cancers.MALIGNANT and side in {"left", "right"}:
            yield mark.clause, replace(mark.found, fact="side", value=side)


def told_of_scans(clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The sizes on scans that a note tells, where it tells no other."""
    for clause in clauses:
        is_told = clause.told or clause.doubt or clause.section == "imaging"
        size = scans.size(clause) if is_told else None
        if size and not judge(clause.text, told=True)[1]:
            yield Draft(found=doubted(size, wording.ONLY_ON_SCAN), clause=clause)


def of_breast_mri(kind: str, lines: Sequence[Line]) -> Iterator[Draft]:
    """That the breasts were looked at by MRI, where that is what the report is of."""
    if kind != SCAN:
        return
    for index, line in enumerate(lines[:_HEAD]):
        if (found := _BREAST_MRI.search(line.plain)) and not _NOT_YET.search(line.plain):
            clause = Clause(text=line.plain, parts=((0, index, 0),))
            one = Found(
                fact="mri", value="done", start=found.start(), end=found.end(), rule="scan"
            )  # fmt: skip
            yield Draft(found=one, clause=clause)
            return
