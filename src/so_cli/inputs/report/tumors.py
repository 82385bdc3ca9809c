"""Which tumors a report tells apart, and to which of them a finding belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from so_cli.inputs.report.cancers import MALIGNANT
from so_cli.inputs.report.layout import Placed, side_in
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.model import Block, Clause, Mark
from so_cli.inputs.report.subject import is_other
from so_cli.inputs.report.tnm import PARTS

RECEPTORS = frozenset(
    {"er", "er_percent", "pr", "pr_percent", "her2", "her2_ihc", "her2_ish", "ki67_percent"}
)
_AT_THE_END = RECEPTORS | set(PARTS)
"""What stands below the last specimen, and need not be of that."""
_NODES = re.compile(r"\bnode|axilla|\bSLN", re.IGNORECASE)
_BREAST = re.compile(r"\bbreast\b|mastectomy|lumpectomy|nipple", re.IGNORECASE)
_MARGIN = re.compile(r"\bmargin|re-?excision|additional|shave", re.IGNORECASE)


class Key(Struct, frozen=True, order=True):
    """What tells one tumor from another."""

    side: str = ""
    part: str = ""


class Map:
    """The tumors of one report."""

    def __init__(self, placed: Sequence[Placed], marks: Sequence[Mark]) -> None:
        self._placed = placed
        self._heads: dict[str, str] = {}
        self.side_lines: dict[str, int] = {}
        for index, one in enumerate(placed):
            if one.block.specimen and one.is_heading:
                head = self._heads.get(one.block.specimen, "")
                self._heads[one.block.specimen] = head or one.line.plain
            if one.section in {"own", "specimens", "story"} and (
                side := side_in(one.line.plain)
            ) in {
                "left",
                "right",
            }:
                self.side_lines.setdefault(side, index)
        self._only = next(iter(self.side_lines)) if len(self.side_lines) == 1 else ""
        self._sides = {name: side_in(head) for name, head in self._heads.items()}
        named = [mark for mark in marks if mark.kind in MALIGNANT]
        cancers = [mark for mark in named if not mark.found.doubt] or named
        named_beside = {side for mark in cancers if (side := self.side_of(mark.clause))}
        if named_beside and self._only not in named_beside:
            self._only = ""  # the one line with a side is about something else
        self._sides_seen = {
            side
            for mark in cancers
            if (side := self.side_of(mark.clause) or self._only) in {"left", "right"}
        }
        self._numbers = self._by_side(marks, lambda block: block.tumor)
        self._specimens = self._by_side(
            [mark for mark in cancers if self._is_breast(mark.clause.block.specimen)],
            lambda block: block.specimen,
        )
        self.keys = sorted({self._key(mark.clause) for mark in cancers})
        self._is_told_of_each = self._tells_of_each(marks)
        self.has_cancer = bool(cancers)
        if self._sides_seen:
            self.keys = [key for key in self.keys if key.side or key.part] or self.keys

    def side_of(self, clause: Clause) -> str:
        """The side that a clause speaks of, empty if it does not say."""
        own = side_in(clause.text[clause.own :])
        block = clause.block.side or self._sides.get(clause.block.specimen, "")
        if block in {"left", "right"}:
            return block
        return own if own in {"left", "right"} and _BREAST.search(clause.text) else ""

    def tumor_of(self, mark: Mark) -> Key | None:
        """The tumor that a clause speaks of; None where it could be several, or none."""
        clause = mark.clause
        fact = mark.found.fact
        is_receptor = fact in RECEPTORS
        if len(self.keys) == 1:
            key = self.keys[0]
            if fact in PARTS:  # the stage stands last, below whatever specimen was the last
                side = side_in(clause.text[clause.own :])
            else:
                side = side_in(clause.text) if is_receptor else self.side_of(clause)
            return key if not key.side or side in {"", "both", key.side} else None
        if is_receptor and clause.block.is_loose and not self._is_told_of_each:
            return None
        key = self._key(clause)
        if key in self.keys:
            return key
        on_side = [one for one in self.keys if one.side == key.side] if key.side else []
        return on_side[0] if len(on_side) == 1 else None

    def is_elsewhere(self, mark: Mark) -> bool:
        """Whether a clause speaks of a side where no tumor was found."""
        if mark.found.fact in _AT_THE_END:
            return False
        side = self.side_of(mark.clause)
        return bool(side and self._sides_seen and side not in self._sides_seen)

    def is_of_other_organ(self, clause: Clause) -> bool:
        """Whether a clause stands under a specimen of an organ that is not the breast."""
        head = self._heads.get(clause.block.specimen, "")
        return bool(head) and is_other(head) and not _NODES.search(head)

    def is_of_nodes(self, clause: Clause) -> bool:
        """Whether a clause stands under a specimen of lymph nodes."""
        head = self._heads.get(clause.block.specimen, "")
        return bool(_NODES.search(head) and not _BREAST.search(head))

    def line_of(self, side: str) -> Clause | None:
        """The first line that names a side as its own, as a clause."""
        index = self.side_lines.get(side)
        if index is None or not self._placed[index].line.plain:
            return None
        return Clause(text=self._placed[index].line.plain, parts=((0, index, 0),))

    def first_line(self, key: Key) -> Line:
        """A line that names the tumor's side, else the first of the report."""
        return self._placed[self.side_lines.get(key.side, 0)].line

    def name(self, key: Key) -> str:
        """A tumor in the words of the report."""
        return self._heads.get(key.part, "")

    def _tells_of_each(self, marks: Sequence[Mark]) -> bool:
        """Whether each tumor has receptors of its own: then they stand under the right one."""
        told = {self._key(mark.clause) for mark in marks if mark.found.fact in RECEPTORS}
        return set(self.keys) <= told

    def _is_breast(self, specimen: str) -> bool:
        head = self._heads.get(specimen, "")
        return (
            bool(specimen)
            and not _MARGIN.search(head)
            and bool(_BREAST.search(head) or not _NODES.search(head))
        )

    def _by_side(
        self, marks: Sequence[Mark], part_of: Callable[[Block], str]
    ) -> dict[str, set[str]]:
        parts: dict[str, set[str]] = {}
        for mark in marks:
            if part := part_of(mark.clause.block):
                parts.setdefault(self._one_side(mark.clause), set()).add(part)
        return parts

    def _one_side(self, clause: Clause) -> str:
        side = self.side_of(clause)
        if not side and len(self._sides_seen) == 1:
            return next(iter(self._sides_seen))
        return side or self._only

    def _key(self, clause: Clause) -> Key:
        side = self._one_side(clause)
        if len(self._numbers.get(side, ())) > 1:
            return Key(side, clause.block.tumor and f"tumor {clause.block.tumor}")
        if len(self._specimens.get(side, ())) > 1:
            is_one = clause.block.specimen in self._specimens[side]
            return Key(side, clause.block.specimen if is_one else "")
        return Key(side)
