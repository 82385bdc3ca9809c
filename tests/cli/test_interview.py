"""`so interview --answers`: a case-shaped file answers, and nobody is asked."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.store import load_case

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
RICH = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(RICH.read_text("utf-8"), "utf-8")
    return path


def test_without_a_terminal_nothing_is_asked_and_the_case_is_saved(
    run_so: RunSo, answers: Path, tmp_path: Path, bank: Bank
) -> None:
    done = run_so("interview", "--answers", answers, "--case", "./new.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    assert load_case(tmp_path / "new.yaml", bank) == load_case(answers, bank)
    assert (tmp_path / "new.yaml").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.md")), "the pages are written only where -o says"


def test_the_pages_are_written_where_o_says(run_so: RunSo, answers: Path, tmp_path: Path) -> None:
    done = run_so("interview", "--answers", answers, "--case", "./new.yaml", "-o", "pages.md")
    assert done.returncode == 0
    assert (tmp_path / "pages.md").read_text("utf-8").startswith("# Pat Doe")
    same = run_so("summary", "--case", "./new.yaml").stdout
    assert (tmp_path / "pages.md").read_text("utf-8") == same


def test_pages_that_are_there_stay_and_nothing_is_saved(
    run_so: RunSo, answers: Path, tmp_path: Path
) -> None:
    (tmp_path / "pages.md").write_text("mine", "utf-8")
    done = run_so("interview", "--answers", answers, "--case", "./new.yaml", "-o", "pages.md")
    assert done.returncode == 4
    assert (tmp_path / "pages.md").read_text("utf-8") == "mine"
    assert not (tmp_path / "new.yaml").exists()


def test_pages_that_nobody_can_make_are_refused_before_anything_is_saved(
    run_so: RunSo, answers: Path, tmp_path: Path
) -> None:
    done = run_so("interview", "--answers", answers, "--case", "./new.yaml", "-o", "pages.docx")
    assert done.returncode == 2
    assert "There is no format 'docx'" in done.stderr
    assert not (tmp_path / "new.yaml").exists()


def test_what_cannot_wait_is_said_at_once(run_so: RunSo, tmp_path: Path) -> None:
    text = "so: 1\nid: pat\nstage: metastatic\nfacts: {urgent_signs: [chest-pain]}\n"
    (tmp_path / "answers.yaml").write_text(text, "utf-8")
    done = run_so("interview", "--case", "pat.yaml", "--answers", "answers.yaml")
    assert done.stderr.startswith("Call 911 now: chest pain or pressure. Sit down")


def test_pages_never_take_the_place_of_the_answers(
    run_so: RunSo, answers: Path, tmp_path: Path
) -> None:
    before = answers.read_bytes()
    for case, output in ((tmp_path / "new.yaml", answers), (answers, answers)):
        options = ("--case", case, "-o", output, "--force")
        done = run_so("interview", "--answers", answers, *options)
        assert (done.returncode, "holds answers" in done.stderr) == (4, True)
        assert answers.read_bytes() == before


def test_answers_of_another_person_are_refused(
    run_so: RunSo, answers: Path, tmp_path: Path
) -> None:
    ann = "so: 1\nid: ann\n"
    (tmp_path / "ann.yaml").write_text(ann, "utf-8")
    done = run_so("interview", "--answers", answers, "--case", "./ann.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert "'pat'" in done.stderr
    assert "'ann'" in done.stderr
    assert (tmp_path / "ann.yaml").read_text("utf-8") == ann


def test_the_stage_of_the_command_counts(
    run_so: RunSo, answers: Path, tmp_path: Path, bank: Bank
) -> None:
    done = run_so(
        "interview", "--answers", answers, "--case", "./new.yaml", "--stage", "pre-surgery"
    )
    assert done.returncode == 0
    assert load_case(tmp_path / "new.yaml", bank).stage == "pre-surgery"


def test_new_answers_lie_over_what_is_saved(run_so: RunSo, tmp_path: Path, bank: Bank) -> None:
    (tmp_path / "pat.yaml").write_text(
        "so: 1\nid: pat\nstage: metastatic\nfacts: {er: positive, grade: 2}\n", "utf-8"
    )
    (tmp_path / "more.yaml").write_text(
        "so: 1\nid: pat\nfacts: {grade: 3, pr: negative}\n", "utf-8"
    )
    done = run_so("interview", "--answers", "more.yaml", "--case", "./pat.yaml")
    assert done.returncode == 0
    case = load_case(tmp_path / "pat.yaml", bank)
    assert case.stage == "metastatic"
    assert {name: a.value for name, a in case.facts.items()} == {
        "er": "positive",
        "grade": "3",
        "pr": "negative",
    }


def test_ids_of_another_bank_are_kept_and_named(run_so: RunSo, tmp_path: Path, bank: Bank) -> None:
    (tmp_path / "more.yaml").write_text(
        "so: 1\nid: pat\nfacts: {strange_fact: x}\nquestions: {left_out: [strange-question]}\n"
        "records: {strange-record: {status: sent}}\n",
        "utf-8",
    )
    done = run_so("interview", "--answers", "more.yaml", "--case", "./pat.yaml", "-o", "pages.md")
    assert done.returncode == 0
    assert "strange_fact, strange-question, strange-record" in done.stderr
    case = load_case(tmp_path / "pat.yaml", bank)
    assert case.facts["strange_fact"].value == "x"
    assert case.questions.left_out == ("strange-question",)
    assert case.records["strange-record"].status == "sent"
    assert "strange" not in (tmp_path / "pages.md").read_text("utf-8")


def test_answers_that_are_wrong_are_named_and_nothing_is_saved(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "more.yaml").write_text("so: 1\nid: pat\nfacts: {grade: 7}\n", "utf-8")
    done = run_so("interview", "--answers", "more.yaml", "--case", "./pat.yaml")
    assert done.returncode == 3
    assert done.stderr.startswith("more.yaml:3: facts.grade")
    assert not (tmp_path / "pat.yaml").exists()


def test_answers_that_are_not_there_are_said(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("interview", "--answers", "none.yaml", "--case", "./pat.yaml")
    assert (done.returncode, done.stdout) == (4, "")
    assert "none.yaml" in done.stderr
