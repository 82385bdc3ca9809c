"""Procedures, medicines, allergies and papers."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from coded_papers import (
    BREAST,
    COLON,
    LEFT,
    Json,
    about,
    asked,
    concept,
    condition,
    doubts,
    medicine,
    passed,
    procedure,
    read,
    sure,
)

from so_cli import wording

LUMPECTOMY, MASTECTOMY = "snomed 392021009 Lumpectomy", "snomed 406505007 Mastectomy"
RADIATION = "snomed 33195004 Teleradiotherapy"


def test_surgery_is_the_latest_and_all_of_it_was_had() -> None:
    papers = [
        procedure(LUMPECTOMY, on="2026-01-10"),
        procedure(MASTECTOMY, on="2026-02-20", id="q"),
    ]
    assert sure(read(BREAST, *papers)) == {
        "surgery": "mastectomy",
        "surgery_on": "2026-02-20",
        "had": {"lumpectomy", "mastectomy"},
    }


def test_a_surgery_of_both_breasts() -> None:
    found = sure(read(BREAST, procedure("snomed 27865001 Bilateral mastectomy")))
    assert (found["surgery"], found["had"]) == ("double-mastectomy", "mastectomy")


def test_an_excision_may_be_a_part_or_the_whole() -> None:
    reading = read(BREAST, procedure("snomed 69031006 Excision of breast tissue"))
    assert asked(reading)["surgery"] == {"lumpectomy", "mastectomy"}
    assert "surgery" not in sure(reading)


@pytest.mark.parametrize(
    "more",
    [
        {"status": "preparation"},
        {"status": "not-done"},
        {"status": "entered-in-error"},
        {"performedDateTime": "2027-01-01"},
    ],
)
def test_what_is_planned_or_was_not_done_is_no_finding(more: Json) -> None:
    assert read(BREAST, procedure(LUMPECTOMY, **more)).findings == ()


def test_what_is_planned_is_passed_over_with_a_reason() -> None:
    reading = read(BREAST, procedure(LUMPECTOMY, on="2026-12-24"))
    assert passed(reading) == {wording.PASSED_PLANNED}


def test_node_surgery() -> None:
    found = sure(read(BREAST, procedure("snomed 396487001 Sentinel lymph node biopsy")))
    assert found == {"node_surgery": "sentinel", "had": "node-surgery"}
    found = sure(read(BREAST, procedure("snomed 234262008 Excision of axillary lymph node")))
    assert found == {"had": "node-surgery"}


def test_a_surgery_of_both_breasts_that_names_the_nodes_took_nodes() -> None:
    named = "snomed 14714006 Bilateral mastectomy with excision of bilateral regional lymph nodes"
    assert sure(read(BREAST, procedure(named)))["had"] == {"mastectomy", "node-surgery"}


def test_a_sentinel_node_in_words_is_asked() -> None:
    reading = read(BREAST, procedure(LUMPECTOMY, text="Lumpectomy w/ SN"))
    assert asked(reading) == {"node_surgery": "sentinel"}


def test_radiation_and_chemotherapy_need_a_breast_cancer() -> None:
    assert sure(read(BREAST, procedure(RADIATION))) == {"had": "radiation"}
    assert asked(read(procedure(RADIATION))) == {"had": "radiation"}
    assert read(COLON, procedure(RADIATION)).findings == ()
    assert sure(read(BREAST, procedure("snomed 367336001 Chemo"))) == {"had": "chemotherapy"}


@pytest.mark.parametrize(
    "more",
    [
        {"bodySite": [concept("snomed 1 Prostate")]},
        {"reasonReference": about("colon")},
        {"reasonCode": [concept("snomed 93761005 Primary malignant neoplasm of colon")]},
    ],
)
def test_radiation_of_something_else_is_passed_over(more: Json) -> None:
    assert sure(read(BREAST, COLON, procedure(RADIATION, **more))) == {}


def test_the_side_of_the_radiation_is_asked_where_no_diagnosis_names_one() -> None:
    right = [concept("snomed 73056007 Right breast structure")]
    reading = read(BREAST, procedure(RADIATION, bodySite=right))
    assert (sure(reading), asked(reading)) == ({"had": "radiation"}, {"side": "right"})
    assert doubts(reading) == {wording.DOUBT_SIDE_OF_RADIATION}


def test_a_side_that_contradicts_is_shown_and_never_sure() -> None:
    right = concept("icd-10 C50.811 Malignant neoplasm of right female breast")
    reading = read(LEFT, procedure(RADIATION, reasonCode=[right]))
    assert asked(reading) == {"side": "right", "had": "radiation"}
    assert doubts(reading) == {wording.DOUBT_OTHER_SIDE}


def test_the_reason_for_a_procedure_is_never_a_diagnosis() -> None:
    reading = read(procedure("snomed 71651007 Mammography", reasonCode=[LEFT["code"]]))
    assert reading.findings == ()


def test_the_day_of_the_biopsy_shortly_before_the_diagnosis_is_its_day() -> None:
    dx = BREAST | {"onsetDateTime": "2026-03-16"}
    near = procedure("snomed 122548005 Biopsy of breast", on="2026-03-06")
    assert sure(read(dx, near))["diagnosed_on"] == "2026-03-06"
    years = procedure("snomed 122548005 Biopsy of breast", on="2019-03-06")
    assert sure(read(dx, years))["diagnosed_on"] == "2026-03-16"


def test_what_was_done_is_no_report_in_hand() -> None:
    mammogram = procedure(
        "snomed 71651007 Mammography", performer=[{"actor": {"display": "City Hospital"}}]
    )
    (record,) = read(mammogram).records
    assert (record.record, record.is_here, record.place) == (
        "mammogram-images",
        False,
        "City Hospital",
    )


def test_mammograms_of_two_years_are_earlier_pictures() -> None:
    reading = read(
        *(procedure("snomed 71651007 M", on=f"{year}-01-01", id=str(year)) for year in (2020, 2026))
    )
    assert sure(reading) == {"prior_images": "yes"}
    assert {one.record for one in reading.records} == {"earlier-mammograms", "mammogram-images"}


def test_a_breast_mri_was_done() -> None:
    assert sure(read(procedure("snomed 241615005 MRI of breast"))) == {"mri": "done"}


def study(modality: str, words: str) -> Json:
    kind = {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": modality}
    return {
        "resourceType": "ImagingStudy",
        "status": "available",
        "started": "2026-01-02T10:00:00Z",
        "modality": [kind],
        "description": words,
    }


def test_pictures_exist_where_a_study_says_so_and_only_of_the_breast() -> None:
    assert [one.record for one in read(study("MG", "Screening")).records] == ["mammogram-images"]
    assert sure(read(study("MR", "MRI breast bilateral"))) == {"mri": "done"}
    assert read(study("MR", "MRI knee")).records == ()
    assert read(study("US", "Ultrasound abdomen")).records == ()


# --- medicines ---

ANASTROZOLE = "rxnorm 84857 anastrozole"


def test_what_is_taken_now_is_a_medicine_and_for_cancer_a_treatment() -> None:
    reading = read(BREAST, medicine(ANASTROZOLE), medicine(text="Lisinopril 10 mg", id="l"))
    assert [one.medicine.name for one in reading.medicines] == ["anastrozole", "Lisinopril 10 mg"]
    assert sure(reading) == {"had": "hormone-therapy"}


@pytest.mark.parametrize(
    ("kind", "status", "is_sure"),
    [
        ("MedicationRequest", "active", False),
        ("MedicationOrder", "active", False),
        ("MedicationRequest", "completed", True),
        ("MedicationRequest", "stopped", True),
        ("MedicationStatement", "active", True),
        ("MedicationAdministration", "completed", True),
        ("MedicationDispense", "completed", True),
    ],
)
def test_an_order_that_is_open_says_not_that_it_was_given(
    kind: str, status: str, is_sure: bool
) -> None:
    reading = read(BREAST, medicine(ANASTROZOLE, kind=kind, status=status))
    (had,) = (one for one in reading.findings if one.fact == "had")
    assert had.is_sure is is_sure
    assert had.is_sure or had.doubt == wording.DOUBT_ONLY_ORDERED


@pytest.mark.parametrize(
    "more",
    [
        {"status": "entered-in-error"},
        {"status": "draft"},
        {"intent": "proposal"},
        {"status": "on-hold"},
        {"status": "not-taken"},
    ],
)
def test_what_is_only_thought_of_is_neither(more: Json) -> None:
    reading = read(BREAST, medicine(ANASTROZOLE, **more))
    assert (reading.findings, reading.medicines) == ((), ())


def test_what_was_stopped_is_not_taken() -> None:
    (seen,) = read(BREAST, medicine(ANASTROZOLE, status="completed")).medicines
    assert not seen.is_taken
    assert read(BREAST, medicine(text="Lisinopril", status="completed")).medicines == ()


def test_a_code_a_name_and_a_text_of_two_drugs_are_asked() -> None:
    raw = medicine("rxnorm 224905 Anastrozole", text="Trastuzumab (Herceptin)")
    reading = read(BREAST, raw)
    assert sure(reading) == {}
    assert asked(reading) == {"had": {"her2-therapy", "hormone-therapy"}}
    assert reading.medicines[0].doubt == wording.DOUBT_CODE_AND_WORDS


@pytest.mark.parametrize(
    ("text", "had"),
    [
        ("Paclitaxel 100 MG Injection", "chemotherapy"),
        ("ado-trastuzumab emtansine 160 mg", "antibody-drug"),
        ("TRASTUZUMAB 600 MG", "her2-therapy"),
        ("Kisqali 200 mg tablet", "cdk46"),
        ("Zoladex", "ovarian-suppression"),
    ],
)
def test_a_drug_is_known_by_its_name(text: str, had: str) -> None:
    assert sure(read(BREAST, medicine(text=text))) == {"had": had}


def test_a_drug_for_the_skin_is_no_treatment_of_this_cancer() -> None:
    given = medicine("rxnorm 1791701 10 ML Fluorouracil 50 MG/ML Injection", status="completed")
    assert sure(read(BREAST, given)) == {"had": "chemotherapy"}
    cream = medicine("rxnorm 4492 Fluorouracil 5% cream", status="completed")
    assert read(BREAST, cream).findings == ()


def test_a_cancer_drug_for_something_else_is_no_treatment_of_this_cancer() -> None:
    chemo = "rxnorm 3002 cyclophosphamide"
    colon = medicine(chemo, reasonReference=about("colon"))
    assert read(BREAST, COLON, colon).findings == ()
    lupus = medicine(chemo, reasonCode=[concept("snomed 200936003 Lupus erythematosus")])
    assert doubts(read(BREAST, lupus)) == {wording.DOUBT_OTHER_REASON}
    other = condition("snomed 200936003 Lupus erythematosus", id="lupus")
    pointed = medicine(chemo, reasonReference=about("lupus"))
    assert read(BREAST, other, pointed).findings == ()
    assert doubts(read(BREAST, COLON, medicine(chemo))) == {wording.DOUBT_OTHER_CANCER}


# --- allergies ---


def allergy(*codes: str, text: str = "", **more: Any) -> Json:
    return {"resourceType": "AllergyIntolerance", "code": concept(*codes, text=text)} | more


def test_allergies_that_hold_by_their_names() -> None:
    old = {
        "resourceType": "AllergyIntolerance",
        "substance": concept("snomed 1 Latex"),
        "status": "active",
    }
    reading = read(allergy(text="Penicillin"), old, allergy(text="penicillin"))
    assert [one.name for one in reading.allergies] == ["Penicillin", "Latex"]


@pytest.mark.parametrize(
    "raw",
    [
        allergy("snomed 716186003 No known allergy"),
        allergy("snomed 409137002"),
        allergy(text="NKDA"),
        allergy(text="No known allergies"),
        allergy(text="No known drug allergy"),
        allergy(text="Penicillin", clinicalStatus=concept("snomed inactive")),
        allergy(text="Penicillin", verificationStatus=concept("snomed refuted")),
        allergy(text="Penicillin", verificationStatus=concept("snomed entered-in-error")),
    ],
)
def test_no_allergy_has_no_name(raw: Json) -> None:
    assert read(raw).allergies == ()


# --- papers ---


def paper(code: str, text: str = "", **more: Any) -> Json:
    forms = (
        [{"contentType": "text/plain", "data": b64encode(text.encode()).decode()}] if text else []
    )
    return {"resourceType": "DiagnosticReport", "id": "d", "status": "final", "code": concept(code),
            "presentedForm": forms, "effectiveDateTime": "2026-02-02"} | more  # fmt: skip


PATHOLOGY = "loinc 11526-1 Pathology study"


def test_a_report_is_here_only_with_its_content() -> None:
    dx = BREAST | {"onsetDateTime": "2026-02-01"}
    (here,) = read(dx, paper(PATHOLOGY, "Left breast, biopsy")).records
    assert (here.record, here.is_here) == ("biopsy-report", True)
    (there,) = read(dx, paper(PATHOLOGY)).records
    assert not there.is_here


def test_a_pathology_report_after_surgery_is_the_one_of_the_surgery() -> None:
    reading = read(BREAST, procedure(LUMPECTOMY), paper(PATHOLOGY, "Left breast, lumpectomy"))
    assert [one.record for one in reading.records] == ["surgical-pathology-report"]


def test_a_report_of_something_else_ticks_nothing() -> None:
    dx = BREAST | {"onsetDateTime": "2026-02-01"}
    reading = read(dx, paper(PATHOLOGY, "Colon polyp"))
    assert reading.records == ()
    assert passed(reading) == {wording.PASSED_OTHER_PAPER}
    assert read(dx, paper(PATHOLOGY, effectiveDateTime="2015-01-01")).records == ()
    assert read(paper("loinc 18842-5 Discharge summary", "Rest.")).records == ()


def test_a_report_without_text_is_named_with_what_to_ask_for() -> None:
    scan = {"contentType": "image/tiff", "data": b64encode(b"II*").decode()}
    reading = read(paper(PATHOLOGY) | {"presentedForm": [scan]})
    assert passed(reading) == {wording.PASSED_NO_TEXT}


def test_the_kind_of_a_paper_may_stand_in_its_category() -> None:
    raw = paper(
        "loinc 30746-2 XR", "Mammogram: breast", category=[concept("loinc LP29684-5 Radiology")]
    )
    assert [one.record for one in read(BREAST, raw).records] == ["breast-imaging-reports"]


def test_what_was_passed_over_is_bounded() -> None:
    many = [procedure(LUMPECTOMY, on="2027-01-01", text=str(number)) for number in range(400)]
    assert len(read(BREAST, *many).passed_over) <= 200


@pytest.mark.parametrize("text", ["No known medications", "Not on any medicine", "NKMA", "None"])
def test_that_there_is_no_medicine_is_no_name_of_one(text: str) -> None:
    assert read(medicine(text=text)).medicines == ()


def test_of_one_day_the_entry_without_a_doubt_counts() -> None:
    clear = medicine("rxnorm 10324 tamoxifen", id="a", effectiveDateTime="2026-01-01")
    odd = medicine("rxnorm 84857 anastrozole", text="tamoxifen", id="b",
                   effectiveDateTime="2026-01-01")  # fmt: skip
    for order in ((clear, odd), (odd, clear)):
        assert [each.doubt for each in read(*order).medicines] == [""]
