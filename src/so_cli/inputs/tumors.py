"""Which tumor each paper speaks of. Two tumors are never made one; the person says which is meant.

In different papers the left breast is the left breast, and a tumor of which the side is not known
is the only other one. Within one paper, what the paper tells apart stays apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from so_cli.bank.model import Fact, Group
from so_cli.inputs.model import Finding, Reading, Tumor

OF_A_TUMOR: frozenset[Group] = frozenset({"diagnosis", "receptors", "nodes"})
"""Groups of facts that describe one tumor; those that follow from its surgery go with it."""
WITH_IT = frozenset({"margins", "leftover_cancer", "genomic_test", "genomic_name",
                     "genomic_score", "genomic_result", "diagnosed_on"})  # fmt: skip
SIDES = ("left", "right")


class TumorSeen(Struct, frozen=True):
    """A tumor: its name in the papers, its side where it is known, its day, and what is said."""

    id: str
    name: str
    side: str
    date: date | None
    findings: tuple[Finding, ...]


def describes_a_tumor(fact: Fact) -> bool:
    """Whether a fact is said of one tumor and not of the person."""
    return fact.group in OF_A_TUMOR or fact.id in WITH_IT


def tumors_in(readings: Sequence[Reading], findings: Sequence[Finding]) -> tuple[TumorSeen, ...]:
    """The tumors that the papers tell apart, the newest first, each with the findings about it.

    A finding that names none belongs to the only tumor of its paper; where a paper has none or
    several, to the one without an id, which comes last.
    """
    keys = _keys(readings)
    shown: dict[str, Tumor] = {}
    days: dict[str, date | None] = {}
    for reading in readings:
        for tumor in reading.tumors:
            key = keys[reading.file, tumor.id]
            shown.setdefault(key, tumor)
            days[key] = max(filter(None, (days.get(key), tumor.date)), default=None)
    said: dict[str, list[Finding]] = {key: [] for key in keys.values()}
    only = {*keys.values()}
    for finding in findings:
        file = finding.source.file
        here = {key for (paper, _id), key in keys.items() if paper == file} or only
        alone = next(iter(here)) if len(here) == 1 else ""
        said.setdefault(keys.get((file, finding.tumor), alone), []).append(finding)
    order = sorted(said, key=lambda key: (bool(key), days.get(key) or date.min), reverse=True)
    return tuple(
        TumorSeen(
            key,
            shown[key].name if key in shown else "",
            shown[key].side if key in shown else key if key in SIDES else "",
            days.get(key),
            tuple(said[key]),
        )
        for key in order
    )


def _keys(readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
    """What each tumor of each paper is called here, by file and its id there."""
    keys: dict[tuple[str, str], str] = {}
    for reading in readings:
        sides = [tumor.side for tumor in reading.tumors]
        for tumor in reading.tumors:
            is_one = tumor.side in SIDES and sides.count(tumor.side) == 1
            keys[reading.file, tumor.id] = tumor.side if is_one else f"{reading.file}/{tumor.id}"
        if not reading.tumors and (side := _only_side(reading)):
            keys[reading.file, ""] = side
    sides_told = {key for key in keys.values() if key in SIDES}
    if len(sides_told) <= 1 and all(len(reading.tumors) <= 1 for reading in readings):
        # No paper tells two apart: the one whose side is not told is the one told elsewhere.
        the_one = next(iter(sides_told or keys.values()), "")
        return dict.fromkeys(keys, the_one)
    return keys


def _only_side(reading: Reading) -> str:
    sides = {str(each.value) for each in reading.findings if each.fact == "side" and each.is_sure}
    side = sides.pop() if len(sides) == 1 else ""
    return side if side in SIDES else ""
