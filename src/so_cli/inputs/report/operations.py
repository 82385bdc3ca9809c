"""Which breast surgery a report tells as done: its procedure, or the specimen that it got.

What an operation was is read from there alone: its story also tells what was talked about before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.guards import is_denied, judge
from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.model import Clause, Draft, Found, doubted
from so_cli.inputs.report.specimens import procedure_in, specimen_in

OPERATION, SPECIMEN = "operative-report", "surgical-pathology-report"

PART = re.compile(
    r"\blumpectom(?:y|ies)\b"
    r"|\b(?:partial|segmental|limited) mastectom(?:y|ies)\b"
    r"|\bquadrantectomy\b|\b(?:breast )?segmentectomy\b"
    r"|\bwide local excision\b|\b(?-i:WLE|BCS)\b|\bbreast[- ]conserving (?:surgery|operation|excision)\b"
    r"|\bexcision ?[(,]? ?less than total mastectomy\b"
    r"|\b(?:needle|wire|seed)[- ](?:locali[sz](?:ed|ation)|guided)(?: \w+){0,3} excision\b(?! biopsy)",
    re.IGNORECASE,
)  # fmt: skip
WHOLE = re.compile(
    r"\b(?-i:MRM)\b|\bmastectom(?:y|ies)\b(?! (?:scar|site|flap|bed|cavity|skin))", re.IGNORECASE
)
_CANCER = re.compile(
    r"cancer|carcinoma|malignan|tumou?r|neoplasm|sarcoma|phyll?odes|\b(?:DCIS|IDC|ILC|C50)|\bp?T[1-4]"
    r"|\bsentinel|\baxillary dissection",
    re.IGNORECASE,
)
_BEHIND_THAT = re.compile(
    r"\b(?:after|following|s/p|status[- ]post|secondary to|due to)\b", re.IGNORECASE
)
"""What stands behind it was done before: "exchange of an expander after mastectomy"."""
NOT_FOR_CANCER = re.compile(r"\b(?:prophylactic|risk[- ]reducing)\b", re.IGNORECASE)


class Operation(Struct, frozen=True):
    """A breast operation: lumpectomy or mastectomy, on which side, and where that stands."""

    kind: str
    side: str
    clause: Clause
    is_for_cancer: bool


def of_operations(clauses: Sequence[Clause], kind: str) -> Iterator[Draft]:
    """The breast surgery done, where the report is of an operation or of what it took out."""
    if kind not in {OPERATION, SPECIMEN}:
        return
    doubt = doubt_of(clauses)
    for draft in _told(list(_done(clauses, kind)), kind):
        yield replace(draft, found=doubted(draft.found, doubt))


def side_of_specimen(clauses: Sequence[Clause], kind: str) -> Iterator[Draft]:
    """The side of what was taken out, for a report that finds no cancer in it any more."""
    if kind == SPECIMEN:
        for draft in _side([one for one in _done(clauses, kind) if one.is_for_cancer]):
            yield replace(draft, found=doubted(draft.found, wording.NO_CANCER_NAMED))


def doubt_of(clauses: Sequence[Clause]) -> str:
    """Why surgery may have been for no cancer: nothing names one; empty where something does."""
    is_named = any(_names_cancer(clause.text) for clause in clauses)
    return "" if is_named else wording.NO_CANCER_NAMED


def _names_cancer(text: str) -> bool:
    return any(not is_denied(text, one.start(), one.end()) for one in _CANCER.finditer(text))


def _told(done: Sequence[Operation], kind: str) -> Iterator[Draft]:
    for_cancer = [one for one in done if one.is_for_cancer]
    kinds = {one.kind: one for one in reversed(for_cancer)}
    is_of_two = len(kinds) > 1 and len({one.side for one in for_cancer}) > 1
    doubt = wording.SEVERAL_OPERATIONS if is_of_two else ""
    for name, first in kinds.items():
        yield _draft("had", (name,), first.clause, doubt)
    yield from _surgery(done, for_cancer)
    if kind == OPERATION:
        yield from _side(for_cancer)


def _done(clauses: Sequence[Clause], kind: str) -> Iterator[Operation]:
    """The operations; behind one label, `1. Left mastectomy 2. Right mastectomy` are two."""
    line = -1
    for clause in clauses:
        named = procedure_in(clause)
        if named:
            line = clause.parts[-1][1]
        elif kind == OPERATION and clause.parts[-1][1] == line:
            named = clause.text
        elif kind == SPECIMEN and clause.section in {"own", "specimens"}:
            named = specimen_in(clause)
        yield from _operations(clause, named)


def names_node_surgery(draft: Draft) -> bool:
    """Whether a draft of the report of an operation tells the surgery of nodes that was done."""
    if draft.found.fact != "node_surgery":
        return True
    return draft.clause.section == "specimens" or bool(procedure_in(draft.clause))


def _operations(clause: Clause, named: str) -> Iterator[Operation]:
    named = _BEHIND_THAT.split(named, maxsplit=1)[0]
    if not named or clause.section in {"history", "plan"} or judge(named) != ("", ""):
        return
    side = side_in(named) or clause.block.side
    is_for_cancer = not NOT_FOR_CANCER.search(named)
    rest = PART.sub("", named)
    if rest != named:
        yield Operation("lumpectomy", side, clause, is_for_cancer)
    if WHOLE.search(rest):
        yield Operation("mastectomy", side, clause, is_for_cancer)


def _surgery(done: Sequence[Operation], for_cancer: Sequence[Operation]) -> Iterator[Draft]:
    """`surgery`; a report that names two kinds leaves open which of them is meant."""
    if not for_cancer:
        return
    kinds = list(dict.fromkeys(one.kind for one in for_cancer))
    sides = {one.side for one in done if one.kind == "mastectomy"}
    if "mastectomy" in kinds and ("both" in sides or {"left", "right"} <= sides):
        whole = next(one for one in for_cancer if one.kind == "mastectomy")
        yield _draft("surgery", "double-mastectomy", whole.clause)
        return
    doubt = wording.SEVERAL_OPERATIONS if len(kinds) > 1 else ""
    for name in kinds:
        first = next(one for one in for_cancer if one.kind == name)
        yield _draft("surgery", name, first.clause, doubt)


def _side(for_cancer: Sequence[Operation]) -> Iterator[Draft]:
    sides = {one.side for one in for_cancer}
    if len(sides) == 1 and sides <= {"left", "right"}:
        yield _draft("side", sides.pop(), for_cancer[0].clause)


def _draft(fact: str, value: Stored, clause: Clause, doubt: str = "") -> Draft:
    found = Found(
        fact=fact, value=value, start=0, end=len(clause.text), rule="operations", doubt=doubt
    )
    return Draft(found=found, clause=clause)
