"""The program as a whole: exit codes, errors, help, and how little it loads to start."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from so_cli import __version__
from so_cli.cli.app import COMMANDS, app, run
from so_cli.cli.tree import Node, walk

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
README = Path(__file__).parents[2] / "README.md"
RICH = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"
HEAVY = {"questionary", "prompt_toolkit", "jinja2", "msgspec", "yaml", "rich", "pyrage"}
NODES = list(walk(app))


def check_said(stderr: str) -> None:
    """One plain sentence, then at most what to do next."""
    lines = stderr.strip().splitlines()
    assert 1 <= len(lines) <= 2
    assert "Traceback" not in stderr
    assert re.match(r"[A-Z'\"]", lines[0])
    assert lines[0].endswith((".", "?"))


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["--version"]),
        (0, ["--help"]),
        (0, ["-h"]),
        (0, []),
        (0, ["checklist", "--stage", "metastatic"]),
        (2, ["nonsense"]),
        (2, ["summary", "--nonsense"]),
        (2, ["summary", "-f", "nonsense"]),
        (2, ["checklist", "nonsense"]),
        (2, ["checklist", "--stage", "nonsense"]),
        (2, ["summary", "--case", "not a name"]),
        (2, ["interview", "--no-input"]),
        (4, ["summary", "--case", "nobody"]),
        (4, ["summary", "--case", "./none.yaml"]),
        (4, ["summary", "--bank", "none"]),
    ],
)
def test_every_end_has_its_code_and_every_error_its_sentence(
    code: int,
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SO_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    said = capsys.readouterr()
    if code:
        assert said.out == ""
        check_said(said.err)
    else:
        assert said.out
        assert said.err == ""


def test_a_file_that_is_wrong_is_named_with_its_line(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "pat.yaml").write_text("so: 1\nid: pat\nfacts:\n  her2: equivocl\n", "utf-8")
    done = run_so("summary", "--case", "pat.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("pat.yaml:4: facts.her2: this is not an answer of her2")
    assert "equivocal" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_day_that_is_none_is_said(run_so: RunSo) -> None:
    done = run_so("summary", "--case", RICH, env={"SO_TODAY": "tomorrow"})
    assert (done.returncode, done.stdout) == (2, "")
    check_said(done.stderr)


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_name: str | None) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("so_cli.cli.case.case_path", stop)
    assert run(["case", "path"]) == 130


def test_the_end_of_the_input_is_130_and_says_that_all_is_saved(run_so: RunSo) -> None:
    done = run_so("interview", "--plain", stdin="")
    assert done.returncode == 130
    assert "Everything answered so far is saved." in done.stderr
    assert "so interview" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_control_character_of_a_file_reaches_the_terminal(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "pat.yaml").write_text(
        'so: 1\nid: pat\nperson: {name: "\\e[2J\\u202ePat"}\n', "utf-8"
    )
    for form in ("md", "json"):
        done = run_so("summary", "--case", "pat.yaml", "-f", form)
        assert not set(done.stdout + done.stderr) & {"\x1b", "\u202e"}


def test_age_is_loaded_for_locked_cases_only() -> None:
    code = (
        "import sys\nfrom so_cli.cli.app import run\n"
        f"for arguments in (['case', 'show', '--case', {str(RICH)!r}], ['case', 'list']):\n"
        "    run(arguments)\n"
        "print(sorted({'pyrage', 'questionary', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("arguments", [["--help"], ["summary", "--case", str(RICH)]])
def test_a_reader_who_has_had_enough_is_no_error(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "so_cli", *arguments],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_under_the_output_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "so_cli", "summary", "--case", str(RICH)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    check_said(done.stderr)


def test_what_goes_to_another_program_is_utf_8_whatever_the_machine_speaks(
    run_so_apart: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "pat.yaml").write_text("so: 1\nid: pat\nperson: {name: Zoë}\n", "utf-8")
    done = run_so_apart("summary", "--case", "pat.yaml", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.startswith("# Zoë")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_starting_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom so_cli.cli.app import run\n"
        f"code = run({arguments!r})\n"
        f"print(code, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"so {__version__}\n"


@pytest.mark.parametrize("command", NODES, ids=lambda node: " ".join(node.words) or "so")
def test_the_help_of_every_command_is_shown(
    command: Node, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command.words, "-h"]) == 0
    assert ("Commands:" in capsys.readouterr().out) == command.is_group


@pytest.mark.parametrize(
    "command",
    [node for node in NODES if not node.is_group],
    ids=lambda node: " ".join(node.words),
)
def test_help_has_one_example_and_it_can_be_typed(command: Node) -> None:
    lines = [line.strip() for line in command.command.get_help(command.context).splitlines()]
    (example,) = [line for line in lines if "or example" in line]
    words = shlex.split(example.removeprefix("For example: so "))
    assert tuple(words[: len(command.words)]) == command.words
    read_by_typer(words)


def read_by_typer(words: list[str]) -> None:
    """Read the words as a command, strictly, and do nothing. Raises what Typer raises."""
    command, context = NODES[0].command, None
    while isinstance(command, TyperGroup):
        context = command.make_context(command.name, words, parent=context)
        rest = [*context._protected_args, *context.args]
        _name, command, words = command.resolve_command(context, rest)
    command.make_context(command.name, words, parent=context)


def test_an_example_with_an_option_that_is_none_cannot_be_typed() -> None:
    read_by_typer(["letter", "records", "--case", "pat"])
    with pytest.raises(typer.TyperException):
        read_by_typer(["letter", "records", "--cse", "pat"])


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    out = capsys.readouterr().out
    for name, _module, text in COMMANDS:
        assert re.search(rf"^  {name}\s+{re.escape(text)}$", out, re.MULTILINE)


@pytest.mark.skipif(len(README.read_text("utf-8")) < 500, reason="the README is not written yet")
@pytest.mark.parametrize("name", [name for name, _module, _help in COMMANDS])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"so {name}" in README.read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("so summary --case pat.yaml >&-", 0),
        ("so summary --case pat.yaml -f pdf >&-", 0),
        ("so interview --case new <&-", 130),
    ],
)
def test_a_stream_that_is_closed_brings_nothing_down(
    command: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "pat.yaml").write_text("so: 1\nid: pat\n", "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "SO_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
