"""Which tumors a report tells apart, and to which of them a finding belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from so_cli.inputs.report.cancers import MALIGNANT
from so_cli.inputs.report.layout import Placed, side_in
from so_cli.inputs.report.model import Block, Clause, Found

_NODES = re.compile(r"\bnode|axilla|\bSLN", re.IGNORECASE)
_BREAST = re.compile(r"\bbreast\b|mastectomy|lumpectomy|nipple", re.IGNORECASE)
_MARGIN = re.compile(r"\bmargin|re-?excision|additional|shave", re.IGNORECASE)


class Mark(Struct, frozen=True, kw_only=True):
    """A fact in its clause; `kind` is set for the name of a cancer."""

    found: Found
    clause: Clause
    kind: str = ""


class Key(Struct, frozen=True, order=True):
    """What tells one tumor from another."""

    side: str = ""
    part: str = ""


class Map:
    """The tumors of one report."""

    def __init__(self, placed: Sequence[Placed], marks: Sequence[Mark]) -> None:
        self._heads: dict[str, str] = {}
        self.side_lines: dict[str, int] = {}
        for index, one in enumerate(placed):
            if one.block.specimen and one.is_heading:
                head = self._heads.get(one.block.specimen, "")
                self._heads[one.block.specimen] = head or one.line.plain
            if one.section in {"own", "specimens"} and (side := side_in(one.line.plain)) in {"left", "right"}:
                self.side_lines.setdefault(side, index)
        self._sides = {name: side_in(head) for name, head in self._heads.items()}
        cancers = [mark for mark in marks if mark.kind in MALIGNANT]
        self._sides_seen = {side for mark in cancers if (side := self.side_of(mark.clause)) in {"left", "right"}}
        self._numbers = self._by_side(marks, lambda block: block.tumor)
        self._specimens = self._by_side(
            [mark for mark in cancers if self._is_breast(mark.clause.block.specimen)],
            lambda block: block.specimen,
        )
        self.keys = sorted({self._key(mark.clause) for mark in (cancers or marks)})
        if not cancers:
            self.keys = self.keys if len(self.keys) == 1 or any(key.part for key in self.keys) else [Key()]
        if len(self._sides_seen) > 0:
            self.keys = [key for key in self.keys if key.side or key.part] or self.keys

    def side_of(self, clause: Clause) -> str:
        """The side that a clause speaks of, empty if it does not say."""
        own = side_in(clause.text[clause.own :])
        block = clause.block.side or self._sides.get(clause.block.specimen, "")
        if block in {"left", "right"}:
            return block
        return own if own in {"left", "right"} and "breast" in clause.text.lower() else ""

    def tumor_of(self, clause: Clause) -> Key | None:
        """The tumor that a clause speaks of; None where it could be several."""
        if len(self.keys) == 1:
            key = self.keys[0]
            side = self.side_of(clause)
            return key if not key.side or side in {"", key.side} else None
        key = self._key(clause)
        if key in self.keys:
            return key
        on_side = [one for one in self.keys if one.side == key.side] if key.side else []
        return on_side[0] if len(on_side) == 1 else None

    def is_elsewhere(self, clause: Clause) -> bool:
        """Whether a clause speaks of a side where no tumor was found."""
        side = self.side_of(clause)
        return bool(side and self._sides_seen and side not in self._sides_seen)

    def is_of_nodes(self, clause: Clause) -> bool:
        """Whether a clause stands under a specimen of lymph nodes."""
        head = self._heads.get(clause.block.specimen, "")
        return bool(_NODES.search(head) and not _BREAST.search(head))

    def head(self, clause: Clause) -> str:
        """The line that opens the specimen of a clause."""
        return self._heads.get(clause.block.specimen, "")

    def name(self, key: Key) -> str:
        """A tumor in the words of the report."""
        return self._heads.get(key.part, "")

    def _is_breast(self, specimen: str) -> bool:
        head = self._heads.get(specimen, "")
        return bool(specimen) and not _MARGIN.search(head) and bool(_BREAST.search(head) or not _NODES.search(head))

    def _by_side(self, marks, part_of) -> dict[str, set[str]]:  # type: ignore[no-untyped-def]
        parts: dict[str, set[str]] = {}
        for mark in marks:
            if part := part_of(mark.clause.block):
                parts.setdefault(self._one_side(mark.clause), set()).add(part)
        return parts

    def _one_side(self, clause: Clause) -> str:
        side = self.side_of(clause)
        if not side and len(self._sides_seen) == 1:
            return next(iter(self._sides_seen))
        return side

    def _key(self, clause: Clause) -> Key:
        side = self._one_side(clause)
        if len(self._numbers.get(side, ())) > 1:
            return Key(side, clause.block.tumor and f"tumor {clause.block.tumor}")
        if len(self._specimens.get(side, ())) > 1:
            is_one = clause.block.specimen in self._specimens[side]
            return Key(side, clause.block.specimen if is_one else "")
        return Key(side)
