"""Facts that are found out in several ways, of which one tells more than another.

A size on a scan and a size at surgery are no contradiction: the lab's own measure is taken, and the
other is shown beside it. The same holds for the lymph nodes.
"""

from __future__ import annotations

from collections.abc import Sequence

from so_cli.inputs.model import Finding

WAYS: dict[str, tuple[str, ...]] = {
    "size_by": ("imaging", "surgery"),
    "nodes_by": ("scan", "needle", "surgery"),
}
"""The fact that names the way, and the ways, the most telling last."""
FOUND_BY = {"size_mm": "size_by", "nodes": "nodes_by", "nodes_positive": "nodes_by"}


def split_by_way(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings that count, and those that a more telling way has overtaken."""
    best = {by: _most_telling(by, findings) for by in WAYS}
    counting: list[Finding] = []
    overtaken: list[Finding] = []
    for finding in findings:
        by = FOUND_BY.get(finding.fact, finding.fact)
        way = _way_of(finding, by, findings) if by in WAYS else ""
        is_less = bool(way) and _rank(by, way) < _rank(by, best[by])
        (overtaken if is_less else counting).append(finding)
    return counting, overtaken


def _most_telling(by: str, findings: Sequence[Finding]) -> str:
    ways = [str(each.value) for each in findings if each.fact == by and each.is_sure]
    return max(ways, key=lambda way: _rank(by, way), default="")


def _way_of(finding: Finding, by: str, findings: Sequence[Finding]) -> str:
    """How this was found out: as its own place says, or as its whole paper does."""
    if finding.fact == by:
        return str(finding.value)
    beside = [each for each in findings if each.fact == by]
    beside = [each for each in beside if each.source.file == finding.source.file]
    here = [each for each in beside if each.source.where == finding.source.where]
    ways = {str(each.value) for each in here or beside}
    return ways.pop() if len(ways) == 1 else ""


def _rank(by: str, way: str) -> int:
    return WAYS[by].index(way) if way in WAYS[by] else -1
