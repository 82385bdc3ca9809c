"""What a person sees of her papers: on a small screen, and counted so that it adds up."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from pty_screen import CTRL_C, DOWN, ENTER, Terminal

from so_cli.cli.import_screen import shared_beginning

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
MADE_UP = Path(__file__).parents[1] / "data" / "records" / "made-up"
BIOPSY, BOTH_SIDES = MADE_UP / "core-biopsy.txt", MADE_UP / "bilateral.txt"
PROGRAM = "from so_cli.cli.app import main; main()"


def on_a_small_screen(home: Path, *arguments: str) -> Terminal:
    return Terminal(
        60, 12, "-c", PROGRAM, *arguments, cwd=home, SO_HOME=str(home), SO_TODAY="2026-11-20"
    )


def test_on_a_small_screen_she_sees_all_of_it_before_she_is_asked(tmp_path: Path) -> None:
    terminal = on_a_small_screen(tmp_path, "import", str(BIOPSY))
    terminal.until("Part 1 of")
    assert "Read: core-biopsy.txt" in terminal.text
    terminal.press(ENTER).until("Part 2 of")
    assert "What of this should go" not in terminal.text
    terminal.press("s", ENTER).until("What of this should go into the case?")
    terminal.move(DOWN).press(CTRL_C)
    assert "Nothing was changed." in terminal.text
    assert terminal.ended() == 130


def test_who_stops_while_reading_changes_nothing(tmp_path: Path) -> None:
    terminal = on_a_small_screen(tmp_path, "import", str(BIOPSY))
    terminal.until("Part 1 of").press(CTRL_C).until("Nothing was changed.")
    assert terminal.ended() == 130
    assert not [*tmp_path.rglob("me.yaml")]


def test_in_plain_lines_nothing_waits(tmp_path: Path) -> None:
    terminal = on_a_small_screen(tmp_path, "import", str(BIOPSY), "--plain")
    terminal.until_said("What of this should go into the case?")
    assert b"Part 1 of" not in terminal.raw
    terminal.close()


@pytest.mark.parametrize(
    ("files", "shared"),
    [
        (["a.pdf"], "a.pdf"),
        (["a.json", "a.json: DocumentReference 1"], "a.json"),
        (["a.zip: X/1.XML", "a.zip: X/2.XML"], "a.zip: X/"),
        (["a.zip: X/1.XML", "a.zip: Y/2.XML"], "a.zip: "),
        (["report-1.pdf", "report-2.pdf"], ""),
        (["a.pdf", "b.pdf"], ""),
    ],
)
def test_what_all_papers_stand_in_is_not_said_in_each_line(files: list[str], shared: str) -> None:
    assert shared_beginning(files) == shared


def test_what_is_taken_adds_up_to_the_lines_she_said_yes_to(run_so: RunSo) -> None:
    said = run_so("import", BIOPSY, stdin="1\n").stdout
    assert "all that is certain (lines: 13)" in said
    assert "Facts from the papers: 11.\nWhose papers they are: Jane Q Example, born" in said
    assert "Medicines, allergies and records from the papers: 1." in said


def test_the_tumor_that_is_kept_apart_is_named(run_so: RunSo) -> None:
    said = run_so("import", BOTH_SIDES, stdin="2\n1\n").stdout
    assert "Written down beside it, for the doctor to see: right breast." in said


def test_who_takes_nothing_is_not_told_what_she_left(run_so: RunSo) -> None:
    said = run_so("import", BIOPSY, stdin="4\n").stdout
    assert "The case stays as it was." in said
    assert "Left as it was" not in said


def test_who_leaves_the_tumors_out_was_asked(run_so: RunSo) -> None:
    assert "them again.\n" in run_so("import", BOTH_SIDES, stdin="1\n1\n").stdout
    assert "without --yes" in run_so("import", BOTH_SIDES, "--yes").stdout


def test_a_reason_and_a_place_are_said_once_below_each_heading(run_so: RunSo) -> None:
    said = run_so("import", MADE_UP / "colon.txt", "--no-input").stdout
    for group in said.split("\n\n"):
        assert group.count("does not seem to be about the breast") <= 1
    receptors = said.split("\nReceptors\n")[1].split("\n\n")[0].splitlines()
    assert receptors[1:] == [
        "      The report does not seem to be about the breast.",
        "      line 11; it says: pT3 pN1b. Stage group: IIIB. HER2: negative (1+).",
        "  Please check: HER2, first test (IHC): 1+",
        "      (for the same reason, in the same place)",
    ]


def test_of_several_files_all_that_are_not_there_are_named_before_any_is_read(
    run_so: RunSo, tmp_path: Path
) -> None:
    done = run_so("import", BIOPSY, tmp_path / "one.pdf", tmp_path / "two.pdf", "--yes")
    assert done.returncode == 4
    assert [name in done.stderr for name in ("one.pdf", "two.pdf", "core-biopsy")] == [1, 1, 0]
    assert "Nothing was changed." in done.stderr


def test_what_is_left_in_a_zip_is_named(run_so: RunSo, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as file:
        file.write(
            MADE_UP.parent / "mcode-trial-matching" / "TrialMatching_Patient01.json", "a.json"
        )
        for name in ("one.pdf", "two.pdf", "three.txt", "four.txt"):
            file.writestr(name, "report")
    said = run_so("import", tmp_path / "all.zip", "--no-input").stderr
    assert "one.pdf, two.pdf, three.txt, and 1 more" in said
