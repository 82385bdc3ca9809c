"""The copy of a case that an editor is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.bank.bank import Bank
from so_cli.case.editing import MOST_NOTES, edited_copy, with_notes, without_notes
from so_cli.case.reading import read_case
from so_cli.case.store import held
from so_cli.errors import NoAccess, Problem

PROBLEM = Problem("pat.yaml", 3, "facts.er", "this is not an answer", "write one")


def test_what_is_wrong_stands_on_top_with_the_line_it_has_there(bank: Bank) -> None:
    text = "so: 1\nid: pat\nfacts: {er: purple}\nstage: nowhere\n"
    problems = read_case(text, "pat.yaml", bank)[1]
    noted = with_notes(text, problems)
    lines = noted.splitlines()
    assert len(problems) == 2
    for problem, key in zip(problems, ("facts.er", "stage"), strict=True):
        (note,) = [line for line in lines if f"{key}: " in line and line.startswith("# so: line")]
        number = int(note.split("line ")[1].split(":")[0])
        assert lines[number - 1] == text.splitlines()[problem.line - 1]


@given(st.text(alphabet="ab#: \n\r\x85\u2028so", max_size=80), st.integers(0, 30))
def test_the_notes_go_again_and_nothing_else_does(text: str, count: int) -> None:
    assert without_notes(with_notes(text, [PROBLEM] * count)) == without_notes(text)
    if "# so: " not in text:
        assert without_notes(text) == text


def test_the_notes_are_few_and_each_is_one_line() -> None:
    nasty = Problem("f", 1, "a\nb", "x\x1b[2J\ny")
    noted = with_notes("so: 1\n", [nasty] * 1000)
    assert len(noted.splitlines()) == MOST_NOTES + 3
    assert "\x1b" not in noted


def test_notes_that_were_moved_go_too() -> None:
    assert without_notes("so: 1\n# so: line 3: x\nid: pat\n# mine\n") == "so: 1\nid: pat\n# mine\n"


def test_the_folder_is_private_and_goes_with_all_that_is_in_it(tmp_path: Path) -> None:
    with held(tmp_path / "pat.yaml") as path, edited_copy(path) as copy:
        copy.write("so: 1\n", [])
        folder = copy.path.parent
        assert folder.parent == tmp_path
        assert (folder.stat().st_mode & 0o777, copy.path.stat().st_mode & 0o777) == (0o700, 0o600)
        (folder / "pat.yaml~").write_text("left by an editor")
        (folder / "deep").mkdir()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_edit_left_goes_when_the_case_is_next_held(tmp_path: Path) -> None:
    for folder in (".pat.yaml.edit", ".ann.yaml.edit"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pat.yaml").write_text("left")
    with held(tmp_path / "pat.yaml"):
        assert not (tmp_path / ".pat.yaml.edit").exists()
    assert (tmp_path / ".ann.yaml.edit").exists()


def test_no_folder_of_somebody_else_is_used(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".pat.yaml.edit").symlink_to(tmp_path / "theirs")
    with (
        held(tmp_path / "pat.yaml") as path,
        pytest.raises(NoAccess, match="cannot be written"),
        edited_copy(path),
    ):
        pass
    assert (tmp_path / "theirs").exists()
