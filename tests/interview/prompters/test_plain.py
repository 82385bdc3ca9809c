"""The plain prompter: what is typed, what is said."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from msgspec.structs import replace

from so_cli import wording
from so_cli.errors import Stopped
from so_cli.interview.prompters import pick
from so_cli.interview.prompters.item import (
    Back,
    Chosen,
    Item,
    Marked,
    Option,
    Passage,
    Reply,
    Typed,
)
from so_cli.interview.prompters.plain import PlainPrompter

MARKS = (Option("not-sure", "I am not sure"), Option("later", "Come back to this later"))
GRADE = Item(
    id="grade",
    kind="choice",
    ask="Which grade?",
    help="Grade is about speed.",
    progress="My report, 2 of 11",
    options=(Option("1", "Grade 1"), Option("2", "Grade 2"), Option("3", "Grade 3")),
    marks=MARKS,
)
HER2 = Item(
    id="her2_ihc",
    kind="choice",
    ask="Which HER2 score?",
    options=(Option("0", "0"), Option("0-with", "0, with a trace"), Option("2", "2+")),
)
ILLNESSES = Item(
    id="illnesses",
    kind="choices",
    ask="Which illnesses?",
    options=(
        Option("heart", "Heart"),
        Option("lungs", "Lungs, asthma"),
        Option("liver", "Liver"),
        Option("none", "None of these", exclusive=True),
    ),
    marks=MARKS,
    at_most=2,
)
MAIN = Item(id="main", kind="text", ask="What do you want to know?", marks=MARKS)


def talk(item: Item, *lines: str) -> tuple[Reply, str]:
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return prompter.ask(item), out.getvalue()


def changed(item: Item, **values: object) -> Item:
    return replace(item, **values)


@pytest.mark.parametrize("line", ["2", "2.", " 2 ", "2)", "grade 2", "GRADE 2"])
def test_a_row_is_chosen_by_number_or_label(line: str) -> None:
    assert talk(GRADE, line)[0] == Chosen(("2",))


@pytest.mark.parametrize(
    ("line", "reply"),
    [("heart", ("heart",)), ("lu", ("lungs",)), ("Lungs, asthma", ("lungs",)), ("none", ("none",))],
)
def test_a_row_is_chosen_by_id_or_an_unambiguous_beginning(
    line: str, reply: tuple[str, ...]
) -> None:
    assert talk(ILLNESSES, line)[0] == Chosen(reply)


@pytest.mark.parametrize("line", ["0", "9", "-1", "1.5", "grade", "nope", "1 2", "é", "[b]"])
def test_anything_else_asks_again_and_is_never_a_default(line: str) -> None:
    reply, said = talk(GRADE, line, "3")
    assert reply == Chosen(("3",))
    assert "\nPlease look again: " in said


def test_a_number_that_is_also_another_answer_is_asked_about() -> None:
    reply, said = talk(HER2, "2", "3.")
    assert reply == Chosen(("2",))
    assert "2 may mean row 2 (0, with a trace) or the answer 2+." in said
    assert talk(HER2, "2", "2.")[0] == Chosen(("0-with",))


@pytest.mark.parametrize("line", ["1 3", "3,1", "1, 3", "3 1 1", "1. 3.", "heart, liver"])
def test_several_rows_come_in_the_order_of_the_options(line: str) -> None:
    assert talk(ILLNESSES, line)[0] == Chosen(("heart", "liver"))


@pytest.mark.parametrize("line", ["2-3", "2 - 3", "2-2, 3"])
def test_a_range_is_understood(line: str) -> None:
    assert talk(ILLNESSES, line)[0] == Chosen(("lungs", "liver"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1-3", "3 are chosen, and at most 2 can be"),
        ("1 4", "'None of these' cannot be chosen together"),
        ("1 5", "'I am not sure' cannot be chosen together"),
        ("5 6", "cannot be chosen together"),
        ("3-1", "not one of the rows"),
        ("1 x", "'x' is not one of the rows"),
        ("2-9", "'9' is not one of the rows"),
        ("l", "fits more than one row"),
        (", ,", "not one of the rows"),
        ("", "type a number from 1 to 6"),
        ("0", "not one of the rows"),
    ],
)
def test_what_does_not_go_together_is_refused_with_the_reason(line: str, why: str) -> None:
    reply, said = talk(ILLNESSES, line, "1")
    assert reply == Chosen(("heart",))
    assert why in " ".join(said.split())


@pytest.mark.parametrize("line", ["0", "none", "NONE", "/empty", "/e"])
def test_nothing_is_an_answer_where_it_may_be(line: str) -> None:
    item = changed(ILLNESSES, options=ILLNESSES.options[:3], may_be_empty=True)
    assert talk(item, line)[0] == Chosen(())


def test_enter_keeps_what_holds() -> None:
    reply, said = talk(changed(GRADE, chosen=("3",)), "")
    assert reply == Chosen(("3",))
    assert "Now: Grade 3 (Enter keeps it)" in said
    assert talk(changed(GRADE, marked="later"), "")[0] == Marked("later")
    assert talk(changed(ILLNESSES, chosen=("liver", "heart")), "")[0] == Chosen(("heart", "liver"))
    assert talk(changed(MAIN, typed="why?"), "")[0] == Typed("why?")
    assert talk(changed(MAIN, marked="not-sure"), "")[0] == Marked("not-sure")


def test_enter_alone_is_no_answer_where_one_is_needed() -> None:
    for item, answer in ((GRADE, "1"), (ILLNESSES, "1"), (MAIN, "x")):
        assert "Please look again" in talk(item, "", answer)[1]


def test_enter_alone_is_an_empty_text_where_that_may_be() -> None:
    assert talk(changed(MAIN, may_be_empty=True), "")[0] == Typed("")
    assert talk(changed(MAIN, may_be_empty=True, typed="x"), "/empty")[0] == Typed("")


@pytest.mark.parametrize("item", [GRADE, ILLNESSES, MAIN])
@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("/back", Back()),
        ("/b", Back()),
        ("/BACK", Back()),
        ("/later", Marked("later")),
        ("/not-sure", Marked("not-sure")),
        ("/not sure", Marked("not-sure")),
        ("/n", Marked("not-sure")),
    ],
)
def test_a_slash_begins_a_command(item: Item, line: str, reply: Reply) -> None:
    assert talk(item, line)[0] == reply


@pytest.mark.parametrize("line", ["/bakc", "/", "/does-not-apply", "/123", "/ "])
def test_a_mistyped_command_is_never_an_answer(line: str) -> None:
    reply, said = talk(MAIN, line, "x")
    assert reply == Typed("x")
    assert "/not-sure /later /back /help /repeat /stop" in " ".join(said.split())


@pytest.mark.parametrize("line", ["back", "later", "stop", "/home/pat/report.pdf", "n/a"])
def test_words_without_a_slash_and_paths_are_answers(line: str) -> None:
    assert talk(MAIN, line)[0] == Typed(line)


@pytest.mark.parametrize("line", ["?", "??", "/help", "/h"])
def test_a_question_mark_explains_and_asks_again(line: str) -> None:
    reply, said = talk(GRADE, line, "1")
    assert reply == Chosen(("1",))
    assert "Grade is about speed." in said
    assert wording.NO_MORE_HELP in talk(MAIN, line, "x")[1]


def test_repeat_says_the_question_again() -> None:
    assert talk(GRADE, "/repeat", "1")[1].count("Which grade?") == 2
    assert talk(GRADE, "1")[1].count("Which grade?") == 1


@pytest.mark.parametrize("lines", [(), ("/stop",), ("/s",), ("9", "/stop")])
def test_the_end_of_the_input_and_stop_stop(lines: tuple[str, ...]) -> None:
    with pytest.raises(Stopped):
        talk(GRADE, *lines)


def test_a_last_line_without_its_end_is_read() -> None:
    assert PlainPrompter(io.StringIO("2"), io.StringIO()).ask(GRADE) == Chosen(("2",))


def test_how_to_answer_is_said_once_and_again_with_the_help() -> None:
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("1\n2\n?\n3\n"), out)
    for _ in range(2):
        prompter.ask(GRADE)
    assert out.getvalue().count("Type a number and press Enter") == 1
    prompter.ask(GRADE)
    assert out.getvalue().count("Type a number and press Enter") == 2


def test_after_a_complaint_of_the_caller_the_same_question_is_not_said_again() -> None:
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("31 June\n30 June\n"), out)
    prompter.ask(MAIN)
    prompter.complain("June has 30 days.")
    assert prompter.ask(MAIN) == Typed("30 June")
    assert out.getvalue().count(MAIN.ask) == 1
    assert out.getvalue().endswith("Please look again: June has 30 days.\n")


def test_a_choice_is_said_back_in_words() -> None:
    assert talk(GRADE, "2")[1].endswith("\nAnswer: Grade 2\n")


def test_lines_are_wrapped_between_words_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    words = " ".join(f"word{i}" for i in range(60))
    item = changed(GRADE, ask=words, options=(Option("a", words), Option("b", "x" * 90)))
    said = talk(item, "1")[1]
    assert all(len(line) <= 40 for line in said.splitlines() if "xxx" not in line)
    assert " ".join(said.split()).count(words) == 3  # the question, the row, the answer
    assert "x" * 90 in said


HOSTILE = "\x1b[2J\x9b31m\r\x07\u202eevil\u2066 [b]x[/b] :smile: \x00end"


def test_nothing_of_a_hostile_file_reaches_the_screen() -> None:
    item = changed(
        ILLNESSES,
        ask=HOSTILE,
        help=HOSTILE,
        progress=HOSTILE,
        options=(Option("a", HOSTILE), Option("b", "b")),
        chosen=("a",),
    )
    said = talk(item, "?", "\x1b[A\u202e", "1")[1]
    prompter = PlainPrompter(io.StringIO(), out := io.StringIO())
    prompter.tell(Passage(HOSTILE, HOSTILE, urgent=True))
    prompter.complain(HOSTILE)
    for text in (said, out.getvalue()):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "[b]x[/b] :smile: end" in text


def test_no_box_is_drawn_and_every_delimiter_is_ascii() -> None:
    assert "".join(talk(item, "1")[1] for item in (GRADE, ILLNESSES, HER2, MAIN)).isascii()


def test_what_is_typed_is_trimmed_and_cleaned() -> None:
    assert talk(MAIN, "  a\tb\x1b\u202e ")[0] == Typed("a b")


def test_letters_that_cannot_be_read_are_asked_for_again() -> None:
    lines = io.TextIOWrapper(
        io.BytesIO(b"caf\xe9\ncafe\n"), encoding="utf-8", errors="surrogateescape"
    )
    out = io.StringIO()
    assert PlainPrompter(lines, out).ask(MAIN) == Typed("cafe")
    assert wording.NOT_READABLE in out.getvalue()


def test_an_urgent_passage_is_announced() -> None:
    prompter = PlainPrompter(io.StringIO(), out := io.StringIO())
    prompter.tell(Passage("Call 911.", "Chest pain", urgent=True))
    assert out.getvalue() == "\nURGENT\nChest pain\nCall 911.\n\n"


def test_a_pipe_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n"))
    prompter = pick(plain=False)
    assert isinstance(prompter, PlainPrompter)
    assert prompter.ask(GRADE) == Chosen(("2",))


def test_a_program_without_standard_streams_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Stopped):
        pick(plain=False).ask(GRADE)


def test_picking_a_prompter_loads_nothing_heavy() -> None:
    code = (
        "import sys; from so_cli.interview.prompters import pick; pick(plain=True);"
        "print([m for m in ('rich', 'questionary', 'prompt_toolkit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


SECRET = Item(id="secret", kind="text", ask="Passphrase?", secret=True)


@pytest.mark.parametrize("line", [" zebra  giraffe ", "?", "/back", "/stop", "zebra\tgiraffe"])
def test_a_secret_is_taken_letter_by_letter_and_never_said(line: str) -> None:
    reply, said = talk(changed(SECRET, typed="before", marks=MARKS), line)
    assert reply == Typed(line)
    assert line.strip() not in said.replace("Passphrase?", "")
    assert "before" not in said
    assert "Now:" not in said
    assert "Or type" not in said


def test_a_secret_of_nothing_is_asked_again() -> None:
    reply, said = talk(SECRET, "", "   ", "zebra")
    assert reply == Typed("zebra")
    assert said.count("Please look again: nothing was typed.") == 2


def test_how_to_type_a_secret_is_said_apart() -> None:
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("x\ny\n"), out)
    prompter.ask(MAIN)
    prompter.ask(SECRET)
    assert wording.HOW_TO_TYPE_SECRET in " ".join(out.getvalue().split())
