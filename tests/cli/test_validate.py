"""`so validate`: everything that is wrong in files of cases, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
from fictional.breaking import IN_A_TABLE, KINDS
from jsonschema import Draft202012Validator
from make_cases import columns, made

from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import MAX_PROBLEMS

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
COUNT = 120


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def write_cases(folder: Path, bank: Bank, form: str) -> tuple[Path, dict[str, str]]:
    """A source with many cases, and where in it (as it is named) which kind of mistake is."""
    cases = [*made(bank, COUNT, 7, form=form, broken=0.3)]
    if form == "yaml":
        (folder / "cases").mkdir()
        broken = {}
        for number, case in enumerate(cases):
            name = f"cases/{number:03}.yaml"
            (folder / name).write_bytes(case.data)
            if case.kind:
                broken[name] = case.kind
        return folder / "cases", broken
    head = [",".join(columns(bank)).encode()] if form == "csv" else []
    file = folder / f"cases.{form}"
    file.write_bytes(b"\n".join([*head, *(case.data for case in cases), b""]))
    kinds = enumerate((case.kind for case in cases), 1 + len(head))
    return file, {f"{file.name}:{line}": kind for line, kind in kinds if kind}


def a_case(**more: object) -> str:
    return json.dumps({"so": 1, "id": "pat", "stage": "pre-surgery", **more}) + "\n"


@pytest.mark.parametrize("form", ["jsonl", "csv", "yaml"])
def test_every_way_to_be_broken_is_named_in_its_place(
    form: str, run_so: RunSo, tmp_path: Path, bank: Bank
) -> None:
    source, broken = write_cases(tmp_path, bank, form)
    assert {*broken.values()} == {*(IN_A_TABLE if form == "csv" else KINDS)}
    done = run_so("validate", source.name)
    assert done.returncode == 3
    named = {line.split(": ")[0] for line in done.stdout.splitlines()}
    if form == "yaml":
        named = {place.partition(":")[0] for place in named}
    assert named == {*broken}
    assert done.stderr == (
        f"Cases that are right: {COUNT - len(broken)}. Cases with something wrong: {len(broken)}.\n"
    )


@pytest.mark.parametrize("form", ["jsonl", "csv", "yaml"])
def test_it_finds_what_an_export_would_not_take_and_changes_nothing(
    form: str, run_so: RunSo, tmp_path: Path, bank: Bank
) -> None:
    source, _broken = write_cases(tmp_path, bank, form)
    before = sorted(tmp_path.rglob("*"))
    named = run_so("validate", source.name, "--json").stdout
    assert sorted(tmp_path.rglob("*")) == before
    assert run_so("export", source.name, "--out", "pages", "--jobs", "1").returncode == 1
    assert named == (tmp_path / "pages" / "errors.jsonl").read_text("utf-8")


def test_a_line_of_json_fits_the_schema_of_errors(
    run_so: RunSo, tmp_path: Path, bank: Bank
) -> None:
    source, broken = write_cases(tmp_path, bank, "jsonl")
    fits = Draft202012Validator(json.loads(run_so("schema", "errors").stdout))
    found = lines_of(run_so("validate", source.name, "--json").stdout)
    assert len(found) == len(broken)
    for line in found:
        fits.validate(line)


def test_where_all_is_right_it_prints_nothing(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "pat.json").write_text(a_case(), "utf-8")
    done = run_so("validate", "pat.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Cases that are right: 1. Cases with something wrong: 0.\n"


def test_a_problem_is_one_line_with_file_line_key_and_what_would_be_right(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("so: 1\nid: a\nfacts:\n  her2: postive\n  grade: 9\n", "utf-8")
    (tmp_path / "b.csv").write_text("id;her2\nb;positive\nc;postive\n", "utf-8")
    done = run_so("validate", "a.yaml", "b.csv")
    assert done.returncode == 3
    first, second, third = done.stdout.splitlines()
    wrong = "this is not an answer of her2; did you mean 'positive'?"
    assert first == f"a.yaml:4: facts.her2: {wrong}"
    assert second.startswith("a.yaml:5: facts.grade: ")
    assert third == f"b.csv:3: her2: row 3, column B: {wrong}"


def test_cases_come_from_standard_input_folders_and_patterns_too(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "cases" / "ward").mkdir(parents=True)
    (tmp_path / "cases" / "ward" / "a.json").write_text(a_case(id="a", stage="x"), "utf-8")
    (tmp_path / "one-more.yaml").write_text("id: b\nstage: x\n", "utf-8")
    done = run_so("validate", "cases", "one-*.yaml", "-", stdin=a_case() + a_case(stage="x"))
    places = [line.split(": ")[0] for line in done.stdout.splitlines()]
    assert places == ["cases/ward/a.json:1", "one-more.yaml:2", "-:2"]


def test_the_second_of_two_cases_with_the_same_id_is_wrong(run_so: RunSo, tmp_path: Path) -> None:
    many = "".join(a_case(id=f"case-{number}") for number in range(250))
    (tmp_path / "a.jsonl").write_text(many, "utf-8")
    (tmp_path / "b.jsonl").write_text(a_case(id="CASE-7") + a_case() + a_case(), "utf-8")
    done = run_so("validate", "a.jsonl", "b.jsonl")
    far, near = done.stdout.splitlines()
    assert far.startswith("b.jsonl:1: id: 'CASE-7' is also the id of the case in a.jsonl:8, ")
    assert near.startswith("b.jsonl:3: id: 'pat' is also the id of the case in b.jsonl:2, ")
    assert done.stderr.startswith("Cases that are right: 251. Cases with something wrong: 2.")


def test_a_case_that_is_locked_is_named_and_nobody_is_asked(run_so: RunSo, tmp_path: Path) -> None:
    locked = pyrage.passphrase.encrypt(a_case().encode(), "secret")
    (tmp_path / "pat.yaml.age").write_bytes(locked)
    done = run_so("validate", ".")
    assert done.returncode == 3
    assert done.stdout == (
        "./pat.yaml.age: this case is locked; unlock it first, with so case unlock\n"
    )


def test_ids_that_the_bank_does_not_know_are_a_note_and_no_mistake(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(
        a_case()
        + a_case(id="b", facts={"parking": "lot"}, records={"letter": {"status": "arrived"}})
        + a_case(id="c", facts={"parking": "street"}),
        "utf-8",
    )
    done = run_so("validate", "a.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == (
        "Cases with ids that this bank does not know: 2, the first in a.jsonl:2. "
        "The ids: parking, letter. That is no mistake; the pages leave them out."
    )


def test_of_very_many_unknown_ids_some_are_named(run_so: RunSo, tmp_path: Path) -> None:
    facts = {f"parking-{number}": "lot" for number in range(5000)}
    (tmp_path / "a.json").write_text(a_case(facts=facts), "utf-8")
    note, _summary = run_so("validate", "a.json").stderr.splitlines()
    assert ", parking-1014 and more." in note
    assert len(note) < 600


def test_of_a_case_with_thousands_of_problems_a_hundred_are_named(
    run_so: RunSo, tmp_path: Path
) -> None:
    tumors = [{"name": "left", "facts": {"her2": "x", "er": "x"}} for _ in range(2000)]
    (tmp_path / "a.json").write_text(a_case(other_tumors=tumors), "utf-8")
    (tmp_path / "b.json").write_text(a_case(id="b", stage="x"), "utf-8")
    done = run_so("validate", "a.json", "b.json")
    named = done.stdout.splitlines()
    assert [line.startswith("a.json") for line in named] == [True] * MAX_PROBLEMS + [False]


@pytest.mark.skipif(sys.platform == "darwin", reason="this system takes no such name")
def test_a_hostile_name_of_a_file_stays_one_plain_line(run_so: RunSo, tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xe4\x1b[2J\nb.yaml: all is right.yaml")
    (tmp_path / name).write_text("id: pat\nstage: x\n", "utf-8")
    plain = run_so("validate", ".").stdout
    assert plain.startswith("./a[2J b.yaml: all is right.yaml:2: stage: ")
    assert plain.count("\n") == 1
    (line,) = lines_of(run_so("validate", ".", "--json").stdout)
    assert line["source"] == "./a\\udce4\x1b[2J\nb.yaml: all is right.yaml"
    (tmp_path / os.fsdecode(b"right-\xe4.json")).write_text(a_case(), "utf-8")
    assert run_so("export", ".", "--out", "pages").returncode == 1
    assert (tmp_path / "pages" / "pat.md").exists()
    assert lines_of((tmp_path / "pages" / "errors.jsonl").read_text("utf-8")) == [line]


def test_what_stands_in_a_case_cannot_move_the_cursor(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(a_case(**{"\x1b[2J\u202ekey": 1}), "utf-8")
    for arguments in ((), ("--json",)):
        printed = run_so("validate", "a.json", *arguments).stdout
        assert not {"\x1b", "\u202e"} & {*printed}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("-", "-"), 2), (("notes.txt",), 2), (("nowhere",), 4), (("no-*.yaml",), 4)],
)
def test_what_is_no_source_is_told_at_once(
    arguments: tuple[str, ...], code: int, run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    done = run_so("validate", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr


def test_the_facts_of_a_clinic_are_known(
    run_so: RunSo, tmp_path: Path, overlay: Callable[..., Path]
) -> None:
    folder = overlay(
        facts="facts: [{id: parking, label: Parking, kind: number, ask: Where can you park?}]"
    )
    (tmp_path / "a.json").write_text(a_case(facts={"parking": "lot"}), "utf-8")
    assert run_so("validate", "a.json").returncode == 0
    done = run_so("validate", "a.json", "--bank", folder)
    assert done.stdout.startswith("a.json:1: facts.parking: ")
