"""Where the time of one case goes on its way from a line of JSON to a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from measuring import TODAY

from so_cli.bank.loader import open_bank
from so_cli.case.json_reading import JsonCases
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet

T = TypeVar("T")


def stages(cases: Path, out: Path) -> str:
    """A table of what each stage takes of a case, in one process, once everything is warm."""
    bank, day = open_bank(), date.fromisoformat(TODAY)
    reader = JsonCases(bank)
    lines = cases.read_bytes().splitlines()
    taken: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        taken[stage] = taken.get(stage, 0.0) + time.process_time() - began
        return result

    def write(name: str, data: bytes) -> None:
        temporary = out / f".{name}"
        temporary.write_bytes(data)
        temporary.replace(out / name)

    def go(line: bytes, name: str) -> None:
        case, _problems = timed("read and checked", lambda: reader.read(line, "list"))
        if case is None:
            return
        packet = timed("worked out what to bring", lambda: make_packet(bank, case, day))
        page = timed("laid out", lambda: packet_document(packet, on_paper=False))
        text = timed("put into Markdown", lambda: to_markdown(page).encode())
        timed("written and renamed", lambda: write(name, text))

    warm = len(lines) // 2
    for number, line in enumerate(lines[:warm]):
        go(line, f"{number}.md")
    taken.clear()
    for number, line in enumerate(lines[warm:]):
        go(line, f"{number}.md")
    count, whole = len(lines) - warm, sum(taken.values())
    rows = [f"| {name} | {t / count * 1e6:.0f} µs | {t / whole:.0%} |" for name, t in taken.items()]
    return "\n".join(["| a case is | takes | of all |", "| --- | ---: | ---: |", *rows])
