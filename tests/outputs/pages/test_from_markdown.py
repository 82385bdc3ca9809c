"""A letter's Markdown as blocks, with nothing lost on the way."""

from __future__ import annotations

from so_cli.outputs.pages.blocks import GAP, Heading, Item, Items, Paragraph, Span, bold, words
from so_cli.outputs.pages.from_markdown import blocks_of


def test_paragraphs_headings_and_what_stands_out() -> None:
    assert blocks_of("# To\n\nI am **sure** *of it*.\nYes.") == [
        Heading((words("To"),), level=2),
        Paragraph(
            (words("I am "), bold("sure"), words(" "), Span("of it", slanted=True), words(". Yes."))
        ),
    ]


def test_lists_with_numbers_and_boxes() -> None:
    assert blocks_of("1. one\n2. two\n\ntext\n\n- \\[ \\] open\n- \\[x\\] **done**") == [
        Items((Item((words("one"),)), Item((words("two"),))), is_numbered=True),
        Paragraph((words("text"),)),
        Items((Item((words("open"),), done=False), Item((words(""), bold("done")), done=True))),
    ]


def test_a_gap_to_fill_in_is_a_gap() -> None:
    assert blocks_of("Name: ____________, born") == [
        Paragraph((words("Name: "), GAP, words(", born")))
    ]


def test_a_line_that_ends_where_it_says_begins_a_new_one() -> None:
    assert blocks_of("Main St 1\\\nTown") == [
        Paragraph((words("Main St 1"),)),
        Paragraph((words("Town"),)),
    ]


def test_only_an_address_on_the_web_can_be_followed() -> None:
    (made,) = blocks_of("<https://x.org> and [here](javascript:alert(1)) and [there](data:text/x)")
    assert isinstance(made, Paragraph)
    assert [span.link for span in made.line if span.link] == ["https://x.org"]


def test_what_was_escaped_is_plain_again() -> None:
    assert blocks_of(r"a \*b\* \<c\> \_\_ & d") == [Paragraph((words("a *b* <c> __ & d"),))]
