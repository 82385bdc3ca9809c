"""Whatever a file holds, the program answers in plain words with the right exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.case.store import open_for_writing

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


def one_answer(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What it said on standard error, which is all that it said."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 1000
    return done.stderr


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("so: 1\nid: pat\nstaeg: pre-surgery\n", 3, "did you mean 'stage'?"),
        ("so: 1\nstage: before\n", 2, "write one of: in-treatment, metastatic, post-biopsy"),
        ("so: 1\nfacts:\n  er: postive\n", 3, "did you mean 'positive'?"),
        ("so: 1\nfacts:\n  pregnant: true\n", 3, "write yes"),
        ("so: 1\nid: a\nid: b\n", 3, "first on line 2; keep one of them"),
        ("so: 1\nfacts:\n\ter: positive\n", 3, "use spaces in its place"),
        ("so: 1\nid: &x pat\n", 2, "write the value itself"),
        ("so: 1\nid: *x\n", 2, "write the value itself"),
        ("so: 1\nid: {pat\nstage: x\n", 2, "look at this line and the one above it"),
        ("", 0, "a case begins with 'so: 1' and 'id: NAME'"),
        ("just words", 1, "it begins with 'so: 1' and 'id: NAME'"),
        ("so: 9\n", 1, "update so to open it"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", 1, "save it as plain text (UTF-8)"),
        (b"so: 1\nid: a\x00b\n", 2, "save it as plain text (UTF-8)"),
        ("so: 1\nid: pat\n".encode("utf-16"), 1, "save it as plain text (UTF-8)"),
        ("[" * 100_000, 1, "nested too deep"),
        ("so: 1\nfacts: " + "{a: " * 100_000, 2, "nested too deep"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_file_is_named_with_its_line_and_stays_as_it_was(
    run_so: RunSo, tmp_path: Path, content: str | bytes, line: int, says: str
) -> None:
    path = tmp_path / "pat.yaml"
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    said = one_answer(run_so("summary", "--case", path), 3)
    place = f"{path}:{line}: " if line else f"{path}: "
    first, *advice = said.strip().split("\n")
    assert first.startswith(place)
    assert says in first
    assert advice in ([], ["The file was not changed. Mend these lines with any text editor."])
    assert path.read_bytes() == data


def test_a_folder_is_not_a_case(run_so: RunSo, tmp_path: Path) -> None:
    said = one_answer(run_so("summary", "--case", tmp_path), 3)
    assert said == f"{tmp_path}: this is a folder, not a file; give the name of a file in it\n"


@pytest.mark.slow
def test_fifty_megabytes_are_not_read(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_bytes(b"so: 1\n" * (50_000_000 // 6))
    assert "larger than 4 MB" in one_answer(run_so("summary", "--case", path), 3)


def test_a_billion_laughs_are_not_laughed(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    lines = ["a: &a [lol, lol]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    path.write_text("\n".join(lines))
    done = run_so("summary", "--case", path)
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        f"{path}:1: a: a tag (!) or an anchor (&) stands here; write the value itself"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 102


@pytest.mark.slow
def test_hundreds_of_thousands_of_mistakes_are_answered_soon(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text("so: 1\n" + "".join(f"k{i}: 1\n" for i in range(300_000)))
    done = run_so("summary", "--case", path)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) <= 102


def test_a_missing_file_is_named(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    assert str(path) in one_answer(run_so("summary", "--case", path), 4)


def test_a_name_without_a_case_is_named(run_so: RunSo) -> None:
    assert "pat.yaml" in one_answer(run_so("summary", "--case", "pat"), 4)


ANSWERS = "so: 1\nid: pat\nstage: pre-surgery\n"


@pytest.mark.parametrize("place", ["file/pat.yaml", "gone/pat.yaml"])
def test_a_place_that_cannot_be_written_is_named(run_so: RunSo, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    done = run_so("interview", "--case", tmp_path / place, "--answers", tmp_path / "answers.yaml")
    assert done.returncode == 4, done.stderr
    assert str((tmp_path / place).parent) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that nobody can write")
def test_a_folder_that_nobody_can_write_is_named(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    done = run_so("interview", "--case", "/proc/pat.yaml", "--answers", tmp_path / "answers.yaml")
    assert done.returncode == 4, done.stderr
    assert "/proc/pat.yaml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["summary", "checklist", "interview --answers", "case show"])
def test_a_circle_of_links_is_named(run_so: RunSo, tmp_path: Path, command: str) -> None:
    circle = tmp_path / "circle.yaml"
    circle.symlink_to(circle)
    option = [] if "answers" in command else ["--case"]
    done = run_so(*command.split(), *option, circle)
    assert (done.returncode, "Traceback" in done.stderr) == (4, False)
    assert str(circle) in done.stderr


@pytest.mark.parametrize(
    "command", ["summary", "checklist", "case list", "case show", "case delete --yes"]
)
def test_a_place_that_cannot_be_looked_into_is_named(
    run_so: RunSo, tmp_path: Path, command: str
) -> None:
    place = tmp_path / ("a" * 300)  # longer than a name may be
    done = run_so(*command.split(), env={"SO_HOME": str(place)})
    assert done.returncode == 4, done.stderr
    assert str(place) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_case_that_somebody_else_holds_is_not_changed(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text(ANSWERS)
    with open_for_writing(path):
        said = one_answer(run_so("case", "delete", "--yes", "--case", path), 4)
    assert "another so (process " in said
    assert path.read_text() == ANSWERS


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["summary", "--colour"], "--colour"),
        (["summray"], "summray"),
        (["checklist", "records", "--stage", "post-surgry"], "no stage 'post-surgry'"),
        (["summary", "-f", "docx"], "docx"),
        (["checklist", "shoes"], "no checklist 'shoes'"),
        (["summary", "--case", "a b"], "'a b' cannot be the name of a case"),
        (["summary", "--case"], "--case"),
    ],
    ids=str,
)
def test_wrong_usage_is_said_in_a_sentence(run_so: RunSo, arguments: list[str], says: str) -> None:
    assert says in one_answer(run_so(*arguments), 2)
