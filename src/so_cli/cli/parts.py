"""A long text on a small screen: shown a screenful at a time, each when she is ready for it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

import typer

from so_cli import wording
from so_cli.cli.lines import say
from so_cli.errors import Stopped

_HINT = 3
"""Lines that the question at the end of a part takes, and the line to type in."""
_LEAST = 4


def in_parts(lines: Sequence[str]) -> None:
    """Print the lines, and wait after each screenful. Raises Stopped."""
    height = shutil.get_terminal_size((80, 24)).lines
    parts = parts_of(lines, max(height - _HINT, _LEAST))
    for number, part in enumerate(parts, 1):
        typer.echo("\n".join(part))
        if number < len(parts) and not _reads_on(number, len(parts)):
            rest = [line for each in parts[number:] for line in each]
            typer.echo("\n".join(rest))
            return


def parts_of(lines: Sequence[str], height: int) -> list[list[str]]:
    """The lines in parts of that many at most, cut where something new begins, if it can be."""
    parts: list[list[str]] = [[]]
    for block in _blocks(lines):
        if parts[-1] and len(parts[-1]) + len(block) > height:
            parts.append([])
        for line in block:
            if len(parts[-1]) == height:
                parts.append([])
            parts[-1].append(line)
    return parts


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """What belongs together: a heading with the first line below it, and a line with its details.

    Headings stand behind an empty line, and what is deeper than two letters are details.
    """
    block: list[str] = []
    is_headed = False
    for line in lines:
        depth = len(line) - len(line.lstrip())
        is_detail = bool(line) and (depth > 2 or is_headed)
        if block and block != [""] and not is_detail:
            yield block
            block = []
        block.append(line)
        is_headed = bool(line) and depth == 0
    if block:
        yield block


def _reads_on(number: int, count: int) -> bool:
    """Whether she goes on part by part; else all the rest comes at once. Raises Stopped."""
    say(wording.READ_ON.format(number=number, count=count))
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        raise Stopped(wording.STOPPED, wording.NOTHING_CHANGED)
    return line.strip().casefold() != wording.READ_REST
