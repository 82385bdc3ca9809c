"""An export goes on where it stopped, and makes only what is missing or was changed."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting import (
    URGENT,
    RunSo,
    as_lines,
    case,
    cases,
    finished,
    pages,
    start,
    told,
    tree,
    write_case,
    write_lines,
)

MANIFEST = "out/.so-manifest.sqlite"
LATER = {"SO_TODAY": "2026-12-24"}


@pytest.fixture
def export(run_so: RunSo, tmp_path: Path) -> Callable[..., str]:
    """`export(...)`: of the folder `in` to the folder `out`; what it said last of its counts."""

    def run(*arguments: str, code: int = 0, **env: str) -> str:
        done = run_so("export", "in", "--out", "out", *arguments, env=env)
        assert done.returncode == code, done.stderr
        return done.stderr.rpartition(", ")[0]

    for name in ("ann", "ben", "cem"):
        write_case(tmp_path / "in" / f"{name}.json", id=name)
    return run


def ages(folder: Path) -> dict[str, int]:
    """When each page was written, to see which were written anew."""
    return {
        path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.suffix != ".jsonl"
    }


def remade(folder: Path, before: dict[str, int]) -> set[str]:
    now = ages(folder)
    return {name for name in now if not name.startswith(".") and now[name] != before.get(name)}


def test_what_is_there_is_left_as_it_is_and_so_is_its_day(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export("-f", "md", "-f", "json")
    first, before = tree(tmp_path / "out"), ages(tmp_path / "out")

    said = export("-f", "md", "-f", "json", "--resume", **LATER)

    assert said == "0 done, 0 failed, 3 skipped"
    assert tree(tmp_path / "out") == first
    assert remade(tmp_path / "out", before) == set()


def test_what_is_missing_later_is_made_as_of_the_first_day(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export()
    first = tree(tmp_path / "out")
    (tmp_path / "out/ben.md").unlink()

    assert export("--resume", **LATER) == "1 done, 0 failed, 2 skipped"
    assert tree(tmp_path / "out") == first
    export(**LATER)
    assert tree(tmp_path / "out") != first, "without --resume it is as of today"


def test_only_what_was_changed_deleted_or_cut_off_is_made_again(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export()
    before = ages(tmp_path / "out")
    write_case(tmp_path / "in/ann.json", id="ann", decision="which surgery")
    (tmp_path / "out/ben.md").unlink()

    assert export("--resume") == "2 done, 0 failed, 1 skipped"
    assert remade(tmp_path / "out", before) == {"ann.md", "ben.md"}
    assert "which surgery" in (tmp_path / "out/ann.md").read_text("utf-8")
    whole = tree(tmp_path / "out")
    with (tmp_path / "out/cem.md").open("r+b") as page:
        page.truncate(100)
    assert export("--resume") == "1 done, 0 failed, 2 skipped"
    assert tree(tmp_path / "out") == whole


def test_a_format_that_was_not_asked_for_before_is_added(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export("-f", "md")

    assert export("-f", "md", "-f", "json", "--resume") == "3 done, 0 failed, 0 skipped"
    assert export("-f", "json", "--resume") == "0 done, 0 failed, 3 skipped"
    assert len(pages(tmp_path / "out")) == 6


def test_a_page_of_an_older_case_is_not_taken_for_one_of_today(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export("-f", "md", "-f", "json")
    write_case(tmp_path / "in/ann.json", id="ann", decision="which surgery")
    export("-f", "md", "--resume")

    assert export("-f", "md", "-f", "json", "--resume") == "1 done, 0 failed, 2 skipped"
    assert json.loads((tmp_path / "out/ann.json").read_bytes())["decision"] == "which surgery"


def test_another_bank_or_another_wish_makes_everything_anew(
    export: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "bank").mkdir()
    head = tmp_path / "bank/letterhead.yaml"
    head.write_text("name: Example Clinic\n", encoding="utf-8")
    with_bank = ("--resume", "--bank", str(tmp_path / "bank"))
    export()

    assert export("--resume", "--for", "doctor") == "3 done, 0 failed, 0 skipped"
    assert export("--resume", "--no-names") == "3 done, 0 failed, 0 skipped"
    assert export(*with_bank) == "3 done, 0 failed, 0 skipped"
    assert export(*with_bank) == "0 done, 0 failed, 3 skipped"
    head.write_text("name: Sample Clinic\n", encoding="utf-8")
    assert export(*with_bank) == "3 done, 0 failed, 0 skipped"
    assert "Sample Clinic" in (tmp_path / "out/ann.md").read_text("utf-8")


def test_urgent_cases_and_errors_are_told_again_each_time(
    export: Callable[..., str], tmp_path: Path
) -> None:
    write_case(tmp_path / "in/ben.json", id="ben", facts=URGENT)
    write_case(tmp_path / "in/cem.json", id="cem", stage="nowhere")
    export(code=1)
    first = tree(tmp_path / "out")

    export("--resume", code=1)

    assert [each["id"] for each in told(tmp_path / "out/urgent.jsonl")] == ["ben"]
    assert tree(tmp_path / "out") == first
    write_case(tmp_path / "in/ben.json", id="ben")
    write_case(tmp_path / "in/cem.json", id="cem")
    export("--resume")
    assert set(tree(tmp_path / "out")) == {"ann.md", "ben.md", "cem.md"}


def test_pruning_removes_what_left_the_source_and_nothing_else(
    export: Callable[..., str], tmp_path: Path
) -> None:
    for name in ("dan", "eve", "fay"):
        write_case(tmp_path / f"in/{name}.json", id=f"{name}-1")
    export("-f", "md", "-f", "json")
    (tmp_path / "out/note.md").write_text("mine", encoding="utf-8")
    (tmp_path / "in/ann.json").unlink()
    write_case(tmp_path / "in/ben.json", id="ben", stage="nowhere")
    (tmp_path / "in/cem.json").write_text("{", encoding="utf-8")
    (tmp_path / "in/dan.json").write_bytes(b"\xff")
    (tmp_path / "in/eve.json").rename(tmp_path / "in/eve.json.age")
    (tmp_path / "in/fay.json").rename(tmp_path / "in/moved.json")

    export("-f", "md", "-f", "json", "--resume", "--prune", code=1)

    kept = ("ben", "cem", "dan-1", "eve-1", "fay-1")
    assert set(pages(tmp_path / "out")) == {
        "note.md",
        *(f"{name}.{kind}" for name in kept for kind in ("md", "json")),
    }


def test_without_prune_what_left_the_source_stays(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export()
    (tmp_path / "in/ann.json").unlink()

    export("--resume")
    assert "ann.md" in pages(tmp_path / "out")
    export("--resume", "--prune")
    assert pages(tmp_path / "out") == ["ben.md", "cem.md"]


@pytest.mark.parametrize("again", [(), ("--resume",)])
def test_a_file_of_somebody_else_is_never_replaced(
    export: Callable[..., str], tmp_path: Path, again: tuple[str, ...]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/ann.md").write_text("mine", encoding="utf-8")

    for _ in range(2):
        export(*again, code=1)
        assert (tmp_path / "out/ann.md").read_text("utf-8") == "mine"
        (error,) = told(tmp_path / "out/errors.jsonl")
        assert error["id"] == "ann"
        assert "out/ann.md is there" in error["problems"][0]["problem"]
    (tmp_path / "out/ben.json").symlink_to("elsewhere")
    export("-f", "json", *again, code=1)
    assert not (tmp_path / "out/elsewhere").exists()
    assert (tmp_path / "out/ben.json").is_symlink()


def test_a_damaged_manifest_is_one_sentence(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1))
    (tmp_path / "out").mkdir()
    (tmp_path / MANIFEST).write_bytes(b"not a database, but long enough to be one" * 99)

    done = run_so("export", "a.jsonl", "--out", "out", "--resume")

    assert done.returncode == 4
    assert done.stderr.startswith(f"{MANIFEST} is damaged")
    assert len(done.stderr.splitlines()) == 2


def test_a_manifest_of_a_newer_program_is_left_alone(
    export: Callable[..., str], run_so: RunSo, tmp_path: Path
) -> None:
    export()
    with sqlite3.connect(tmp_path / MANIFEST) as rows:
        rows.execute("UPDATE about SET value = '2' WHERE name = 'version'")
    before = tree(tmp_path / "out")

    done = run_so("export", "in", "--out", "out", "--resume")

    assert (done.returncode, "newer so" in done.stderr) == (4, True)
    assert tree(tmp_path / "out") == before


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe with a name holds the first export up")
def test_a_second_export_to_the_same_place_says_that_there_is_one(
    run_so: RunSo, tmp_path: Path
) -> None:
    reading, writing = os.pipe()
    first = start("-", "--out", "out", cwd=tmp_path, stdin=os.fdopen(reading, "rb"))
    while not (tmp_path / "out/.so-unfinished").exists():
        assert first.poll() is None
    write_lines(tmp_path / "a.jsonl", cases(1))

    second = run_so("export", "a.jsonl", "--out", "out", "--resume")

    assert second.returncode == 4
    assert second.stderr.startswith("Another export is writing here")
    os.write(writing, as_lines([case("late")]).encode())
    os.close(writing)
    assert finished(first)[0] == 0
    assert pages(tmp_path / "out") == ["late.md"]
