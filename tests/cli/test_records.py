"""`so records`: a phone call is written down in ten seconds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from pty_screen import CTRL_C, CTRL_U, DOWN, ENTER, Terminal

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.locked import encrypt
from so_cli.case.model import RecordState, RecordStatus
from so_cli.case.store import load_case, open_for_writing

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., Terminal]
SLIDES = "biopsy-slides"
SET = ("records", "set", SLIDES)
TEXT = """so: 1
id: me
stage: post-biopsy
visits: [{date: 2026-12-10, with: Dr. Rivera}]
records:
  biopsy-slides: {status: requested, date: 2026-11-18, note: asked the desk, file: form.pdf}
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "cases" / "me.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def slides(case: Path, bank: Bank) -> Callable[[], RecordState]:
    """The state of the slides, as the case says it now."""
    return lambda: load_case(case, bank).records[SLIDES]


def test_a_list_says_of_each_its_id_its_state_and_its_day(run_so: RunSo) -> None:
    done = run_so("records")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run_so("records", "list", "--plain").stdout
    assert (
        "Glass slides from the biopsy [biopsy-slides]\n"
        "  asked for, Wed Nov 18, 2026; should be here by Wed Dec 2, 2026\n"
        "  Note: asked the desk\n"
    ) in done.stdout
    assert "Recent lab results [lab-results]\n  needed; ask by Mon Dec 7, 2026\n" in done.stdout


def test_a_list_ends_with_what_can_be_done(run_so: RunSo) -> None:
    assert "A letter that helps" not in run_so("records").stdout
    late = run_so("records", env={"SO_TODAY": "2026-12-03"}).stdout
    assert "was due by Wed Dec 2, 2026" in late
    assert "The slides or blocks are late (Glass slides from the biopsy)\n" in late
    assert "A letter that helps: so letter slides\n" in late


def test_as_json_the_list_and_what_can_be_done(run_so: RunSo) -> None:
    found = json.loads(run_so("records", "--json", env={"SO_TODAY": "2026-12-03"}).stdout)
    slides = next(each for each in found["records"] if each["id"] == SLIDES)
    assert (slides["status"], slides["expected_by"], slides["trouble"]) == (
        "requested",
        "2026-12-02",
        "late",
    )
    assert found["late"][0]["id"] == "late-slides"
    assert found["late"][0]["records"] == [SLIDES]


@pytest.mark.parametrize("state", ["requested", "promised", "sent", "arrived"])
def test_a_state_is_written_down_with_its_day_and_the_rest_is_kept(
    state: str, run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    done = run_so(*SET, state)
    assert (done.returncode, done.stderr) == (0, "")
    shown = wording.RECORD_STATES[state]
    assert done.stdout.startswith(f"Glass slides from the biopsy: {shown}, Fri Nov 20, 2026")
    assert slides() == RecordState(
        status=state,  # type: ignore[arg-type]  # one of the four
        date=date(2026, 11, 20),
        note="asked the desk",
        file="form.pdf",
    )


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-11-19", "2026-11-19"),
        ("11/19", "2026-11-19"),
        ("11/19/2026", "2026-11-19"),
        ("Nov 19", "2026-11-19"),
        ("nov19", "2026-11-19"),
        ("19 November", "2026-11-19"),
        ("Thu Nov 19", "2026-11-19"),
        ("yesterday", "2026-11-19"),
        ("Today", "2026-11-20"),
        ("Dec 28", "2025-12-28"),  # the one that has been
    ],
)
def test_a_day_is_understood_as_people_write_it(
    given: str, day: str, run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    env = {"SO_TODAY": "2026-01-03"} if given == "Dec 28" else {}
    assert run_so(*SET, "sent", "--date", given, env=env).returncode == 0
    assert slides().date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Feb 30", "'Feb 30' is not a day."),
        ("", "'' is not a day."),
        ("last week", "'last week' is not a day."),
        ("Nov 19 to Jo", "'Nov 19 to Jo' is not a day."),
        ("tomorrow", "Sat Nov 21, 2026 is still to come."),
        ("2027-11-19", "Fri Nov 19, 2027 is still to come."),
    ],
)
def test_a_day_that_cannot_be_is_refused(given: str, said: str, run_so: RunSo, case: Path) -> None:
    done = run_so(*SET, "sent", "--date", given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{said}\n")
    assert case.read_text("utf-8") == TEXT


@pytest.mark.parametrize("word", ["arrived", "Arrived", "here", " HERE "])
def test_a_state_may_be_named_as_lists_show_it(
    word: str, run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    assert run_so(*SET, word).returncode == 0
    assert slides().status == "arrived"


def test_every_state_of_a_case_has_a_word() -> None:
    assert tuple(wording.RECORD_STATES) == get_args(RecordStatus)


def test_what_arrives_comes_with_what_to_look_at(run_so: RunSo, bank: Bank) -> None:
    said = " ".join(run_so(*SET, "arrived").stdout.split())
    assert f"Please check it now: {bank.record[SLIDES].check}" in said


@pytest.mark.parametrize(
    ("state", "flags", "advice"),
    [
        ("requested", ["--date", "Nov 2"], "The slides or blocks are late"),
        ("not-available", [], "The lab says no, or no longer has them"),
        ("needed", [], "The slides may come after the visit"),
    ],
)
def test_late_refused_or_too_late_it_says_what_can_be_done(
    state: str, flags: list[str], advice: str, run_so: RunSo
) -> None:
    env = {"SO_TODAY": "2026-12-07"} if state == "needed" else {}
    done = run_so(*SET, state, *flags, env=env)
    assert f"\n\n{advice}\n" in done.stdout
    assert done.stdout.endswith("A letter that helps: so letter slides\n")
    assert "If it is not here by then" not in done.stdout


def test_needed_again_it_has_no_day(run_so: RunSo, slides: Callable[[], RecordState]) -> None:
    run_so(*SET, "needed")
    assert (slides().status, slides().date, slides().note) == ("needed", None, "asked the desk")


def test_what_this_case_does_not_need_may_come_all_the_same(run_so: RunSo) -> None:
    told = run_so("records", "set", "operative-report", "arrived")
    assert told.stdout.startswith("Operative report: here, Fri Nov 20, 2026.\nPlease check it")
    as_json = run_so("records", "set", "operative-report", "does-not-apply", "--json")
    assert json.loads(as_json.stdout)["record"]["status"] == "does-not-apply"


def test_a_note_comes_through_a_pipe_as_one_line(
    run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    done = run_so(*SET, "sent", "--note", "-", stdin=" spoke to\tJo\r\nref \x1b4471\u202e \n")
    assert (done.returncode, done.stderr) == (0, "")
    assert slides().note == "spoke to Jo ref 4471"


def test_an_empty_pipe_takes_no_note_away(run_so: RunSo, slides: Callable[[], RecordState]) -> None:
    assert run_so(*SET, "sent", "--note", "-", "--no-input").returncode == 0
    assert slides().note == "asked the desk"


@pytest.mark.parametrize("raw", ["x" * 5_001, "caf\udce9"])
def test_a_note_is_taken_whole_or_not_at_all(raw: str, run_so_apart: RunSo, case: Path) -> None:
    done = run_so_apart(*SET, "sent", "--note", "-", stdin=raw)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was changed" in done.stderr
    assert case.read_text("utf-8") == TEXT


def test_a_note_in_the_command_is_kept_and_said_to_be_seen(
    run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    done = run_so(*SET, "sent", "--note", "spoke \x1bto Jo")
    assert done.returncode == 0
    assert "history of the shell" in done.stderr
    assert "Jo" not in done.stderr
    assert slides().note == "spoke to Jo"


def test_what_is_left_out_is_asked_and_never_among_the_data(
    run_so: RunSo, slides: Callable[[], RecordState]
) -> None:
    done = run_so("records", "set", "--note", "-", "--json", stdin="2\n4\nby courier\nref 9\n")
    assert json.loads(done.stdout)["record"]["id"] == SLIDES
    assert "Which record is it?" in done.stderr
    assert "How far has it come?" in done.stderr
    assert (slides().status, slides().note) == ("sent", "by courier ref 9")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "There is no 'add' here.\nWrite one of: list, set.\n"),
        (["set", "biopsy-slide", "sent"], "Did you mean 'biopsy-slides'?\n"),
        (["set", "zzz", "sent"], "so records lists them with their ids.\n"),
        (["set", SLIDES, "arived"], "Did you mean 'arrived'?\n"),
        (["set", SLIDES, "--no-input"], "so records set ID needed|requested|"),
        (["set", "--no-input"], "so records set ID needed|requested|"),
        (["list", SLIDES], "nothing was written down"),
        (["--note", "called"], "nothing was written down"),
        (["--date", "Nov 19"], "nothing was written down"),
    ],
)
def test_wrong_words_say_which_are_right_and_change_nothing(
    arguments: list[str], said: str, run_so: RunSo, case: Path
) -> None:
    done = run_so("records", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert case.read_text("utf-8") == TEXT


def test_without_a_case_there_is_a_list_but_nothing_to_change(run_so: RunSo, case: Path) -> None:
    case.unlink()
    assert "Recent lab results [lab-results]" in run_so("records").stdout
    done = run_so(*SET, "sent")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.endswith("To begin: so interview\n")


def test_a_locked_case_says_how_to_unlock_it(run_so: RunSo, case: Path) -> None:
    case.with_name("me.yaml.age").write_bytes(encrypt(TEXT.encode(), "zebra giraffe"))
    case.unlink()
    done = run_so(*SET, "sent")
    assert (done.returncode, done.stdout) == (4, "")
    assert "so case unlock" in done.stderr
    assert run_so("records", "--no-input").returncode == 2


def test_a_second_writer_is_told_who_writes(run_so: RunSo, case: Path) -> None:
    with open_for_writing(case):
        done = run_so(*SET, "sent")
    assert done.returncode == 4
    assert "is open in another so" in done.stderr
    assert case.read_text("utf-8") == TEXT


def test_hostile_words_of_a_file_are_harmless(run_so: RunSo, case: Path) -> None:
    case.write_text(TEXT.replace("asked the desk", '"\\e[2J[b]x[/y]\\u202e"'), "utf-8")
    assert "  Note: [2J[b]x[/y]\n" in run_so("records").stdout


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("set", ...)`: `so records` on a real pseudo-terminal."""
    begun: list[Terminal] = []

    def begin(*arguments: str) -> Terminal:
        home = {"SO_HOME": str(tmp_path / "home"), "SO_TODAY": "2026-11-20"}
        begun.append(Terminal(60, 12, "-m", "so_cli", "records", *arguments, cwd=tmp_path, **home))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


@pytest.mark.slow
def test_in_a_terminal_the_note_is_asked_for_and_the_last_one_stands_there(
    start: Start, slides: Callable[[], RecordState]
) -> None:
    terminal = start("set", SLIDES, "sent", "--note", "-").until("> asked the desk")
    terminal.child.send(f"; Jo, ref 4471{ENTER}")
    assert terminal.ended() == 0
    assert slides().note == "asked the desk; Jo, ref 4471"
    emptied = start("set", SLIDES, "sent", "--note", "-").until("> asked the desk; Jo, ref 4471")
    emptied.child.send(f"{CTRL_U}{ENTER}")
    assert emptied.ended() == 0
    assert slides() == RecordState(status="sent", date=date(2026, 11, 20), file="form.pdf")


@pytest.mark.slow
def test_who_stops_in_the_middle_changes_nothing(start: Start, case: Path) -> None:
    terminal = start("set", "--note", "-").until("Which record is it?")
    terminal.press(DOWN).child.send(ENTER)
    terminal.until("How far has it come?").child.send(CTRL_C)
    assert terminal.ended() == 130
    assert "Nothing was changed." in terminal.text
    assert case.read_text("utf-8") == TEXT


@pytest.mark.slow
def test_with_no_input_nothing_waits_for_a_note_in_a_terminal(start: Start, case: Path) -> None:
    terminal = start("set", SLIDES, "sent", "--note", "-", "--no-input")
    assert terminal.ended() == 2
    assert "Let the note come through a pipe" in terminal.text
    assert case.read_text("utf-8") == TEXT
