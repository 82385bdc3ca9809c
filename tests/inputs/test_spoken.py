"""What a statement says, as words for a source."""

from __future__ import annotations

import pytest

from so_cli.inputs.spoken import MAX_WORDS, short, spoken
from so_cli.inputs.statement import Quantity, Said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Quantity(95, "%"), "95 %"),
        (Quantity(2.5, "cm"), "2.5 cm"),
        (Quantity(0, "#"), "0"),
        (Quantity(3, "Count"), "3"),
        (Quantity(7, "{score}"), "7"),
        (Quantity(1, "%", most=10), "1-10 %"),
        (True, "yes"),
        (None, ""),
    ],
)
def test_a_value_in_words(value: Said, words: str) -> None:
    assert spoken(value) == words


def test_words_that_are_too_many_end_between_two_of_them() -> None:
    told = short("M0 category (finding); " * 20)
    assert len(told) <= MAX_WORDS
    assert told.endswith(("category...", "(finding);...", "M0..."))
    assert short("x" * 300) == "x" * (MAX_WORDS - 3) + "..."
    assert short(" two \n words ") == "two words"
