"""Where in a report something stands, as a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from so_cli import wording
from so_cli.case.model import Source
from so_cli.inputs.report.clauses import words_of
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.model import Clause, Found
from so_cli.inputs.spoken import short


class Places:
    """The lines of one file, and the day that its findings are of."""

    def __init__(
        self, lines: Sequence[Line], file: str, day: date | None, *, has_pages: bool
    ) -> None:
        self._lines, self._file, self.day = lines, file, day
        self._where = wording.PAGE_AND_LINE if has_pages else wording.LINE_ONLY

    def of(self, clause: Clause, found: Found | re.Match[str]) -> Source:
        """Where something in a clause stands, in the words of the report."""
        span = (found.start, found.end) if isinstance(found, Found) else found.span()
        return self._source(*words_of(clause, span, self._lines))

    def of_line(self, line: Line) -> Source:
        """A whole line."""
        return self._source(line, short(line.raw))

    def _source(self, line: Line, words: str) -> Source:
        where = self._where.format(page=line.page, line=line.number)
        return Source(file=self._file, where=where, date=self.day, words=words)
