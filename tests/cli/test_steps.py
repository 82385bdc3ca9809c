"""`so steps`: what is done already, written down in ten seconds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import StepState
from so_cli.case.store import load_case

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
CALL = "call-insurer"
TEXT = """so: 1
id: me
stage: post-biopsy
visits: [{date: 2026-12-10, with: Dr. Rivera}]
steps:
  call-insurer: {done: 2026-11-18, note: ref 4471}
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "cases" / "me.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def saved(case: Path, bank: Bank) -> Callable[[str], StepState]:
    """`saved(id)`: the state of a step, as the case says it now."""
    return lambda name: load_case(case, bank).steps[name]


def test_a_list_says_what_is_done_and_by_when_the_rest_begins(run_so: RunSo) -> None:
    done = run_so("steps")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run_so("steps", "list", "--plain").stdout
    assert done.stdout.startswith(
        "Call the insurer first [call-insurer]\n  done Wed Nov 18, 2026\n  Note: ref 4471\n"
    )
    assert "Write down the questions [write-questions]\n  by Thu Dec 3, 2026\n" in done.stdout


def test_what_should_have_begun_already_is_for_today(run_so: RunSo) -> None:
    late = run_so("steps", env={"SO_TODAY": "2026-12-08"}).stdout
    assert "[write-questions]\n  by Tue Dec 8, 2026\n" in late


def test_without_a_visit_it_says_how_long_before(run_so: RunSo, case: Path) -> None:
    case.write_text("so: 1\nid: me\nstage: post-biopsy\n", "utf-8")
    said = run_so("steps").stdout
    assert "[call-insurer]\n  15 working days before the visit\n" in said
    assert "[ask-to-record]\n  one working day before the visit\n" in said


def test_done_is_written_down_with_its_day_and_its_note(
    run_so: RunSo, saved: Callable[[str], StepState]
) -> None:
    flags = ("--date", "yesterday", "--note", "-")
    told = run_so("steps", "set", "book-the-visit", "done", *flags, stdin="Jo said yes\n")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "Book the visit: done Thu Nov 19, 2026.\n"
    assert saved("book-the-visit") == StepState(done=date(2026, 11, 19), note="Jo said yes")


@pytest.mark.parametrize("word", ["open", "Open", "not done yet"])
def test_what_was_not_done_after_all_keeps_its_note(
    word: str, run_so: RunSo, saved: Callable[[str], StepState]
) -> None:
    told = run_so("steps", "set", CALL, word)
    assert told.stdout == "Call the insurer first: not done yet; by Fri Nov 20, 2026.\n"
    assert saved(CALL) == StepState(done=None, note="ref 4471")


def test_a_step_that_this_case_does_not_need_is_written_down_all_the_same(
    run_so: RunSo, saved: Callable[[str], StepState]
) -> None:
    name = "keep-taking-treatment"
    assert f"[{name}]" not in run_so("steps").stdout
    assert "done Fri Nov 20, 2026.\n" in run_so("steps", "set", name, "done").stdout
    assert saved(name).done == date(2026, 11, 20)
    assert f"[{name}]" in run_so("steps").stdout
    assert "not done yet" in run_so("steps", "set", name, "open").stdout


def test_as_json_the_list_or_the_one_step(run_so: RunSo) -> None:
    listed = json.loads(run_so("steps", "--json").stdout)["steps"]
    assert (listed[0]["id"], listed[0]["done"]) == (CALL, "2026-11-18")
    one = json.loads(run_so("steps", "set", CALL, "done", "--json").stdout)["step"]
    assert (one["id"], one["done"], one["note"]) == (CALL, "2026-11-20", "ref 4471")


def test_what_is_left_out_is_asked(run_so: RunSo, saved: Callable[[str], StepState]) -> None:
    told = run_so("steps", "set", "--json", stdin="1\n2\n")
    assert json.loads(told.stdout)["step"]["id"] == CALL
    assert "Which step is it?" in told.stderr
    assert "Is it done?" in told.stderr
    assert saved(CALL).done is None


def test_an_end_in_the_middle_changes_nothing(run_so: RunSo, case: Path) -> None:
    told = run_so("steps", "set", stdin="1\n")
    assert told.returncode == 130
    assert told.stderr.endswith("Nothing was changed.\n")
    assert case.read_text("utf-8") == TEXT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["done"], "Write one of: list, set.\n"),
        (["set", "call-insurers", "done"], "Did you mean 'call-insurer'?\n"),
        (["set", "zzz", "done"], "so steps lists them with their ids.\n"),
        (["set", CALL, "later"], "Write one of: done, open.\n"),
        (["set", CALL, "done", "--date", "2026-11-21"], "Sat Nov 21, 2026 is still to come.\n"),
        (["set", CALL, "--no-input"], "so steps set ID done|open\n"),
        (["list", CALL], "nothing was written down"),
        (["--note", "-"], "nothing was written down"),
    ],
)
def test_wrong_words_say_which_are_right_and_change_nothing(
    arguments: list[str], said: str, run_so: RunSo, case: Path
) -> None:
    told = run_so("steps", *arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert said in told.stderr
    assert case.read_text("utf-8") == TEXT
