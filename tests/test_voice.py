"""One text, two voices."""

from __future__ import annotations

import pytest

from so_cli.voice import SLOTS, say, slots_in, unknown_slots

TEXT = "{Do} {you} take{s} {your} pills {yourself}? {Are} they {yours}? It help{s} {them}."


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("you", "Do you take your pills yourself? Are they yours? It help you."),
        ("she", "Does she takes her pills herself? Is they hers? It helps her."),
        ("he", "Does he takes his pills himself? Is they his? It helps him."),
        ("they", "Do they take their pills themselves? Are they theirs? It help them."),
        ("Pat", "Does Pat takes Pat's pills Pat? Is they Pat's? It helps Pat."),
    ],
)
def test_every_slot_speaks_to_or_about_the_person(who: str, said: str) -> None:
    assert say(TEXT, who) == said


@pytest.mark.parametrize("who", ["you", "she", "he", "they", "Pat", "", "{you}"])
def test_every_slot_is_filled_in_every_voice(who: str) -> None:
    for slot in SLOTS:
        said = say(f"<{{{slot}}}>", who)
        assert said == f"<{{{slot}}}>".replace(f"{{{slot}}}", said[1:-1])
        assert who == "{you}" or "{" not in said


def test_a_name_begins_a_sentence_with_a_capital_and_ends_well() -> None:
    assert (
        say("{You} and {your} doctor", "ann de Souza") == "Ann de Souza and ann de Souza's doctor"
    )
    assert say("{Your} doctor", "Iris") == "Iris' doctor"


def test_a_name_is_never_read_as_a_slot_itself() -> None:
    assert say("{you} {are}", "{your}") == "{your} is"


def test_texts_without_slots_stay_as_they_are() -> None:
    assert say("100 % {of} {er: positive}", "she") == "100 % {of} {er: positive}"


def test_slots_that_no_voice_fills_are_found() -> None:
    assert unknown_slots("{you} {yuo} { you } {S} {Are}") == ["yuo", " you ", "S"]
    assert slots_in("{you} and {x}") == ["you", "x"]
