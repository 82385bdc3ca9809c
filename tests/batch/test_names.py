"""An id names files: on every system, without tricks, and once."""

from __future__ import annotations

from pathlib import Path

import pytest
from exporting import RunSo, case, cases, finished, pages, start, told, tree, write_lines
from hypothesis import given
from hypothesis import strategies as st

from so_cli.batch.names import name_flaw, name_key, shard_of

SAME = [
    ("Pat", "pat"),
    ("Zoë", "Zoe\u0308"),
    ("straße", "STRASSE"),
    ("\ufb01g", "fig"),
    ("\uff11", "1"),
]


@pytest.mark.parametrize("name", ["pat", "Zoë", "a.b", "12", "mary ann", "x" * 64, "concord", "例"])
def test_an_id_that_may_name_a_file_everywhere(name: str) -> None:
    assert name_flaw(name) is None


PATHS = ("../x", "/etc/x", "a/b", "a\\b", "..", ".hidden", "-rf", "a:b", "")
STRANGE = ("a\nb", "a\0b", "a\u202eb")
RESERVED = ("con", "NUL", "aux.x", "com1", "LPT9.a.b", "COM\u00b9", "prn ", "a.FHIR")
TOO_LONG = ("x" * 65, "例" * 64 + "é", "\U0002070e" * 60)


@pytest.mark.parametrize("name", [*PATHS, *STRANGE, *RESERVED, *TOO_LONG, "a.", "a "])
def test_an_id_that_could_not_name_a_file_somewhere(name: str) -> None:
    assert name_flaw(name) is not None


@given(st.text(max_size=80))
def test_no_id_leads_out_of_a_folder(name: str) -> None:
    if name_flaw(name) is None:
        made = Path("folder") / f"{name}.md"
        assert made.name == f"{name}.md"
        assert made.parent == Path("folder")
        assert len(made.name.encode()) < 255


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ids_that_some_system_takes_for_one_have_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert shard_of(one) == shard_of(other)


@given(st.text(max_size=20))
def test_a_shard_is_one_of_256(name: str) -> None:
    assert 0 <= int(shard_of(name), 16) < 256
    assert len(shard_of(name)) == 2


@pytest.mark.parametrize(("one", "other"), [each for each in SAME if not any(map(name_flaw, each))])
def test_the_first_of_two_is_exported_and_the_error_names_both_places(
    run_so: RunSo, tmp_path: Path, one: str, other: str
) -> None:
    write_lines(tmp_path / "a.jsonl", [case("x"), case(one)])
    write_lines(tmp_path / "b.jsonl", [case(other), case("y")])

    for again in ([], ["--resume"]):
        done = run_so("export", "a.jsonl", "b.jsonl", "--out", "out", *again)

        assert done.returncode == 1
        assert pages(tmp_path / "out") == sorted(["x.md", "y.md", f"{one}.md"])
        (error,) = told(tmp_path / "out/errors.jsonl")
        assert (error["source"], error["line"], error["id"]) == ("b.jsonl", 1, other)
        (problem,) = error["problems"]
        assert problem["key"] == "id"
        assert "a.jsonl:2" in problem["problem"]


def test_whose_id_comes_first_is_decided_by_the_sources_and_not_by_what_is_there(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_lines(tmp_path / "a.jsonl", [case("pat", decision="the first")])
    write_lines(tmp_path / "b.jsonl", [case("pat", decision="the second")])
    run_so("export", "a.jsonl", "b.jsonl", "--out", "out")

    assert run_so("export", "b.jsonl", "a.jsonl", "--out", "out", "--resume").returncode == 1
    assert "the second" in (tmp_path / "out/pat.md").read_text("utf-8")


def test_several_workers_make_no_difference_to_it(tmp_path: Path, own_home: None) -> None:
    lists = [
        write_lines(tmp_path / f"{number}.jsonl", [*cases(2, first=number * 2), case("Twice")])
        for number in range(1, 7)
    ]

    for jobs in ("1", "2"):
        code, _said = finished(start(*lists, "--out", jobs, "--jobs", jobs, cwd=tmp_path))
        assert code == 1
    errors = told(tmp_path / "2/errors.jsonl")
    assert [Path(each["source"]).stem for each in errors] == ["2", "3", "4", "5", "6"]
    assert all(f"{lists[0]}:3" in each["problems"][0]["problem"] for each in errors)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


@pytest.mark.parametrize(
    "name", ["../x", "nul", "x" * 65, "例" * 64 + "é", "a.", "../../etc/passwd"]
)
def test_a_bad_id_is_an_error_and_nothing_is_written_for_it(
    run_so: RunSo, tmp_path: Path, name: str
) -> None:
    write_lines(tmp_path / "a.jsonl", [case(name), case("good")])
    around = {path.name for path in tmp_path.iterdir()}

    assert run_so("export", "a.jsonl", "--out", "out").returncode == 1
    assert pages(tmp_path / "out") == ["good.md"]
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert error["line"] == 1
    assert "id" in {problem["key"] for problem in error["problems"]}
    assert {path.name for path in tmp_path.iterdir()} == around | {"out"}


def test_a_large_export_is_spread_over_folders(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(9))

    run_so("export", "a.jsonl", "--out", "out", "--shard", "-f", "json", "-f", "md")

    names = [f"p{number:03}" for number in range(1, 10)]
    expected = {f"{shard_of(name)}/{name}.{kind}" for name in names for kind in ("json", "md")}
    assert set(pages(tmp_path / "out")) == expected
    assert {(tmp_path / "out" / name).parent.stat().st_mode & 0o777 for name in expected} == {0o700}
