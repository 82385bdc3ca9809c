"""Many cases at once: each as it would be alone, and always in the same order."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from exporting import (
    URGENT,
    RunSo,
    case,
    cases,
    finished,
    pages,
    start,
    told,
    tree,
    write_case,
    write_lines,
    write_lists,
)

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

FORMATS = ("md", "html", "pdf", "txt", "ics", "json", "fhir")
EVERY_FORMAT = tuple(word for kind in FORMATS for word in ("-f", kind))
CASES = Path(__file__).parents[1] / "cases"
VISIT = [{"date": "2026-12-10", "time": "14:30", "with": "Dr. Rivera"}]


def test_each_file_is_what_summary_gives_for_its_case(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("export", CASES / "pre-surgery.yaml", "--out", "out", *EVERY_FORMAT)

    assert done.returncode == 0
    assert len(pages(tmp_path / "out")) == len(FORMATS)
    for page in (tmp_path / "out").glob("[!.]*"):
        alone = tmp_path / f"alone{''.join(page.suffixes)}"
        run_so("summary", "--case", CASES / "pre-surgery.yaml", "-o", alone)
        assert page.read_bytes() == alone.read_bytes(), page.name


def test_options_for_pages_are_those_of_summary(run_so: RunSo, tmp_path: Path) -> None:
    options = ("--for", "me", "--large-print", "--paper", "a4")

    run_so("export", CASES / "metastatic.yaml", "--out", "out", "-f", "html", *options)
    run_so("summary", "--case", CASES / "metastatic.yaml", "-o", "alone.html", *options)

    (page,) = (tmp_path / "out").glob("*.html")
    assert page.read_bytes() == (tmp_path / "alone.html").read_bytes()


def test_all_kinds_of_sources_say_the_same_of_the_same_case(run_so: RunSo, tmp_path: Path) -> None:
    write_case(tmp_path / "a.yaml", id="pat", decision="which surgery")
    write_lines(tmp_path / "a.jsonl", [case("pat", decision="which surgery")])
    (tmp_path / "a.csv").write_text("id,stage,decision\npat,post-biopsy,which surgery\n", "utf-8")

    for source in ("a.yaml", "a.jsonl", "a.csv"):
        run_so("export", source, "--out", f"out-{source}")

    one, *others = (tree(tmp_path / f"out-{source}") for source in ("a.yaml", "a.jsonl", "a.csv"))
    assert all(other == one for other in others)


def test_only_its_owner_may_read_what_is_written(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [case("pat"), case("sue", facts=URGENT), {}])

    run_so("export", "a.jsonl", "--out", "deep/out", *EVERY_FORMAT)
    run_so("export", "a.jsonl", "--to-jsonl", "packets.jsonl")

    written = [*(tmp_path / "deep/out").iterdir()]
    written += [*tmp_path.glob("packets*"), *tmp_path.glob(".packets*")]
    assert len(written) == 2 * len(FORMATS) + 3 + 4
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert (tmp_path / "deep/out").stat().st_mode & 0o777 == 0o700


def test_what_cannot_wait_is_told_case_by_case_and_counted(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [case("b", facts=URGENT), case("c"), case("a", facts=URGENT)])

    done = run_so("export", "a.jsonl", "--out", "out")

    assert wording.EXPORT_URGENT.format(count=2, file="out/urgent.jsonl") in done.stderr
    urgent = told(tmp_path / "out/urgent.jsonl")
    assert [(each["source"], each["line"], each["id"]) for each in urgent] == [
        ("a.jsonl", 1, "b"),
        ("a.jsonl", 3, "a"),
    ]
    assert urgent[0]["urgent"][0]["id"] == "chest-pain"


def test_an_error_says_where_what_and_how_to_mend_it(run_so: RunSo, tmp_path: Path) -> None:
    text = 'so: 1\nid: pat\nstage: pre-sugery\nfacts:\n  grade: "9"\n'
    (tmp_path / "pat.yaml").write_text(text, encoding="utf-8")

    done = run_so("export", "pat.yaml", "--out", "out")

    assert done.returncode == 1
    assert "What is wrong, case by case: out/errors.jsonl" in done.stderr
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert (error["source"], error["line"], error["id"]) == ("pat.yaml", 3, "pat")
    assert [each["key"] for each in error["problems"]] == ["stage", "facts.grade"]
    assert "did you mean 'pre-surgery'?" in error["problems"][0]["fix"]
    assert tree(tmp_path / "out").keys() == {"errors.jsonl"}


def test_strict_stops_at_the_first_and_what_came_before_it_stays(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_lines(tmp_path / "a.jsonl", [*cases(3), case("bad", stage="x"), case("after"), {}])

    done = run_so("export", "a.jsonl", "--out", "out", "--strict")

    assert done.returncode == 3
    assert done.stderr.startswith("a.jsonl:4: stage: ")
    assert done.stderr.endswith(
        "Stopped at the first bad case, as --strict wants. What is done stays.\n"
    )
    assert pages(tmp_path / "out") == ["p001.md", "p002.md", "p003.md"]
    assert [each["line"] for each in told(tmp_path / "out/errors.jsonl")] == [4]
    assert not (tmp_path / "out/.so-unfinished").exists()
    write_lines(tmp_path / "a.jsonl", [*cases(3), case("bad"), case("after")])
    again = run_so("export", "a.jsonl", "--out", "out", "--strict", "--resume")
    assert again.returncode == 0
    assert len(pages(tmp_path / "out")) == 5


def test_what_so_itself_fails_on_is_one_error_that_says_nothing_of_the_person(
    run_so: RunSo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(bank: Bank, case: Case, day: date) -> Packet:
        if case.id == "p002":
            raise ZeroDivisionError("Pat Doe")
        return make_packet(bank, case, day)

    monkeypatch.setattr("so_cli.batch.job.make_packet", failing)
    write_lines(tmp_path / "a.jsonl", cases(3))

    assert run_so("export", "a.jsonl", "--out", "out").returncode == 1
    assert pages(tmp_path / "out") == ["p001.md", "p003.md"]
    assert b"ZeroDivisionError" in tree(tmp_path / "out")["errors.jsonl"]
    assert b"Pat Doe" not in tree(tmp_path / "out")["errors.jsonl"]


@pytest.mark.parametrize(
    "env",
    [{"TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"}],
    ids=["Tokyo", "Adak"],
)
@pytest.mark.slow
def test_the_same_bytes_come_out_whoever_works_and_wherever(
    tmp_path: Path, own_home: None, env: dict[str, str]
) -> None:
    people = [case(f"zoë-{each}", visits=VISIT, person={"name": "Zoë"}) for each in range(2)]
    lists = write_lists(tmp_path, 5, 2)
    lists.append(write_lines(tmp_path / "z.jsonl", [*people, case("bad", stage="ü")]))
    common = (*map(str, lists), "-f", "md", "-f", "ics", "-f", "json", "--quiet")

    plain = start(*common, "--out", "1", "--jobs", "1", cwd=tmp_path)
    other = start(*common, "--out", "2", "--jobs", "2", cwd=tmp_path, env=env)

    assert (finished(plain), finished(other)) == ((1, ""), (1, ""))
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_the_day_can_be_given_in_two_ways(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1))
    epoch = {"SO_TODAY": "", "SOURCE_DATE_EPOCH": "1795132800"}  # 2026-11-20 00:00 UTC

    run_so("export", "a.jsonl", "--out", "1", "-f", "json")
    run_so("export", "a.jsonl", "--out", "2", "-f", "json", env=epoch | {"TZ": "America/Adak"})

    assert json.loads((tmp_path / "2/p001.json").read_bytes())["made_on"] == "2026-11-20"
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
