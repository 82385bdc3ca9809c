"""Lines for a person: wrapped at words, and nothing in them that moves a cursor."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.cli.lines import WIDEST, say, say_aside

LONG = "Call the pathology department that has them. " * 5


def on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 40 columns, from here on."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "12")


def test_in_a_pipe_lines_are_at_most_80_letters_long(capsys: pytest.CaptureFixture[str]) -> None:
    say(LONG)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert " ".join(lines) == LONG.strip()


def test_on_a_screen_the_last_column_stays_empty(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch)
    say(LONG)
    assert 30 < max(map(len, capsys.readouterr().out.splitlines())) < 40


def test_what_goes_on_is_indented_once_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch)
    say("should be here by Thursday, and if it is not, call", "  ")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("  should")
    assert second.startswith("    ")
    assert not second.startswith("     ")


def test_line_breaks_and_empty_lines_stay(capsys: pytest.CaptureFixture[str]) -> None:
    say("\none\n\ntwo")
    assert capsys.readouterr().out == "\none\n\ntwo\n"


def test_a_word_is_never_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch)
    address = "https://www." + "a-very-long-address" * 4
    say(f"see {address} there")
    assert address in capsys.readouterr().out.splitlines()


def test_what_is_said_aside_is_wrapped_on_a_screen_and_commands_stay_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch)
    say_aside(f"photo.jpg: a picture\n{LONG} To paste the words: so import -. Or so: so on")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "photo.jpg: a picture"
    assert 30 < max(map(len, lines)) < 40
    assert any("so import -." in line for line in lines)


def test_elsewhere_what_is_said_aside_stays_on_its_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_aside(f"{LONG}\n\x1b[2Jone")
    assert capsys.readouterr().err == f"{LONG}\n[2Jone\n"


@given(st.text(max_size=200))
def test_no_text_moves_a_cursor(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("typer.echo", said.append)
        say(f"\x1b[2J{text}\u202e\x9b")
    assert not set("".join(said)) & {"\x1b", "\u202e", "\x9b", "\r", "\x07", "\x7f"}
