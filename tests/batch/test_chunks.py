"""Lists of cases, cut into pieces of work, however they are written."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from exporting import RunSo, as_lines, cases, pages, told, tree, write_case

from so_cli.bank.bank import Bank
from so_cli.batch.chunks import MAX_CHUNK_BYTES, cut
from so_cli.batch.model import Chunk
from so_cli.batch.sources import Source

ONE, OTHER = (each.strip() for each in as_lines(cases(2)).splitlines())


def chunks(bank: Bank, *sources: Source, most: int = 2, given: bytes = b"") -> list[Chunk]:
    return list(cut(sources, bank, most, io.BytesIO(given)))


def test_a_chunk_holds_so_many_cases_of_one_list_and_no_more(bank: Bank, tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(as_lines(cases(3)), encoding="utf-8")
    sources = [Source(str(tmp_path / name), "jsonl") for name in ("a.jsonl", "b.jsonl")]
    files = [Source(str(tmp_path / f"{name}.yaml"), "file") for name in "cde"]

    found = chunks(bank, *sources, *files)

    assert [len(each.places) for each in found] == [2, 1, 2, 1, 2, 1]
    assert [each.number for each in found] == list(range(6))
    assert {len({place.file for place in each.places}) for each in found[:4]} == {1}


def test_a_chunk_says_where_its_cases_stand_and_never_what_they_say(
    bank: Bank, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(as_lines(cases(2)), encoding="utf-8")

    (chunk,) = chunks(bank, Source(str(path), "jsonl"))

    assert chunk.data is None
    data = path.read_bytes()
    assert [data[each.offset : each.offset + each.length] for each in chunk.places] == [
        line + b"\n" for line in data.splitlines()
    ]


def test_what_comes_on_standard_input_is_brought_along(bank: Bank) -> None:
    given = as_lines(cases(3)).encode()

    found = chunks(bank, Source("-", "jsonl"), given=given)

    assert b"".join(each.data or b"" for each in found) == given
    assert [place.line for each in found for place in each.places] == [1, 2, 3]


def test_long_lines_make_small_chunks(bank: Bank) -> None:
    given = (b"x" * (MAX_CHUNK_BYTES // 2) + b"\n") * 5

    found = chunks(bank, Source("-", "jsonl"), most=100, given=given)

    assert [len(each.places) for each in found] == [2, 2, 1]


def test_of_a_list_that_cannot_be_read_there_is_one_place(bank: Bank, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id,nonsense\n1,2\n3,4\n", encoding="utf-8")

    gone, broken = chunks(bank, Source("/nowhere.jsonl", "jsonl"), Source(str(table), "csv"))

    assert [len(each.places) for each in (gone, broken)] == [1, 1]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{ONE}\n{OTHER}\n", [1, 2]),
        (f"{ONE}\n{OTHER}", [1, 2]),
        (f"\ufeff{ONE}\r\n{OTHER}\r\n", [1, 2]),
        (f"\n  \n{ONE}\n\r\n\t\n{OTHER}\n\n", [3, 6]),
    ],
    ids=["plain", "no last line end", "BOM and CRLF", "blank lines"],
)
def test_a_list_is_read_however_its_lines_end(
    run_so: RunSo, tmp_path: Path, text: str, lines: list[int]
) -> None:
    (tmp_path / "a.jsonl").write_bytes(f"{text}\n{{}}\n".encode())

    done = run_so("export", "a.jsonl", "--out", "out", "-f", "json")

    assert done.returncode == 1
    assert pages(tmp_path / "out") == ["p001.json", "p002.json"]
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert error["line"] == text.count("\n") + 2
    (tmp_path / "a.jsonl").write_bytes(text.encode())
    assert run_so("export", "a.jsonl", "--out", "out", "-f", "json").returncode == 0
    again = run_so("export", "a.jsonl", "a.jsonl", "--out", "out", "--resume", "-f", "json")
    assert again.returncode == 1
    assert [each["line"] for each in told(tmp_path / "out/errors.jsonl")] == lines


@pytest.mark.parametrize("source", ["a.jsonl", "-"])
def test_a_line_that_is_far_too_long_is_one_error(
    run_so: RunSo, tmp_path: Path, source: str
) -> None:
    text = f'{ONE}\n{{"id": "{"x" * 9_000_000}"}}\n{OTHER}\n'
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")

    assert run_so("export", source, "--out", "out", stdin=text).returncode == 1
    assert pages(tmp_path / "out") == ["p001.md", "p002.md"]
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert error["line"] == 2
    assert "too large" in error["problems"][0]["problem"]


def test_an_empty_list_is_no_mistake(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()

    done = run_so("export", "a.jsonl", "--out", "out")

    assert (done.returncode, tree(tmp_path / "out")) == (0, {})


def test_a_table_with_a_broken_header_is_one_error_and_others_go_on(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("id;stge\n1;x\n2;y\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        'id;stage;decision\nb;post-biopsy;"two\nlines"\nc;nowhere;\nd;;\n', encoding="utf-8"
    )
    (tmp_path / "c.csv").touch()

    for again in ([], ["--resume"]):
        done = run_so("export", "a.csv", "b.csv", "c.csv", "--out", "out", *again)

        assert done.returncode == 1
        assert pages(tmp_path / "out") == ["b.md", "d.md"]
        errors = told(tmp_path / "out/errors.jsonl")
        assert [(each["source"], each["line"], each["id"]) for each in errors] == [
            ("a.csv", 1, None),
            ("b.csv", 4, "c"),
            ("c.csv", 1, None),
        ]
        assert "row 3, column B" in errors[1]["problems"][0]["problem"]


def test_a_case_without_an_id_is_called_as_its_file_and_in_a_list_refused(
    run_so: RunSo, tmp_path: Path
) -> None:
    write_case(tmp_path / "in" / "ann.yaml")
    write_case(tmp_path / "in" / "b.draft.json")
    (tmp_path / "a.jsonl").write_text('{"so": 1}\n', encoding="utf-8")

    assert run_so("export", "in", "a.jsonl", "--out", "out").returncode == 1
    assert pages(tmp_path / "out") == ["ann.md", "b.md"]
    (error,) = told(tmp_path / "out/errors.jsonl")
    assert [each["key"] for each in error["problems"]] == ["id"]
