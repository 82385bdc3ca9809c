"""Text comes in many encodings, and pages end with a form feed."""

from __future__ import annotations

import pytest
from made_papers import opened, refused


def pages(data: bytes) -> tuple[str, ...]:
    content = opened(data)[0][0].content
    assert isinstance(content, tuple)
    return content


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_a_report_is_read_in_any_encoding(encoding: str) -> None:
    assert pages("Größe: 12 mm, ER positive, HER2 negative".encode(encoding)) == (
        "Größe: 12 mm, ER positive, HER2 negative",
    )


def test_what_only_windows_writes_is_read() -> None:
    assert pages("“ER” … positive".encode("cp1252")) == ("“ER” … positive",)


def test_a_form_feed_ends_a_page() -> None:
    assert pages(b"one\r\ntwo\f\fthree\r\n\f") == ("one\ntwo", "", "three")


def test_a_text_cannot_move_the_cursor() -> None:
    assert pages(b"ER \x1b[31mpositive\x1b[0m") == ("ER [31mpositive[0m",)


def test_a_legend_in_brackets_is_no_json() -> None:
    assert pages(b"[NEGATIVE: 0, 1+; POSITIVE: 3+]") == ("[NEGATIVE: 0, 1+; POSITIVE: 3+]",)


def test_only_spaces_is_no_report() -> None:
    assert "nothing in it" in refused(b"\f \f")
