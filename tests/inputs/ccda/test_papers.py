"""A document is a paper with its text, about one person."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest
from made_ccda import (
    HL7,
    LOINC,
    entries,
    in_section,
    read,
)

from so_cli.inputs.statement import Coding, Concept


def test_a_document_is_a_paper_with_its_text() -> None:
    text = (
        "<paragraph>Final<br/>diagnosis</paragraph>"
        "<table><thead><tr><th>Test</th><th>Result</th><th>Unit</th></tr></thead>"
        "<tbody><tr><td>ER</td><td>95</td><td>%</td></tr></tbody></table>"
        "<table><tr><td>HER2</td><td>negative</td></tr></table>"
        '<content revised="delete">no</content>'
    )
    head = (
        "<author><assignedAuthor><representedOrganization><name>City Hospital</name>"
        "</representedOrganization></assignedAuthor></author>"
    )
    found = read(in_section("30954-2", title="Results", text=text), head).statements[0]
    assert found.kind == "document"
    assert found.what == Concept((Coding("loinc", "34133-9", "Summary"),), "My summary")
    assert (found.date, found.place) == (date(2026, 2, 3), "City Hospital")
    assert found.has_content
    assert found.pages == (
        "Results\nFinal\ndiagnosis\nTest  Result  Unit\nER  95  %\nHER2: negative",
    )


def test_what_a_relative_had_is_not_in_the_text() -> None:
    found = read(in_section("10157-6", title="Family", text="Mother: breast cancer")).statements[0]
    assert found.pages == ()


def unstructured(kind: str, text: str, representation: str = "") -> str:
    return (
        f'<component><nonXMLBody><text mediaType="{kind}" representation="{representation}">'
        f"{text}</text></nonXMLBody></component>"
    )


def test_a_text_that_is_wrapped_in_a_document_is_its_pages() -> None:
    packed = b64encode(b"ER: positive\fHER2: negative").decode()
    wrapped = [
        (unstructured("text/plain", "ER: positive"), ("ER: positive",)),
        (unstructured("text/plain", packed, "B64"), ("ER: positive", "HER2: negative")),
        (unstructured("text/html", "&lt;p&gt;ER: positive&lt;/p&gt;"), ("ER: positive",)),
        (unstructured("application/msword", packed, "B64"), ()),
        (unstructured("application/pdf", packed, "B64"), ()),
    ]
    for body, pages in wrapped:
        found = read(body).statements[0]
        assert (found.pages, found.has_content) == (pages, True)


def test_an_empty_or_broken_body_is_no_content() -> None:
    for body in (unstructured("text/plain", ""), unstructured("text/plain", "a", "B64"), ""):
        assert not read(body).statements[0].has_content


def test_a_body_in_another_file_is_content_without_text() -> None:
    body = unstructured("application/pdf", '<reference value="report.pdf"/>')
    found = read(body).statements[0]
    assert (found.pages, found.has_content) == ((), True)


def test_a_pdf_in_a_document_is_given_to_the_reader_of_pdfs() -> None:
    packed = b64encode(b"%PDF-1.7").decode()
    body = unstructured("application/pdf", packed, "B64")
    found = read(body, pdf_pages=lambda data: (data.decode(),)).statements[0]
    assert found.pages == ("%PDF-1.7",)


PERSON = (
    '<recordTarget><patientRole><id root="2.16.840.1.113883.4.1" extension="111-00-2330"/>'
    "<addr><city>Springfield</city></addr><patient><name use='P'><given>Bea</given></name>"
    "<name use='L'><given>Beatrice</given><given>Ann</given><family>Doe</family></name>"
    '<administrativeGenderCode code="F"/><birthTime value="19710402"/></patient></patientRole>'
    "</recordTarget>"
)


def test_the_person_is_known_by_name_and_birth_date_alone() -> None:
    found = read(head=PERSON)
    [person] = found.people
    assert (person.name, person.born) == ("Beatrice Ann Doe", date(1971, 4, 2))
    assert "111-00-2330" not in repr(found)
    assert "Springfield" not in repr(found)
    assert [each.value for each in found.statements if each.kind == "result"] == ["female"]


def test_two_people_are_both_seen() -> None:
    assert len(read(head=PERSON + PERSON).people) == 2


NOTE = (
    f'<act classCode="ACT" moodCode="EVN"><templateId root="{HL7}22.4.202"/><code code="34109-9"'
    f' codeSystem="{LOINC}" displayName="Note"><translation code="11526-1" codeSystem="{LOINC}"'
    ' displayName="Pathology study"/></code>{}<statusCode code="completed"/>'
    '<effectiveTime value="20260110"/></act>'
)


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ('<text><reference value="#n"/></text>', ("ER: positive",)),
        ("<text>ER: positive</text>", ("ER: positive",)),
        (f'<text representation="B64">{b64encode(b"ER: positive").decode()}</text>',
         ("ER: positive",)),
    ],
)  # fmt: skip
def test_a_note_in_a_summary_is_a_paper_of_its_own(written: str, pages: tuple[str, ...]) -> None:
    [found] = entries(
        "11526-1", NOTE.format(written), text='<content ID="n">ER: positive</content>'
    )
    assert (found.kind, found.what.words, found.pages) == ("document", "Pathology study", pages)
    assert [coding.code for coding in found.what.codings] == ["34109-9", "11526-1"]
    assert found.date == date(2026, 1, 10)


def test_a_section_that_is_all_text_is_a_paper_of_its_own() -> None:
    [found] = entries("11526-1", text="ER: positive")
    assert (found.kind, found.pages, found.date) == ("document", ("ER: positive",), None)


def test_a_text_may_be_as_word_processors_write_it() -> None:
    rich = rb"{\rtf1{\fonttbl{\f0 Arial;}}\b ER:\b0  positive\par HER2: n\'e9gative\u8209?1}"
    body = unstructured("text/rtf", b64encode(rich).decode(), "B64")
    assert read(body).statements[0].pages == ("ER: positive\nHER2: négative\u20111",)
