"""From the clauses of a report to the facts and names of cancers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.inputs.report import cancers, receptors, tnm
from so_cli.inputs.report.guards import before_the_plan, judge
from so_cli.inputs.report.match import match
from so_cli.inputs.report.model import Clause, Found, Mark, doubted
from so_cli.inputs.report.subject import is_other

_WORTH_A_WORD = frozenset({"er", "pr", "her2"})
_NEVER_HEDGED = frozenset({"armpit_ultrasound", "genomic_score"})  # "suspicious" is what they say
_BESIDE = frozenset({"dcis", "lcis", "atypia"})

_ON_A_CONDITION = re.compile(r"\b(?:if|when|once|should|unless|until|in case)\b", re.IGNORECASE)

Passed = tuple[Clause, Found, str]
"""What looks like a fact and was not taken, and why."""


def marks(clauses: Sequence[Clause], passed: list[Passed]) -> Iterator[Mark]:
    """What each clause says; `passed` takes what only looks like it."""
    before = ""
    for clause in clauses:
        yield from _in(clause, passed, after_her2="her" in before.lower())
        before = clause.text


def _in(clause: Clause, passed: list[Passed], *, after_her2: bool) -> Iterator[Mark]:
    named = _receptors(clause, passed, after_her2=after_her2)
    found = [*named, *match(clause)]
    kinds: Sequence[cancers.Mention] = ()
    if clause.section == "own":
        found += tnm.read(clause)
    if clause.section in {"own", "imaging"}:
        kinds = cancers.mentions(clause)
    if not found and not kinds:
        return
    doubt, why = judge(clause.text, told=clause.told)
    if why == wording.IS_PLANNED and clause.told:
        # "a stage II cancer, scheduled for surgery": what she has stands before what is planned
        ends = before_the_plan(clause.text)
        doubt, why = judge(clause.text[:ends], told=True) if ends else ("", why)
        why = wording.HEDGED if _ON_A_CONDITION.search(clause.text[:ends]) else why
        found = [one for one in found if one.end <= ends]
        kinds = [one for one in kinds if one.end <= ends]
    if why:
        if any(one.fact in _WORTH_A_WORD for one in found):
            passed.append((clause, found[0], why))
        return
    if is_other(clause.text):
        doubt = doubt or wording.OTHER_CANCER
    for one in found:
        own = "" if one.fact in _NEVER_HEDGED else doubt
        own = own if one.fact == "menopause" else clause.doubt or own
        yield Mark(found=doubted(one, own), clause=clause)
    for kind in kinds:
        is_first = clause.told and all(kind.end <= one.start for one in named)
        if named and kind.kind in _BESIDE and not is_first:
            continue  # "ER (DCIS): positive" names the test, and not what was found
        one = Found(
            fact="cancer_type", value=kind.kind, start=kind.start, end=kind.end, rule="cancers",
            doubt=clause.doubt or doubt,
        )  # fmt: skip
        yield Mark(found=one, clause=clause, kind=kind.kind)


def _receptors(clause: Clause, passed: list[Passed], *, after_her2: bool) -> list[Found]:
    """ER, PR and HER2 as this report found them, not as its history tells them."""
    named = [
        one for one in receptors.read(clause.text, after_her2=after_her2) if one.end > clause.own
    ]
    if clause.section not in {"history", "plan", "gross"}:
        return named
    if clause.section == "history" and any(one.fact in _WORTH_A_WORD for one in named):
        passed.append((clause, named[0], wording.FROM_BEFORE_WHY))
    return []
