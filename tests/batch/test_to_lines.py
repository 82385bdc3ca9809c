"""`--to-jsonl`: one file with a packet a line, that can be cut off anywhere and made whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting import (
    URGENT,
    RunSo,
    as_lines,
    case,
    cases,
    start,
    told,
    write_lines,
)

Fresh = Callable[..., bytes]


@pytest.fixture
def fresh(run_so: RunSo, tmp_path: Path) -> Fresh:
    """What one undisturbed run makes of the list."""

    def run(source: str = "a.jsonl", code: int = 0) -> bytes:
        assert run_so("export", source, "--to-jsonl", "fresh", "--force").returncode == code
        return (tmp_path / "fresh").read_bytes()

    return run


def resumed(run_so: RunSo, tmp_path: Path, *, code: int = 0) -> tuple[bytes, str]:
    done = run_so("export", "a.jsonl", "--to-jsonl", "out", "--resume")
    assert done.returncode == code, done.stderr
    return (tmp_path / "out").read_bytes(), done.stderr.splitlines()[0].rpartition(", ")[0]


def test_a_line_is_the_packet_that_summary_gives(run_so: RunSo, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", cases(2))
    (tmp_path / "one.json").write_text(as_lines(cases(1)), encoding="utf-8")

    run_so("export", "a.jsonl", "--to-jsonl", "out")
    alone = run_so("summary", "--case", "./one.json", "-f", "json")

    packets = told(tmp_path / "out")
    assert [each["id"] for each in packets] == ["p001", "p002"]
    assert packets[0] == json.loads(alone.stdout)


def test_packets_go_to_standard_output_and_all_else_to_standard_error(
    run_so: RunSo, tmp_path: Path, fresh: Fresh
) -> None:
    write_lines(tmp_path / "a.jsonl", [case("a"), case("b", facts=URGENT), case("c", stage="x")])
    before = {path.name for path in tmp_path.iterdir()}

    done = run_so("export", "a.jsonl", "--to-jsonl", "-")

    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert '"id":"c"' in done.stderr
    assert '"id":"b"' in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == before
    assert done.stdout.encode() == fresh(code=1)


def test_errors_and_urgent_cases_stand_beside_it_or_in_the_folder_that_is_given(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_lines(tmp_path / "a.jsonl", [case("b", facts=URGENT), case("c", stage="x")])

    run_so("export", "a.jsonl", "--to-jsonl", "out.jsonl")
    run_so("export", "a.jsonl", "--to-jsonl", "2.jsonl", "--out", "out")

    for place in ("out.errors.jsonl", "out/errors.jsonl"):
        assert [each["id"] for each in told(tmp_path / place)] == ["c"]
    for place in ("out.urgent.jsonl", "out/urgent.jsonl"):
        assert [each["id"] for each in told(tmp_path / place)] == ["b"]


def test_cut_off_at_any_byte_it_is_made_whole(run_so: RunSo, tmp_path: Path, fresh: Fresh) -> None:
    write_lines(tmp_path / "a.jsonl", [*cases(3), case("bad", stage="x"), *cases(2, first=4)])
    run_so("export", "a.jsonl", "--to-jsonl", "out")
    whole = fresh(code=1)
    size = len(whole)
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]

    for cut in (
        0,
        1,
        ends[0] - 1,
        ends[0],
        ends[0] + 1,
        ends[2] - 1,
        ends[2],
        size // 2,
        size - 1,
        size,
    ):
        with (tmp_path / "out").open("r+b") as stream:
            stream.truncate(cut)
        made, said = resumed(run_so, tmp_path, code=1)
        assert made == whole, cut
    assert said == "0 done, 1 failed, 5 skipped", "nothing was missing the last time"


def test_what_follows_the_last_line_is_cut_off(run_so: RunSo, tmp_path: Path, fresh: Fresh) -> None:
    write_lines(tmp_path / "a.jsonl", cases(2))
    run_so("export", "a.jsonl", "--to-jsonl", "out")
    with (tmp_path / "out").open("ab") as stream:
        stream.write(b'{"half": ')

    assert resumed(run_so, tmp_path) == (fresh(), "0 done, 0 failed, 2 skipped")


CHANGES: dict[str, Callable[[list[dict[str, object]]], list[dict[str, object]]]] = {
    "changed": lambda all_: [*all_[:2], case("p003", decision="changed"), *all_[3:]],
    "put in": lambda all_: [*all_[:2], case("new"), *all_[2:]],
    "put in first": lambda all_: [case("new"), *all_],
    "taken out": lambda all_: [*all_[:2], *all_[3:]],
    "taken out last": lambda all_: all_[:-1],
    "broken": lambda all_: [*all_[:2], case("p003", stage="x"), *all_[3:]],
    "moved": lambda all_: [all_[4], *all_[:4]],
    "twice": lambda all_: [*all_[:2], all_[0], *all_[2:]],
    "replaced by its namesake": lambda all_: [*all_[:2], case("p005"), *all_[2:]],
    "all gone": lambda _all: [],
    "added": lambda all_: [*all_, case("new")],
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("source", ["a.jsonl", "-"])
def test_whatever_happened_to_the_list_it_becomes_what_one_run_makes_of_it(
    run_so: RunSo, tmp_path: Path, fresh: Fresh, change: str, source: str
) -> None:
    write_lines(tmp_path / "a.jsonl", cases(5))
    run_so("export", source, "--to-jsonl", "out", stdin=as_lines(cases(5)))
    now = CHANGES[change](cases(5))
    write_lines(tmp_path / "a.jsonl", now)
    code = 1 if change in {"broken", "twice", "replaced by its namesake"} else 0

    done = run_so("export", source, "--to-jsonl", "out", "--resume", stdin=as_lines(now))

    assert done.returncode == code
    assert (tmp_path / "out").read_bytes() == fresh(code=code)
    assert not list(tmp_path.glob(".out.so-unfinished*"))


LISTS: dict[str, dict[str, list[dict[str, object]]]] = {
    "all of the first list changed": {
        "1": [case("p001", decision="x"), case("p002", decision="x")]
    },
    "the first list is gone": {"1": []},
    "all of the second list changed": {
        "2": [case("p003", decision="x"), case("p004", decision="x")]
    },
    "the first and the last changed places": {"1": cases(2, first=5), "3": cases(2)},
    "the first list has more": {"1": [*cases(2), case("new")]},
    "the last list has more": {"3": [*cases(2, first=5), case("new")]},
    "the second list has the ids of the third": {"2": cases(2, first=5)},
    "the second list is that of before twice": {"2": [*cases(2, first=3), *cases(2, first=3)]},
}


@pytest.mark.parametrize("change", LISTS)
def test_it_becomes_that_too_where_whole_lists_have_changed(
    run_so: RunSo, tmp_path: Path, change: str
) -> None:
    lists = [
        write_lines(tmp_path / f"{number}.jsonl", cases(2, first=2 * number - 1))
        for number in (1, 2, 3)
    ]
    run_so("export", *lists, "--to-jsonl", "out")
    for name, now in LISTS[change].items():
        write_lines(tmp_path / f"{name}.jsonl", now)

    code = run_so("export", *lists, "--to-jsonl", "out", "--resume").returncode
    assert run_so("export", *lists, "--to-jsonl", "fresh").returncode == code
    for name in ("", ".errors.jsonl"):
        assert read(tmp_path / f"out{name}") == read(tmp_path / f"fresh{name}")
    done = run_so("export", *lists, "--to-jsonl", "out", "--resume")
    assert done.stderr.startswith("0 done")
    assert read(tmp_path / "out") == read(tmp_path / "fresh")


def read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def test_one_day_holds_for_all_of_its_lines(run_so: RunSo, tmp_path: Path, fresh: Fresh) -> None:
    write_lines(tmp_path / "a.jsonl", cases(2))
    run_so("export", "a.jsonl", "--to-jsonl", "out")
    write_lines(tmp_path / "a.jsonl", cases(3))

    run_so("export", "a.jsonl", "--to-jsonl", "out", "--resume", env={"SO_TODAY": "2026-12-24"})

    assert (tmp_path / "out").read_bytes() == fresh()


def test_a_file_that_is_there_is_kept_unless_it_is_said_otherwise(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1))
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    done = run_so("export", "a.jsonl", "--to-jsonl", "out")

    assert done.returncode == 4
    assert "--resume" in done.stderr
    assert (tmp_path / "out").read_text("utf-8") == "mine"
    assert run_so("export", "a.jsonl", "--to-jsonl", "out", "--force").returncode == 0
    assert [each["id"] for each in told(tmp_path / "out")] == ["p001"]


def test_a_file_that_this_export_did_not_begin_is_not_gone_on_with(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_lines(tmp_path / "a.jsonl", cases(1))
    (tmp_path / "out").write_text("mine\n", encoding="utf-8")

    done = run_so("export", "a.jsonl", "--to-jsonl", "out", "--resume")

    assert done.returncode == 4
    assert (tmp_path / "out").read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("target", "more", "code"),
    [
        ("a.jsonl", ("--force",), 4),
        ("./folder/../a.jsonl", ("--resume",), 4),
        ("link", ("--force",), 4),
        ("folder", (), 4),
        ("nowhere/out", (), 4),
        ("-", ("--resume",), 2),
        ("out", ("--prune",), 2),
        ("out", ("--shard",), 2),
        ("out", ("-f", "md"), 2),
    ],
)
def test_where_packets_cannot_go(
    run_so: RunSo, tmp_path: Path, target: str, more: tuple[str, ...], code: int
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("a.jsonl")
    text = write_lines(tmp_path / "a.jsonl", cases(1)).read_bytes()

    done = run_so("export", "a.jsonl", "--to-jsonl", target, *more)

    assert done.returncode == code
    assert (tmp_path / "a.jsonl").read_bytes() == text
    assert not (tmp_path / "out").exists()


def test_whoever_reads_may_have_had_enough(tmp_path: Path, own_home: None) -> None:
    write_lines(tmp_path / "a.jsonl", cases(150))
    writer = start("a.jsonl", "--to-jsonl", "-", "--quiet", cwd=tmp_path)
    assert writer.stdout
    assert writer.stdout.readline().startswith(b'{"so":')
    writer.stdout.close()
    assert writer.stderr

    assert writer.stderr.read() == b""
    assert writer.wait() == 0


def test_cases_can_come_and_packets_go_through_pipes(tmp_path: Path, own_home: None) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "so_cli", "export", "-", "--to-jsonl", "-", "--quiet"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, said = running.communicate(as_lines(cases(3)).encode(), timeout=60)

    assert (running.returncode, said) == (0, b"")
    assert len(out.splitlines()) == 3
