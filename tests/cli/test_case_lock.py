"""`so case lock` and `unlock`: a case under a passphrase."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import CTRL_C, ENTER, SHIFT_TAB, Terminal, pexpect

from so_cli.case.locked import encrypt

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., Terminal]
PASSPHRASE = "zebra giraffe"
TEXT = "so: 1\nid: pat\nstage: metastatic\nperson: {name: Pat Example}\n"
HERE = ("--case", "pat")


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return encrypt(TEXT.encode(), PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def plain(folder: Path) -> Path:
    path = folder / "pat.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def locked(folder: Path, sealed: bytes) -> Path:
    path = folder / "pat.yaml.age"
    path.write_bytes(sealed)
    return path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("case", "lock", ...)`: the program on a real pseudo-terminal."""
    begun: list[Terminal] = []

    def begin(*arguments: str, **env: str) -> Terminal:
        home = {"SO_HOME": str(tmp_path / "home"), "SO_TODAY": "2026-11-20", **env}
        begun.append(Terminal(80, 24, "-m", "so_cli", *arguments, cwd=tmp_path, **home))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- A line of input -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.slow
def test_a_case_is_locked_and_unlocked_with_a_line_of_input(run_so: RunSo, plain: Path) -> None:
    done = run_so("case", "lock", *HERE, stdin=f"{PASSPHRASE}\n")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Locked: {plain}.age\n")
    assert "Pages that were written before" in done.stdout
    assert "nobody can open the case again" in done.stderr
    assert names(plain.parent) == {"pat.yaml.age"}
    assert PASSPHRASE not in done.stdout + done.stderr
    done = run_so("case", "unlock", *HERE, stdin=f"{PASSPHRASE}\n")
    assert (done.returncode, done.stdout) == (0, f"Unlocked: {plain}\n")
    assert plain.read_text("utf-8") == TEXT


def test_a_wrong_passphrase_is_4_and_changes_nothing(
    run_so: RunSo, locked: Path, sealed: bytes
) -> None:
    for command in (["case", "unlock"], ["case", "show"], ["summary"]):
        done = run_so(*command, *HERE, stdin="giraffe\n")
        assert (done.returncode, done.stdout) == (4, "")
        assert "This passphrase does not open" in done.stderr
        assert "giraffe" not in done.stderr
    assert names(locked.parent) == {"pat.yaml.age"}
    assert locked.read_bytes() == sealed


@pytest.mark.parametrize("stdin", ["", "\n", "   \n"])
@pytest.mark.parametrize("command", ["lock", "unlock", "show"])
def test_no_passphrase_is_said(
    run_so: RunSo, folder: Path, sealed: bytes, command: str, stdin: str
) -> None:
    path = folder / ("pat.yaml" if command == "lock" else "pat.yaml.age")
    path.write_bytes(sealed)
    done = run_so("case", command, *HERE, stdin=stdin)
    assert (done.returncode, done.stdout) == (4, "")
    assert "none came" in done.stderr
    assert path.read_bytes() == sealed


@pytest.mark.parametrize("command", ["lock", "unlock", "show"])
def test_with_no_input_nobody_is_asked(
    run_so: RunSo, folder: Path, sealed: bytes, command: str
) -> None:
    path = folder / ("pat.yaml" if command == "lock" else "pat.yaml.age")
    path.write_bytes(sealed)
    done = run_so("case", command, *HERE, "--no-input", stdin=f"{PASSPHRASE}\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--no-input" in done.stderr


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-20], lambda _: b"so: 1\nid: pat\n", lambda data: data[:30]]
)
def test_a_damaged_or_foreign_file_is_3_and_one_sentence(
    run_so: RunSo, locked: Path, harm: Callable[[bytes], bytes]
) -> None:
    locked.write_bytes(harm(locked.read_bytes()))
    before = locked.read_bytes()
    for command in ("show", "unlock"):
        done = run_so("case", command, *HERE, stdin=f"{PASSPHRASE}\n")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr
    assert locked.read_bytes() == before


def test_locking_twice_and_unlocking_twice_is_no_error(
    run_so: RunSo, plain: Path, sealed: bytes
) -> None:
    done = run_so("case", "unlock", *HERE)
    assert (done.returncode, done.stdout) == (0, f"It is not locked: {plain}\n")
    (plain.parent / "pat.yaml.age").write_bytes(sealed)
    plain.write_text(f"{TEXT}decision: newer\n", "utf-8")
    assert run_so("case", "unlock", *HERE).stdout == f"It is not locked: {plain}\n"
    assert "newer" in plain.read_text("utf-8")
    plain.unlink()
    (plain.parent / ".pat.yaml.previous").write_text(TEXT, "utf-8")
    done = run_so("case", "lock", *HERE)
    assert (done.returncode, done.stdout) == (0, f"It is locked already: {plain}.age\n")
    assert names(plain.parent) == {"pat.yaml.age"}


# --- A locked case in the other commands ---------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["summary"],
        ["checklist", "records"],
        ["letter", "records"],
        ["assess"],
        ["case", "show"],
    ],
    ids=" ".join,
)
def test_every_reading_command_reads_a_locked_case(
    run_so: RunSo, locked: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "open.yaml").write_text(TEXT, "utf-8")
    wanted = run_so(*command, "--case", "open.yaml")
    for case in ("pat", str(locked), str(locked.with_suffix(""))):
        done = run_so(*command, "--case", case, stdin=f"{PASSPHRASE}\n")
        assert (done.returncode, done.stdout) == (0, wanted.stdout), done.stderr
    assert names(locked.parent) == {"pat.yaml.age"}


def test_a_locked_case_can_be_a_file_of_answers(run_so: RunSo, locked: Path) -> None:
    done = run_so("interview", "--answers", locked, "--case", "./pat.yaml", stdin=f"{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("case", ["pat", "{locked}"])
def test_an_interview_of_a_locked_case_says_to_unlock_it(
    run_so: RunSo, locked: Path, tmp_path: Path, case: str
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(TEXT, "utf-8")
    name = case.format(locked=locked)
    for more in (["--plain"], ["--answers", str(answers)]):
        done = run_so("interview", "--case", name, *more)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr.endswith("Unlock it first: so case unlock --case pat\n")
    assert names(locked.parent) == {"pat.yaml.age"}


def test_the_list_says_locked_and_asks_nothing(run_so: RunSo, locked: Path) -> None:
    done = run_so("case", "list")
    assert (done.returncode, done.stdout, done.stderr) == (0, "pat  locked\n", "")
    (row,) = json.loads(run_so("case", "list", "--json").stdout)["cases"]
    assert (row["name"], row["locked"], row["readable"]) == ("pat", True, False)


def test_the_path_of_a_locked_case_is_its_file(run_so: RunSo, locked: Path) -> None:
    assert run_so("case", "path", *HERE).stdout == f"{locked}\n"


def test_deleting_takes_the_locked_one(run_so: RunSo, locked: Path, plain: Path) -> None:
    for left in (locked, plain):
        locked.touch()
        left.touch()
        (locked.parent / ".pat.yaml.previous").touch()
        assert run_so("case", "delete", *HERE, "--yes").returncode == 0
        assert names(locked.parent) == set()


@pytest.mark.slow
@pytest.mark.parametrize("first", ["lock", "unlock"])
def test_a_second_so_is_told_and_nothing_is_lost(
    run_so: RunSo, folder: Path, sealed: bytes, tmp_path: Path, first: str
) -> None:
    path = folder / ("pat.yaml" if first == "lock" else "pat.yaml.age")
    path.write_bytes(TEXT.encode() if first == "lock" else sealed)
    home = {**os.environ, "SO_HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        [sys.executable, "-m", "so_cli", "case", first, *HERE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home,
    ) as holder:
        while not (folder / ".pat.yaml.holder").exists():
            assert holder.poll() is None
        for second in ("lock", "unlock", "delete"):
            more = ["--yes"] if second == "delete" else []
            done = run_so("case", second, *HERE, *more, stdin="another\n")
            assert (done.returncode, done.stdout) == (4, "")
            assert f"process {holder.pid}" in done.stderr
        said, _ = holder.communicate(f"{PASSPHRASE}\n".encode())
        assert said.startswith(b"Locked: " if first == "lock" else b"Unlocked: ")
    done = run_so("case", "show", *HERE, stdin=f"{PASSPHRASE}\n")
    assert "Pat Example" in done.stdout


# --- A terminal ----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("flags", [[], ["--plain"]])
def test_in_a_terminal_the_passphrase_is_typed_twice_and_never_seen(
    start: Start, plain: Path, run_so: RunSo, flags: list[str]
) -> None:
    terminal = start("case", "lock", *HERE, *flags)
    terminal.until("Choose a passphrase").press(ENTER)
    terminal.until("nothing was typed.").press(PASSPHRASE + ENTER)
    terminal.until("once more").press("zebra girafe" + ENTER)
    terminal.until("not the same").press(PASSPHRASE + ENTER)
    terminal.until_said("not the same. Please type it twice again.")
    terminal.press(PASSPHRASE + ENTER)
    assert terminal.ended() == 0
    assert b"nobody can open the case again" in b" ".join(terminal.raw.split())
    assert b"Locked: " in terminal.raw
    assert b"zebra" not in terminal.raw
    assert b"giraf" not in terminal.raw
    assert run_so("case", "unlock", *HERE, stdin=f"{PASSPHRASE}\n").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("key", [CTRL_C, SHIFT_TAB])
def test_who_stops_at_the_passphrase_has_changed_nothing(
    start: Start, plain: Path, key: str
) -> None:
    terminal = start("case", "lock", *HERE).until("Choose a passphrase")
    terminal.press(key)
    assert terminal.ended() == 130
    assert names(plain.parent) == {"pat.yaml"}


@pytest.mark.slow
def test_what_is_asked_never_gets_into_the_pages(
    start: Start, locked: Path, tmp_path: Path
) -> None:
    script = (
        "import subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'so_cli', 'case', 'show', '--case', 'pat'], "
        "stdout=open('shown.yaml', 'w'))"
    )
    home = {"SO_HOME": str(tmp_path / "home")}
    terminal = Terminal(80, 24, "-c", script, cwd=tmp_path, **home)
    try:
        terminal.until("What is the passphrase of").press(PASSPHRASE + ENTER)
        assert terminal.ended() == 0
    finally:
        terminal.close()
    assert b"zebra" not in terminal.raw
    shown = (tmp_path / "shown.yaml").read_text("utf-8")
    assert shown.startswith("# Written by so.")
    assert "passphrase" not in shown


# --- The other program that opens it -------------------------------------------------------------


@pytest.fixture
def age() -> str:
    found = shutil.which("age")
    if found is None and os.environ.get("CI"):
        pytest.fail("the program age is not installed here")
    return found or pytest.skip("the program age is not installed here")


@pytest.mark.slow
def test_the_program_age_opens_what_so_has_locked(run_so: RunSo, plain: Path, age: str) -> None:
    assert run_so("case", "lock", *HERE, stdin=f"{PASSPHRASE}\n").returncode == 0
    opened = plain.with_name("opened.yaml")
    child = pexpect.spawn(age, ["--decrypt", "-o", str(opened), f"{plain}.age"], timeout=30)
    try:
        child.expect("assphrase")
        child.sendline(PASSPHRASE)
        child.expect(pexpect.EOF)
    finally:
        child.close()
    assert child.exitstatus == 0
    assert opened.read_text("utf-8") == TEXT


@pytest.mark.slow
def test_so_opens_what_the_program_age_has_locked(run_so: RunSo, plain: Path, age: str) -> None:
    child = pexpect.spawn(age, ["-p", "-o", f"{plain}.age", str(plain)], timeout=30)
    try:
        for _ in range(2):
            child.expect("assphrase")
            child.sendline(PASSPHRASE)
        child.expect(pexpect.EOF)
    finally:
        child.close()
    plain.unlink()
    done = run_so("case", "show", *HERE, stdin=f"{PASSPHRASE}\n")
    assert "Pat Example" in done.stdout, done.stderr
