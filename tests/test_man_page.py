"""The man page in the repository is the one that the help makes."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from so_cli.cli.app import app
from so_cli.cli.tree import walk

DOCS = Path(__file__).parents[1] / "docs"
SCRIPT = runpy.run_path(str(DOCS / "man.py"))
PAGE = (DOCS / "so.1").read_text(encoding="utf-8")


def test_it_is_what_the_help_says_now() -> None:
    assert SCRIPT["page"]() == PAGE, "make man makes it again"


def test_every_command_has_its_part() -> None:
    leaves = [" ".join(node.words) for node in walk(app) if not node.is_group]
    titles = [line.split('"')[1] for line in PAGE.splitlines() if line.startswith(".SS")]
    assert len(leaves) == len(titles)
    for words, title in zip(leaves, titles, strict=True):
        assert f"{title} ".startswith(f"so {words} ")


def test_text_that_means_something_to_roff_is_printed_as_it_is() -> None:
    lines = SCRIPT["_lines"]
    assert lines(".yaml or \\n") == [r"\&.yaml or \en"]
    assert lines("'x' --plain") == [r"\(aqx\(aq \-\-plain"]


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_man_prints_it_without_a_warning() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "ascii", "-l", DOCS / "so.1"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LC_ALL": "C"},
    )
    assert done.stderr == ""
    assert "so records [ACTION] [ID] [STATE]" in done.stdout
