"""The case in clinical shorthand: three lines in clinical order, for the doctor's page.

A mark says how things are known, and holds until the next one: **R:** from a report, **T:** as
told. At the end of a line: what the papers disagree about, what is not known, what does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from so_cli import wording
from so_cli.outputs.pages.blocks import Line, Span, bold, words
from so_cli.packet.model import ConflictLine, FactLine

LINES: tuple[tuple[str, ...], ...] = (
    (
        "age sex menopause, pregnant, pregnant_weeks, breastfeeding",
        "side cancer_type grade size_mm, size_by, quadrant, focality",
        "features",
        "other_tumor",
        "stage_group tnm",
        "diagnosed_on",
    ),
    (
        "er er_percent",
        "pr pr_percent",
        "her2, her2_ihc, her2_ish",
        "ki67_percent",
        "armpit_ultrasound",
        "nodes nodes_by, nodes_positive, node_surgery",
        "gene_test gene_found",
        "genomic_test, genomic_name genomic_score, genomic_result",
        "mri",
    ),
    (
        "met_sites",
        "met_first",
        "met_biopsy",
        "line, growing",
        "mutations",
        "pd_l1",
        "surgery, margins, leftover_cancer",
        "surgery_on",
        "treatment_starts",
        "years_on_hormone_therapy",
        "previous_breast_cancer, previous_chest_radiation, implants",
        "family_history, ashkenazi",
    ),
)
"""What stands together, with a blank or a comma before the next fact."""
LINE_OF_GROUP = {"diagnosis": 0, "receptors": 1, "nodes": 1, "imaging": 1, "genes": 1}
"""Where all other facts of a group stand, after these; those of any other group on the last."""
_PLACE = re.compile(r"(, | |^)(\w+)")
_FIRST_WORD = re.compile(r"\w+")


def case_lines(facts: Iterable[FactLine], conflicts: Iterable[ConflictLine]) -> list[Line]:
    """All these facts, and all the conflicts."""
    by_id = {fact.id: fact for fact in facts}
    disputed = {value.fact for conflict in conflicts for value in conflict.values}
    lines = []
    left = list(conflicts)
    for number, places in enumerate(_lines_with_room(by_id)):
        here = [by_id[name] for place in places for _, name in _named(place) if name in by_id]
        ids = {fact.id for fact in here}
        is_last = number == len(LINES) - 1
        mine = [c for c in left if is_last or any(value.fact in ids for value in c.values)]
        left = [conflict for conflict in left if conflict not in mine]
        settled = {fact.id: fact for fact in here if fact.id not in disputed}
        parts = [_known(places, settled), _contradictory(mine), *_unknown(settled.values())]
        lines.append(_joined(parts))
    return [line for line in lines if line]


def mark_without_value(fact: FactLine) -> str:
    """The mark of a fact that was answered without a value; empty where there is one."""
    if fact.state is None:
        return ""
    return wording.NOT_APPLICABLE if fact.state == "does-not-apply" else wording.NOT_KNOWN


def _lines_with_room(facts: Mapping[str, FactLine]) -> list[list[str]]:
    """The lines with a place for every fact, those of other banks too."""
    lines = [list(places) for places in LINES]
    for fact in facts.values():
        if fact.id not in _HAVE_A_PLACE:
            lines[LINE_OF_GROUP.get(fact.group, -1)].append(fact.id)
    return lines


@cache
def _named(place: str) -> tuple[tuple[str, str], ...]:
    """The facts of a place, each with what parts it from the one before."""
    return tuple(_PLACE.findall(place))


_HAVE_A_PLACE = {name for line in LINES for place in line for _, name in _named(place)}


def _known(places: Iterable[str], facts: Mapping[str, FactLine]) -> Line:
    line: list[Span] = []
    mark = ""
    for place in places:
        before = ""
        for joint, name in _named(place):
            fact = facts.get(name)
            if fact is None or fact.value is None:
                continue
            new_mark = wording.FROM_REPORT if fact.source else wording.AS_TOLD
            gap = (joint if before else "; ") if line else ""
            if new_mark != mark:
                line += [words(gap), bold(f"{new_mark}:"), words(f" {fact.shorthand}")]
            else:
                is_short = joint == " "
                said = _without_repetition(fact.shorthand, before) if is_short else fact.shorthand
                line.append(words((gap.strip() if said.startswith(":") else gap) + said))
            mark, before = new_mark, fact.shorthand
    return tuple(span for span in line if span.text)


def _without_repetition(text: str, before: str) -> str:
    """`ER 80%` after `ER +` as `80%`; `germline: BRCA2` after `germline done` as `: BRCA2`."""
    word, last = _FIRST_WORD.match(text), _FIRST_WORD.match(before)
    if word is None or last is None or word[0] != last[0]:
        return text
    return text[word.end() :].lstrip() or text


def _contradictory(conflicts: Iterable[ConflictLine]) -> Line:
    sides = [" / ".join(value.shorthand for value in conflict.values) for conflict in conflicts]
    if not sides:
        return ()
    return bold(f"{wording.CONTRADICTORY}:"), words(f" {'; '.join(sides)}")


def _unknown(facts: Iterable[FactLine]) -> list[Line]:
    labels: dict[str, list[str]] = {wording.NOT_KNOWN: [], wording.NOT_APPLICABLE: []}
    for fact in facts:
        if mark := mark_without_value(fact):
            labels[mark].append(fact.label)
    return [
        (bold(f"{mark}:"), words(f" {'; '.join(names)}")) for mark, names in labels.items() if names
    ]


def _joined(parts: Iterable[Line]) -> Line:
    line: Line = ()
    for part in filter(None, parts):
        line = (*line, words("; "), *part) if line else part
    return line
