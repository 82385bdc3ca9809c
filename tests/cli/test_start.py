"""`so` alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from so_cli.cli.app import run

CASE = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SO_HOME", str(tmp_path))
    monkeypatch.setenv("SO_TODAY", "2026-11-20")
    monkeypatch.delenv("SO_CASE", raising=False)
    return tmp_path


def test_without_a_case_it_says_how_to_begin(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert len(said.out.splitlines()) <= 6
    for command in ("so interview", "so assess", "so checklist", "so --help"):
        assert command in said.out
    assert list(home.iterdir()) == []


def test_with_a_case_it_is_so_status(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "cases").mkdir()
    shutil.copy(CASE, home / "cases" / "me.yaml")
    assert run(["status"]) == 0
    status = capsys.readouterr().out
    assert status
    assert run([]) == 0
    assert capsys.readouterr().out == status


def test_a_name_that_is_none_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SO_CASE", "not a name")
    assert run([]) == 2
    assert "not a name" in capsys.readouterr().err
