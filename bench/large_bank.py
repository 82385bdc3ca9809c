"""What a bank of many times the size costs: the next prompt, and a case of an export."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import yaml
from export import export, has_export
from measuring import BENCH, TODAY, Scale, duration, environment, memory_folder, per_case

from so_cli.bank.bank import Bank
from so_cli.bank.loader import data_folder, open_bank
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.interview.context import Context
from so_cli.interview.engine import item_for, next_place, places

TITLE = "How a larger bank is borne"
CASE = BENCH.parent / "examples" / "before-surgery.yaml"
GOAL = 0.05
TIMES = 5


class Prompts(NamedTuple):
    """Seconds from an answer to the next prompt: usually, and where it takes longest."""

    usual: float
    longest: float
    where: str


def section(scale: Scale) -> str:
    """The same case with the questions of the bank once, ten times, fifty times."""
    lines = [
        "| questions | next prompt, usually | at its longest | goal | | a case of `so export` |",
        "| ---: | ---: | --- | --- | --- | ---: |",
    ]
    with memory_folder() as folder:
        for times in scale.banks:
            overlays = [write_copies(folder, times)] if times > 1 else []
            bank = open_bank(overlays)
            found = prompts(bank, load_case(CASE, bank))
            verdict = "holds" if found.longest < GOAL else "misses"
            lines.append(
                f"| {len(bank.questions):,} | {duration(found.usual)} "
                f"| {duration(found.longest)} (`{found.where}`) | under {duration(GOAL)} "
                f"| {verdict} | {_a_case(folder, scale, overlays)} |"
            )
    table = "\n".join(lines)
    return f"""A bank is laid over ours that has each question again under other ids.
The next prompt: from an answer to all that the prompt shows, for each prompt of a fictional case,
the median of {TIMES}; the goal is for the one that takes longest. A case of `so export`: with one
process, starting up left out.

{table}"""


def write_copies(folder: Path, times: int) -> Path:
    """A bank with each question of ours again, so that there are so many times as many."""
    text = (data_folder() / "questions.yaml").read_text(encoding="utf-8")
    # The base loader leaves every value the text that it is, as our own reader does.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    questions: list[dict[str, Any]] = yaml.load(text, Loader=loader)["questions"]  # noqa: S506
    copies = [
        question | {"id": f"x{number}-{question['id']}"}
        for number in range(2, times + 1)
        for question in questions
    ]
    overlay = folder / f"bank-{times}"
    overlay.mkdir()
    # JSON is YAML, and names nothing twice by pointing back at it, as YAML's own writer would.
    laid = json.dumps({"questions": copies}, ensure_ascii=False, indent=0)
    (overlay / "questions.yaml").write_text(laid, encoding="utf-8")
    return overlay


def prompts(bank: Bank, case: Case) -> Prompts:
    """How long each prompt of this case takes to be found and put together."""
    today = date.fromisoformat(TODAY)
    asked = [place.id for place in places(Context(bank, case, today))]
    passed: set[str] = set()
    taken: dict[str, float] = {}
    for name in asked:
        taken[name] = median(_prompt(bank, case, today, name, passed) for _ in range(TIMES))
        passed.add(name)
    where = max(taken, key=lambda name: taken[name])
    return Prompts(median(taken.values()), taken[where], where)


def _prompt(bank: Bank, case: Case, today: date, name: str, passed: set[str]) -> float:
    """Nothing is kept from one answer to the next but the bank."""
    began = time.perf_counter()
    context = Context(bank, case, today)
    next_place(context, passed)
    item_for(context, name)
    return time.perf_counter() - began


def _a_case(folder: Path, scale: Scale, overlays: list[Path]) -> str:
    if not has_export():
        return "not measured"
    laid = [word for overlay in overlays for word in ("--bank", str(overlay))]
    run = per_case(export(folder, 1, *laid), scale.bank_cases)
    seen = environment(str(folder))
    return duration(median(run(seen).wall for _ in range(scale.few_pairs)))
