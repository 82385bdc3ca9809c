"""The scripted prompter: replies that were written down beforehand."""

from __future__ import annotations

import pytest

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
from so_cli.interview.prompters.scripted import ScriptedPrompter

SIDE = Item(
    id="side",
    kind="choice",
    ask="Which side?",
    options=(Option("left", "Left"), Option("right", "Right")),
    marks=(Option("later", "Later"),),
)
SIGNS = Item(
    id="signs",
    kind="choices",
    ask="Which of these?",
    options=(Option("a", "A"), Option("b", "B"), Option("none", "None", exclusive=True)),
    at_most=1,
)
NAME = Item(id="name", kind="text", ask="Name?")


def test_it_answers_by_item_id_and_keeps_what_was_asked_and_told() -> None:
    prompter = ScriptedPrompter({"side": Chosen(("left",)), "name": Typed(" Pat ")})
    prompter.tell(Passage("Hello."))
    assert prompter.ask(SIDE) == Chosen(("left",))
    assert prompter.ask(NAME) == Typed("Pat")
    assert prompter.asked == [SIDE, NAME]
    assert prompter.told == [Passage("Hello.")]


def test_it_answers_from_a_function() -> None:
    prompter = ScriptedPrompter(lambda item: Back() if item.id == "name" else Marked("later"))
    assert prompter.ask(SIDE) == Marked("later")
    assert prompter.ask(NAME) == Back()


def test_it_stops_when_it_has_no_reply() -> None:
    with pytest.raises(Stopped, match="'side'"):
        ScriptedPrompter({}).ask(SIDE)


@pytest.mark.parametrize(
    ("item", "reply"),
    [
        (SIDE, Chosen(("middle",))),
        (SIDE, Chosen(())),
        (SIDE, Chosen(("left", "right"))),
        (SIDE, Marked("not-sure")),
        (SIDE, Typed("left")),
        (SIGNS, Chosen(("a", "b"))),
        (SIGNS, Chosen(("a", "none"))),
        (NAME, Chosen(("a",))),
        (NAME, Typed("  ")),
    ],
)
def test_a_reply_that_no_person_could_give_stops_it_and_is_kept_as_a_complaint(
    item: Item, reply: Reply
) -> None:
    prompter = ScriptedPrompter({item.id: reply})
    with pytest.raises(Stopped):
        prompter.ask(item)
    assert len(prompter.complaints) == 1


def test_a_reply_that_was_refused_is_not_given_for_ever() -> None:
    prompter = ScriptedPrompter({"name": Typed("x")})
    prompter.ask(NAME)
    prompter.complain("That is no name.")
    with pytest.raises(Stopped, match=r"That is no name\."):
        prompter.ask(NAME)
    assert prompter.complaints == ["That is no name."]


def test_a_function_may_mend_its_reply_after_a_complaint() -> None:
    replies = iter([Typed("x"), Typed("Pat")])
    prompter = ScriptedPrompter(lambda _: next(replies))
    prompter.ask(NAME)
    prompter.complain("That is no name.")
    assert prompter.ask(NAME) == Typed("Pat")


@pytest.mark.parametrize("text", [" zebra  giraffe ", "?", "/back", "/later"])
def test_a_secret_is_taken_letter_by_letter_and_kept_nowhere(text: str) -> None:
    secret = Item(id="secret", kind="text", ask="Passphrase?", secret=True)
    prompter = ScriptedPrompter({"secret": Typed(text)})
    assert prompter.ask(secret) == Typed(text)
    assert prompter.asked == [secret]
    assert (prompter.told, prompter.complaints) == ([], [])


def test_a_secret_of_nothing_is_refused() -> None:
    secret = Item(id="secret", kind="text", ask="Passphrase?", secret=True)
    for text in ("", "  "):
        with pytest.raises(Stopped, match="nothing was typed"):
            ScriptedPrompter({"secret": Typed(text)}).ask(secret)
