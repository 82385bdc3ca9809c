"""FHIR of any shape and version, to statements; and nothing that stands there makes it fail."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

import pytest
from coded_papers import BREAST, Json, concept, condition, medicine, procedure, result
from hypothesis import given
from hypothesis import strategies as st

from so_cli.inputs.fhir import read_fhir
from so_cli.inputs.statement import Concept, Quantity, Statement

ER = result("loinc 85337-4 ER", value=(97, "%"), id="er-1", effectiveDateTime="2026-01-05")
PATIENT: Json = {
    "resourceType": "Patient", "id": "x", "birthDate": "1970-03-04", "gender": "female",
    "name": [
        {"use": "nickname", "text": "Jo"},
        {"use": "official", "given": ["Joan", "M"], "family": "Doe"},
    ],
    "identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-00-1234"}],
    "address": [{"line": ["1 Main St"], "city": "Springfield"}],
    "telecom": [{"value": "555-0100"}],
}  # fmt: skip


def statements(*resources: Any) -> tuple[Statement, ...]:
    return read_fhir(list(resources), "export.json").statements


def entry(resource: Json, **more: Any) -> Json:
    return {"fullUrl": f"urn:uuid:{resource.get('id')}", "resource": resource} | more


def bundle(*resources: Json) -> Json:
    return {"resourceType": "Bundle", "entry": [entry(one) for one in resources]}


@pytest.mark.parametrize(
    "shape",
    [
        ER, [ER], bundle(ER), [bundle(ER)], bundle(bundle(ER)),
        {"resourceType": "Bundle", "entry": entry(ER)},
    ],
)  # fmt: skip
def test_a_bundle_an_array_and_a_single_resource_are_all_read(shape: Any) -> None:
    (found,) = read_fhir(shape, "export.json").statements
    assert found.value == Quantity(97, "%")


def test_a_statement_says_where_it_stands_in_its_own_words() -> None:
    (found,) = statements(ER | {"code": concept("loinc 85337-4 Estrogen receptor", text="ER Pct")})
    source = found.source
    assert (source.file, source.where, source.words) == (
        "export.json", "Observation er-1", "ER Pct: 97 %",
    )  # fmt: skip
    assert source.date == date(2026, 1, 5)


def test_words_are_clean_and_not_long() -> None:
    (found,) = statements(condition(text="breast\x1b[31m cancer\n" + "x" * 500))
    assert "\x1b" not in found.source.words
    assert len(found.source.words) <= 200


def test_a_person_is_a_name_and_a_day_of_birth_and_nothing_else_of_hers_is_kept() -> None:
    found = read_fhir([PATIENT], "export.json")
    (person,) = found.people
    assert (person.name, person.born) == ("Joan M Doe", date(1970, 3, 4))
    kept = repr(found)
    assert all(secret not in kept for secret in ("999-00-1234", "Main St", "555-0100"))


def test_two_patients_are_two_people() -> None:
    assert len(read_fhir([PATIENT, PATIENT | {"id": "y"}], "f").people) == 2


def test_people_are_seen_without_a_patient_too() -> None:
    both = [ER | {"subject": {"reference": f"Patient/{name}"}} for name in "ab"]
    assert len(read_fhir(both, "f").people) == 2


@pytest.mark.parametrize(
    "kind", ["FamilyMemberHistory", "CarePlan", "Claim", "Encounter", "Composition", "Goal"]
)
def test_diagnoses_are_never_read_from_elsewhere(kind: str) -> None:
    raw = BREAST | {"resourceType": kind, "reasonCode": [BREAST["code"]], "type": [BREAST["code"]]}
    assert statements(raw) == ()


def test_what_is_about_a_relative_or_a_group_is_not_hers() -> None:
    assert statements(BREAST | {"subject": {"reference": "RelatedPerson/1"}}) == ()
    assert statements(BREAST | {"subject": {"reference": "Group/1"}}) == ()


def test_what_is_measured_at_every_visit_is_passed() -> None:
    assert statements(ER | {"category": [{"coding": [{"code": "vital-signs"}]}]}) == ()


@pytest.mark.parametrize(
    ("resource", "standing"),
    [
        (BREAST, "holds"),
        (BREAST | {"clinicalStatus": concept("snomed resolved")}, "past"),
        (BREAST | {"clinicalStatus": "resolved"}, "past"),
        (BREAST | {"clinicalStatus": "remission"}, "holds"),
        (BREAST | {"verificationStatus": "refuted"}, "not-so"),
        (BREAST | {"verificationStatus": concept("snomed entered-in-error")}, "not-so"),
        (BREAST | {"verificationStatus": "provisional"}, "unclear"),
        (ER | {"status": "entered-in-error"}, "not-so"),
        (ER | {"status": "preliminary"}, "unclear"),
        (ER | {"status": "amended"}, "holds"),
        (procedure("cpt 19301"), "holds"),
        (procedure("cpt 19301", status="preparation"), "planned"),
        (procedure("cpt 19301", status="not-done"), "not-so"),
        (procedure("cpt 19301", notPerformed=True), "not-so"),
        (medicine(text="x"), "holds"),
        (medicine(text="x", status="completed"), "past"),
        (medicine(text="x", status="draft", kind="MedicationRequest"), "planned"),
        (medicine(text="x", intent="proposal", kind="MedicationRequest"), "planned"),
        (medicine(text="x", intent="plan", kind="MedicationRequest"), "planned"),
        (medicine(text="x", status="on-hold", kind="MedicationRequest"), "planned"),
        (medicine(text="x", wasNotTaken=True), "not-so"),
        (medicine(text="x", kind="MedicationDispense"), "past"),
    ],
)
def test_how_a_thing_stands(resource: Json, standing: str) -> None:
    assert statements(resource)[0].standing == standing


def test_only_an_order_is_an_order() -> None:
    kinds = [
        "MedicationOrder",
        "MedicationRequest",
        "MedicationStatement",
        "MedicationAdministration",
    ]
    found = [statements(medicine(text="x", kind=kind))[0].is_order for kind in kinds]
    assert found == [True, True, False, False]


def test_a_medicine_may_stand_elsewhere() -> None:
    code = concept("rxnorm 10324 Tamoxifen")
    inside = {"resourceType": "MedicationRequest", "medicationReference": {"reference": "#1"},
              "contained": [{"resourceType": "Medication", "id": "1", "code": code}]}  # fmt: skip
    beside = {
        "resourceType": "MedicationRequest",
        "medicationReference": {"reference": "Medication/2"},
    }
    there = {"resourceType": "Medication", "id": "2", "code": code}
    found = statements(inside, beside, there)
    assert [one.what.words for one in found] == ["Tamoxifen", "Tamoxifen"]


def test_a_result_is_about_the_problem_that_it_its_panel_or_the_problem_names() -> None:
    by_itself = ER | {"id": "a", "focus": [{"reference": "urn:uuid:dx"}]}
    panel = ER | {
        "id": "b",
        "focus": [{"reference": "Condition/dx"}],
        "hasMember": [{"reference": "Observation/c"}],
    }
    member = ER | {"id": "c"}
    assessed = ER | {"id": "d"}
    stage = {"summary": concept("ajcc 2B"), "assessment": [{"reference": "d"}]}
    dx = BREAST | {"stage": [stage]}
    found = {one.id: one.about for one in statements(by_itself, panel, member, assessed, dx)}
    assert [found[name] for name in "abcd"] == [("dx",)] * 4


def test_an_address_inside_the_file_leads_to_the_id() -> None:
    dx = entry(BREAST) | {"fullUrl": "https://example.org/fhir/Condition/other"}
    raw = {
        "resourceType": "Bundle",
        "entry": [dx, entry(ER | {"focus": [{"reference": "Condition/other"}]})],
    }
    assert read_fhir(raw, "f").statements[1].about == ("dx",)


def test_one_stage_and_many_are_stages_about_the_condition() -> None:
    for stage in ({"summary": concept("ajcc 3A")}, [{"summary": concept("ajcc 3A")}]):
        found = statements(BREAST | {"stage": stage})[1]
        assert (found.kind, found.about, found.source.words) == ("result", ("dx",), "Stage: 3A")


def test_sides_stand_in_sites_in_their_extensions_and_beside_them() -> None:
    side = {
        "url": "http://example.org/laterality-qualifier",
        "valueCodeableConcept": concept("snomed 7771000 Left"),
    }
    sites: list[Json] = [
        {"bodySite": [concept("snomed 80248007 Left breast structure")]},
        {"bodySite": {**concept("snomed 76752008 Breast"), "extension": [side]}},
        {"extension": [side]},
    ]
    for raw in sites:
        words = " ".join(site.words for site in statements(BREAST | raw)[0].sites)
        assert "Left" in words


def test_older_shapes_are_read_too() -> None:
    raw = {
        "resourceType": "MedicationOrder", "status": "active", "dateWritten": "2014-05-06",
        "medicationCodeableConcept": {"text": "Exemestane"},
        "dosageInstruction": [{"text": "once a day", "doseQuantity": {"value": 25, "unit": "mg"}}],
    }  # fmt: skip
    (found,) = statements(raw)
    assert (found.what.words, found.dose, found.how_often) == ("Exemestane", "25 mg", "once a day")
    assert found.date == date(2014, 5, 6)


def test_a_date_without_its_day_is_no_date() -> None:
    assert statements(BREAST | {"onsetDateTime": "2014"})[0].date is None
    assert statements(BREAST | {"onsetDateTime": "2014-13-40"})[0].date is None


def paper(kind: str, data: bytes, **more: Any) -> Json:
    attachment = {"contentType": kind, "data": b64encode(data).decode()}
    return {"resourceType": "DocumentReference", "type": concept("loinc 11526-1 Pathology"),
            "content": [{"attachment": attachment}]} | more  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "data", "page"),
    [
        ("text/plain", b"ER positive", "ER positive"),
        ("text/plain; charset=latin-1", "1 \xb5m".encode("latin-1"), "1 \xb5m"),
        ("text/rtf", rb"{\rtf1 ER:\par positive}", "ER:\npositive"),
        ("text/html", b"<h1>ER</h1><script>x()</script><p>a &amp; b", "ER\na & b"),
        ("application/xhtml+xml", b"<div>ER<br/>positive</div>", "ER\npositive"),
    ],
)  # fmt: skip
def test_the_text_of_a_paper_stands_in_its_pages(kind: str, data: bytes, page: str) -> None:
    (found,) = statements(paper(kind, data))
    assert (found.pages, found.has_content) == ((page,), True)


def test_a_pdf_is_here_and_its_pages_come_from_whoever_can_read_it() -> None:
    raw = paper("application/pdf", b"%PDF-1.7")
    assert (statements(raw)[0].pages, statements(raw)[0].has_content) == ((), True)
    read = read_fhir(raw, "f", pdf_pages=lambda data: (f"{len(data)} bytes",))
    assert read.statements[0].pages == ("8 bytes",)


def test_an_address_of_a_paper_is_no_paper() -> None:
    raw = paper("text/plain", b"") | {"content": [{"attachment": {"url": "Binary/1"}}]}
    assert not statements(raw)[0].has_content
    broken = {"content": [{"attachment": {"contentType": "text/plain", "data": "!!"}}]}
    assert not statements(paper("text/plain", b"") | broken)[0].has_content


def test_a_snomed_code_under_the_name_of_loinc_is_a_snomed_code() -> None:
    raw = condition("loinc 254837009 Malignant neoplasm of breast")
    assert statements(raw)[0].what.codings[0].system == "snomed"


@pytest.mark.parametrize(
    "name", ["LOINC", "http://loinc.org", "https://loinc.org/", "urn:oid:2.16.840.1.113883.6.1"]
)
def test_a_system_has_many_names(name: str) -> None:
    raw = ER | {"code": {"coding": [{"system": name, "code": "85337-4"}]}}
    what = statements(raw)[0].what
    assert isinstance(what, Concept)
    assert what.codings[0].system == "loinc"


KEY_WORDS = (
    "resourceType id code coding system display text status value valueQuantity valueString unit "
    "valueCodeableConcept component focus reference entry resource fullUrl stage summary bodySite "
    "extension url content attachment contentType data name given birthDate gender subject "
    "medicationReference contained hasMember category onsetDateTime method dosageInstruction "
    "timing series modality started presentedForm assessment reasonCode interpretation"
)
KEYS = st.sampled_from(KEY_WORDS.split())
LEAF_WORDS = (
    "Bundle Condition Observation Procedure Patient DiagnosticReport DocumentReference "
    "Medication MedicationRequest ImagingStudy AllergyIntolerance 2020-01-01 254837009 85337-4 "
    "final #a ZQ== http://loinc.org http://snomed.info/sct text/html % Condition/a"
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(LEAF_WORDS.split())
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
TYPE_WORDS = (
    "Condition Observation Procedure Patient DiagnosticReport DocumentReference MedicationRequest "
    "MedicationStatement ImagingStudy AllergyIntolerance BodyStructure Medication Bundle"
)
TYPES = st.sampled_from(TYPE_WORDS.split())
RESOURCES = st.builds(
    lambda kind, more: more | {"resourceType": kind},
    TYPES,
    st.dictionaries(KEYS, ANY_JSON, max_size=8),
)


@given(st.lists(RESOURCES | ANY_JSON, max_size=4))
def test_no_json_value_makes_it_fail(parsed: list[Any]) -> None:
    from coded_papers import read

    read(*parsed)
