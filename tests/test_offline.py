"""No command opens a connection, whatever it makes; only a cluster is spoken to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = """
import sys

def forbid(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        print("OPENED", event, file=sys.stderr)
        sys.exit(99)

sys.addaudithook(forbid)
from so_cli.cli.app import main
main()
"""
CASE = str(Path(__file__).parents[1] / "examples" / "before-surgery.yaml")


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("summary", "--case", CASE, "-o", "pages.pdf"),
        ("summary", "--case", CASE, "-o", "pages.html"),
        ("summary", "--case", CASE, "-f", "ics"),
        ("summary", "--case", CASE, "-f", "fhir"),
        ("letter", "records", "--case", CASE),
        ("centers", "--state", "NY"),
        ("interview", "--answers", CASE, "--case", "new", "--no-input", "-o", "pages.md"),
        ("export", CASE, "--out", "pages", "-f", "md", "-f", "pdf"),
        ("validate", CASE),
    ],
    ids=lambda words: " ".join(word for word in words if word != CASE),
)
def test_a_command_opens_no_connection(
    tmp_path: Path, own_home: None, words: tuple[str, ...]
) -> None:
    done = run(tmp_path, *words)
    assert "OPENED" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_the_watcher_would_see_one() -> None:
    opening = "import socket; socket.create_connection(('127.0.0.1', 9))"
    code = WATCHED.partition("from so_cli")[0] + opening
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 99
    assert "OPENED" in done.stderr
