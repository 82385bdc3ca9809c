"""What a terminal gets with NO_COLOR, and with --plain, from every command."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pty_screen import Terminal, pexpect

from so_cli.cli.app import app
from so_cli.cli.tree import walk

CASE = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"
PROGRAM = """
import json, sys
from so_cli.cli.app import run
for arguments in json.loads(sys.argv[1]):
    print("$ so", *arguments, flush=True)
    run(arguments)
"""
LEAVES = [list(node.words) for node in walk(app) if not node.is_group]
MORE = [
    ["summary", "-f", "txt"],
    *(["checklist", kind] for kind in ("questions", "steps", "hospital", "card", "visit")),
    ["letter", "records"],
    ["explain", "HER2"],
    ["records", "set", "biopsy-slides", "requested"],
    ["steps", "set", "call-insurer", "done"],
    ["bank", "list", "words"],
    ["bank", "show", "her2-ish"],
    ["case", "copy", "other"],
    ["summary", "--nonsense"],
]
"""What the commands say besides, with an argument."""
COLOR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
BOXES = re.compile(r"[\u2500-\u259f]")


def in_a_terminal(
    commands: list[list[str]], home: Path, env: Mapping[str, str], *options: str
) -> dict[str, str]:
    """What each command prints on a real terminal; without a question, for a whole case."""
    (home / "cases").mkdir(parents=True)
    (home / "cases" / "pat.yaml").write_bytes(CASE.read_bytes())
    each = [[*words, "--case", "pat", "--no-input", *options] for words in commands]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SO_")}
    kept.pop("NO_COLOR", None)
    fixed = {"SO_HOME": str(home), "SO_TODAY": "2026-11-20", "TERM": "xterm-256color"}
    so = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, json.dumps(each)],
        cwd=str(home),
        env=kept | fixed | {"EDITOR": "true"} | dict(env),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=60,
    )
    said = so.read()
    so.close()
    _start, *parts = said.split("$ so ")
    assert "Traceback" not in said
    assert len(parts) == len(commands), said[-2000:]
    assert not [part for part in parts if part.count("\n") < 2], "each says something"
    return {" ".join(words): part for words, part in zip(commands, parts, strict=True)}


def test_a_terminal_has_colors_where_nothing_is_said_against_them(tmp_path: Path) -> None:
    assert COLOR.search(in_a_terminal([["summary"]], tmp_path, {})["summary"])


@pytest.mark.slow
def test_with_no_color_no_command_prints_any(tmp_path: Path) -> None:
    said = in_a_terminal([*MORE, *LEAVES], tmp_path, {"NO_COLOR": "1"})
    assert [command for command, text in said.items() if COLOR.search(text)] == []


@pytest.mark.slow
def test_with_plain_every_command_prints_letters_and_nothing_else(tmp_path: Path) -> None:
    said = in_a_terminal([*MORE, *LEAVES], tmp_path, {}, "--plain")
    assert [command for command, text in said.items() if "\x1b" in text] == []
    assert [command for command, text in said.items() if BOXES.search(text)] == []
    assert "[ ] " in said["summary"], "text, and no marks of Markdown, which are read aloud"


def test_the_interview_draws_its_lists_without_color(tmp_path: Path) -> None:
    terminal = _interview(tmp_path, NO_COLOR="1")
    assert b"\x1b[" in terminal.raw
    assert not COLOR.search(terminal.raw.decode())


def test_the_plain_interview_is_lines(tmp_path: Path) -> None:
    said = _interview(tmp_path, "--plain").raw.decode()
    assert "\x1b" not in said
    assert not BOXES.search(said)


def _interview(home: Path, *options: str, **env: str) -> Terminal:
    terminal = Terminal(
        80, 24, "-m", "so_cli", "interview", *options, cwd=home, SO_HOME=str(home), **env
    )
    terminal.until("Who is answering")
    terminal.close()
    return terminal
