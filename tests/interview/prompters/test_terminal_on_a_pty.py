"""What a person sees in a real terminal, small ones above all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import DOWN, ENTER, SHIFT_TAB, SIZES, UP, Terminal

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).with_name("driver.py")


Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    begun: list[Terminal] = []

    def begin(columns: int, lines: int, *arguments: str, **env: str) -> Terminal:
        begun.append(Terminal(columns, lines, str(DRIVER), *arguments, cwd=None, **env))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


@SIZES
def test_the_whole_label_under_the_pointer_is_always_on_the_screen(
    start: Start, columns: int, lines: int
) -> None:
    terminal = start(columns, lines, "long").until("Choose one:")
    seen = []
    for _ in range(15):
        seen.append(terminal.pointed)
        terminal.move(DOWN)
    begun = "This is a row whose label is much longer than a small screen is wide"
    for i, label in enumerate(seen[:12]):
        assert label.startswith(f"Number {i}. {begun}"), terminal.lines_shown
        assert label.endswith(f"the last of which ends in the word zebra{i}")
    assert seen[12:] == [
        "I am not sure",
        "I will come back to this later",
        "This does not apply to me",
    ]
    for i in (14, 13, 12, 11, 10):
        terminal.move(UP)
        assert terminal.pointed == seen[i]


@SIZES
def test_the_question_stays_above_a_list_that_scrolls(
    start: Start, columns: int, lines: int
) -> None:
    terminal = start(columns, lines, "her2").until("Choose one:")
    for _ in range(6):
        assert "What does your report say about HER2?" in terminal.text
        assert "My report, 4 of 11" in terminal.text
        terminal.move(DOWN)


def test_the_screen_says_that_a_list_goes_on(start: Start) -> None:
    terminal = start(40, 12, "illnesses").until("Tick up to 3:")
    assert terminal.screen.display[-1].startswith("v")
    terminal.move(UP)
    assert not terminal.screen.display[-1].startswith("v")
    assert "\n^" in terminal.lines_shown


@SIZES
def test_an_answered_list_leaves_one_short_line(start: Start, columns: int, lines: int) -> None:
    terminal = start(columns, lines, "her2").until("Choose one:").press(DOWN, ENTER)
    terminal.until("REPLIES")
    assert "\n > Negative (0 or 1+)\n" in terminal.lines_shown
    assert "Positive" not in terminal.lines_shown
    assert terminal.replies() == [["Chosen", {"ids": ["negative"]}]]


@SIZES
def test_a_refused_list_keeps_its_ticks_and_says_why(
    start: Start, columns: int, lines: int
) -> None:
    terminal = start(columns, lines, "illnesses").until("Tick up to 3:")
    terminal.press(*[" ", DOWN] * 4, ENTER)
    assert "Please look again: 4 are chosen, and at most 3 can be." in terminal.text
    assert "[x] An autoimmune illness" in terminal.press(UP).text
    terminal.press(" ", ENTER)
    assert terminal.replies() == [["Chosen", {"ids": ["heart", "clots", "diabetes"]}]]


@SIZES
def test_a_text_is_edited_and_the_help_is_read(start: Start, columns: int, lines: int) -> None:
    terminal = start(columns, lines, "main").until("my daughter's")
    assert "Or type: /not-sure /later /does-not-apply ? /back" in terminal.text
    terminal.press("\x15", "?", ENTER)
    assert "Your own words come first on the doctor's page." in terminal.text
    terminal.press("\x15", "Why ", "me?", ENTER)
    assert terminal.replies() == [["Typed", {"text": "Why me?"}]]


def test_back_stop_and_end_work_in_every_kind(start: Start) -> None:
    for item, sign in (("her2", "Choose one:"), ("illnesses", "Tick"), ("name", "Or type")):
        assert start(60, 12, item).until(sign).press(SHIFT_TAB).replies() == [["Back", {}]]
        for key in ("\x03", "\x04"):
            assert start(60, 12, item).until(sign).press(key).replies() == ["Stopped."]


def test_keys_pressed_before_the_first_question_are_not_lost(start: Start) -> None:
    terminal = start(80, 24, "her2", "name", "illnesses")
    terminal.child.send(f"{DOWN}{ENTER}Pat{ENTER} {ENTER}")
    assert terminal.replies() == [
        ["Chosen", {"ids": ["negative"]}],
        ["Typed", {"text": "Pat"}],
        ["Chosen", {"ids": ["heart"]}],
    ]


@pytest.mark.parametrize("no_color", ["", "1"])
def test_bold_and_reverse_are_used_and_never_a_colour(start: Start, no_color: str) -> None:
    terminal = start(80, 24, "urgent", "her2", "illnesses", "main", NO_COLOR=no_color)
    assert terminal.until("Choose one:").pointed == "Positive (3+)"
    terminal.press(ENTER, " ", ENTER, ENTER)
    terminal.replies()
    codes = {
        code
        for found in re.findall(rb"\x1b\[([\d;]*)m", terminal.raw)
        for code in found.split(b";")
    }
    assert codes <= {b"", b"0", b"1", b"7"}


@pytest.mark.parametrize("how", [{"arguments": ["--plain"]}, {"TERM": "dumb"}])
def test_plain_lines_on_a_terminal_hold_no_control_character(
    start: Start, how: dict[str, str | list[str]]
) -> None:
    arguments = how.pop("arguments", [])
    terminal = start(40, 12, *arguments, "urgent", "her2", "illnesses", "name", **how)
    terminal.until(">").press("2\n", "1-3\n", "x\n")
    assert terminal.replies() == [
        ["Chosen", {"ids": ["negative"]}],
        ["Chosen", {"ids": ["heart", "clots", "diabetes"]}],
        ["Typed", {"text": "x"}],
    ]
    assert b"\x1b" not in terminal.raw
    assert b"\r" not in terminal.raw.replace(b"\r\n", b"")  # the terminal's own line ends


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_plain_lines_stop_at_ctrl_c_and_ctrl_d(start: Start, key: str) -> None:
    terminal = start(40, 12, "--plain", "name").until("/stop to stop. >").press(key)
    assert terminal.replies() == ["Stopped."]
    assert "\nREPLIES" in terminal.lines_shown


@pytest.mark.parametrize("flags", [[], ["--plain"]])
def test_a_secret_never_appears_on_the_screen(start: Start, flags: list[str]) -> None:
    terminal = start(80, 24, "secret", "secret", "name", "--hidden", *flags)
    terminal.until("Ctrl-C stops.").press("zebra", ENTER)
    terminal.press("two zebras", ENTER)
    terminal.until("What is your name?").press("Pat Example", ENTER)
    terminal.until("LENGTHS [5, 10, 11]")
    assert terminal.ended() == 0
    assert "Pat Example" in terminal.raw.decode(), "the terminal shows again what is typed"
    for hidden in (b"zebra", b"giraffe", b"Now:"):
        assert hidden not in terminal.raw


@pytest.mark.parametrize("flags", [[], ["--plain"]])
def test_two_secrets_that_are_pasted_at_once_are_two(start: Start, flags: list[str]) -> None:
    terminal = start(80, 24, "secret", "secret", "--hidden", *flags).until("Ctrl-C stops.")
    terminal.child.send("zebra\rgiraffes\r")
    terminal.until("LENGTHS [5, 8]")
    assert b"zebra" not in terminal.raw
    assert b"giraffes" not in terminal.raw


def test_who_stops_at_a_secret_gets_the_terminal_back_as_it_was(start: Start) -> None:
    terminal = start(80, 24, "secret", "name", "--plain").until("Ctrl-C stops.")
    before = terminal.child.getecho()
    terminal.press("\x03")
    assert terminal.ended() == 0
    assert not before
    assert "Stopped." in terminal.text
