"""A page explains just the words that stand on it."""

from __future__ import annotations

import pytest

from so_cli.bank.model import Word
from so_cli.bank.words import WordSpotter


def word(name: str, *also: str) -> Word:
    return Word(id=name.replace(" ", "-"), word=name, text="...", also=also)


SPOTTER = WordSpotter(
    (word("margin", "margins", "edge"), word("node"), word("sentinel node"), word("HER2+"))
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is the margin clear?", {"margin"}),
        ("The MARGINS, and the edge.", {"margin"}),
        ("marginal, nodes, un-node-d", {"node"}),
        ("a sentinel node", {"sentinel-node"}),
        ("a sentinel node and a node", {"sentinel-node", "node"}),
        ("HER2+ or HER2", {"HER2+"}),
        ("nothing here", set()),
        ("", set()),
    ],
)
def test_whole_words_are_found_the_longer_one_first(text: str, found: set[str]) -> None:
    assert SPOTTER.used_in([text]) == found
    assert SPOTTER.used_in([text, text]) == found


def test_letters_whose_small_form_differs_do_no_harm() -> None:
    spotter = WordSpotter((word("biopsi"), word("k\u0131sa"), word("stage")))
    assert spotter.used_in(["B\u0131OPSI", "KISA", "\u017ftage"]) <= {"biopsi", "stage"}


def test_without_words_nothing_is_found() -> None:
    assert WordSpotter(()).used_in(["anything"]) == set()
