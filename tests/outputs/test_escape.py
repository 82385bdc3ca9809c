"""Text from anywhere stands in Markdown as it is: no answer can change a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from so_cli.clean import clean
from so_cli.outputs.escape import escape

COMMONMARK = MarkdownIt("commonmark")
TRICKS = st.sampled_from(
    [
        *"\\`*_{}[]<>#|~&!-+=:.)('\"$^",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "---",
        "===",
        "1. ",
        "12)",
        "- [ ] ",
        "> ",
        "```",
        "<b>",
        "<!--",
        "&amp;",
        "&#42;",
        "[a](b)",
        "![a](b)",
        "https://example.org",
        "<https://example.org>",
        "**",
        "__",
        "\\\\",
        "\u00a0",
        "\u200b",
        "\u2028",
        "ER 80%",
        "Zoë",
        "乳がん",
    ]
)
HOSTILE = st.one_of(
    st.lists(TRICKS, max_size=12).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.lists(st.one_of(TRICKS, st.text(max_size=3)), max_size=8).map("".join),
).filter(lambda text: bool(clean(text).split()))


def folded(text: str) -> str:
    """The text as it shall read: one line, one blank between words."""
    return " ".join(clean(text).split())


def rendered(token: Token) -> str:
    assert all(child.type == "text" for child in token.children or [])
    return "".join(child.content for child in token.children or [])


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


@given(HOSTILE)
@settings(max_examples=300)
def test_in_a_paragraph_it_reads_exactly_so(text: str) -> None:
    tokens = COMMONMARK.parse(escape(text))
    assert shape(tokens) == ["paragraph_open", "inline", "paragraph_close"]
    assert rendered(tokens[1]) == folded(text)


@given(HOSTILE)
def test_in_a_heading_it_reads_exactly_so(text: str) -> None:
    tokens = COMMONMARK.parse(f"# {escape(text)}\nbelow")
    assert shape(tokens)[:4] == ["heading_open", "inline", "heading_close", "paragraph_open"]
    assert rendered(tokens[1]) == folded(text)


@given(HOSTILE, st.sampled_from(["- ", "1. ", "- **Label:** "]))
def test_in_a_list_item_it_reads_exactly_so(text: str, lead: str) -> None:
    tokens = COMMONMARK.parse(f"{lead}{escape(text)}\n{lead}next")
    items = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("list_item_open") == 2
    assert len(items) == 2
    children = items[0].children or []
    assert "".join(c.content for c in children).removeprefix("Label: ") == folded(text)


@given(HOSTILE)
def test_in_bold_it_reads_exactly_so(text: str) -> None:
    tokens = COMMONMARK.parse(f"- **{escape(text)}** (more)")
    children = [c for c in tokens[3].children or [] if c.content or c.type != "text"]
    assert [c.type for c in children] == ["strong_open", "text", "strong_close", "text"]
    assert children[1].content == folded(text)


@given(HOSTILE, HOSTILE)
def test_two_answers_on_one_line_make_nothing_together(one: str, two: str) -> None:
    tokens = COMMONMARK.parse(f"so: {escape(one)} {escape(two)}")
    assert rendered(tokens[1]) == f"so: {folded(one)} {folded(two)}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ER 80%, size 4.5 mm.", "ER 80%, size 4.5 mm."),
        ("4.5", "4.5"),
        ("Help me!", "Help me!"),
        ("1. first", "1\\. first"),
        ("- a", "\\- a"),
        ("a\n# b", "a \\# b"),
        ("", ""),
    ],
)
def test_ordinary_text_stays_readable_in_the_file(text: str, written: str) -> None:
    assert escape(text) == written
