"""What a report says once, and later names again without a plain value: that is to be asked.

"Grade 2", and below it "ADDENDUM: best regarded as grade 2-3".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.inputs.report import nearby
from so_cli.inputs.report.guards import judge
from so_cli.inputs.report.model import Clause, Mark, doubted

_BETWEEN = re.compile(
    r"(?<!nuclear )\bgr(?:ade|\.)? ?:? ?(?-i:I{1,3}|[123]) ?(?:-|\u2013|to|or|/|vs\.?) ?(?:grade )?(?-i:I{2,3}|[23])\b"
    r"(?! ?/ ?3)(?! (?:\w+ ){0,2}(?:dermatitis|neuropath|toxicit|fatigue|reaction|arthralgia|lymph?edema))",
    re.IGNORECASE,
)
_OF_THREE = re.compile(r"[123I]{1,3} ?/ ?(?:3|III)$")
"""`Grade 2/3` is grade 2 of 3."""
_LATER = re.compile(
    r"\b(?:addend(?:um|a)|amended|amendment|corrected|corrigend\w+|revised|revision|supplement\w*|on (?:\w+ )?re-?view)\b",
    re.IGNORECASE,
)
_NAMES = (
    (re.compile(r"(?<!nuclear )\bgrade\b", re.IGNORECASE), frozenset({"grade"})),
    (re.compile(r"\b(?:ER|o?estrogen)\b"), frozenset({"er", "er_percent"})),
    (re.compile(r"\b(?:PR|PgR|progesterone)\b"), frozenset({"pr", "pr_percent"})),
    (re.compile(r"\bHER-?2", re.IGNORECASE), frozenset({"her2", "her2_ihc", "her2_ish"})),
    (re.compile(r"\bKi-?67", re.IGNORECASE), frozenset({"ki67_percent"})),
    (re.compile(r"\bmargins?\b", re.IGNORECASE), frozenset({"margins"})),
)


def reopened(marks: Sequence[Mark], clauses: Sequence[Clause]) -> Iterator[Mark]:
    """The marks; doubtful where a clause takes back what is sure about them."""
    open_in: dict[str, int] = {}
    for index, clause in enumerate(clauses):
        for fact in _opened(clause, marks):
            open_in[fact] = index
    order = {id(clause): index for index, clause in enumerate(clauses)}
    for mark in marks:
        last = open_in.get(mark.found.fact, -1)
        if last > order.get(id(mark.clause), last):
            yield replace(mark, found=doubted(mark.found, wording.TESTS_DISAGREE))
        else:
            yield mark


def _opened(clause: Clause, marks: Sequence[Mark]) -> Iterator[str]:
    """The facts that a clause names, and leaves open."""
    if clause.section != "own" or judge(clause.text)[1]:
        return
    between = _BETWEEN.search(clause.text)
    if between and not _OF_THREE.search(between[0]) and nearby.names_cancer(clause.text):
        yield "grade"
    if not _LATER.search(clause.text):
        return
    said = {mark.found.fact for mark in marks if mark.clause.addendum >= clause.addendum}
    later = said if clause.addendum else {one.found.fact for one in marks if one.clause is clause}
    for name, facts in _NAMES:
        if name.search(clause.text) and not facts & later:
            yield from facts
