"""Rich text: what a reader sees of it, whatever stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.inputs.files.rich_text import text_of_rtf

PARTS = (
    b"{", b"}", b"\\", b"\\'", b"\\'e9", b"\\u8217?", b"\\u-10179", b"\\uc0 ", b"\\*", b"\\par ",
    b"\\fonttbl", b"\\bin9 ", b"ER: positive", b"\n", b"\0", b"\xff", b"\\u99999999999 ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rb"{\rtf1\ansi ER: positive}", "ER: positive"),
        (rb"{\rtf1 ER:\par\b positive\b0}", "ER:\npositive"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator Writer;}{\info{\author A}}PR}", "PR"),
        (rb"{\rtf1 Ki-67\cell 20%\cell\row HER2}", "Ki-67\t20%\t\nHER2"),
        (rb"{\rtf1 caf\'e9 \u233?t\u233e}", "caf\u00e9 \u00e9t\u00e9"),
        (rb"{\rtf1\uc2 \u8804<=1 and \uc0 \u8805 2}", "\u22641 and \u22652"),
        (rb"{\rtf1 one {\uc0 \u8805}\u8804? two}", "one \u2265\u2264 two"),
        (rb"{\rtf1 \{a\} \\ b\~c}", "{a} \\ b c"),
        (b"{\\rtf1 one\\page two}", "one\ftwo"),
        (b"{\\rtf1 over two\r\n lines}", "over two lines"),
    ],
)
def test_what_a_reader_sees(written: bytes, text: str) -> None:
    assert text_of_rtf(written) == text


@given(parts=st.lists(st.sampled_from(PARTS) | st.binary(max_size=9), max_size=60))
def test_nothing_in_a_file_can_stop_it(parts: list[bytes]) -> None:
    written = b"{\\rtf1 " + b"".join(parts)
    assert len(text_of_rtf(written)) <= len(written)
