"""A person goes through a whole stage, on small screens, with keys and with plain lines."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_screen import CTRL_C, CTRL_U, DOWN, ENTER, SHIFT_TAB, SIZES, Terminal
from talking import BANK, LINES

from so_cli import wording
from so_cli.voice import say

pytestmark = pytest.mark.slow

ASKS = {
    say(entry.ask, "you"): entry.id
    for chapter in reversed(BANK.chapters)
    for entry in (BANK.sheet.get(name) or BANK.fact[name] for name in chapter.asks)
}
LABELS = {
    *(choice.label for fact in BANK.facts for choice in fact.choices),
    *(row.label for sheet in BANK.sheets for row in sheet.rows),
    *(f"{stage.title}: {stage.plain}" for stage in BANK.stages),
    *(question.short for question in BANK.questions),
    *(record.title for record in BANK.records),
    *(step.title for step in BANK.steps),
    *wording.MARKS.values(),
    wording.WRITE_PAGES,
    LINES["main_question"],
}
READY = "The pages are ready"


class Person:
    """Somebody at a terminal, who reads the screen and answers."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.asked: list[str] = []

    @property
    def question(self) -> str:
        """The question that stands last on the screen, whole."""
        text = self.terminal.text
        there = {text.rfind(ask): name for ask, name in ASKS.items() if ask in text}
        return there[max(there)] if there else ""

    def answer(self, *keys: str) -> None:
        """Press keys, and wait for another question or the end."""
        before = self.question
        self.terminal.press(*keys)
        end = time.monotonic() + 60
        while READY not in self.terminal.text and not (
            self.terminal.listens and self.question not in {"", before}
        ):
            assert time.monotonic() < end, self.terminal.lines_shown
            self.terminal.until("")
        self.look()

    def look(self) -> None:
        """The question stands there whole, and so does the row under the cursor."""
        if READY in self.terminal.text:
            return
        assert self.question, self.terminal.lines_shown
        self.asked.append(self.question)
        if self.terminal.pointed:
            assert self.terminal.pointed in LABELS, self.terminal.lines_shown

    def go_on_to(self, name: str) -> None:
        """Answer one question after another, as one does, until this one comes."""
        while self.question != name:
            if self.question in LINES:
                self.answer(LINES[self.question], ENTER)
            elif "Tick" in self.terminal.text and self.question != "my_questions":
                self.answer(" ", ENTER)
            elif self.terminal.pointed:
                self.answer(ENTER)
            else:
                self.answer("12", ENTER)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[Terminal] = []

    def begin(columns: int, lines: int, *arguments: str) -> Terminal:
        home = {"SO_HOME": str(tmp_path / "home"), "SO_TODAY": "2026-11-20"}
        program = ("-m", "so_cli", "interview", *arguments)
        begun.append(Terminal(columns, lines, *program, cwd=tmp_path, **home))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def private(file: Path) -> bool:
    return stat.S_IMODE(file.stat().st_mode) == 0o600


@SIZES
def test_with_keys_she_goes_back_stops_goes_on_and_gets_her_pages(
    start: Start, tmp_path: Path, columns: int, lines: int
) -> None:
    person = Person(start(columns, lines).until("Who is answering"))
    person.look()
    assert "The pages will say who typed the answers." in person.terminal.press("?").text
    person.answer(ENTER)
    assert person.question == "urgent_now"
    person.answer(DOWN, ENTER)
    person.answer(ENTER)
    person.answer(ENTER)
    assert person.question == "visit"
    person.answer(SHIFT_TAB)
    assert person.question == "report_in_hand"
    assert person.terminal.pointed == "yes"
    person.go_on_to("decision")
    assert "It is fine to stop here." in person.terminal.text
    assert private(tmp_path / "second-opinion-me.md")
    person.go_on_to("report_findings")
    person.terminal.press(" ", CTRL_C)
    assert person.terminal.ended() == 130
    assert "Everything answered so far is saved." in person.terminal.text
    assert "To go on: so interview" in person.terminal.text

    person = Person(start(columns, lines).until("Which of these does the report say?"))
    person.go_on_to("review")
    assert person.asked[-5:] == ["my_records", "my_medicines", "my_allergies", "my_steps", "review"]
    while not person.terminal.pointed.startswith("Name and birth date: Pat Doe, Apr 2, 1971"):
        person.terminal.move(DOWN)
    person.answer(ENTER)
    assert person.question == "person"
    person.answer(CTRL_U, "Pat Roe, 56", ENTER)
    assert person.question == "review"
    person.terminal.press(ENTER).until("Where should the pages go?")
    assert person.terminal.press(ENTER).ended() == 0
    (pages,) = tmp_path.glob("second-opinion-me*.md")
    assert private(pages)
    assert "Pat Roe" in pages.read_text("utf-8")


@pytest.mark.parametrize(("columns", "lines"), [(60, 12), (40, 12)])
def test_plain_lines_hold_nothing_but_lines(
    start: Start, tmp_path: Path, columns: int, lines: int
) -> None:
    def talk(*replies: str) -> Terminal:
        terminal = start(columns, lines, "--plain").until(">")
        for reply in replies:
            terminal.press(f"{reply}\n")
        return terminal

    start_of_it = ("?", "1", "2", "1", "/back", "1", "3")
    first = talk(*start_of_it, LINES["visit"], "1", "Pat Doe, 55", "Why me?")
    first.until_said("The pages will say who typed the answers.")
    first.until_said("It is fine to stop here.").until_said("Dates and the decision")
    assert first.press(CTRL_C).ended() == 130
    assert "To go on: so interview" in first.text

    rest = ("by Dec 20", "1", "1", "1", "1", "1", "1", "1", "1", "", "1", "none", "none", "1")
    second = talk(*rest)
    second.until_said("Does everything look right?").until_said("or: ")
    row = [
        line.partition(".")[0]
        for line in second.raw.decode().splitlines()
        if "Name and birth date" in line
    ][-1]
    second.press(f"{row}\n", "Pat Roe, 56\n", "1\n")
    second.until_said("Where should the pages go?")
    second.press("2\n")
    assert second.ended() == 0
    for terminal in (first, second):
        assert b"\x1b" not in terminal.raw
        assert b"\r" not in terminal.raw.replace(b"\r\n", b"")  # the terminal's own line ends
    first_page, pages = tmp_path / "second-opinion-me.md", tmp_path / "second-opinion-me-2.md"
    assert private(first_page)
    assert private(pages)
    assert "Pat Doe" in first_page.read_text("utf-8")
    assert "Pat Roe" in pages.read_text("utf-8")
