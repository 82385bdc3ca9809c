"""Writes as many fictional cases as are asked for, some of them broken on purpose.

    python bench/make_cases.py 1000 --seed 7 > cases.jsonl
    python bench/make_cases.py 1000 --broken 0.07 --truth truth.jsonl --out cases.jsonl
    python bench/make_cases.py 50 --format yaml --out folder

The same number, seed and options give the same bytes on every machine. Nothing is held, so a
million cases need no more memory than a thousand. All of them are as of 2026-11-20, so use them
with `SO_TODAY=2026-11-20`. `--truth` says of each broken one `{line, id, kind}`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import yaml
from fictional.breaking import IN_A_TABLE, KINDS, Breaker
from fictional.people import People

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import VALUE_KINDS

Case = dict[str, Any]
HEAD = (
    "id", "stage", "name", "born", "visit_date", "visit_with", "visit_specialty",
    "decide_by", "decision",
)  # fmt: skip
"""The columns of a table of cases that are no facts."""
AT_ONCE = 500


class Made(NamedTuple):
    """A case as the bytes of its format, and what was broken in it, if anything."""

    id: str
    data: bytes
    kind: str | None


def made(
    bank: Bank, count: int, seed: int, *, form: str = "jsonl", broken: float = 0.0
) -> Iterator[Made]:
    """The cases, each as the bytes of its line, its row or its file."""
    write = _WRITERS[form](bank)
    breaker = Breaker(bank, seed, broken, IN_A_TABLE if form == "csv" else KINDS)
    is_json = form == "jsonl"
    for number, line in enumerate(People(bank, seed).lines(count), 1):
        case_id = f"example-{number}"
        kind = breaker.kind_for(case_id) if broken else None
        if kind is None:
            yield Made(case_id, line.encode() if is_json else write(json.loads(line)), None)
            continue
        found_id, found = breaker.broken(line, kind, write)
        yield Made(found_id, found, kind)


def columns(bank: Bank) -> tuple[str, ...]:
    """The columns of a table of cases."""
    facts = [each.id for each in bank.facts if each.kind in VALUE_KINDS and not each.derived]
    return (*HEAD, *facts)


def _as_json(_bank: Bank) -> Callable[[Case], bytes]:
    return lambda case: json.dumps(case, ensure_ascii=False).encode()


def _as_yaml(_bank: Bank) -> Callable[[Case], bytes]:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    def write(case: Case) -> bytes:
        text: str = yaml.dump(case, Dumper=dumper, sort_keys=False, allow_unicode=True, width=9999)
        return text.encode()

    return write


def _as_row(bank: Bank) -> Callable[[Case], bytes]:
    names = columns(bank)

    def write(case: Case) -> bytes:
        visit: Case = next(iter(case.get("visits", ())), {})
        cells = {name: case.get(name, "") for name in ("id", "stage", "decide_by", "decision")}
        cells |= {name: case["person"].get(name, "") for name in ("name", "born")}
        cells |= {f"visit_{name}": visit.get(name, "") for name in ("date", "with", "specialty")}
        cells |= {name: _cell(answer) for name, answer in case["facts"].items()}
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow([cells.get(name, "") for name in names])
        return text.getvalue().encode()

    return write


def _cell(answer: Any) -> str:
    """An answer as a cell of a table: a state by its name, many choices with `|` between them."""
    if isinstance(answer, dict):
        answer = answer.get("value", answer.get("state"))
    return "|".join(answer) or "none" if isinstance(answer, list) else str(answer)


_WRITERS = {"jsonl": _as_json, "csv": _as_row, "yaml": _as_yaml}


def _write_lines(
    cases: Iterator[Made], stream: BinaryIO, truth: BinaryIO | None, line: int
) -> None:
    """One case a line, the first on this one; many lines at once, or the writing takes longest."""
    waiting = []
    for number, case in enumerate(cases, line):
        waiting.append(case.data)
        if len(waiting) == AT_ONCE:
            stream.write(b"\n".join((*waiting, b"")))
            waiting.clear()
        if case.kind:
            _tell(truth, number, case)
    if waiting:
        stream.write(b"\n".join((*waiting, b"")))


def _write_files(cases: Iterator[Made], folder: Path, truth: BinaryIO | None) -> None:
    """One case a file, named by its number: the id may be broken."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(cases, 1):
        (folder / f"example-{number}.yaml").write_bytes(case.data)
        if case.kind:
            _tell(truth, number, case)


def _tell(truth: BinaryIO | None, line: int, case: Made) -> None:
    if truth:
        said = {"line": line, "id": case.id, "kind": case.kind}
        truth.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fictional cases for so, some broken on purpose.")
    parser.add_argument("count", type=int, help="how many")
    parser.add_argument("--seed", type=int, default=7, help="another number, other cases")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="jsonl")
    parser.add_argument("--out", type=Path, help="a file, or for yaml a folder")
    parser.add_argument("--broken", type=float, default=0.0, help="share of cases to break")
    parser.add_argument("--truth", type=Path, help="where to say what was broken")
    wanted = parser.parse_args()
    if wanted.format == "yaml" and not wanted.out:
        parser.error("--format yaml needs --out FOLDER")
    bank = open_bank()
    cases = made(bank, wanted.count, wanted.seed, form=wanted.format, broken=wanted.broken)
    with ExitStack() as opened:
        truth = opened.enter_context(wanted.truth.open("wb")) if wanted.truth else None
        if wanted.format == "yaml":
            _write_files(cases, wanted.out, truth)
            return
        to_file = wanted.out and str(wanted.out) != "-"
        stream = opened.enter_context(wanted.out.open("wb")) if to_file else sys.stdout.buffer
        is_table = wanted.format == "csv"
        if is_table:
            stream.write(",".join(columns(bank)).encode() + b"\n")
        _write_lines(cases, stream, truth, 2 if is_table else 1)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # whoever reads has had enough
        sys.stderr.close()
