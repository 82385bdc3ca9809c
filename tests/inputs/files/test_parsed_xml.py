"""XML is read without a document type, without entities, and within limits."""

from __future__ import annotations

import pytest
from made_papers import CCDA

from so_cli.inputs.files import parsed_xml
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.parsed_xml import clinical_document, parsed

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>
<a>&c;</a>"""
FROM_ELSEWHERE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def sentence(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        parsed(data)
    return caught.value.sentence


def test_a_summary_is_read() -> None:
    assert clinical_document(CCDA).tag == "{urn:hl7-org:v3}ClinicalDocument"
    assert clinical_document(CCDA.decode().encode("utf-16")).tag.endswith("ClinicalDocument")
    assert clinical_document(b"\xef\xbb\xbf" + CCDA).tag.endswith("ClinicalDocument")


@pytest.mark.parametrize("data", [BOMB, FROM_ELSEWHERE, b"<!DOCTYPE a><a/>"])
def test_a_document_type_is_refused(data: bytes) -> None:
    assert "DOCTYPE" in sentence(data)


def test_a_style_sheet_is_not_looked_at() -> None:
    style = b'<?xml-stylesheet type="text/xsl" href="http://example.org/CDA.xsl"?>'
    assert clinical_document(style + CCDA) is not None


def test_depth_has_a_limit() -> None:
    assert parsed(b"<a>" * 200 + b"</a>" * 200) is not None
    assert "too deep" in sentence(b"<a>" * 201 + b"</a>" * 201)
    assert "too deep" in sentence(b"<a>" * 1_000_000)


def test_the_number_of_elements_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed_xml, "MAX_ELEMENTS", 100)
    assert "more parts" in sentence(b"<a>" + b"<b/>" * 100 + b"</a>")


@pytest.mark.parametrize(
    "data",
    [b"<a><b></a>", b"<a>\x0b</a>", b"<a/><a/>", b"<a>\xff</b>", b"<a", b"",
     b'<?xml version="1.0" encoding="no-such"?><a/>', b"<a>&nbsp;</a>"],
)  # fmt: skip
def test_broken_xml_names_its_line(data: bytes) -> None:
    assert "line 1" in sentence(data)


def test_xml_of_another_kind_is_no_summary() -> None:
    with pytest.raises(Unreadable, match="no medical summary"):
        clinical_document(b"<ClinicalDocument/>")


def test_an_empty_line_before_the_first_mark_is_forgiven() -> None:
    assert clinical_document(b"\r\n" + CCDA).tag == parsed_xml.CLINICAL_DOCUMENT


@pytest.mark.parametrize("claim", [b"", b'<?xml version="1.0" encoding="UTF-8"?>'])
def test_letters_of_windows_are_read_whatever_the_file_claims(claim: bytes) -> None:
    assert (
        parsed(claim + "<a>Zo\xeb \u201cx\u201d</a>".encode("cp1252")).text
        == "Zo\xeb \u201cx\u201d"
    )


def test_bytes_that_are_no_text_are_no_xml() -> None:
    assert sentence(b"<a>\x00\xff</a>")
