"""What is taken out of a text before anybody sees it."""

from __future__ import annotations

import pytest

from so_cli.clean import clean


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("plain words, Zoë, 乳がん, שלום", "plain words, Zoë, 乳がん, שלום"),
        ("\x1b[2Jgone", "[2Jgone"),
        ("a\x00\x07\x08\x7f\x9bb", "ab"),
        ("a\u202e\u202ab\u2066\u2069c", "abc"),
        ("a\nb\r\nc\rd\x85e\u2028f\u2029g\vh\fi\tj", "a b c d e f g h i j"),
        ("a\ud800b", "ab"),
        ("a\u200bb\u200e\u200f\u061c\u2060\ufeff\xadc", "abc"),
        ("a\U000e0061b", "ab"),
        ("\u0646\u200c\u0645", "\u0646\u200c\u0645"),
    ],
)
def test_control_characters_and_overrides_go_and_words_stay_apart(text: str, one_line: str) -> None:
    assert clean(text) == one_line


def test_line_breaks_stay_where_they_are_wanted() -> None:
    assert clean("a\r\nb\rc\n\nd\u2028e\tf", keep_newlines=True) == "a\nb\nc\n\nd\ne f"
