"""`so case edit`: the case in an editor, and never a broken one saved."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import CTRL_C, DOWN, ENTER, Terminal

from so_cli.cli.case_edit import find_editor
from so_cli.errors import NoAccess, WrongUse

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Edit = Callable[..., Terminal]
TEXT = "# mine\nso: 1\nid: pat\nstage: metastatic\n"

EDITOR = """
import sys
from pathlib import Path
seen, path = Path(sys.argv[1]), Path(sys.argv[-1])
text = path.read_text("utf-8")
turn = len(list(seen.iterdir()))
(seen / f"{turn}.txt").write_text(f"{path.parent.stat().st_mode & 0o777:o}\\n{path}\\n{text}")
(path.parent / f".{path.name}.swp").write_text("left by the editor")
"""
MISTAKE = 'path.write_text(text.replace("metastatic", "metastatc") if turn == 0 else {then})'


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "cases" / "pat.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """A folder with what the editor was given, one file for each time."""
    folder = tmp_path / "seen"
    folder.mkdir()
    return folder


@pytest.fixture
def edit(tmp_path: Path, seen: Path) -> Iterator[Edit]:
    """`edit("path.write_text(...)")`: `so case edit` with an editor that does this."""
    begun: list[Terminal] = []

    def begin(does: str, *flags: str, **env: str) -> Terminal:
        editor = tmp_path / "my editor.py"
        editor.write_text(EDITOR + does, "utf-8")
        fixed = {
            "SO_HOME": str(tmp_path / "home"),
            "VISUAL": f"'{sys.executable}' '{editor}' '{seen}'",
            **env,
        }
        arguments = ("-m", "so_cli", "case", "edit", "--case", "pat", *flags)
        begun.append(Terminal(80, 24, *arguments, cwd=tmp_path, **fixed))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.slow
def test_what_was_edited_is_saved_as_it_was_written(edit: Edit, plain: Path, seen: Path) -> None:
    terminal = edit('path.write_text(text.replace("metastatic", "in-treatment"))')
    assert terminal.ended() == 0
    assert b"Saved: " in terminal.raw
    assert plain.read_text("utf-8") == TEXT.replace("metastatic", "in-treatment")
    assert plain.with_name(".pat.yaml.previous").read_text("utf-8") == TEXT
    mode, path, *text = (seen / "0.txt").read_text("utf-8").splitlines()
    assert mode == "700"
    assert Path(path).parent.parent == plain.parent
    assert "\n".join(text) + "\n" == TEXT
    assert names(plain.parent) == {"pat.yaml", ".pat.yaml.previous"}


@pytest.mark.slow
def test_a_mistake_is_shown_and_mended_at_the_second_opening(
    edit: Edit, plain: Path, seen: Path
) -> None:
    mend = 'text.replace("metastatc", "in-treatment")'
    terminal = edit(MISTAKE.format(then=mend)).until("This cannot be saved yet.")
    assert b"stage" in terminal.raw
    assert plain.read_text("utf-8") == TEXT
    terminal.press(ENTER)
    assert terminal.ended() == 0
    assert plain.read_text("utf-8") == TEXT.replace("metastatic", "in-treatment")
    again = (seen / "1.txt").read_text("utf-8").splitlines()[2:]
    notes = [line for line in again if line.startswith("# so: ")]
    assert len(notes) == 3
    assert notes[2].startswith("# so: line 7: stage: ")
    assert again[6] == "stage: metastatc"


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "code"), [((DOWN, ENTER), 0), ((CTRL_C,), 130)])
def test_a_broken_case_is_never_kept(
    edit: Edit, plain: Path, keys: tuple[str, ...], code: int
) -> None:
    terminal = edit(MISTAKE.format(then="text")).until("This cannot be saved yet.")
    terminal.press(*keys)
    assert terminal.ended() == code
    assert plain.read_text("utf-8") == TEXT
    assert names(plain.parent) == {"pat.yaml"}


@pytest.mark.slow
def test_a_case_that_is_broken_already_opens_with_what_is_wrong(
    edit: Edit, plain: Path, seen: Path
) -> None:
    plain.write_text(TEXT.replace("metastatic", "metastatc"), "utf-8")
    terminal = edit('path.write_text(text.replace("metastatc", "metastatic"))')
    assert terminal.ended() == 0
    assert (seen / "0.txt").read_text("utf-8").splitlines()[2].startswith("# so: ")
    assert plain.read_text("utf-8") == TEXT


@pytest.mark.slow
def test_what_was_not_changed_is_not_written(edit: Edit, plain: Path) -> None:
    before = plain.stat()
    terminal = edit("path.touch()")
    assert terminal.ended() == 0
    assert b"Nothing was changed." in terminal.raw
    assert (plain.stat().st_mtime_ns, plain.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert names(plain.parent) == {"pat.yaml"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "env", "said"),
    [
        ('path.write_text("so: ["); sys.exit(3)', {}, b"The editor ended with an error (code 3)"),
        ("", {"VISUAL": "no-such-editor --wait"}, b"The editor no-such-editor cannot be started"),
        ("", {"VISUAL": "", "EDITOR": "/dev/null"}, b"The editor /dev/null cannot be started"),
    ],
)
def test_an_editor_that_fails_changes_nothing(
    edit: Edit, plain: Path, does: str, env: dict[str, str], said: bytes
) -> None:
    terminal = edit(does, **env)
    assert terminal.ended() == 4
    assert said in b" ".join(terminal.raw.split())
    assert plain.read_text("utf-8") == TEXT
    assert names(plain.parent) == {"pat.yaml"}


@pytest.mark.slow
def test_while_it_is_edited_nobody_else_writes(
    edit: Edit, plain: Path, seen: Path, run_so: RunSo, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    wait = f"import time\nwhile not Path({str(go)!r}).exists(): time.sleep(0.02)"
    terminal = edit(wait)
    while not (seen / "0.txt").exists():
        pass
    done = run_so("case", "delete", "--case", "pat", "--yes")
    assert done.returncode == 4
    assert "is open in another so" in done.stderr
    go.touch()
    assert terminal.ended() == 0


def test_where_nobody_is_at_the_keys_it_is_wrong_use(run_so: RunSo, plain: Path) -> None:
    for flags in ([], ["--no-input"]):
        done = run_so("case", "edit", "--case", "pat", *flags)
        assert (done.returncode, done.stdout) == (2, "")
        assert "so case path" in done.stderr
    assert names(plain.parent) == {"pat.yaml"}


@pytest.mark.slow
def test_a_locked_case_is_not_edited(edit: Edit, plain: Path) -> None:
    plain.rename(plain.with_name("pat.yaml.age"))
    terminal = edit("")
    assert terminal.ended() == 4
    assert b"so case unlock" in terminal.raw


def test_visual_counts_before_editor_and_both_may_have_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "'my editor' --wait")
    assert find_editor() == ["my editor", "--wait"]
    monkeypatch.setenv("VISUAL", "")
    assert find_editor() == ["ed"]
    monkeypatch.setenv("EDITOR", "'ed")
    with pytest.raises(WrongUse, match="quote"):
        find_editor()


def test_without_both_one_on_the_path_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoAccess, match="No editor") as caught:
        find_editor()
    assert "EDITOR=" in caught.value.advice
    for name in ("vi", "nano"):
        (tmp_path / name).touch(mode=0o755)
        assert find_editor() == [str(tmp_path / name)]
    assert shutil.which("nano") == str(tmp_path / "nano")
    assert os.environ["PATH"] == str(tmp_path)
