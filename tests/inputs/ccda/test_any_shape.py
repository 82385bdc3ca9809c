"""Older documents and published ones are read, and broken ones never raise."""

from __future__ import annotations

import random
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_ccda import (
    HL7,
    SNOMED,
    TODAY,
    entries,
    in_section,
    problem,
    read,
)
from made_papers import RECORDS

from so_cli.inputs.ccda import read_ccda
from so_cli.inputs.files.parsed_xml import parsed
from so_cli.inputs.statement import Stated


def test_the_forerunners_have_other_templates_and_are_read_too() -> None:
    old = (
        f'<act><templateId root="{HL7}1.27"/><statusCode code="completed"/><entryRelationship>'
        f'<observation><templateId root="{HL7}1.28"/><value xsi:type="CD" code="254837009"'
        f' codeSystem="{SNOMED}" displayName="Breast cancer"/>'
        "</observation></entryRelationship></act>"
    )
    body = in_section("", old).replace("<title>", f'<templateId root="{HL7}1.11"/><title>')
    [found] = [each for each in read(body).statements if each.kind == "problem"]
    assert found.standing == "holds"  # there, every concern is "completed"


def test_a_code_system_is_known_by_its_number_or_its_name() -> None:
    value = '<value xsi:type="CD" code="{}" codeSystem="{}" codeSystemName="{}"/>'
    systems = [("1.2.3", "SNOMED CT"), ("2.16.840.1.113883.6.104", ""), ("1.2.3", "House codes"),
               ("2.16.840.1.113883.6.12", "CPT-4")]  # fmt: skip
    found = entries("11450-4", *(problem("", value.format("1", *each)) for each in systems))
    assert [each.what.codings[0].system for each in found] == [
        "snomed", "icd-9", "House codes", "cpt",
    ]  # fmt: skip


def test_old_codes_of_procedures_and_of_diagnoses_have_one_number() -> None:
    value = '<value xsi:type="CD" code="{}" codeSystem="2.16.840.1.113883.6.104"/>'
    found = entries("11450-4", *(problem("", value.format(code)) for code in ("85.41", "174.9")))
    systems = [each.what.codings[0].system for each in found]
    assert systems == ["icd-9-procedures", "icd-9"]


def example(name: str) -> Stated:
    root = parsed((RECORDS / "ccda-hl7-examples" / name).read_bytes())
    return read_ccda(root, name, TODAY)


def said(found: Stated, kind: str) -> list[tuple[str, str]]:
    return [(each.what.words, each.standing) for each in found.statements if each.kind == kind]


def test_an_operative_note_tells_what_was_done_from_what_is_planned() -> None:
    assert said(example("Operative_Note.xml"), "procedure") == [
        ("Colonoscopy", "planned"), ("Colonic polypectomy", "planned"), ("Colonoscopy", "holds"),
    ]  # fmt: skip


def test_a_discharge_summary_gives_problems_medicines_and_allergies() -> None:
    found = example("Discharge_Summary.xml")
    assert ("Appendicitis", "holds") in said(found, "problem")
    assert said(found, "medicine") == [("Ibuprofen 600mg Oral Tablet", "holds")]
    assert [words for words, _ in said(found, "allergy")] == ["Penicillin", "Codeine", "Eggs"]
    assert "HOSPITAL COURSE" in found.statements[0].pages[0]
    assert "FAMILY HISTORY" not in found.statements[0].pages[0]


def test_a_consult_that_is_text_gives_its_text() -> None:
    found = example("CDA_Embedded_Text_Plain_Surgical_Consult.xml").statements[0]
    assert found.pages[0].startswith("LOCAL TITLE: SURGICAL CONSULT")


_EXAMPLES = [(RECORDS / "ccda-hl7-examples" / name).read_bytes()
             for name in ("Operative_Note.xml", "Discharge_Summary.xml")]  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(_EXAMPLES), st.randoms(use_true_random=False))
def test_a_wrong_shape_never_raises(data: bytes, chance: random.Random) -> None:
    root = parsed(data)
    every = list(root.iter())
    for _ in range(40):
        element, other = chance.choice(every), chance.choice(every)
        match chance.randrange(5):
            case 0:
                element.attrib.clear()
            case 1:
                element.tag = other.tag
            case 2:
                element.text = "\x1b[2J" * 300
            case 3:
                element.attrib.update(dict.fromkeys(element.attrib, "9" * 5_000))
            case _:
                for child in list(element):
                    element.remove(child)
    found = read_ccda(root, "a.xml", TODAY)
    for each in found.statements:
        assert len(each.source.words) <= 200
        assert each.source.words.isprintable()


def test_a_document_of_nothing_says_nothing() -> None:
    assert read_ccda(Element("{urn:hl7-org:v3}ClinicalDocument"), "a.xml", TODAY) == Stated()


@pytest.mark.timeout(60)
def test_many_references_to_one_large_text_take_no_time() -> None:
    text = f'<content ID="x">{"<br/>" * 100_000}</content>'
    value = '<value xsi:type="CD"><originalText><reference value="#x"/></originalText></value>'
    assert entries("11450-4", *[problem("", value)] * 2_000, text=text) == []
