"""How fast `so export` is for one case more, beside a bare loop and beside other programs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median

import others
from make_cases import made
from measuring import (
    BENCH,
    SO,
    Environment,
    Result,
    Row,
    Run,
    Scale,
    Used,
    command,
    environment,
    folder_kind,
    measure,
    memory_folder,
    per_case,
    table,
)
from stages import stages

from so_cli.bank.loader import open_bank

TITLE = "How fast many cases become pages"
INSIDE = BENCH / "inside"
SEED = 7
WHY = """The goals of these rows are missed by far. They were set for pages that are joined from
ready fragments. The texts of the bank are such fragments by now: each is escaped once, and
conditions that read the same facts are asked once for each set of answers. What is left is
of the case itself: its answers typed and checked, some three hundred conditions, the order
of sixty questions, days worked back from the visit, the doctor's page laid out so that it
fits on a sheet, answers with their sources; all of it in Python, on the same way that `so
summary` takes.
What was tried, on fictional cases with few sources: what cases share is kept on the objects of the
bank (a case took 9.4 ms, then 2.5), JSON is read without its lines (0.3 ms less), a page that
surely fits is not measured (2.4 ms less), conditions in groups (0.1 ms less), looking for garbage
less often (a tenth). Not tried: a second way that joins the pages without a packet and a document
in between. It would be several times as fast, and a second truth about every page."""
PACKETS = 20
"""So many packets are made beforehand for the others, which go through them again and again."""


def section(scale: Scale) -> str:
    """Per case: beside the floor, then beside what others would use."""
    if not has_export():
        return "Not measured: this `so` has no `so export`."
    with memory_folder() as folder:
        sizes = _sizes(folder, cases_file(folder, scale.cases[1]))
        beside_floor = [measure(row, scale.few_pairs) for row in _floor_rows(folder, scale, sizes)]
        parts = stages(cases_file(folder, scale.cases[1]), folder)
        rows = _peer_rows(folder, scale)
        beside_others = [measure(row, scale.peer_pairs) for row in rows]
    few, many = scale.cases
    return f"""Fictional cases, JSON Lines to Markdown, everything {folder_kind()}.
What a case takes is the time of a run of {many} cases less that of {few}, by the cases between, so
that starting up is left out. The bare loop decodes each line and writes a file of the same size as
ours for that case, by temporary file and rename, in a process of its own.
{scale.few_pairs} pairs of runs in turn, on the clock.

{table(beside_floor)}

Where it goes, in one process and once everything is warm (processors):

{parts}

{WHY}

The others write one page of about the same content from a packet that is ready for them, where we
begin with the case. All in one process, but for the shell: there each case is a run of its own.

{_others_table(beside_others)}"""


@cache
def has_export() -> bool:
    """Whether this `so` has the command."""
    with tempfile.TemporaryDirectory() as home:
        asked = subprocess.run(
            [SO, "export", "--help"], capture_output=True, env=environment(home), check=False
        )
    return asked.returncode == 0


def cases_file(folder: Path, count: int) -> Path:
    """A file of so many cases, made once."""
    path = folder / f"{count}.jsonl"
    if not path.exists():
        with path.open("wb") as stream:
            stream.writelines(each.data + b"\n" for each in made(open_bank(), count, SEED))
    return path


def export(folder: Path, jobs: int, *more: str) -> Callable[[int], Run]:
    """`so export` of so many cases into a new folder, which is taken away again."""

    def of(count: int) -> Run:
        source = cases_file(folder, count)

        def into(out: Path) -> Run:
            to = ("--out", str(out), "-f", "md", "--jobs", str(jobs), "--quiet")
            return command(SO, "export", str(source), *to, *more)

        return _fresh(folder, into)

    return of


def _floor_rows(folder: Path, scale: Scale, sizes: Path) -> list[Row]:
    def floor(count: int) -> Run:
        arguments = (str(INSIDE / "floor.py"), str(cases_file(folder, count)), str(sizes))
        return _fresh(folder, lambda out: command(sys.executable, *arguments, str(out)))

    bare = per_case(floor, scale.cases)
    return [
        Row(
            f"so export --jobs {jobs}, a case",
            per_case(export(folder, jobs), scale.cases),
            "bare loop, a case",
            bare,
            at_most=3.5,
            by_clock=True,
        )
        for jobs in _jobs()
    ]


def _jobs() -> list[int]:
    """One process, and as many as there are processors."""
    return sorted({1, os.cpu_count() or 1})


def _fresh(folder: Path, into: Callable[[Path], Run]) -> Run:
    """The run, into a folder of its own each time; taking it away is not measured."""

    def run(seen: Environment) -> Used:
        out = Path(tempfile.mkdtemp(dir=folder))
        try:
            return into(out)(seen)
        finally:
            shutil.rmtree(out)

    return run


def _sizes(folder: Path, cases: Path) -> Path:
    """How large our page is for each line of `cases`, a number a line."""
    with tempfile.TemporaryDirectory(dir=folder) as out, tempfile.TemporaryDirectory() as home:
        to = ("--out", out, "-f", "md", "--quiet")
        subprocess.run([SO, "export", str(cases), *to], check=True, env=environment(home))
        found = {path.stem: path.stat().st_size for path in Path(out).rglob("*.md")}
    usual = round(median(found.values()))
    sizes = folder / "sizes"
    with cases.open("rb") as lines, sizes.open("w", encoding="ascii") as stream:
        stream.writelines(f"{found.get(json.loads(line)['id'], usual)}\n" for line in lines)
    return sizes


def _peer_rows(folder: Path, scale: Scale) -> list[Row]:
    python = others.python()
    if python is None:
        return []
    packets, templates = write_packets(folder), write_templates(folder)
    ours = per_case(export(folder, 1), scale.cases)

    def loop(name: str) -> Callable[[int], Run]:
        arguments = (str(INSIDE / "peer_loop.py"), name, str(templates), str(packets))
        return lambda count: _fresh(
            folder, lambda out: command(python, *arguments, str(out), str(count))
        )

    def row(name: str, run: Run, least: float | None = None) -> Row:
        return Row(name, run, "so export --jobs 1", ours, at_least=least, by_clock=True)

    # A bare Jinja2 loop is fast, so of a few cases there would be nothing to see.
    many = tuple(count * 50 for count in scale.peer_cases)
    return [
        row("copier, in a loop", per_case(loop("copier"), scale.peer_cases), 150),
        row("cookiecutter, in a loop", per_case(loop("cookiecutter"), scale.peer_cases), 150),
        row("cookiecutter, from the shell", _from_the_shell(folder, templates, packets)),
        row("Jinja2, in a loop", per_case(loop("jinja2"), (many[0], many[1]))),
    ]


def _from_the_shell(folder: Path, templates: Path, packets: Path) -> Run:
    packet = json.loads(packets.read_bytes().splitlines()[0])
    answers = folder / "answers.json"
    answers.write_text(json.dumps({"cookiecutter": {"id": packet["id"], "_packet": packet}}))
    cookiecutter = str(others.program("cookiecutter"))
    told = (str(templates / "cookiecutter"), "--replay-file", str(answers), "-o")
    return _fresh(folder, lambda out: command(cookiecutter, *told, str(out)))


def write_packets(folder: Path) -> Path:
    """What `so summary -f json` says of some cases, one a line."""
    packets = folder / "packets.jsonl"
    with packets.open("wb") as stream, tempfile.TemporaryDirectory() as home:
        for each in made(open_bank(), PACKETS, SEED, form="yaml"):
            case = Path(home) / "case.yaml"
            case.write_bytes(each.data)
            told = [SO, "summary", "--case", str(case), "-f", "json"]
            said = subprocess.run(told, capture_output=True, check=True, env=environment(home))
            stream.write(json.dumps(json.loads(said.stdout)).encode() + b"\n")
    return packets


def write_templates(folder: Path) -> Path:
    """The same page as a template of each of the others."""
    page = (INSIDE / "packet.md.jinja").read_text(encoding="utf-8")
    given = "{% set packet = cookiecutter._packet %}"
    texts = {
        "packet.md.jinja": page,
        "copier/copier.yml": "id:\n  type: str\npacket:\n  type: yaml\n  default: {}\n",
        "copier/{{ id }}.md.jinja": page,
        "cookiecutter/cookiecutter.json": '{"id": "nobody", "_packet": {}}',
        "cookiecutter/{{cookiecutter.id}}/page.md": f"{given}{page}",
    }
    for name, text in texts.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "templates"


def _others_table(results: list[Result]) -> str:
    if not results:
        return "Not measured: the other programs could not be installed."
    return table(results)
