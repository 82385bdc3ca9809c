"""Which tumor each paper speaks of. Two tumors are never made one; the person says which is meant.

In different papers the left breast is the left breast, and a tumor of which the side is not known
is the only other one. Within one paper, what the paper tells apart stays apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

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


class Apart(NamedTuple):
    """The tumors that papers tell apart, the newest first, and what is said of nobody knows which.

    Where no paper names one, there are no tumors, and all is `unclaimed`.
    """

    tumors: tuple[TumorSeen, ...]
    unclaimed: tuple[Finding, ...]


def describes_a_tumor(fact: Fact) -> bool:
    """Whether a fact is said of one tumor and not of the person."""
    return fact.group in OF_A_TUMOR or fact.id in WITH_IT


def tumors_in(readings: Sequence[Reading], findings: Sequence[Finding]) -> Apart:
    """The tumors in the papers, each with the findings about it.

    A finding that names none belongs to the only tumor of its paper; where a paper has none, to the
    only one there is.
    """
    keys = _keys(readings)
    shown: dict[str, list[Tumor]] = {key: [] for key in keys.values()}
    for reading in readings:
        for tumor in reading.tumors:
            shown[keys[reading.file, tumor.id]].append(tumor)
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(_key_of(finding, keys), []).append(finding)
    tumors = [_tumor(key, shown[key], said.get(key, [])) for key in shown]
    newest = sorted(tumors, key=lambda tumor: tumor.date or date.min, reverse=True)
    return Apart(tuple(newest), tuple(said.get("", ())))


def _tumor(key: str, shown: Sequence[Tumor], findings: Sequence[Finding]) -> TumorSeen:
    return TumorSeen(
        id=key,
        name=shown[0].name if shown else "",
        side=key if key in SIDES else shown[0].side,
        date=max((tumor.date for tumor in shown if tumor.date), default=None),
        findings=tuple(findings),
    )


def _key_of(finding: Finding, keys: Mapping[tuple[str, str], str]) -> str:
    """The tumor that a finding speaks of; empty where nobody knows."""
    file = finding.source.file
    named = keys.get((file, finding.tumor))
    if named is not None:
        return named
    here = {key for (paper, _id), key in keys.items() if paper == file} or {*keys.values()}
    return here.pop() if len(here) == 1 else ""


def _keys(readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
    """What each tumor of each paper is called here, by file and its id there.

    A paper that tells none, and names one side, has one whose id is empty.
    """
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
