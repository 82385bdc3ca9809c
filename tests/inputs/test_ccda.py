"""A C-CDA document becomes statements: what it says, whether it is so, and where it stands."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import RECORDS

from so_cli.case.model import Source
from so_cli.inputs.ccda import CcdaRead, read_ccda
from so_cli.inputs.statement import Coding, Concept, Quantity, Statement

TODAY = date(2026, 11, 21)
HL7 = "2.16.840.1.113883.10.20."
SNOMED = "2.16.840.1.113883.6.96"
LOINC = "2.16.840.1.113883.6.1"
RXNORM = "2.16.840.1.113883.6.88"
STATUS = '<code code="33999-4"/><value xsi:type="CD" code="{}"/>'


def read(body: str = "", head: str = "") -> CcdaRead:
    root = fromstring(
        '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<code code="34133-9" codeSystem="{LOINC}" displayName="Summary"/><title>My summary</title>'
        f'<effectiveTime value="20260203101500-0500"/>{head}{body}</ClinicalDocument>'
    )
    return read_ccda(root, "a.xml", TODAY)


def in_section(code: str, *entries: str, title: str = "Problems", text: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        "<component><structuredBody><component><section>"
        f'<code code="{code}" codeSystem="{LOINC}"/><title>{title}</title><text>{text}</text>'
        f"{inner}</section></component></structuredBody></component>"
    )


def entries(code: str, *given: str, text: str = "") -> list[Statement]:
    """What such a section says, without what the head of the document says."""
    found = read(in_section(code, *given, text=text)).statements
    return [each for each in found if each.kind != "document"]


def problem(inner: str = "", concern: str = "active", **attributes: str) -> str:
    own = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    value = (
        f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Breast cancer"/>'
    )
    return (
        f'<act classCode="ACT" moodCode="EVN"><templateId root="{HL7}22.4.3"/>'
        f'<statusCode code="{concern}"/><entryRelationship typeCode="SUBJ">'
        f'<observation classCode="OBS" moodCode="EVN" {own}><templateId root="{HL7}22.4.4"/>'
        f'<id root="1.2.3" extension="p1"/>{inner if "<value" in inner else inner + value}'
        "</observation></entryRelationship></act>"
    )


def beside(status: str) -> str:
    return (
        f'<entryRelationship typeCode="REFR"><observation><templateId root="{HL7}22.4.6"/>'
        f"{STATUS.format(status)}</observation></entryRelationship>"
    )


def procedure(inner: str = "", status: str = "completed", mood: str = "EVN", more: str = "") -> str:
    return (
        f'<procedure classCode="PROC" moodCode="{mood}" {more}><code code="392021009"'
        f' codeSystem="{SNOMED}" displayName="Lumpectomy"/><statusCode code="{status}"/>{inner}'
        "</procedure>"
    )


def medicine(inner: str = "", status: str = "active", mood: str = "EVN", more: str = "") -> str:
    return (
        f'<substanceAdministration moodCode="{mood}" {more}><statusCode code="{status}"/>{inner}'
        "<consumable><manufacturedProduct><manufacturedMaterial>"
        f'<code code="10324" codeSystem="{RXNORM}" displayName="tamoxifen"/><name>Nolvadex</name>'
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
    )


def result(value: str, more: str = "", status: str = "completed") -> str:
    return (
        f'<organizer><templateId root="{HL7}22.4.1"/><code code="1" displayName="Pathology"/>'
        f'<component><observation><code code="85337-4" codeSystem="{LOINC}" displayName="ER"/>'
        f'<statusCode code="{status}"/><effectiveTime value="20260102"/>{value}{more}'
        "</observation></component></organizer>"
    )


def standings(found: Sequence[Statement]) -> list[str]:
    return [each.standing for each in found]


# --- Problems ---


def test_a_problem_has_its_codes_its_words_its_day_and_its_place() -> None:
    inner = (
        '<effectiveTime><low value="20251103"/></effectiveTime>'
        f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Malignant">'
        '<originalText><reference value="#p1"/></originalText>'
        '<translation code="C50.912" codeSystem="2.16.840.1.113883.6.90"/>'
        '<translation code="174.9" codeSystem="2.16.840.1.113883.6.103"/></value>'
    )
    text = '<list><item ID="p1">Breast cancer, left</item></list>'
    [found] = entries("11450-4", problem(inner), text=text)
    assert found.kind == "problem"
    assert found.what == Concept(
        (Coding("snomed", "254837009", "Malignant"), Coding("icd-10", "C50.912"),
         Coding("icd-9", "174.9")),
        "Breast cancer, left",
    )  # fmt: skip
    assert found.id == "1.2.3:p1"
    assert found.date == date(2025, 11, 3)
    assert found.source == Source(
        "a.xml", "Problems, entry 1", date(2025, 11, 3), "Breast cancer, left"
    )


def test_entries_are_counted_as_they_stand() -> None:
    found = entries("11450-4", problem(), "<act/>", problem())
    assert [each.source.where for each in found] == ["Problems, entry 1", "Problems, entry 3"]


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (problem(), "holds"),
        (problem(concern="completed"), "past"),
        (problem(beside("55561003"), concern="completed"), "holds"),
        (problem(beside("413322009")), "past"),
        (problem(beside("73425007")), "past"),
        (problem(beside("410516002")), "not-so"),
        (problem(beside("415684004")), "unclear"),
        (problem('<effectiveTime><high value="20240101"/></effectiveTime>'), "past"),
        (problem('<effectiveTime><high value="2026"/></effectiveTime>'), "holds"),
        (problem('<effectiveTime><high nullFlavor="UNK"/></effectiveTime>'), "holds"),
        (problem(negationInd="true"), "not-so"),
        (problem('<statusCode code="nullified"/>'), "not-so"),
    ],
)
def test_whether_a_problem_is_there(entry: str, standing: str) -> None:
    assert standings(entries("11450-4", entry)) == [standing]


def test_what_stands_in_the_history_is_over_unless_it_says_otherwise() -> None:
    found = entries("11348-0", problem(), problem(beside("55561003")))
    assert standings(found) == ["past", "holds"]


def test_sides_and_cells_stand_in_qualifiers() -> None:
    [found] = entries(
        "11450-4",
        problem(
            f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Cancer">'
            f'<qualifier><name code="272741003"/><value code="7771000" codeSystem="{SNOMED}"'
            ' displayName="Left"/></qualifier><qualifier><name code="116676008"/>'
            f'<value code="82711006" codeSystem="{SNOMED}" displayName="Duct"/></qualifier></value>'
            f'<targetSiteCode code="76752008" codeSystem="{SNOMED}" displayName="Breast"/>'
        ),
    )
    assert [each.words for each in found.sites] == ["Breast", "Left"]
    assert found.morphology == Concept((Coding("snomed", "82711006", "Duct"),))
    assert found.source.words == "Cancer, Breast, Left"


def test_a_stage_inside_a_problem_speaks_of_that_problem() -> None:
    stage = (
        f'<entryRelationship typeCode="COMP"><observation><code code="21908-9" codeSystem="{LOINC}"'
        ' displayName="Stage"/><value xsi:type="ST">IIA</value></observation></entryRelationship>'
    )
    cancer, found = entries("11450-4", problem(stage + beside("55561003")))
    assert (found.kind, found.value, found.about) == ("result", "IIA", (cancer.id,))


def test_a_code_that_is_missing_leaves_the_words() -> None:
    [found] = entries(
        "11450-4",
        problem('<text><reference value="#x"/></text><value xsi:type="CD" nullFlavor="UNK"/>'),
        text='<content ID="x"/>Lump in the breast<br/>',
    )
    assert found.what == Concept((), "Lump in the breast")


def test_a_problem_without_code_or_words_is_none() -> None:
    assert entries("11450-4", problem('<value xsi:type="CD" nullFlavor="UNK"/>')) == []


def test_a_diagnosis_outside_the_problem_list_is_known_by_its_template() -> None:
    assert [each.kind for each in entries("10219-4", problem())] == ["problem"]
    assert [each.kind for each in entries("no-such-code", problem())] == ["problem"]


@pytest.mark.parametrize("code", ["10157-6", "46240-8", "29762-2", "8716-3", "59768-2", "48768-6"])
def test_families_encounters_habits_reasons_and_insurers_are_no_diagnoses(code: str) -> None:
    assert entries(code, problem(), procedure()) == []


def test_an_encounter_or_a_family_history_is_none_wherever_it_stands() -> None:
    encounter = f"<encounter><entryRelationship>{problem()}</entryRelationship></encounter>"
    family = f'<organizer><templateId root="{HL7}22.4.45"/><component>{problem()}</component></organizer>'
    assert entries("11450-4", encounter, family) == []


# --- What was done ---


def test_a_procedure_has_its_site_its_place_and_its_reason() -> None:
    inner = (
        '<effectiveTime value="20260110"/>'
        f'<targetSiteCode code="76752008" codeSystem="{SNOMED}" displayName="Breast"><qualifier>'
        '<value code="24028007" displayName="Right"/></qualifier></targetSiteCode>'
        '<methodCode code="1" displayName="Open"/>'
        "<performer><assignedEntity><addr><city>Springfield</city></addr><representedOrganization>"
        "<name>City Hospital</name></representedOrganization></assignedEntity></performer>"
        '<entryRelationship typeCode="RSON"><observation>'
        '<value xsi:type="CD" code="254837009" displayName="Cancer"/></observation>'
        "</entryRelationship>"
    )
    [found] = entries("47519-4", procedure(inner))
    assert (found.kind, found.date, found.place) == (
        "procedure",
        date(2026, 1, 10),
        "City Hospital",
    )
    assert [each.words for each in found.sites] == ["Breast", "Right"]
    assert found.method is not None
    assert [each.words for each in found.reason] == ["Cancer"]


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (procedure(), "holds"),
        (procedure(status="aborted"), "unclear"),
        (procedure(status="active"), "unclear"),
        (procedure(status="cancelled"), "not-so"),
        (procedure(mood="INT"), "planned"),
        (procedure(mood="RQO", status="active"), "planned"),
        (procedure(more='negationInd="true"'), "not-so"),
        (procedure(mood="INT", more='negationInd="true"'), "not-so"),
    ],
)
def test_whether_a_procedure_was_done(entry: str, standing: str) -> None:
    assert standings(entries("47519-4", entry)) == [standing]


def test_a_plan_is_a_plan_whatever_its_entries_say() -> None:
    found = entries("18776-5", procedure(), medicine())
    assert standings(found) == ["planned", "planned"]


def test_acts_and_observations_among_the_procedures_are_procedures() -> None:
    code = f'<code code="122548005" codeSystem="{SNOMED}" displayName="Biopsy"/>'
    found = entries("47519-4", f"<act>{code}</act>", f"<observation>{code}</observation>")
    assert [each.kind for each in found] == ["procedure", "procedure"]


SERVICE = (
    '<documentationOf><serviceEvent><code code="{}" codeSystem="2.16.840.1.113883.6.12"/>'
    '<effectiveTime><low value="20260110"/></effectiveTime></serviceEvent></documentationOf>'
)


def test_an_operative_note_says_at_its_top_what_was_done_and_when() -> None:
    context = (
        f'<act moodCode="EVN"><templateId root="{HL7}6.2.5"/>'
        '<code code="19301" codeSystem="2.16.840.1.113883.6.12"/></act>'
    )
    body = in_section("29554-3", context).replace(
        "</section>",
        "<component><section><title>Laterality</title><text>Right</text></section></component>"
        "</section>",
    )
    found = read(body, SERVICE.format("19301") + SERVICE.format("38525")).statements
    done = [each for each in found if each.kind == "procedure"]
    assert [each.what.words for each in done] == ["19301", "38525"]
    assert [each.date for each in done] == [date(2026, 1, 10), date(2026, 1, 10)]
    assert [site.words for site in done[0].sites] == ["Right"]


# --- Medicines and allergies ---


def test_a_medicine_has_its_names_its_dose_and_how_often() -> None:
    inner = (
        '<effectiveTime xsi:type="IVL_TS"><low value="20260301"/></effectiveTime>'
        '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="24" unit="h"/></effectiveTime>'
        '<doseQuantity value="20" unit="mg"/>'
    )
    [found] = entries("10160-0", medicine(inner))
    assert found.what == Concept((Coding("rxnorm", "10324", "tamoxifen"),), "Nolvadex")
    assert (found.dose, found.how_often, found.is_order) == ("20 mg", "every 24 h", False)
    assert found.date == date(2026, 3, 1)
    assert found.source.words == "Nolvadex (tamoxifen)"


def test_the_instructions_stand_for_how_often() -> None:
    [found] = entries("10160-0", medicine("<text>one a day</text><doseQuantity value='1'/>"))
    assert (found.dose, found.how_often) == ("", "one a day")


ENDED = (
    '<effectiveTime xsi:type="IVL_TS"><low value="2020"/><high value="20250101"/></effectiveTime>'
)


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (medicine(), "holds"),
        (medicine(mood="INT"), "holds"),
        (medicine(ENDED), "past"),
        (medicine(ENDED, status="completed"), "past"),
        (medicine(status="completed"), "unclear"),
        (medicine(beside("55561003"), status="completed"), "holds"),
        (medicine(beside("73425007")), "past"),
        (medicine(status="aborted"), "past"),
        (medicine(status="suspended"), "planned"),
        (medicine(more='negationInd="true"'), "not-so"),
    ],
)
def test_whether_a_medicine_is_taken(entry: str, standing: str) -> None:
    assert standings(entries("10160-0", entry)) == [standing]


def allergy(entity: str, more: str = "") -> str:
    return (
        f'<act><templateId root="{HL7}22.4.30"/><statusCode code="active"/><entryRelationship>'
        f'<observation {more}><templateId root="{HL7}22.4.7"/><value xsi:type="CD" code="419199007"'
        f' codeSystem="{SNOMED}" displayName="Allergy"/>{entity}</observation></entryRelationship></act>'
    )


def test_an_allergy_is_named_by_what_causes_it() -> None:
    entity = (
        "<participant><participantRole><playingEntity>"
        f'<code code="2670" codeSystem="{RXNORM}" displayName="Codeine"/>'
        "</playingEntity></participantRole></participant>"
    )
    [found] = entries("48765-2", allergy(entity))
    assert (found.kind, found.what.words, found.standing) == ("allergy", "Codeine", "holds")


def test_that_there_is_no_allergy_is_not_so() -> None:
    [found] = entries("48765-2", allergy("", 'negationInd="true"'))
    assert (found.what.words, found.standing) == ("Allergy", "not-so")


# --- Results ---


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('<value xsi:type="CD" code="10828004" codeSystem="{0}" displayName="Positive"/>',
         Concept((Coding("snomed", "10828004", "Positive"),))),
        ('<value xsi:type="cda:CD" nullFlavor="OTH"><originalText>weak</originalText></value>',
         Concept((), "weak")),
        ('<value xsi:type="PQ" value="95" unit="%"/>', Quantity(95, "%")),
        ('<value xsi:type="PQ" value="3" unit="1"/>', Quantity(3)),
        ('<value xsi:type="INT" value="2"/>', Quantity(2)),
        ('<value xsi:type="PQ" nullFlavor="NI"/>', None),
        ('<value xsi:type="PQ" value="1e999"/>', None),
        ('<value xsi:type="IVL_PQ"><low value="1" unit="%"/><high value="10" unit="%"/></value>',
         Quantity(1, "%", most=10)),
        ('<value xsi:type="IVL_PQ"><high value="10" unit="%"/></value>', Quantity(10, "%", "<")),
        ('<value xsi:type="IVL_PQ"><low value="10" unit="%"/></value>', Quantity(10, "%", ">")),
        ('<value xsi:type="RTO"><numerator value="1"/><denominator value="3"/></value>', "1/3"),
        ('<value xsi:type="ST">less than 1.8</value>', "less than 1.8"),
        ('<value xsi:type="ED"><reference value="#r"/></value>', "strongly positive"),
        ('<value xsi:type="BL" value="true"/>', True),
        ("<value>positive</value>", "positive"),
    ],
)  # fmt: skip
def test_what_a_result_says(value: str, said: object) -> None:
    text = '<paragraph ID="r">strongly positive</paragraph>'
    [found] = entries("30954-2", result(value.format(SNOMED)), text=text)
    assert found.value == said
    assert found.what.words == "ER"
    assert found.date == date(2026, 1, 2)
    assert [each.words for each in found.category] == ["Pathology"]


def test_the_words_of_a_result_are_its_test_and_its_value() -> None:
    judged = '<interpretationCode code="POS" displayName="Positive"/>'
    found = entries(
        "30954-2", result('<value xsi:type="PQ" value="95" unit="%"/>'), result("", judged)
    )
    assert [each.source.words for each in found] == ["ER: 95 %", "ER: Positive"]
    assert found[1].interpretation == Concept((Coding("", "POS", "Positive"),))


@pytest.mark.parametrize(
    ("status", "standing"), [("completed", "holds"), ("active", "unclear"), ("aborted", "not-so")]
)
def test_whether_a_result_stands(status: str, standing: str) -> None:
    assert standings(entries("30954-2", result("", status=status))) == [standing]


# --- The paper itself, and whose it is ---


def test_a_document_is_a_paper_with_its_text() -> None:
    text = (
        "<paragraph>Final<br/>diagnosis</paragraph><table><thead><tr><th>Test</th><th>Result</th>"
        "<th>Unit</th></tr></thead><tbody><tr><td>ER</td><td>95</td><td>%</td></tr></tbody></table>"
        '<table><tr><td>HER2</td><td>negative</td></tr></table><content revised="delete">no</content>'
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


def test_a_pdf_in_a_document_is_given_to_the_reader_of_pdfs() -> None:
    packed = b64encode(b"%PDF-1.7").decode()
    root = fromstring(
        f'<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="11526-1"/>'
        f"{unstructured('application/pdf', packed, 'B64')}</ClinicalDocument>"
    )
    [found] = read_ccda(root, "a.xml", TODAY, lambda data: (data.decode(),)).statements
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


# --- Other generations, other makers ---


def test_the_forerunners_have_other_templates_and_are_read_too() -> None:
    old = (
        f'<act><templateId root="{HL7}1.27"/><statusCode code="completed"/><entryRelationship>'
        f'<observation><templateId root="{HL7}1.28"/><value xsi:type="CD" code="254837009"'
        f' codeSystem="{SNOMED}" displayName="Breast cancer"/></observation></entryRelationship></act>'
    )
    body = in_section("", old).replace("<title>", f'<templateId root="{HL7}1.11"/><title>')
    [found] = [each for each in read(body).statements if each.kind == "problem"]
    assert found.standing == "holds"  # there, every concern is "completed"


def test_a_code_system_is_known_by_its_number_or_its_name() -> None:
    value = '<value xsi:type="CD" code="{}" codeSystem="{}" codeSystemName="{}"/>'
    systems = [("1.2.3", "SNOMED CT"), ("2.16.840.1.113883.6.104", ""), ("1.2.3", "House codes"),
               ("2.16.840.1.113883.6.12", "CPT-4")]  # fmt: skip
    found = entries("11450-4", *(problem(value.format("1", *each)) for each in systems))
    assert [each.what.codings[0].system for each in found] == [
        "snomed", "icd-9", "House codes", "cpt",
    ]  # fmt: skip


# --- The published examples ---


def example(name: str) -> CcdaRead:
    root = fromstring((RECORDS / "ccda-hl7-examples" / name).read_bytes())
    return read_ccda(root, name, TODAY)


def said(found: CcdaRead, kind: str) -> list[tuple[str, str]]:
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


# --- Whatever it looks like ---

_EXAMPLES = [(RECORDS / "ccda-hl7-examples" / name).read_bytes()
             for name in ("Operative_Note.xml", "Discharge_Summary.xml")]  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(_EXAMPLES), st.randoms(use_true_random=False))
def test_a_wrong_shape_never_raises(data: bytes, chance: object) -> None:
    root = fromstring(data)
    every = list(root.iter())
    for _ in range(40):
        element, other = chance.choice(every), chance.choice(every)  # type: ignore[attr-defined]
        match chance.randrange(5):  # type: ignore[attr-defined]
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
    assert read_ccda(Element("{urn:hl7-org:v3}ClinicalDocument"), "a.xml", TODAY) == CcdaRead()
