"""`so export` as a person or a script meets it: what it says, how it ends, how it is stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting import (
    cases,
    finished,
    pages,
    start,
    tree,
    write_case,
    write_lines,
    write_lists,
)

from so_cli.batch.export import Progress
from so_cli.cli import progress
from so_cli.cli.progress import telling

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list of three cases."""
    return write_lines(tmp_path / "a.jsonl", cases(3))


def test_without_a_format_it_is_markdown(run_so: RunSo, people: Path, tmp_path: Path) -> None:
    assert run_so("export", people, "--out", "out").returncode == 0
    assert pages(tmp_path / "out") == ["p001.md", "p002.md", "p003.md"]


def test_json_is_a_format_as_everywhere(run_so: RunSo, people: Path, tmp_path: Path) -> None:
    run_so("export", people, "--out", "out", "--json", "-f", "txt")
    assert len(pages(tmp_path / "out")) == 6
    assert json.loads((tmp_path / "out/p001.json").read_bytes())["id"] == "p001"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "out"), 2),
        (("a.jsonl",), 2),
        (("a.jsonl", "--out", "out", "-f", "docx"), 2),
        (("a.jsonl", "--out", "out", "--jobs", "0"), 2),
        (("a.jsonl", "--out", "out", "--jobs", "many"), 2),
        (("a.txt", "--out", "out"), 2),
        (("-", "-", "--out", "out"), 2),
        (("none.jsonl", "--out", "out"), 4),
        (("none*.jsonl", "--out", "out"), 4),
        (("a.jsonl", "--out", "a.txt"), 4),
        (("a.jsonl", "--out", "home/cases"), 4),
        (("a.jsonl", "--out", "out", "--bank", "none"), 4),
    ],
)
def test_what_does_not_fit_together_is_said_before_anything_is_made(
    run_so: RunSo, people: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    (tmp_path / "a.txt").touch()

    done = run_so("export", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert 1 <= len(done.stderr.splitlines()) <= 2
    assert not (tmp_path / "out").exists() or not tree(tmp_path / "out")


def test_at_the_end_it_counts(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [*cases(2), {"so": 1}])

    done = run_so("export", "a.jsonl", "--out", "out")

    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert re.fullmatch(r"2 done, 1 failed, 0 skipped, \d+ per second\.", first)
    assert second == "What is wrong, case by case: out/errors.jsonl"
    write_lines(tmp_path / "a.jsonl", cases(1))
    again = run_so("export", "a.jsonl", "--out", "out", "--resume", "--prune")
    assert again.stderr.endswith("whose pages were removed: 1.\n")


def test_quiet_says_nothing_while_all_goes_well(
    run_so: RunSo, people: Path, tmp_path: Path
) -> None:
    done = run_so("export", people, "--out", "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_lines(people, [{"so": 1}])
    failed = run_so("export", people, "--out", "out", "--quiet")
    assert (failed.returncode, failed.stderr) == (1, "")
    wrong = run_so("export", "none.jsonl", "--out", "out", "--quiet")
    assert (wrong.returncode, wrong.stderr != "") == (4, True)


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY", 5.0)
    with telling(None, quiet=False, plain=False) as teller:
        for second in range(1, 12):
            teller(Progress(done=second * 10, seconds=float(second)))

    assert capsys.readouterr().err.splitlines() == [
        "50 done, 0 failed, 0 skipped, 10 per second.",
        "100 done, 0 failed, 0 skipped, 10 per second.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
@pytest.mark.parametrize(
    ("more", "has_bar"), [((), True), (("--plain",), False), (("--quiet",), False)]
)
def test_a_terminal_gets_a_bar_that_goes_away(
    people: Path, tmp_path: Path, own_home: None, more: tuple[str, ...], has_bar: bool
) -> None:
    pexpect = pytest.importorskip("pexpect")
    words = ["-m", "so_cli", "export", str(people), "--out", "out", *more]
    env = os.environ | {"TERM": "xterm-256color"}
    child = pexpect.spawn(sys.executable, words, cwd=str(tmp_path), env=env, dimensions=(12, 60))
    child.expect(pexpect.EOF, timeout=60)
    said = child.before

    assert (b"Exporting" in said) == has_bar
    assert (b"\x1b[" in said) == has_bar
    assert (b"3 done, 0 failed, 0 skipped" in said) == ("--quiet" not in more)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(
    tmp_path: Path, own_home: None, jobs: str
) -> None:
    lists = [path.name for path in write_lists(tmp_path, 60, 1)]
    words = (*lists, "--out", "out", "--jobs", jobs)
    running = start(*words, cwd=tmp_path, start_new_session=True)
    while not pages(tmp_path / "out"):
        assert running.poll() is None
        time.sleep(0.002)

    os.killpg(running.pid, signal.SIGINT)  # a terminal sends it to everybody
    code, said = finished(running)

    assert code == 130
    assert said.splitlines()[-2:] == [
        "Stopped.",
        "What is done stays. To go on: the same command with --resume.",
    ]
    assert "Traceback" not in said
    done = tree(tmp_path / "out")
    assert 0 < len(done) < 60
    assert not list((tmp_path / "out").glob(".so-unfinished*"))
    code, said = finished(start(*words, "--resume", cwd=tmp_path))
    assert code == 0
    whole = tree(tmp_path / "out")
    assert len(whole) == 60
    assert all(whole[name] == data for name, data in done.items())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody says who began whom")
@pytest.mark.parametrize("later", [0.0, 0.03, 0.06, 0.1])
def test_ctrl_c_while_the_workers_begin_is_as_quiet(
    tmp_path: Path, own_home: None, later: float
) -> None:
    lists = [path.name for path in write_lists(tmp_path, 60, 1)]
    running = start(*lists, "--out", "out", "--jobs", "2", cwd=tmp_path, start_new_session=True)
    begun = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while len(begun.read_text().split()) < 3:  # one that tidies up, and two that work
        assert running.poll() is None

    time.sleep(later)
    os.killpg(running.pid, signal.SIGINT)
    code, said = finished(running)

    assert code == 130
    assert "Traceback" not in said


def test_a_folder_of_cases_and_a_list_go_together(
    run_so: RunSo, people: Path, tmp_path: Path
) -> None:
    write_case(tmp_path / "more" / "z.yaml", id="z")

    done = run_so("export", "more", people, "--out", "out", "--for", "doctor", "-f", "txt")

    assert done.returncode == 0
    assert len(pages(tmp_path / "out")) == 4
