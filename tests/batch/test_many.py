"""Ten thousand cases: each broken one is named with its reason, and all others are done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from exporting import finished, start, told, write_lines
from fictional.breaking import KINDS
from make_cases import Made, made

from so_cli import wording
from so_cli.bank.bank import Bank

pytestmark = pytest.mark.slow

COUNT = 10_000
BROKEN = 0.07
WATCHED = Path(__file__).parents[2] / "bench" / "inside" / "watched.py"
REASONS: dict[str, dict[str, str]] = {
    "truncated": {"": "this is not JSON"},
    "not-json": {"": "this is not JSON"},
    "a-list": {"": "this is not a case"},
    "not-utf-8": {"": "this is not a text file"},
    "unknown-key": {"": "there is no such key"},
    "newer-format": {"so": "was written by a newer so"},
    "unknown-choice": {"facts.": "this is not an answer of"},
    "text-for-number": {"facts.": "this does not fit here"},
    "out-of-range": {"facts.": "this does not fit here"},
    "bad-date": {"decide_by": "this does not fit here"},
    "id-with-path": {"id": "cannot be the id of a case"},
    "id-twice": {"id": "is also the id of the case in cases.jsonl:"},
}
"""What is said of each kind of breaking: the key begins so, the problem holds this."""


def fits(error: dict[str, Any], kind: str) -> bool:
    """Whether one of the problems is the one that was made."""
    ((key, words),) = REASONS[kind].items()
    return any(
        each["key"].startswith(key) and words in each["problem"] for each in error["problems"]
    )


@pytest.fixture(scope="module")
def all_cases(bank: Bank) -> list[Made]:
    return list(made(bank, COUNT, seed=7, broken=BROKEN))


@pytest.fixture
def small_bank(bank: Bank, tmp_path: Path) -> Path:
    """A bank that says as little as a bank may: its packets are made quickly."""
    (tmp_path / "bank").mkdir()
    for name in ("questions", "records", "steps", "notes", "words"):
        needed = {"questions", "records"}
        entries = [each for each in getattr(bank, name) if name not in needed or each.when]
        ids = ", ".join(each.id for each in entries)
        (tmp_path / "bank" / f"{name}.yaml").write_text(f"remove: [{ids}]\n", encoding="utf-8")
    return tmp_path / "bank"


def test_each_broken_case_is_named_with_its_reason_and_all_others_are_done(
    tmp_path: Path, own_home: None, small_bank: Path, all_cases: list[Made]
) -> None:
    (tmp_path / "cases.jsonl").write_bytes(b"".join(each.data + b"\n" for each in all_cases))
    broken = [(line, each) for line, each in enumerate(all_cases, 1) if each.kind]
    good = [each for each in all_cases if not each.kind]
    assert {each.kind for _line, each in broken} == set(KINDS)
    words = ("cases.jsonl", "--to-jsonl", "out.jsonl", "--bank", small_bank)

    code, said = finished(start(*words, cwd=tmp_path))

    assert code == 1
    counts = f"{len(good)} done, {len(broken)} failed, 0 skipped, "
    assert any(line.startswith(counts) for line in said.splitlines())
    errors = told(tmp_path / "out.errors.jsonl")
    assert [each["line"] for each in errors] == [line for line, _each in broken]
    assert {each["source"] for each in errors} == {"cases.jsonl"}
    unfit = [
        (each.kind, error)
        for error, (_line, each) in zip(errors, broken, strict=True)
        if each.kind and not fits(error, each.kind)
    ]
    assert unfit == []
    ids, urgent = [], []
    with (tmp_path / "out.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            packet = json.loads(line)
            ids.append(packet["id"])
            if packet["urgent"]:
                urgent.append(packet["id"])
    assert ids == [each.id for each in good]
    assert urgent
    assert [each["id"] for each in told(tmp_path / "out.urgent.jsonl")] == urgent
    assert wording.EXPORT_URGENT.format(count=len(urgent), file="out.urgent.jsonl") in said


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for what was used")
def test_many_times_as_many_cases_need_no_more_memory(
    tmp_path: Path, own_home: None, small_bank: Path, all_cases: list[Made]
) -> None:
    # What is kept of answers has bounds that these do not come near, so the same ones come again.
    people = [json.loads(each.data) for each in all_cases if not each.kind][:100]
    few, many = (largest(tmp_path, people, count, small_bank) for count in (600, 3000))

    assert many < few * 1.15


def largest(folder: Path, people: list[dict[str, Any]], count: int, small_bank: Path) -> int:
    """The memory of the largest process of an export of so many cases, in bytes."""
    cases = ({**people[number % len(people)], "id": f"p{number}"} for number in range(count))
    write_lines(folder / "cases.jsonl", cases)
    words = ["cases.jsonl", "--to-jsonl", str(count), "--quiet", "--jobs", "1"]
    program = [sys.executable, "-m", "so_cli", "export", *words, "--bank", str(small_bank)]
    done = subprocess.run(
        [sys.executable, str(WATCHED), *program],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    found: int = json.loads(done.stdout)["largest"]
    return found
