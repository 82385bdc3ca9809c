"""The terminal prompter: which keys give which reply (no terminal is needed)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from so_cli.errors import Stopped
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
from so_cli.interview.prompters.terminal import TerminalPrompter

UP, DOWN, SHIFT_TAB, ALT_ENTER = "\x1b[A", "\x1b[B", "\x1b[Z", "\x1b\r"
ENTER, SPACE, CTRL_C, CTRL_D, CTRL_U = "\r", " ", "\x03", "\x04", "\x15"

MARKS = (Option("not-sure", "I am not sure"), Option("later", "Come back to this later"))
SIDE = Item(
    id="side",
    kind="choice",
    ask="Which side?",
    help="As the report says.",
    progress="My report, 2 of 11",
    options=(Option("left", "Left"), Option("right", "Right"), Option("both", "Both")),
    marks=MARKS,
)
ILLNESSES = Item(
    id="illnesses",
    kind="choices",
    ask="Which illnesses?",
    help="They change what is safe.",
    options=(
        Option("heart", "Heart"),
        Option("lungs", "Lungs"),
        Option("liver", "Liver"),
        Option("none", "None of these", exclusive=True),
    ),
    marks=MARKS,
    at_most=2,
)
MAIN = Item(id="main", kind="text", ask="What do you want to know?", help="One.", marks=MARKS)
EVERY_KIND = pytest.mark.parametrize("item", [SIDE, ILLNESSES, MAIN])


class Desk:
    """Somebody at the keys, and what Rich printed."""

    def __init__(self, press: Callable[[str], None]) -> None:
        self.press = press
        self.out = io.StringIO()
        console = Console(file=self.out, width=80, height=24, markup=False, emoji=False)
        self.prompter = TerminalPrompter(console)

    def ask(self, item: Item, *keys: str) -> Reply:
        self.press("".join(keys) + CTRL_C)  # a script that is too short stops, and never hangs
        return self.prompter.ask(item)

    @property
    def said(self) -> str:
        return " ".join(self.out.getvalue().split())


@pytest.fixture
def desk() -> Iterator[Desk]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield Desk(keys.send_text)


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ([ENTER], Chosen(("left",))),
        (["\n"], Chosen(("left",))),
        ([DOWN, ENTER], Chosen(("right",))),
        ([DOWN, UP, ENTER], Chosen(("left",))),
        ([UP, ENTER], Marked("later")),
        ([DOWN, DOWN, DOWN, ENTER], Marked("not-sure")),
        (["?", DOWN, "?", ENTER], Chosen(("right",))),
        (["x", "1", ENTER], Chosen(("left",))),
    ],
)
def test_one_row_is_chosen(desk: Desk, keys: list[str], reply: Reply) -> None:
    assert desk.ask(SIDE, *keys) == reply


def test_the_present_answer_is_where_the_pointer_starts(desk: Desk) -> None:
    assert desk.ask(replace(SIDE, chosen=("both",)), ENTER) == Chosen(("both",))


def test_the_present_mark_is_where_the_pointer_starts(desk: Desk) -> None:
    assert desk.ask(replace(SIDE, marked="later"), ENTER) == Marked("later")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ([SPACE, ENTER], Chosen(("heart",))),
        ([DOWN, DOWN, SPACE, UP, SPACE, ENTER], Chosen(("lungs", "liver"))),
        ([SPACE, SPACE, DOWN, SPACE, ENTER], Chosen(("lungs",))),
        ([UP, SPACE, ENTER], Marked("later")),
        ([UP, ENTER], Marked("later")),
        ([SPACE, "?", DOWN, SPACE, ENTER], Chosen(("heart", "lungs"))),
        ([SPACE, "a", "i", ENTER], Chosen(("heart",))),
    ],
)
def test_several_rows_are_ticked(desk: Desk, keys: list[str], reply: Reply) -> None:
    assert desk.ask(ILLNESSES, *keys) == reply


@pytest.mark.parametrize(
    ("ticks", "mend", "why", "reply"),
    [
        ([SPACE, UP, SPACE], [SPACE], "'Come back to this later' cannot", Chosen(("heart",))),
        ([SPACE, DOWN, DOWN, DOWN, SPACE], [SPACE], "'None of these' cannot", Chosen(("heart",))),
        (
            [SPACE, DOWN, SPACE, DOWN, SPACE],
            [SPACE],
            "3 are chosen, and at most 2",
            Chosen(("heart", "lungs")),
        ),
        ([], [SPACE], "nothing is ticked yet. Space ticks", Chosen(("heart",))),
    ],
)
def test_what_does_not_go_together_is_refused_and_the_ticks_stay(
    desk: Desk, ticks: list[str], mend: list[str], why: str, reply: Reply
) -> None:
    assert desk.ask(ILLNESSES, *ticks, ENTER, *mend, ENTER) == reply
    assert f"Please look again: {why}" in desk.said


def test_nothing_ticked_is_an_answer_where_it_may_be(desk: Desk) -> None:
    assert desk.ask(replace(ILLNESSES, may_be_empty=True), ENTER) == Chosen(())


def test_a_row_that_was_gone_to_and_not_ticked_is_asked_about_once(desk: Desk) -> None:
    item = replace(ILLNESSES, may_be_empty=True)
    assert desk.ask(item, DOWN, ENTER, SPACE, ENTER) == Chosen(("lungs",))
    assert "press Enter once more" in desk.said


def test_enter_once_more_says_that_nothing_is_ticked(desk: Desk) -> None:
    assert desk.ask(replace(ILLNESSES, may_be_empty=True), DOWN, ENTER, ENTER) == Chosen(())


def test_the_present_ticks_hold(desk: Desk) -> None:
    item = replace(ILLNESSES, chosen=("liver", "heart"))
    assert desk.ask(item, ENTER) == Chosen(("heart", "liver"))


def test_the_present_mark_holds_among_the_ticks(desk: Desk) -> None:
    assert desk.ask(replace(ILLNESSES, marked="not-sure"), ENTER) == Marked("not-sure")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (["why now?", ENTER], Typed("why now?")),
        (["  why\tnow ", ENTER], Typed("whynow")),
        (["?", ENTER, "why?", ENTER], Typed("why?")),
        (["/later", ENTER], Marked("later")),
        (["/n", ENTER], Marked("not-sure")),
        (["/back", ENTER], Back()),
        (["/bakc", ENTER, CTRL_U, "x", ENTER], Typed("x")),
        ([ENTER, "x", ENTER], Typed("x")),
        (["ab", UP, DOWN, "c", ENTER], Typed("abc")),
    ],
)
def test_a_line_is_typed(desk: Desk, keys: list[str], reply: Reply) -> None:
    assert desk.ask(MAIN, *keys) == reply


def test_the_present_text_can_be_edited(desk: Desk) -> None:
    item = replace(MAIN, typed="Can I wait?")
    assert desk.ask(item, ENTER) == Typed("Can I wait?")


def test_a_text_is_added_to_the_present_one(desk: Desk) -> None:
    item = replace(MAIN, typed="Can I wait?")
    assert desk.ask(item, " Long?", ENTER) == Typed("Can I wait? Long?")


def test_a_text_can_be_emptied_where_that_may_be(desk: Desk) -> None:
    item = replace(MAIN, typed="Can I wait?", may_be_empty=True)
    assert desk.ask(item, CTRL_U, ENTER) == Typed("")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("/later", Marked("later")),
        (" /b", Back()),
        (f"/help{ENTER}", Typed("Can I wait?")),
        (f"?{ENTER}", Typed("Can I wait?")),
        ("/or not", Typed("Can I wait?/or not")),
    ],
)
def test_a_command_typed_behind_the_present_text_is_still_a_command(
    desk: Desk, keys: str, reply: Reply
) -> None:
    assert desk.ask(replace(MAIN, typed="Can I wait?"), keys, ENTER) == reply


def test_enter_keeps_the_present_mark_of_a_text(desk: Desk) -> None:
    assert desk.ask(replace(MAIN, marked="later"), ENTER) == Marked("later")
    assert "Now: Come back to this later" in desk.said


@EVERY_KIND
def test_shift_tab_goes_back(desk: Desk, item: Item) -> None:
    assert desk.ask(item, SHIFT_TAB) == Back()


@EVERY_KIND
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_ctrl_c_and_ctrl_d_stop(desk: Desk, item: Item, key: str) -> None:
    with pytest.raises(Stopped, match="Stopped"):
        desk.ask(item, key)


def test_ctrl_d_in_the_middle_of_a_typed_line_loses_nothing(desk: Desk) -> None:
    assert desk.ask(MAIN, "abc", CTRL_D, "d", ENTER) == Typed("abcd")


@pytest.mark.parametrize("item", [SIDE, ILLNESSES])
def test_alt_enter_is_never_taken_for_an_unknown_answer(desk: Desk, item: Item) -> None:
    reply = desk.ask(item, DOWN, SPACE, ALT_ENTER, ENTER)
    assert reply in (Chosen(("right",)), Chosen(("lungs",)))


@EVERY_KIND
def test_a_question_mark_explains_and_asks_again(desk: Desk, item: Item) -> None:
    desk.ask(item, "?", ENTER if item is MAIN else "", SPACE, "x", ENTER)
    assert item.help in desk.said
    assert desk.said.count(item.ask) == 2


def test_the_keys_are_told_once_and_with_the_help(desk: Desk) -> None:
    desk.press(f"{ENTER}{ENTER}?{ENTER}{CTRL_C}")
    for _ in range(2):
        desk.prompter.ask(SIDE)
    assert desk.said.count("Shift-Tab goes back") == 1
    desk.prompter.ask(SIDE)
    assert desk.said.count("Shift-Tab goes back") == 2


def test_keys_pressed_ahead_answer_the_next_questions(desk: Desk) -> None:
    desk.press(f"{DOWN}{ENTER}{SPACE}{ENTER}typed ahead{ENTER}{CTRL_C}")
    replies = [desk.prompter.ask(item) for item in (SIDE, ILLNESSES, MAIN)]
    assert replies == [Chosen(("right",)), Chosen(("heart",)), Typed("typed ahead")]


def test_what_the_caller_refused_can_be_mended_without_typing_it_again(desk: Desk) -> None:
    desk.press(f"31 June{ENTER}\x7f\x7f\x7f\x7fJuly{ENTER}{CTRL_C}")
    desk.prompter.ask(MAIN)
    desk.prompter.complain("June has 30 days.")
    assert desk.prompter.ask(MAIN) == Typed("31 July")
    assert desk.said.count(MAIN.ask) == 1


def test_the_same_question_later_starts_from_the_case_and_not_from_a_draft(desk: Desk) -> None:
    desk.press(f"one{ENTER}two{ENTER}{CTRL_C}")
    desk.prompter.ask(MAIN)
    assert desk.prompter.ask(MAIN) == Typed("two")


def test_a_list_of_fifty_rows_works(desk: Desk) -> None:
    options = tuple(Option(f"o{i}", f"Row {i}") for i in range(50))
    assert desk.ask(replace(SIDE, options=options), DOWN * 45, ENTER) == Chosen(("o45",))


def test_markup_and_hostile_characters_are_only_text(desk: Desk) -> None:
    nasty = "see [b] x [/y] :smile: \x1b[2J\u202e"
    item = replace(SIDE, ask=nasty, progress=nasty, options=(Option("a", nasty), Option("b", "")))
    desk.ask(item, ENTER)
    desk.prompter.tell(Passage(nasty, nasty, urgent=True))
    desk.prompter.complain(nasty)
    assert desk.said.count("see [b] x [/y] :smile: [2J") == 6
    assert "\x1b" not in desk.out.getvalue()
    assert "\u202e" not in desk.out.getvalue()


def test_an_urgent_passage_is_announced(desk: Desk) -> None:
    desk.prompter.tell(Passage("Call 911.", "Chest pain", urgent=True))
    assert desk.out.getvalue().split() == ["URGENT", "Chest", "pain", "Call", "911."]


SECRET = Item(id="secret", kind="text", ask="Passphrase?", secret=True)


@pytest.mark.parametrize("text", [" zebra  giraffe ", "?", "/back", "/stop"])
def test_a_secret_is_taken_letter_by_letter_and_never_printed(desk: Desk, text: str) -> None:
    item = replace(SECRET, typed="before", marks=MARKS)
    assert desk.ask(item, text, ENTER) == Typed(text)
    assert "> (not shown)" in desk.said
    assert "Only stars are shown" in desk.said
    for shown in ("before", "Now:", "Or type", "zebra", "/stop"):
        assert shown not in desk.said


def test_a_secret_of_nothing_is_asked_again(desk: Desk) -> None:
    assert desk.ask(SECRET, ENTER, "zebra", ENTER) == Typed("zebra")
    assert "Please look again: nothing was typed." in desk.said


def test_a_secret_leaves_nothing_to_the_next_question(desk: Desk) -> None:
    desk.press(f"zebra{ENTER}{UP}x{ENTER}{CTRL_C}")
    assert desk.prompter.ask(SECRET) == Typed("zebra")
    assert desk.prompter.ask(MAIN) == Typed("x")
    assert "zebra" not in desk.said


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_a_secret_can_be_stopped_at(desk: Desk, key: str) -> None:
    with pytest.raises(Stopped):
        desk.ask(SECRET, key)


def test_shift_tab_goes_back_from_a_secret(desk: Desk) -> None:
    assert desk.ask(SECRET, "zebra", SHIFT_TAB) == Back()
