"""A PDF gives the text of its pages, or says why it has none."""

from __future__ import annotations

import io

import pikepdf
import pytest
from made_papers import pdf_of

from so_cli.inputs.files import pdf
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.pdf import pages_if_any, pages_of


def sentence(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        pages_of(data)
    return f"{caught.value.sentence} {caught.value.advice}"


def locked(data: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


def test_each_page_is_a_text() -> None:
    assert pages_of(pdf_of("Invasive carcinoma\\ ER: positive", "HER2: negative")) == (
        "Invasive carcinoma\nER: positive",
        "HER2: negative",
    )


def test_a_scan_says_how_to_get_its_text() -> None:
    said = sentence(pdf_of("", ""))
    assert "a scan" in said
    assert "so interview" in said


def test_a_locked_pdf_says_so() -> None:
    assert "password" in sentence(locked(pdf_of("ER: positive")))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 500, b""])
def test_a_broken_pdf_says_so(data: bytes) -> None:
    assert "cannot be opened" in sentence(data)


def test_a_pdf_inside_another_paper_never_stops_that_paper() -> None:
    assert pages_if_any(pdf_of("ER: positive")) == ("ER: positive",)
    assert pages_if_any(b"%PDF-1.7") == ()


def test_pages_text_and_time_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of("ER: positive", "PR: positive")
    for name, limit, words in (
        ("MAX_PAGES", 1, "more than 1 pages"),
        ("MAX_TEXT", 5, "too long"),
        ("MAX_PDF_SECONDS", 0.0, "too long"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(pdf, name, limit)
            assert words in sentence(data)
