"""The one place that writes an output."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from so_cli.errors import NoAccess
from so_cli.outputs.writer import check_target, free_name, write_output


def test_a_file_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "pages.md"
    write_output(path, "Zoë\n".encode())
    assert path.read_bytes() == "Zoë\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["pages.md"]


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "pages.md"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(NoAccess, match="already there"):
        write_output(path, b"new")
    assert path.read_text(encoding="utf-8") == "mine"
    write_output(path, b"new", force=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match="is a folder"):
        write_output(tmp_path, b"new", force=True)


def test_what_the_pages_are_made_from_is_never_replaced(tmp_path: Path) -> None:
    case, other_name = tmp_path / "pat.yaml", tmp_path / "link.md"
    case.write_text("so: 1", encoding="utf-8")
    other_name.symlink_to(case)
    for path in (case, other_name, tmp_path / "x" / ".." / "pat.yaml"):
        with pytest.raises(NoAccess, match="holds answers"):
            write_output(path, b"new", force=True, made_from=[case])
    assert case.read_text(encoding="utf-8") == "so: 1"


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    pipe, circle = tmp_path / "pipe", tmp_path / "circle"
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    for path in (pipe, circle):
        with pytest.raises(NoAccess, match="not a file"):
            write_output(path, b"new", force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match="There is no folder"):
        check_target(tmp_path / "none" / "pages.md")


def test_a_disk_that_fills_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pages.md"
    path.write_text("mine", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoAccess, match="No space left on device"):
        write_output(path, b"new", force=True)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["pages.md"]


def test_a_free_name_counts_up(tmp_path: Path) -> None:
    path = tmp_path / "pages.md"
    assert free_name(path) == path
    path.touch()
    (tmp_path / "pages-2.md").touch()
    assert free_name(path) == tmp_path / "pages-3.md"
