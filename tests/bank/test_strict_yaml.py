"""YAML is read as plain text values with their lines, and nothing that surprises."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from so_cli.bank.strict_yaml import MAX_PROBLEMS, dotted, parse, read_text
from so_cli.errors import BadFile, NoAccess


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: true", "true"),
        ("a: 007", "007"),
        ("a: 1e5", "1e5"),
        ("a: 2026-12-10", "2026-12-10"),
        ("a: 12:30", "12:30"),
        ("a: null", None),
        ("a: ~", None),
        ("a:", None),
        ("a: 'null'", "null"),
        ('a: "~"', "~"),
        ("a: ''", ""),
        ("a: [1, no]", ["1", "no"]),
        ("a: {b: 1}", {"b": "1"}),
        ("a: |\n  x\n  y\n", "x\ny\n"),
        ("a: >-\n  x\n  y\n", "x y"),
    ],
)
def test_scalars_stay_text_and_only_plain_nothing_is_none(text: str, value: object) -> None:
    document, problems = parse(text, "f.yaml")
    assert (document.value["a"], problems) == (value, [])


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a", "first on line 1"),
        ("a:\n  - {b: 1, b: 2}\n", 2, "a[1].b", "stands here twice"),
        ("a: &x 1\n", 1, "a", "anchor"),
        ("a: 1\nb: *x\n", 2, "b", "alias"),
        ("a: !!python/name:os.system x\n", 1, "a", "tag"),
        ("a: !x [1]\n", 1, "a", "tag"),
        ("a: 1\n---\nb: 2\n", 2, "", "second document"),
        ("a:\n\tb: 1\n", 2, "", "a tab stands here"),
        ("a: 1\nb: [1\nc: 2\n", 2, "", "cannot be read as YAML"),
        ("a: b: c\n", 1, "", "cannot be read as YAML"),
        ("? [a]\n: 1\n", 1, "", "key on this line is not a word"),
        ("a: 1\nb: x\x01y\n", 2, "", "cannot stand in a text file"),
        ("[" * 100_000, 1, "", "nested too deep"),
        ("{a: " * 100_000, 1, "", "nested too deep"),
        ("- " * 1000, 1, "", "nested too deep"),
    ],
)
def test_what_surprises_is_a_problem_with_its_line_and_key(
    text: str, line: int, key: str, says: str
) -> None:
    _document, problems = parse(text, "f.yaml")
    assert (problems[0].line, problems[0].key) == (line, key)
    assert says in problems[0].wrong


def test_of_a_key_that_stands_twice_the_first_value_stays() -> None:
    document, _problems = parse("a: {x: 1}\na: {x: 2}\nb: {x: 3}\n", "f.yaml")
    assert document.value == {"a": {"x": "1"}, "b": {"x": "3"}}


def test_many_problems_do_not_fill_the_screen_for_hours() -> None:
    assert len(parse("a: 1\n" * 10_000, "f.yaml")[1]) == MAX_PROBLEMS


def test_a_place_that_is_not_there_is_the_line_of_what_stands_around_it() -> None:
    document, _problems = parse("a:\n  b:\n    - c: 1\n    - d: 2\n", "f.yaml")
    assert document.place(("a", "b", 1, "d")) == ("f.yaml", 4)
    assert document.place(("a", "b", 0, "gone", "deeper")) == ("f.yaml", 3)
    assert document.place(()) == ("f.yaml", 1)


def test_paths_are_written_as_people_count() -> None:
    assert dotted(("visits", 1, "date")) == "visits[2].date"


@given(
    st.recursive(
        st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=12,
    )
)
def test_texts_lists_and_mappings_come_back_as_any_yaml_writer_wrote_them(value: object) -> None:
    written = yaml.safe_dump(value)
    document, problems = parse(written, "f.yaml")
    assert (document.value, problems) == (value, [])


@given(st.text(max_size=200))
def test_no_text_at_all_brings_the_reader_down(text: str) -> None:
    document, problems = parse(text, "f.yaml")
    assert problems or document.problem((), "nothing").line == 1


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"x" * 1001, 0, "too large"),
        (b"a: 1\nb: \xff\xfe\n", 2, "not a text file"),
        ("a: 1".encode("utf-16"), 1, "not a text file"),
    ],
)
def test_a_file_that_cannot_be_the_right_one_is_refused(
    tmp_path: Path, content: bytes, line: int, says: str
) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=says) as caught:
        read_text(path, max_bytes=1000)
    assert caught.value.problems[0].line == line


def test_a_folder_is_not_a_file_and_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="folder"):
        read_text(tmp_path)
    with pytest.raises(NoAccess, match=r"no file .*gone\.yaml"):
        read_text(tmp_path / "gone.yaml")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert parse(read_text(path), "f.yaml")[0].value == {"a": "1", "b": "2"}
