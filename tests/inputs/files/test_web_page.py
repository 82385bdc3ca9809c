"""A web page is read as a person sees it, in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_papers import opened

from so_cli.inputs.files.web_page import text_of_html

HOSTILE = ["<!--", "<!", "<a ", "<a b='", "<a/", "</", "<?", "<script>", "<style><head>", "&#",
           "&a", "<div>", "<table><tr><td>", "<a<", "&#1111111111"]  # fmt: skip


def test_a_web_page_is_read_as_a_person_sees_it() -> None:
    html = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>
    <script>alert("ER")</script><h1>Pathology</h1><p>ER:&nbsp;<b>positive</b><br>PR: negative</p>
    <table><tr><td>HER2</td><td>1+</td></tr></table></body></html>"""
    assert text_of_html(html).splitlines() == [
        "Pathology",
        "ER: positive",
        "PR: negative",
        "HER2 1+",
    ]
    assert opened(html.encode())[0][0].content == (text_of_html(html),)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<!-- ER: positive -->b", "ab"),
        ("<p>a<!-- without end", "a without end"),
        ("<script>without end<p>a", "without end\na"),
        ("<HEAD><title>x</title></HEAD>a", "a"),
        ("size &lt; 2&nbsp;cm &amp; 3 > 2", "size < 2 cm & 3 > 2"),
        ("&#233;&#xe9;&eacute;&#99999999999;", "ééé&#99999999999;"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_what_a_reader_sees(html: str, text: str) -> None:
    assert text_of_html(html) == text


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_page_is_read_to_its_end(part: str) -> None:
    text = text_of_html("<html>" + part * (2_000_000 // len(part)))
    assert len(text) <= 2_000_000


@given(st.lists(st.sampled_from([*HOSTILE, "x", ">", "İ", "</script", "-->"])))
def test_any_page_has_a_text(parts: list[str]) -> None:
    assert isinstance(text_of_html("".join(parts)), str)
