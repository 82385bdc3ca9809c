"""`so hospital`, `so compare hospitals`: what is said of a hospital is asked for, never given."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
START = "so: 1\nid: me\nstage: pre-surgery\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The case `me`, with no hospital yet."""
    path = tmp_path / "home" / "cases" / "me.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(START, "utf-8")
    return path


def hospitals(case: Path) -> list[Any]:
    found = yaml.safe_load(case.read_text("utf-8")).get("hospitals", [])
    assert isinstance(found, list)
    return found


def test_from_the_first_name_to_the_table(run_so: RunSo, case: Path) -> None:
    assert "so hospital add" in run_so("hospital").stdout
    added = run_so("hospital", "add", stdin="Lakeside\n")
    assert (added.returncode, hospitals(case)) == (0, [{"name": "Lakeside"}])
    assert "so hospital ask" in added.stdout
    asked = run_so("hospital", "ask", stdin="yes, 2025; Ann\n\nno\n/stop\n")
    assert asked.returncode == 130
    assert "Everything answered so far is saved." in asked.stderr
    assert "To go on: so hospital ask" in asked.stderr
    assert hospitals(case)[0]["answers"] == {
        "board-certified": {"answer": "yes", "year": 2025, "note": "Ann"},
        "joint-commission": {"answer": "no"},
    }
    listed = run_so("hospital").stdout
    assert "Lakeside: 2 of 30 answered" in listed
    assert "Board-certified doctors for diagnosis" in listed
    table = run_so("compare", "hospitals")
    assert (table.returncode, table.stderr) == (0, "")
    assert "- Lakeside: yes (2025); *Ann*" in table.stdout
    assert "- Lakeside: ____________" in table.stdout
    assert "Where to find this out:" in table.stdout


def test_of_several_hospitals_it_asks_which_one(run_so: RunSo, case: Path) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}, {{name: South}}]\n", "utf-8")
    run_so("hospital", "ask", stdin="2\nyes\n/stop\n")
    assert [each.get("answers") for each in hospitals(case)] == [
        None,
        {"board-certified": {"answer": "yes"}},
    ]


def test_when_all_is_asked_it_says_where_the_table_is(run_so: RunSo, case: Path) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}]\n", "utf-8")
    done = run_so("hospital", "ask", "--case", "me", stdin="\n" * 40)
    assert done.returncode == 0
    assert "so compare hospitals --case me" in done.stdout


def test_one_is_taken_off_the_list_only_after_a_question(run_so: RunSo, case: Path) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}, {{name: South}}]\n", "utf-8")
    assert run_so("hospital", "remove", stdin="1\n1\n").returncode == 0
    assert len(hospitals(case)) == 2
    removed = run_so("hospital", "remove", stdin="1\n2\n")
    assert "North" in removed.stdout
    assert hospitals(case) == [{"name": "South"}]


def test_a_hospital_that_is_there_is_asked_for_again(run_so: RunSo, case: Path) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}]\n", "utf-8")
    done = run_so("hospital", "add", stdin="north\nEast\n")
    assert done.returncode == 0
    assert "already" in done.stderr
    assert done.stdout.startswith("Added: East\n")
    assert hospitals(case) == [{"name": "North"}, {"name": "East"}]


def test_a_sixth_is_refused_before_it_is_typed(run_so: RunSo, case: Path) -> None:
    names = ", ".join(f"{{name: H{number}}}" for number in range(5))
    case.write_text(f"{START}hospitals: [{names}]\n", "utf-8")
    done = run_so("hospital", "add", "--case", "me", stdin="H9\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "so hospital remove --case me" in done.stderr
    assert len(hospitals(case)) == 5


@pytest.mark.parametrize("action", ["add", "ask", "remove"])
def test_with_no_input_nothing_is_asked_and_nothing_changed(
    action: str, run_so: RunSo, case: Path
) -> None:
    before = case.read_text("utf-8")
    done = run_so("hospital", action, "--no-input", stdin="North\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert case.read_text("utf-8") == before


@pytest.mark.parametrize("action", ["ask", "remove"])
def test_without_a_hospital_there_is_nothing_to_ask(action: str, run_so: RunSo, case: Path) -> None:
    done = run_so("hospital", action)
    assert done.returncode == 2
    assert "so hospital add" in done.stderr
    assert case.read_text("utf-8") == START


def test_no_name_of_a_hospital_is_taken_from_the_command(run_so: RunSo, case: Path) -> None:
    done = run_so("hospital", "add", "Lakeside")
    assert done.returncode == 2
    assert hospitals(case) == []
    assert run_so("hospital", "rate").returncode == 2


def test_as_data_it_is_there_even_where_it_is_empty(run_so: RunSo, case: Path) -> None:
    assert json.loads(run_so("hospital", "--json").stdout) == {"hospitals": []}
    assert json.loads(run_so("compare", "hospitals", "--json").stdout)["hospitals"] == []
    case.write_text(f"{START}hospitals: [{{name: North}}]\n", "utf-8")
    (found,) = json.loads(run_so("hospital", "list", "--json").stdout)["hospitals"]
    assert (found["name"], found["questions"]) == ("North", len(found["open"]))
    assert json.loads(run_so("compare", "hospitals", "-f", "json").stdout)["so"] == 1


def test_with_nothing_to_compare_it_says_how_to_begin(
    run_so: RunSo, case: Path, tmp_path: Path
) -> None:
    assert hospitals(case) == []
    done = run_so("compare", "hospitals", "-o", "table.pdf", "--case", "me")
    assert (done.returncode, done.stderr) == (0, "")
    assert "so hospital add --case me" in done.stdout
    assert "so checklist compare" in done.stdout
    assert not (tmp_path / "table.pdf").exists()
    assert run_so("compare", "doctors").returncode == 2


@pytest.mark.parametrize("kind", ["md", "html", "pdf", "txt", "json"])
def test_it_is_written_in_every_format(
    kind: str, run_so: RunSo, case: Path, tmp_path: Path
) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}]\n", "utf-8")
    done = run_so("compare", "hospitals", "-o", f"table.{kind}", "--paper", "a4", "--large-print")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"table.{kind}").stat().st_size > 1000
    again = run_so("compare", "hospitals", "-o", f"table.{kind}")
    assert again.returncode == 4


def test_what_a_file_says_moves_no_cursor(run_so: RunSo, case: Path) -> None:
    nasty = '"\\e[2J\\u202ea"'
    answers = f"board-certified: {{answer: {nasty}, note: {nasty}}}"
    both = f"{{name: {nasty}, answers: {{{answers}}}}}"
    case.write_text(f"{START}hospitals: [{both}, {both}]\n", "utf-8")
    for command in ("hospital", "hospital --json", "compare hospitals", "compare hospitals --json"):
        done = run_so(*command.split())
        assert done.returncode == 0
        assert not set(done.stdout + done.stderr) & {"\x1b", "\u202e"}
    asked = run_so("hospital", "ask", stdin="1\n2\n/stop\n")
    assert not set(asked.stdout + asked.stderr) & {"\x1b", "\u202e"}


@pytest.mark.parametrize("words", ["add", "ask", "remove"])
def test_after_a_change_json_gives_the_list(words: str, run_so: RunSo, case: Path) -> None:
    case.write_text(f"{START}hospitals: [{{name: North}}]\n", "utf-8")
    said = {"add": "East\n", "ask": "\n" * 40, "remove": "2\n"}[words]
    names = {"add": ["North", "East"], "ask": ["North"], "remove": []}[words]
    done = run_so("hospital", words, "--json", stdin=said)
    assert [each["name"] for each in json.loads(done.stdout)["hospitals"]] == names


def test_an_answers_file_adds_to_what_a_hospital_said(
    run_so: RunSo, case: Path, tmp_path: Path
) -> None:
    case.write_text(
        f"{START}hospitals: [{{name: North, answers: {{nci-center: {{answer: no}}}}}}]\n", "utf-8"
    )
    more = "{name: North, answers: {full-range: {answer: all}}}"
    (tmp_path / "more.yaml").write_text(f"so: 1\nhospitals: [{{name: East}}, {more}]\n", "utf-8")
    run_so("interview", "--answers", "more.yaml", "--no-input")
    both = {"nci-center": {"answer": "no"}, "full-range": {"answer": "all"}}
    assert hospitals(case) == [{"name": "North", "answers": both}, {"name": "East"}]


def test_an_answer_to_a_question_that_this_bank_lacks_is_named_and_kept(
    run_so: RunSo, case: Path
) -> None:
    case.write_text(
        f"{START}hospitals: [{{name: North, answers: {{strange: {{answer: no}}}}}}]\n", "utf-8"
    )
    assert "strange" in run_so("compare", "hospitals").stderr
    run_so("hospital", "add", stdin="East\n")
    assert hospitals(case)[0]["answers"] == {"strange": {"answer": "no"}}
