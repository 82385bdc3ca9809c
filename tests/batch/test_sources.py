"""Where cases come from: folders, files, lists, patterns, standard input."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from exporting import RunSo, as_lines, case, cases, pages, told, tree, write_case, write_lines

from so_cli.batch.sources import Source, check_sources, find_sources, kind_of, size_of
from so_cli.errors import NoAccess, WrongUse


def found(*given: object, leave_out: Path | None = None) -> list[str]:
    return [each.file for each in find_sources([*map(str, given)], leave_out=leave_out)]


def test_a_folder_is_gone_through_by_name_and_whatever_is_hidden_is_left_out(
    tmp_path: Path,
) -> None:
    for name in ("b.yaml", "a/z.json", "c.yml", "a/y/x.yaml", ".a.yaml.previous", ".h/k.yaml"):
        write_case(tmp_path / name, id="x")
    (tmp_path / "list.jsonl").touch()
    (tmp_path / "notes.txt").touch()

    names = [str(Path(each).relative_to(tmp_path)) for each in found(tmp_path)]

    assert names == ["a/y/x.yaml", "a/z.json", "b.yaml", "c.yml"]


def test_of_a_case_in_both_forms_the_plain_one_counts(tmp_path: Path) -> None:
    for name in ("both.yaml", "both.yaml.age", "locked.yaml.age"):
        (tmp_path / name).touch()

    assert found(tmp_path) == [str(tmp_path / "both.yaml"), str(tmp_path / "locked.yaml.age")]


def test_sources_come_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    one, other = write_case(tmp_path / "1.yaml", id="1"), write_case(tmp_path / "2.yaml", id="2")

    assert found(other, "-", one, other) == [str(other), "-", str(one), str(other)]


def test_a_pattern_is_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b1.yaml", "b0.yaml", "deep/b2.yaml", "c.yaml"):
        write_case(tmp_path / name, id="x")

    assert found(tmp_path / "b*.yaml") == [str(tmp_path / "b0.yaml"), str(tmp_path / "b1.yaml")]
    assert len(found(tmp_path / "**" / "*.yaml")) == 4


def test_a_file_that_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    odd = write_case(tmp_path / "[ab].yaml", id="odd")
    write_case(tmp_path / "a.yaml", id="a")

    assert found(odd) == [str(odd)]


def test_the_folder_for_outputs_is_never_a_source_of_what_it_lies_in(tmp_path: Path) -> None:
    case_file = write_case(tmp_path / "a.json", id="a")
    out = tmp_path / "out"
    write_case(out / "a.json", id="a")

    assert found(tmp_path, leave_out=out) == [str(case_file)]
    assert found(tmp_path / "**/*.json", leave_out=out) == [str(case_file)]
    assert found(tmp_path / "*", leave_out=out) == [str(case_file)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.YAML", "file"), ("a.yaml.age", "file"), ("a.ndjson", "jsonl"), ("a.tsv", "csv")],
)
def test_the_ending_says_what_a_file_holds(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_what_cannot_be_a_source_is_said_before_anything_begins(tmp_path: Path) -> None:
    write_case(tmp_path / "a.yaml", id="a")
    (tmp_path / "b.txt").touch()

    for wrong, error in [
        ([], WrongUse),
        (["-", "-"], WrongUse),
        ([str(tmp_path / "b.txt")], WrongUse),
        ([str(tmp_path / "*")], WrongUse),
        ([str(tmp_path / "none.yaml")], NoAccess),
        ([str(tmp_path / "none*.yaml")], NoAccess),
    ]:
        with pytest.raises(error):
            check_sources(wrong)
    check_sources([str(tmp_path), "-", str(tmp_path / "*.yaml")])


def test_how_much_there_is_to_read_is_known_but_for_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"12345")
    sources = [Source(str(tmp_path / "a.yaml"), "file"), Source(str(tmp_path / "gone"), "file")]

    assert size_of(iter(sources)) == 5
    assert size_of(iter([*sources, Source("-", "jsonl")])) is None


def test_outputs_may_lie_in_the_folder_of_the_cases(run_so: RunSo, tmp_path: Path) -> None:
    write_case(tmp_path / "in" / "a.yaml", id="a")
    for _ in range(2):
        done = run_so("export", "in", "--out", "in/pages", "-f", "json")
        assert (done.returncode, done.stderr.split(",")[0]) == (0, "1 done")

    assert pages(tmp_path / "in" / "pages") == ["a.json"]


def test_the_folder_of_the_cases_is_no_folder_for_outputs(run_so: RunSo, tmp_path: Path) -> None:
    write_case(tmp_path / "in" / "a.yaml", id="a")
    before = tree(tmp_path / "in")

    assert run_so("export", "in", "--out", "in").returncode == 4
    assert run_so("export", "in", "--out", "in/../in/.").returncode == 4
    assert tree(tmp_path / "in") == before


def test_standard_input_is_a_list(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("export", "-", "--out", "out", stdin=as_lines([*cases(2), {"so": 1}]))

    assert done.returncode == 1
    assert pages(tmp_path / "out") == ["p001.md", "p002.md"]
    assert [(each["source"], each["line"]) for each in told(tmp_path / "out/errors.jsonl")] == [
        ("-", 3)
    ]


def test_a_file_that_is_named_twice_is_exported_once(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1))

    done = run_so("export", "a.jsonl", "./a.jsonl", "--out", "out")

    assert done.returncode == 1
    assert pages(tmp_path / "out") == ["p001.md"]
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert (error["source"], error["line"], error["id"]) == ("a.jsonl", 1, "p001")
    assert "a.jsonl:1" in error["problems"][0]["problem"]


def test_one_file_that_is_empty_locked_or_garbled_stops_no_other(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_case(tmp_path / "in" / "good.yaml")
    (tmp_path / "in" / "empty.yaml").touch()
    (tmp_path / "in" / "garbled.yaml").write_bytes(b"so: 1\nid: g\ndecision: \xff\n")
    (tmp_path / "in" / "locked.yaml.age").write_bytes(b"age-encryption.org/v1\n")
    (tmp_path / "in" / "large.json").write_bytes(b"{" + b" " * 4_000_000)
    (tmp_path / "in" / "loop.yaml").symlink_to("loop.yaml")

    done = run_so("export", "in", "--out", "out")

    assert done.returncode == 1
    assert pages(tmp_path / "out") == ["good.md"]
    errors = told(tmp_path / "out/errors.jsonl")
    assert {each["source"]: each["problems"][0]["problem"] for each in errors} == {
        "in/empty.yaml": "this file is empty",
        "in/garbled.yaml": "this is not a text file",
        "in/large.json": "this file is larger than 4 MB, too large to be the right one",
        "in/locked.yaml.age": "this case is locked",
        "in/loop.yaml": "in/loop.yaml cannot be read: Too many levels of symbolic links",
    }
    assert next(each["line"] for each in errors if "garbled" in each["source"]) == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_list_that_may_not_be_read_is_one_error(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1)).chmod(0)
    write_lines(tmp_path / "b.jsonl", [case("b")])

    assert run_so("export", "a.jsonl", "b.jsonl", "--out", "out").returncode == 1
    assert pages(tmp_path / "out") == ["b.md"]
    assert [each["source"] for each in told(tmp_path / "out/errors.jsonl")] == ["a.jsonl"]
