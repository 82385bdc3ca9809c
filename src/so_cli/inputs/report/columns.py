"""Tables with the receptors across the top: each column is read as a sentence.

            ER          PR          HER2
Result      Positive    Negative    Negative
Staining    90%         0%          1+

Of tables with the receptors down the side, the column of what is normal says nothing of the person.

Test        Result      %           Reference
ER          Positive    90          >=1% positive

And where the specimens stand to the left of what was found in them, each is its heading.

Specimen                    Diagnosis
A. Left breast, biopsy      Invasive ductal carcinoma,
                            grade 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from so_cli.inputs.report.layout import Placed
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.masking import GONE, mask
from so_cli.inputs.report.model import Clause

_BETWEEN = re.compile(r"\s{2,}|\s*\|\s*")
_RECEPTOR = re.compile(
    r"(?:o?estrogen|progesterone|ER|PR|PgR|HER-?2(?: ?/ ?neu)?|c-?erb-?B-?2|Ki-?67)"
    r"(?:[ -]receptors?)?(?: status)?(?: ?\([^()]{1,20}\))?(?:,? (?:by )?(?:IHC|I?FISH|ISH))?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"pos|neg|equiv|pend|low|not |[-+<>\d\u2265]", re.IGNORECASE)
_NORMAL = re.compile(
    r"(?:(?:standard|normal|reference|expected|ref\.?) ?)(?:range|interval|values?|limits?)?|cut-?off",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:specimens?|parts?|source|site|tissue)(?: (?:submitted|type|source))?", re.IGNORECASE
)
_RIGHT = re.compile(r"(?:final |pathologic(?:al)? )*(?:diagnos[ie]s|findings)", re.IGNORECASE)
_RULED = re.compile(r"[-=_*]{3,}")
_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_FEWEST = 2
_PAIR = 2
_MOST_ROWS = 6
_WIDEST = 30


class Table(Struct, frozen=True):
    """The names across the top, and the rows below: (place of the line, label, cells)."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]


def headed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with a colon behind each specimen that stands to the left of its diagnosis."""
    column = 0
    for line in lines:
        cells = list(_CELL.finditer(line.raw))
        if len(cells) == _PAIR and _LEFT.fullmatch(cells[0][0]) and _RIGHT.fullmatch(cells[1][0]):
            column = cells[1].start()
            yield replace(line, plain="")
            continue
        if cells and cells[-1].start() < column - 1 and not _RULED.fullmatch(cells[0][0]):
            column = 0  # nothing stands to the right: the table is over
        if column and len(cells) == _PAIR and cells[0].end() < column:
            words = [" ".join(cell[0].split()) for cell in cells]
            yield replace(line, plain=f"{words[0].rstrip(':')}: {words[1]}")
        else:
            yield line


def columns(placed: Sequence[Placed]) -> tuple[list[Placed], list[Clause]]:
    """The lines with those of such tables left blank, and what the tables say."""
    rest, said = list(_results(placed)), list[Clause]()
    for top, here in enumerate(placed):
        table = _table(placed, top) if _may_be_top(here.line) else None
        if table is None:
            continue
        said += [_clause(table, place, top, here) for place in range(len(table.names))]
        for index in (top, *(index for index, _, _ in table.rows)):
            rest[index] = replace(rest[index], line=replace(rest[index].line, plain=""))
    return rest, [clause for clause in said if _RECEPTOR.match(clause.text)]


def _results(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The lines, in tables of results without the column of what is normal."""
    names: list[re.Match[str]] = []
    for here in placed:
        cells = list(_CELL.finditer(here.line.raw))
        if len(cells) >= _FEWEST + 1 and any(_NORMAL.fullmatch(cell[0]) for cell in cells):
            names = cells
        elif here.line.is_blank:
            names = []
        elif names and cells and _RECEPTOR.fullmatch(cells[0][0]):
            words = " ".join(_told(cell, cells, names) for cell in cells)
            if words.count(" ") == here.line.plain.count(" "):
                yield replace(here, line=replace(here.line, plain=words))
                continue
        yield here


def _told(
    cell: re.Match[str], cells: Sequence[re.Match[str]], names: Sequence[re.Match[str]]
) -> str:
    """A cell, gone if it is of the column of what is normal; a number below `%` with its sign."""
    if len(cells) == len(names):
        name = names[cells.index(cell)][0]
    else:
        name = min(names, key=lambda one: abs(one.start() - cell.start()))[0]
    if _NORMAL.fullmatch(name):
        return re.sub(r"\S+", GONE, cell[0])
    return f"{cell[0]}%" if name == "%" and cell[0].isdigit() else cell[0]


def _may_be_top(line: Line) -> bool:
    found = _RECEPTOR.findall(line.plain) if len(line.plain) <= _WIDEST * _MOST_ROWS else []
    return len(found) >= _FEWEST


def _cells(line: Line) -> list[str]:
    cells = [" ".join(cell.split()) for cell in _BETWEEN.split(line.raw.strip(" |"))]
    return cells if all(len(cell) <= _WIDEST for cell in cells) else []


def _table(placed: Sequence[Placed], top: int) -> Table | None:
    """The table that a line is the top of; None where the lines below do not fit."""
    names = _cells(placed[top].line)
    if sum(bool(_RECEPTOR.fullmatch(name)) for name in names) < _FEWEST:
        return None
    if names and not _RECEPTOR.fullmatch(names[0]):
        names = names[1:]
    rows: list[tuple[int, str, tuple[str, ...]]] = []
    for index in range(top + 1, min(top + 1 + _MOST_ROWS, len(placed))):
        cells = [cell for cell in _cells(placed[index].line) if cell]
        if cells and not set("".join(cells)) - set("-=+:"):  # a ruled line
            continue
        has_label = bool(cells) and not _VALUE.match(cells[0])
        if len(cells) != len(names) + has_label:  # with a gap, nothing tells where it is
            break
        label = cells[0] if has_label else ""
        rows.append((index, label, tuple(cells[-len(names) :])))
    return Table(tuple(names), tuple(rows)) if rows else None


def _clause(table: Table, place: int, top: int, here: Placed) -> Clause:
    words, parts = f"{table.names[place]} :", [(0, top, 0)]
    for index, label, cells in table.rows:
        parts.append((words.count(" ") + 1, index, 0))
        words += f" {label} {cells[place]}" if label else f" {cells[place]}"
    return Clause(
        text=mask(words), parts=tuple(parts), section=here.section, block=here.block,
        addendum=here.addendum,
    )  # fmt: skip
