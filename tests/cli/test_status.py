"""`so status`: where a person is, in one screen, and what is still to be asked."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import Terminal

from so_cli.case.locked import encrypt
from so_cli.cli.status_screen import MARKS

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Show = Callable[..., str]
EXAMPLES = Path(__file__).parents[2] / "examples"
ANA = EXAMPLES / "after-the-biopsy.yaml"
ROSA = EXAMPLES / "before-surgery.yaml"
MAY = EXAMPLES / "metastatic.yaml"


@pytest.fixture
def show(run_so: RunSo, tmp_path: Path) -> Show:
    """`show("stage: ..", today="2026-12-24")`: what is printed about a case with this text."""

    def make(text: str, *arguments: str, today: str = "2026-11-20") -> str:
        path = tmp_path / "pat.yaml"
        path.write_text(f"so: 1\nid: pat\n{text}", "utf-8")
        done = run_so("status", "--case", path, *arguments, env={"SO_TODAY": today})
        assert (done.returncode, done.stderr) == (0, "")
        return " ".join(done.stdout.split())

    return make


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    begun: list[Terminal] = []

    def begin(columns: int, lines: int, *arguments: str | Path, **env: str) -> Terminal:
        home = {"SO_HOME": str(tmp_path / "home"), "SO_TODAY": "2026-11-20", **env}
        words = ("-m", "so_cli", "status", *map(str, arguments))
        begun.append(Terminal(columns, lines, *words, cwd=tmp_path, **home))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def test_it_tells_the_days_the_next_things_and_what_is_open(run_so: RunSo) -> None:
    done = run_so("status", "--case", ROSA)
    assert (done.returncode, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    order = [
        "Rosa Example (fictional): Before surgery",
        "Today is Fri Nov 20, 2026.",
        "Thu Dec 3 (in 13 days): Visit: 9:15 am, Dr. Haddad, breast surgeon.",
        "Fri Dec 11 (in 21 days): Decide:",
        "Thu Dec 17 (in 27 days): Date of surgery.",
        "Next: 1. Ask how long it is safe to wait [ask-how-long-to-wait] 10 minutes on the phone;",
        "best begun by Thu Nov 12; today is fine too",
        "Also past their day, and still worth doing: 9",
        "so steps set ID done",
        "Records: 15 needed, 1 asked for, 1 promised, 1 sent, 3 here, 1 not to be had",
        "Questions: 2 chosen for the top, 0 answered",
        "Still open in the interview: 7",
        "The papers say two things about: grade.",
        "What may help: The images are refused;",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_cannot_wait_comes_before_all_else(run_so: RunSo) -> None:
    done = run_so("status", "--case", MAY)
    assert done.stdout.startswith("Call your care team now: fever of 100.4 F")


@pytest.mark.parametrize("arguments", [[], ["--plain"], ["--no-input"]])
def test_in_a_pipe_it_is_plain_sentences(run_so: RunSo, arguments: list[str]) -> None:
    done = run_so("status", "--case", ANA, *arguments, env={"TERM": "xterm-256color"})
    assert not {*MARKS.values(), "│", "\x1b"} & {*done.stdout}
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_on_a_screen_the_days_are_a_line_and_all_of_it_is_seen_at_once(
    start: Callable[..., Terminal],
) -> None:
    terminal = start(80, 24, "--case", ANA)
    assert terminal.ended() == 0
    shown = terminal.lines_shown
    assert shown.startswith("Ana Example (fictional): After the biopsy")
    assert "  ○ Fri Nov 20  today\n  │\n" in shown
    assert "  ■ Thu Dec 10  in 20 days  Visit: 2:30 pm, Dr. Rivera" in shown
    assert "  ◆ Fri Dec 18  in 28 days  Decide:" in shown
    assert "Still open in the interview" in shown
    assert b"\x1b" not in terminal.raw, "no color, no cursor: there is nothing to turn off"


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_a_simple_screen_is_enough(start: Callable[..., Terminal], env: dict[str, str]) -> None:
    terminal = start(60, 40, "--case", ANA, **env)
    assert terminal.ended() == 0
    assert ("■" in terminal.text) == ("NO_COLOR" in env)
    assert "Visit: 2:30 pm, Dr. Rivera" in terminal.text


def test_a_narrow_screen_wraps_at_words(start: Callable[..., Terminal]) -> None:
    terminal = start(60, 60, "--case", ROSA)
    assert terminal.ended() == 0
    assert "to have a mastectomy or to keep the breast" in terminal.text.replace(" │ ", " ")


# --- What may be missing, over or done -----------------------------------------------------------


def test_without_a_case_it_says_how_to_begin(run_so: RunSo) -> None:
    done = run_so("status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "There is no case yet. To begin: so interview\n"


def test_a_case_that_is_named_must_be_there(run_so: RunSo) -> None:
    done = run_so("status", "--case", "nobody")
    assert (done.returncode, done.stdout) == (4, "")


def test_an_empty_case_says_how_to_go_on(show: Show) -> None:
    text = show("")
    assert text.startswith("pat: no stage yet")
    assert "Some first answers are still missing. To go on: so interview" in text


def test_without_days_the_slowest_comes_first(show: Show) -> None:
    text = show("stage: post-biopsy")
    assert "No day is set yet. To set one: so interview" in text
    assert "1. Call the insurer first [call-insurer] half an hour on the phone 2." in text
    assert "past their day" not in text


def test_treatment_goes_on_all_along(show: Show) -> None:
    text = show("stage: in-treatment\nvisits: [{date: 2026-11-25}]")
    assert "All along: Keep taking treatment as planned. Next: 1." in text


def test_a_visit_without_a_day_is_named(show: Show) -> None:
    text = show("stage: post-biopsy\nvisits: [{with: Dr. Rivera}]")
    assert "Visit: Dr. Rivera (no day yet)" in text


def test_after_the_visit_what_was_said_can_be_written_down(show: Show) -> None:
    text = show("stage: post-biopsy\nvisits: [{date: 2026-11-10}]\ndecide_by: 2026-11-18")
    assert "The visit was on Tue Nov 10, 2026. To write down what was said: so visit" in text
    assert "The day for the decision was Wed Nov 18, 2026. If it has moved: so interview" in text
    assert "Next:" not in text
    assert "needed" not in text


def test_on_the_day_of_the_visit_it_says_how_to_write_down_what_is_said(show: Show) -> None:
    text = show("stage: post-biopsy\nvisits: [{date: 2026-11-20, with: Dr. B}]")
    assert "Fri Nov 20 (today): Visit: Dr. B." in text
    assert "After the visit, to write down what was said: so visit" in text
    assert "Next:" in text


def test_between_two_visits_there_is_something_to_write_down_and_to_prepare(show: Show) -> None:
    text = show("stage: post-biopsy\nvisits: [{date: 2026-11-10}, {date: 2026-12-10}]")
    assert "The visit was on Tue Nov 10, 2026. To write down what was said: so visit" in text
    assert "Next:" in text


def test_after_the_visit_what_is_written_down_is_not_asked_for(show: Show) -> None:
    text = show("visits: [{date: 2026-11-10}]\nopinions: [{id: second}]")
    assert "What was said is written down." in text
    assert "so visit" not in text


def test_over_the_end_of_a_year_the_other_year_is_said(show: Show) -> None:
    text = show("stage: post-biopsy\nvisits: [{date: 2027-01-05}]", today="2026-12-30")
    assert "Tue Jan 5, 2027 (in 6 days): Visit" in text
    assert "best begun by Tue Dec 15; today is fine too" in text


def test_when_all_is_done_it_says_so(show: Show, run_so: RunSo, tmp_path: Path) -> None:
    text = "stage: post-biopsy\nvisits: [{date: 2026-12-10}]\n"
    show(text)
    packet = json.loads(run_so("summary", "--case", tmp_path / "pat.yaml", "--json").stdout)
    steps = ", ".join(f"{step['id']}: {{done: 2026-11-19}}" for step in packet["steps"])
    records = ", ".join(f"{record['id']}: {{status: arrived}}" for record in packet["records"])
    calls = ", ".join(f"{question['id']}: {{text: Yes.}}" for question in packet["calls"])
    text += f"steps: {{{steps}}}\nrecords: {{{records}}}\nquestions: {{answers: {{{calls}}}}}"
    assert "Everything on the lists is done." in show(text)


def test_what_was_left_for_later_is_named_a_few_at_a_time(show: Show) -> None:
    names = ("her2", "er", "pr", "grade", "size_mm", "insurance")
    facts = ", ".join(f"{name}: {{state: later}}" for name in names)
    text = show(f"stage: post-biopsy\nfacts: {{{facts}}}")
    assert "Left for later: " in text
    assert "and 1 more" in text


def test_ids_of_another_bank_are_named(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text("so: 1\nid: pat\nsteps: {strange-step: {}}\n", "utf-8")
    done = run_so("status", "--case", path)
    assert done.returncode == 0
    assert "strange-step" in done.stderr
    data = json.loads(run_so("status", "--case", path, "--json").stdout)
    assert data["strangers"]["steps"] == ["strange-step"]


def test_a_case_is_only_read(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_bytes(ANA.read_bytes())
    run_so("status", "--case", path)
    run_so("status", "--case", path, "--ask")
    assert path.read_bytes() == ANA.read_bytes()
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.slow
def test_a_locked_case_asks_for_its_passphrase(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml.age"
    path.write_bytes(encrypt(b"so: 1\nid: pat\nstage: metastatic\n", "zebra giraffe"))
    done = run_so("status", "--case", path, stdin="zebra giraffe\n")
    assert done.returncode == 0
    assert "pat: Metastatic (stage IV)" in done.stdout
    assert run_so("status", "--case", path, "--no-input").returncode == 2


def test_no_control_character_of_a_case_reaches_the_screen(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text(
        'so: 1\nid: pat\nperson: {name: "\\e[2J\\u202ePat"}\n'
        'decision: "\\e[2J"\ndecide_by: 2026-12-10\n'
    )
    done = run_so("status", "--case", path)
    assert done.returncode == 0
    assert not {"\x1b", "\u202e"} & {*done.stdout}


# --- As data, and on a page ----------------------------------------------------------------------


@pytest.mark.parametrize("how", [["--json"], ["-f", "json"]])
def test_as_data_it_is_the_whole_status(run_so: RunSo, how: list[str]) -> None:
    made = json.loads(run_so("status", "--case", ANA, *how).stdout)
    assert (made["id"], made["visits"][0]["days"], made["days_to_decide"]) == (
        "after-the-biopsy",
        20,
        28,
    )
    assert [task["kind"] for task in made["next"]] == ["step", "step", "step"]
    assert {"kind", "id", "title", "do_by", "takes"} <= made["next"][0].keys()


def test_as_data_it_is_there_for_nobody_too(run_so: RunSo) -> None:
    assert json.loads(run_so("status", "--json").stdout)["id"] is None


@pytest.mark.parametrize("wrong", [["-f", "pdf"], ["-o", "status.md"], ["-o", "status.json"]])
def test_only_what_is_to_be_asked_is_a_page(run_so: RunSo, wrong: list[str]) -> None:
    done = run_so("status", "--case", ANA, *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--ask" in done.stderr


def test_what_is_still_to_ask_is_a_page_for_the_next_call(run_so: RunSo) -> None:
    done = run_so("status", "--ask", "--case", ANA)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Still to ask: Ana Example (fictional)\n")
    assert "### Which of these fit you?" in done.stdout
    assert "- \\[ \\] pregnant now" in done.stdout
    assert "### Has anyone in your close family had one of these cancers? (not sure)" in done.stdout


def test_of_nobody_the_page_is_a_form(run_so: RunSo) -> None:
    done = run_so("status", "--ask", "-f", "txt")
    assert done.stdout.startswith("Still to ask\n")
    assert "[ ] chest pain or pressure: Call 911 now" in done.stdout


@pytest.mark.parametrize("kind", ["txt", "md", "pdf", "html", "json"])
def test_the_page_comes_in_every_format(run_so: RunSo, tmp_path: Path, kind: str) -> None:
    done = run_so("status", "--ask", "--case", ANA, "-o", f"ask.{kind}")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / f"ask.{kind}").stat().st_size > 1000
    again = run_so("status", "--ask", "--case", ANA, "-o", f"ask.{kind}")
    assert again.returncode == 4
