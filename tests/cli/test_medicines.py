"""`so medicines`: medicines and allergies, asked for and never given in the command."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import ENTER, Terminal

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Medicine
from so_cli.case.store import load_case

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = """so: 1
id: me
stage: post-biopsy
medicines: [{name: lisinopril, dose: 10 mg, how_often: daily, why: blood pressure}]
allergies: [penicillin (rash)]
"""
LIST = """Medicine: lisinopril 10 mg daily, for blood pressure
Allergy: penicillin (rash)
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "cases" / "me.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def saved(case: Path, bank: Bank) -> Callable[[], Case]:
    """The case as it is now."""
    return lambda: load_case(case, bank)


def test_a_list_has_both(run_so: RunSo) -> None:
    done = run_so("medicines")
    assert (done.returncode, done.stdout, done.stderr) == (0, LIST, "")
    as_json = json.loads(run_so("medicines", "list", "--json").stdout)
    assert as_json["medicines"][0]["dose"] == "10 mg"
    assert as_json["allergies"] == ["penicillin (rash)"]


def test_an_empty_list_says_how_to_begin(run_so: RunSo, case: Path) -> None:
    case.unlink()
    assert run_so("medicines").stdout.endswith("so medicines add\n")


def test_medicines_are_added_behind_the_others(run_so: RunSo, saved: Callable[[], Case]) -> None:
    line = "metformin 500 mg twice a day; aspirin"
    done = run_so("medicines", "add", stdin=f"1\n{line}\n")
    assert done.returncode == 0
    assert (
        done.stdout == "Added: Medicine: metformin 500 mg twice a day\nAdded: Medicine: aspirin\n"
    )
    assert [each.name for each in saved().medicines] == ["lisinopril", "metformin", "aspirin"]
    assert saved().medicines[1] == Medicine(
        name="metformin", dose="500 mg", how_often="twice a day"
    )
    assert saved().allergies == ("penicillin (rash)",)


def test_an_allergy_keeps_what_happens_behind_its_comma(
    run_so: RunSo, saved: Callable[[], Case]
) -> None:
    run_so("medicines", "add", stdin="2\nshellfish, a rash; latex\n")
    assert saved().allergies == ("penicillin (rash)", "shellfish, a rash", "latex")


def test_a_line_that_says_nothing_is_asked_for_again(
    run_so: RunSo, saved: Callable[[], Case]
) -> None:
    done = run_so("medicines", "add", stdin="2\n;\nlatex\n")
    assert "Please look again" in done.stderr
    assert saved().allergies[-1] == "latex"


def test_one_is_taken_off(run_so: RunSo, saved: Callable[[], Case]) -> None:
    done = run_so("medicines", "remove", stdin="2\n")
    assert done.stdout == "Taken off the list: Allergy: penicillin (rash)\n"
    assert (len(saved().medicines), saved().allergies) == (1, ())
    run_so("medicines", "remove", stdin="1\n")
    assert saved().medicines == ()
    assert run_so("medicines", "remove").stdout == "There is nothing on the list.\n"


def test_of_two_that_are_alike_one_is_taken_off(
    run_so: RunSo, saved: Callable[[], Case], case: Path
) -> None:
    case.write_text("so: 1\nid: me\nallergies: [latex, latex]\n", "utf-8")
    run_so("medicines", "remove", stdin="2\n")
    assert saved().allergies == ("latex",)


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(["remove"], "3\n"), (["remove"], ""), (["add"], "1\n"), (["add"], "1\n/back\n")],
)
def test_who_keeps_all_or_stops_changes_nothing(
    arguments: list[str], typed: str, run_so: RunSo, case: Path
) -> None:
    done = run_so("medicines", *arguments, stdin=typed)
    assert (done.returncode, done.stdout) == ((0, "") if typed == "3\n" else (130, ""))
    assert case.read_text("utf-8") == TEXT


def test_as_json_the_list_as_it_is_now(run_so: RunSo) -> None:
    done = run_so("medicines", "add", "--json", stdin="2\nlatex\n")
    assert json.loads(done.stdout)["allergies"] == ["penicillin (rash)", "latex"]


def test_what_is_listed_takes_the_place_of_none(
    run_so: RunSo, saved: Callable[[], Case], case: Path
) -> None:
    case.write_text("so: 1\nid: me\nfacts: {my_allergies: none, my_medicines: none}\n", "utf-8")
    run_so("medicines", "add", stdin="2\nlatex\n")
    assert "my_allergies" not in saved().facts
    assert saved().facts["my_medicines"].value == "none"


def test_it_is_printed_for_the_doctor(run_so: RunSo) -> None:
    run_so("medicines", "add", stdin="2\nlatex, hives\n")
    page = run_so("summary", "--for", "doctor").stdout
    assert "lisinopril 10 mg daily" in page
    assert "penicillin (rash); latex, hives" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "aspirin"], "unexpected extra argument"),
        (["set"], "Write one of: list, add, remove.\n"),
        (["add", "--no-input"], "never given in the command"),
        (["remove", "--no-input"], "never given in the command"),
    ],
)
def test_nothing_stands_in_the_command(
    arguments: list[str], said: str, run_so: RunSo, case: Path
) -> None:
    done = run_so("medicines", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert case.read_text("utf-8") == TEXT


def test_hostile_words_of_a_file_are_harmless(run_so: RunSo, case: Path) -> None:
    case.write_text('so: 1\nid: me\nallergies: ["\\e[2J[b]x[/y]\\u202e"]\n', "utf-8")
    assert run_so("medicines").stdout == "Allergy: [2J[b]x[/y]\n"
    assert not {"\x1b", "\u202e"} & set(run_so("medicines", "--json").stdout)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """`so medicines add` on a real pseudo-terminal."""
    home = {"SO_HOME": str(tmp_path / "home"), "SO_TODAY": "2026-11-20"}
    begun = Terminal(60, 12, "-m", "so_cli", "medicines", "add", cwd=tmp_path, **home)
    yield begun
    begun.close()


@pytest.mark.slow
def test_in_a_terminal_one_is_added_in_two_steps(
    terminal: Terminal, saved: Callable[[], Case]
) -> None:
    terminal.until("What would you like to add?").child.send(ENTER)
    terminal.until("Which one, how much").child.send(f"vitamin D 1000 IU daily{ENTER}")
    assert terminal.ended() == 0
    assert "Added: Medicine: vitamin D 1000 IU daily" in terminal.text
    assert saved().medicines[-1] == Medicine(name="vitamin D", dose="1000 IU", how_often="daily")
