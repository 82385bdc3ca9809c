"""A long list on a small screen: parts that fit, cut where something new begins."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.cli.parts import in_parts, parts_of
from so_cli.errors import Stopped

LINES = [
    "Receptors",
    "  New: ER: positive",
    "      line 4; it says: ER",
    "        positive",
    "  New: PR: negative",
    "      line 5",
    "",
    "Records",
    "  New: Report: here.",
]


def test_a_line_stays_with_its_details_and_a_heading_with_the_first_line_below_it() -> None:
    assert parts_of(LINES, 4) == [LINES[:4], LINES[4:6], LINES[6:]]
    assert parts_of(LINES, 5) == [LINES[:4], LINES[4:]]
    assert parts_of(LINES, 9) == [LINES]


@given(
    st.lists(st.sampled_from(["", "Heading", "  New: fact", "      place", "        words"])),
    st.integers(4, 30),
)
def test_nothing_is_lost_and_no_part_is_too_long(lines: list[str], height: int) -> None:
    parts = parts_of(lines, height)
    assert [line for part in parts for line in part] == lines
    assert max(map(len, parts)) <= height


@pytest.mark.parametrize(("typed", "asked"), [("\n\n", 2), ("s\n", 1), ("x\nS\n", 2)])
def test_she_goes_on_part_by_part_or_sees_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, asked: int
) -> None:
    monkeypatch.setenv("LINES", "7")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    in_parts(LINES)
    shown = capsys.readouterr().out.splitlines()
    assert [line for line in shown if not line.startswith("Part ")] == LINES
    assert len(shown) - len(LINES) == asked


def test_where_she_stops_nothing_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "7")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(Stopped, match=r"Stopped\.") as stopped:
        in_parts(LINES)
    assert stopped.value.advice == "Nothing was changed."
