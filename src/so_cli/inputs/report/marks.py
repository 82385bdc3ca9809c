"""From the clauses of a report to the facts and names of cancers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.inputs.report import cancers, nearby, receptors, tnm
from so_cli.inputs.report.guards import before_the_plan, judge
from so_cli.inputs.report.match import match
from so_cli.inputs.report.model import Clause, Found, Mark, doubted
from so_cli.inputs.report.subject import is_other

_WORTH_A_WORD = frozenset({"er", "pr", "her2"})
_NEVER_HEDGED = frozenset({"armpit_ultrasound", "genomic_score"})  # "suspicious" is what they say
_BESIDE = frozenset({"dcis", "lcis", "atypia"})

_ON_A_CONDITION = re.compile(
    r"\b(?:if|when|once|should|unless|until|in case|recurrences?|tumou?rs|cancers|patients|women|people"
    r"|those|such|any)\b",
    re.IGNORECASE,
)
_IN_BREAST = re.compile(r"\bbreast\b[^;]{0,60}: ?-? ?$", re.IGNORECASE)
"""`Left breast, core biopsy: DCIS, ER positive` finds DCIS."""

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
    doubt, why, ends = _judged(clause)
    if why:
        if any(one.fact in _WORTH_A_WORD for one in found):
            passed.append((clause, found[0], why))
        return
    if is_other(clause.text):
        doubt = doubt or wording.OTHER_CANCER
    for one in (each for each in found if each.end <= ends):
        own = "" if one.fact in _NEVER_HEDGED else doubt
        own = own if one.fact == "menopause" else clause.doubt or own
        own = own or nearby.doubt_of(one, clause)
        yield Mark(found=doubted(one, own), clause=clause)
    for kind in (each for each in kinds if each.end <= ends):
        is_first = all(kind.end <= one.start for one in named) and (
            clause.told or _IN_BREAST.search(clause.text[: kind.start])
        )
        if named and kind.kind in _BESIDE and not is_first:
            continue  # "ER (DCIS): positive" names the test, and not what was found
        one = Found(
            fact="cancer_type", value=kind.kind, start=kind.start, end=kind.end, rule="cancers",
            doubt=clause.doubt or doubt,
        )  # fmt: skip
        yield Mark(found=one, clause=clause, kind=kind.kind)


def _judged(clause: Clause) -> tuple[str, str, int]:
    """A doubt about a clause, why it says nothing, and up to where that holds.

    "A stage II cancer, scheduled for surgery": what she has stands before what is planned.
    """
    text = clause.text
    doubt, why = judge(text, told=clause.told)
    ends = before_the_plan(text) if clause.told and why == wording.IS_PLANNED else 0
    if not ends or _ON_A_CONDITION.search(text[:ends]):
        return doubt, why, len(text)
    return *judge(text[:ends], told=True), ends


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
