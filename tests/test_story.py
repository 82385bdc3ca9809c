"""The five weeks of docs/story.md, typed command by command: where each week leaves her.

What the page shows of every command is checked with the other docs.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[1]
STORY = (ROOT / "docs" / "story.md").read_text("utf-8")
LINES = [line[2:] for line in STORY.splitlines() if line.startswith("$ ")]
LINE = re.compile(r'(?:echo "(?P<said>.*)" \| )?so\b(?P<words>[^<|]*)(?:< (?P<file>\S+))?')


class Typed(NamedTuple):
    """One `so` command: what is typed behind `so`, what it reads, and on which day."""

    words: list[str]
    stdin: str
    day: str


def typed() -> list[Typed]:
    found, day = [], ""
    for line in LINES:
        if line.startswith("export "):
            day = dict(word.split("=") for word in line.split()[1:])["SO_TODAY"]
            continue
        read = LINE.match(line)
        assert read, line
        file = (ROOT / read["file"]).read_text("utf-8") if read["file"] else ""
        stdin = f"{read['said']}\n" if read["said"] else file
        found.append(Typed(shlex.split(read["words"]), stdin, day))
    return found


def test_it_takes_more_than_twenty_five_commands_and_five_weeks() -> None:
    told = typed()
    assert len(told) > 25
    first, last = (date.fromisoformat(each.day) for each in (told[0], told[-1]))
    assert (last - first).days == 35


@pytest.mark.slow
def test_it_leads_from_the_biopsy_to_two_opinions_side_by_side(
    run_so: RunSo, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")

    def so(*words: str, day: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return run_so(*words, stdin=stdin, env={"SO_TODAY": day, "SO_CASE": "maria"})

    said: dict[str, str] = {}
    for words, stdin, day in typed():
        if words == ["case", "lock"]:
            compared = json.loads(so("compare", "opinions", "--json", day=day).stdout)
            status = json.loads(so("status", "--json", day=day).stdout)
        done = so(*words, stdin=stdin, day=day)
        # Twice she stops in the middle, and goes on another day.
        assert done.returncode == (130 if stdin.endswith("/stop\n") else 0), done.stderr
        said[" ".join(words)] = done.stdout
    assert compared["outcome"]["kinds"] == ["different-plan", "other-options", "more-detail"]
    assert compared["outcome"]["decided_by"] == [
        *("surgery", "order", "drugs-before", "her2", "her2_ish")
    ]
    assert status["said"] == "written"
    assert status["questions"]["answered"] == 2
    here = next(each for each in status["records"] if each["status"] == "arrived")
    assert {each["id"] for each in here["records"]} == {"biopsy-report", "biopsy-slides"}
    assert (
        "The slides may come after the visit"
        in (said["records set biopsy-slides promised --note -"])
    )
    assert said["case list"] == "maria  locked\n"
    assert {path.name for path in (tmp_path / "home" / "cases").glob("*")} == {"maria.yaml.age"}
    assert {"pages.pdf", "dates.ics", "notes.pdf"} <= {path.name for path in tmp_path.iterdir()}
