"""A report before anything is found in it: its sentences, what it is, whose, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from so_cli.inputs.report import header, spread, story
from so_cli.inputs.report.clauses import clauses
from so_cli.inputs.report.columns import columns, headed
from so_cli.inputs.report.layout import Placed, place
from so_cli.inputs.report.lines import Line, split
from so_cli.inputs.report.model import Clause
from so_cli.inputs.report.record_kinds import SCANS, record_of
from so_cli.inputs.report.subject import doubt_of


class Outline(Struct, frozen=True, kw_only=True):
    """What has to be known of a report before it is read for facts.

    sentences  its clauses, each with whether a note tells it of the person
    kind       id of the record that it is, empty where that cannot be seen; `title` says so
    days       by what happened on them, each with its line
    day        of which its findings are
    sample     of a place outside of the breast
    doubt      why nothing in it is certain; empty where it may be
    is_whole   whether all of it was read
    """

    lines: Sequence[Line]
    placed: Sequence[Placed]
    sentences: Sequence[Clause]
    people: Sequence[header.Person]
    kind: str
    title: Line | None
    days: dict[str, tuple[date, Line]]
    day: date | None
    sample: spread.Sample
    is_note: bool
    is_breast: bool
    doubt: str
    is_whole: bool

    @property
    def is_scan(self) -> bool:
        """Whether it is of a scan, of the breast or of the whole body."""
        return self.kind in SCANS


def outline(pages: Sequence[str]) -> Outline:
    """The outline of a report; `pages` is its text, a page each."""
    every, is_whole = split(pages)
    lines = list(headed(every))
    placed, tables = columns(list(place(lines)))
    sentences = [*(one for one in clauses(placed) if not _is_label(one)), *tables]
    sample = spread.Sample(sentences)
    kind, title = _kind_of(lines, sample)
    is_note = story.is_note(sentences, kind)
    told = story.told(sentences, kind, is_note=is_note)
    doubt, is_breast = doubt_of(told if is_note else sentences)
    days = header.days(lines)
    return Outline(
        lines=lines,
        placed=placed,
        sentences=told,
        people=header.people(lines),
        kind=kind,
        title=title,
        days=days,
        day=next((days[name][0] for name in ("done", "taken", "written") if name in days), None),
        sample=sample,
        is_note=is_note,
        is_breast=is_breast,
        doubt=doubt,
        is_whole=is_whole,
    )


def _is_label(clause: Clause) -> bool:
    """`TUMOR SIZE:` says nothing by itself; `LEFT BREAST, UPPER OUTER QUADRANT, BIOPSY:` does."""
    return clause.text.endswith(":") and clause.section != "specimens"


def _kind_of(lines: Sequence[Line], sample: spread.Sample) -> tuple[str, Line | None]:
    """The record that it is, and the line that says so."""
    kind, title = record_of(lines) or ("", None)
    if sample.clause is not None and kind in {"", "biopsy-report"}:
        return spread.RECORD, title or lines[sample.clause.parts[0][1]]
    return kind, title
