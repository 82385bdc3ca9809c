"""`so case`: the person's own files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    (folder / "pat.yaml").write_text(
        "so: 1\nid: pat\nstage: metastatic\n"
        "visits: [{date: 2026-12-10, with: Dr. Rivera}, {date: 2026-01-01, with: Dr. Past}]\n",
        "utf-8",
    )
    (folder / "ann.yaml").write_text("so: 1\nid: ann\n", "utf-8")
    (folder / "bad.yaml").write_text("so: [", "utf-8")
    return folder


def test_the_list_names_each_case_its_stage_and_next_visit(run_so: RunSo, cases: Path) -> None:
    done = run_so("case", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "ann  no stage yet",
        "bad  cannot be read; see `so case show`",
        "pat  Metastatic (stage IV)  Visit: Thu Dec 10, 2026, Dr. Rivera",
    ]


def test_the_list_as_json(run_so: RunSo, cases: Path) -> None:
    rows = json.loads(run_so("case", "list", "--json").stdout)["cases"]
    assert [(row["name"], row["stage"], row["readable"]) for row in rows] == [
        ("ann", None, True),
        ("bad", None, False),
        ("pat", "metastatic", True),
    ]


VISIT = "visits: [{date: 2026-12-10, with: Dr. Rivera}]"


@pytest.mark.parametrize(
    ("text", "said", "row"),
    [
        (VISIT, "Visit: Thu Dec 10, 2026, Dr. Rivera", ("2026-12-10", "visit", 20)),
        ("decide_by: 2026-11-21", "Decide by: Sat Nov 21, 2026", ("2026-11-21", "decide", 1)),
        (f"{VISIT}\ndecide_by: 2026-12-09", "Decide by: Wed Dec 9", ("2026-12-09", "decide", 19)),
        (f"{VISIT}\ndecide_by: 2026-12-10", "Visit: Thu Dec 10", ("2026-12-10", "visit", 20)),
        (f"{VISIT}\ndecide_by: 2026-11-19", "Visit: Thu Dec 10", ("2026-12-10", "visit", 20)),
        ("decide_by: 2026-11-19", "no stage yet", (None, None, None)),
        ("visits: [{with: Dr. Rivera}]", "Visit: Dr. Rivera", (None, None, None)),
        ("visits: [{date: 2026-11-20}]", "Visit: Fri Nov 20", ("2026-11-20", "visit", 0)),
    ],
)
def test_the_nearest_of_visit_and_decision_comes_next(
    run_so: RunSo, tmp_path: Path, text: str, said: str, row: tuple[str | int | None, ...]
) -> None:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    (folder / "pat.yaml").write_text(f"so: 1\nid: pat\n{text}\n", "utf-8")
    assert said in run_so("case", "list").stdout
    (found,) = json.loads(run_so("case", "list", "--json").stdout)["cases"]
    assert (found["next_date"], found["next_what"], found["days"]) == row


def test_what_is_due_comes_in_the_order_of_its_days(run_so: RunSo, cases: Path) -> None:
    for name, day in (("sue", "2026-11-20"), ("eve", "2026-11-21"), ("bea", "2026-12-10")):
        (cases / f"{name}.yaml").write_text(f"so: 1\nid: x\ndecide_by: {day}\n", "utf-8")
    (cases / "zoe.yaml.age").touch()
    assert run_so("case", "list", "--due").stdout.splitlines() == [
        "today  sue  no stage yet  Decide by: Fri Nov 20, 2026",
        "tomorrow  eve  no stage yet  Decide by: Sat Nov 21, 2026",
        "in 20 days  bea  no stage yet  Decide by: Thu Dec 10, 2026",
        "in 20 days  pat  Metastatic (stage IV)  Visit: Thu Dec 10, 2026, Dr. Rivera",
    ]
    rows = json.loads(run_so("case", "list", "--due", "--json").stdout)["cases"]
    assert [(row["name"], row["days"]) for row in rows] == [
        ("sue", 0),
        ("eve", 1),
        ("bea", 20),
        ("pat", 20),
    ]


def test_where_nothing_is_due_that_is_said(run_so: RunSo, cases: Path) -> None:
    (cases / "pat.yaml").unlink()
    assert run_so("case", "list", "--due").stdout == "No case has a day to come.\n"
    assert json.loads(run_so("case", "list", "--due", "--json").stdout) == {"cases": []}


def test_the_keys_of_the_list_are_always_there(run_so: RunSo, cases: Path) -> None:
    (cases / "zoe.yaml.age").touch()
    keys = ["name", "stage", "visit", "next_date", "next_what", "days", "readable", "locked"]
    rows = json.loads(run_so("case", "list", "--json").stdout)["cases"]
    assert [row["name"] for row in rows] == ["ann", "bad", "pat", "zoe"]
    assert [list(row) for row in rows] == [keys] * 4


def test_without_cases_the_list_says_how_to_begin(run_so: RunSo) -> None:
    assert run_so("case", "list").stdout == "There is no case yet. To begin: so interview\n"


def test_the_path_is_where_a_case_is_or_would_be(run_so: RunSo, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "cases"
    assert run_so("case", "path").stdout == f"{folder / 'me.yaml'}\n"
    assert run_so("case", "path", "--case", "pat").stdout == f"{folder / 'pat.yaml'}\n"
    assert run_so("case", "path", "--case", "./pat.yaml").stdout == "pat.yaml\n"


def test_a_case_is_shown_as_it_is_saved(run_so: RunSo, cases: Path) -> None:
    done = run_so("case", "show", "--case", "pat")
    assert done.returncode == 0
    assert "stage: metastatic\n" in done.stdout
    shown = json.loads(run_so("case", "show", "--case", "pat", "--json").stdout)
    assert shown["visits"][0]["with"] == "Dr. Rivera"


def test_a_case_that_is_not_there_is_said(run_so: RunSo) -> None:
    for command in ("show", "delete"):
        done = run_so("case", command, "--case", "nobody")
        assert (done.returncode, done.stdout) == (4, "")
        assert "nobody.yaml" in done.stderr


def test_deleting_takes_the_earlier_version_too(run_so: RunSo, cases: Path) -> None:
    (cases / ".pat.yaml.previous").write_text("so: 1\nid: pat\n", "utf-8")
    done = run_so("case", "delete", "--case", "pat", "--yes")
    assert done.returncode == 0
    assert sorted(path.name for path in cases.iterdir()) == ["ann.yaml", "bad.yaml"]


def test_where_nobody_can_be_asked_nothing_is_deleted_without_yes(
    run_so: RunSo, cases: Path
) -> None:
    done = run_so("case", "delete", "--case", "pat", stdin="y\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--yes" in done.stderr
    assert (cases / "pat.yaml").is_file()
