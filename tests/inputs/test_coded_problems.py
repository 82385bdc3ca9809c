"""Diagnoses: which entry is a breast cancer, of which side, and what belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import (
    BREAST,
    COLON,
    LEFT,
    POSITIVE,
    RIGHT,
    about,
    asked,
    concept,
    condition,
    doubts,
    passed,
    procedure,
    read,
    result,
    sure,
)

from so_cli import wording

SIZE = result("loinc 33728-7 Size", value=(2, "cm"))
SIZE_OF_LEFT = SIZE | {"focus": about("left")}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("snomed 254837009", {}),
        ("snomed 353431000119107", {"side": "left", "sex": "female"}),
        ("snomed 408643008", {"cancer_type": "invasive-ductal"}),
        ("snomed 278054005", {"cancer_type": "invasive-lobular"}),
        ("snomed 399935008", {"cancer_type": "dcis"}),
        ("snomed 254840009", {"features": "inflammatory"}),
        ("snomed 706970001", {"er": "negative", "pr": "negative", "her2": "negative"}),
        ("icd-10 C50.811", {"sex": "female", "side": "right"}),
        ("icd-10 C50.412", {"sex": "female", "side": "left", "quadrant": "upper-outer"}),
        ("icd-10 C50422", {"sex": "male", "side": "left", "quadrant": "upper-outer"}),
        ("icd-10 C50.919", {"sex": "female"}),
        ("icd-10 C50", {}),
        ("icd-10 D05.01", {"cancer_type": "lcis", "side": "right"}),
        ("icd-10 D05.12", {"cancer_type": "dcis", "side": "left"}),
        ("snomed 354491000119109", {"side": "left", "sex": "male"}),
        ("snomed 444604002", {"cancer_type": "mixed"}),
        ("snomed 431396003", {"her2": "negative"}),
        (
            "snomed 1080201000119101",
            {
                "cancer_type": "invasive-ductal",
                "side": "right",
                "sex": "female",
                "quadrant": "lower-inner",
            },
        ),
        (
            "snomed 1080261000119100",
            {"cancer_type": "invasive-lobular", "side": "left", "sex": "female"},
        ),
    ],
)
def test_a_code_says_what_it_says(code: str, says: dict[str, str]) -> None:
    assert sure(read(condition(code))) == says


@pytest.mark.parametrize(
    "text",
    [
        "Family history of breast cancer",
        "Encounter for screening mammogram for malignant neoplasm of breast",
        "At risk of breast cancer",
        "Fear of breast cancer",
        "Breast cancer screening declined",
        "Suspected breast cancer",
        "Malignant neoplasm of breast in mother",
        "Benign neoplasm of breast",
        "Breast cancer gene positive",
        "Hereditary breast and ovarian cancer syndrome",
        "Secondary malignant neoplasm of breast",
        "Hot flush",
    ],
)
def test_words_near_a_diagnosis_are_none(text: str) -> None:
    reading = read(condition("icd-10 Z00.0", text=text, onsetDateTime="2026-01-01"), SIZE)
    assert reading.findings == ()


def test_a_diagnosis_in_words_alone_is_asked() -> None:
    raw = condition("snomed 363346000 Breast Cancer", text="left", onsetDateTime="2026-01-02")
    reading = read(raw, SIZE)
    assert sure(reading) == {}
    assert asked(reading) == {"size_mm": 20, "side": "left", "diagnosed_on": "2026-01-02"}
    assert doubts(reading) == {wording.DOUBT_WORDS_ONLY}


def test_any_cancer_with_another_name_is_another_cancer() -> None:
    reading = read(condition("snomed 363346000 Prostate Cancer"), SIZE | {"focus": about("dx")})
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_OTHER_PROBLEM}


def test_a_breast_code_beside_the_name_of_another_cancer_is_asked() -> None:
    reading = read(condition("icd-10 C50.911 Malignant neoplasm of prostate"), SIZE)
    assert "size_mm" not in sure(reading)


def test_a_screening_code_and_the_number_of_a_result_are_no_diagnosis() -> None:
    reading = read(
        condition("icd-10 Z12.31 Screening"), result("loinc 13457-7 LDL", value=(174.2, "mg/dL"))
    )
    assert reading.findings == ()


@pytest.mark.parametrize("code", ["icd-10 Z85.3", "snomed 429087003"])
def test_a_cancer_once_is_asked(code: str) -> None:
    reading = read(condition(code), BREAST)
    assert asked(reading) == {"previous_breast_cancer": "yes"}


def test_a_cancer_that_is_over_is_an_earlier_one_beside_one_of_now() -> None:
    over = LEFT | {"clinicalStatus": "resolved", "onsetDateTime": "2009-01-01"}
    reading = read(over, RIGHT, SIZE_OF_LEFT)
    assert sure(reading) == {"side": "right", "sex": "female"}
    assert asked(reading) == {"previous_breast_cancer": "yes"}
    assert passed(reading) == {wording.PASSED_EARLIER_CANCER}


def test_where_every_cancer_is_over_all_of_it_is_asked() -> None:
    reading = read(LEFT | {"clinicalStatus": "resolved"}, SIZE_OF_LEFT)
    assert "size_mm" not in sure(reading)
    assert asked(reading)["previous_breast_cancer"] == "yes"


def test_a_cancer_in_remission_is_the_one_of_now() -> None:
    reading = read(BREAST | {"clinicalStatus": "remission"}, SIZE)
    assert sure(reading) == {"size_mm": 20}


def test_an_entry_that_was_taken_back_says_nothing() -> None:
    refuted = LEFT | {"verificationStatus": "refuted"}
    reading = read(refuted, SIZE_OF_LEFT)
    assert reading.findings == ()


def test_a_diagnosis_that_is_not_certain_yet_is_asked() -> None:
    assert sure(read(LEFT | {"verificationStatus": "provisional"})) == {}


def test_a_code_and_a_site_of_different_sides_are_asked() -> None:
    reading = read(LEFT | {"bodySite": [concept("snomed 73056007 Right breast structure")]})
    assert asked(reading)["side"] == {"left", "right"}


def test_a_code_and_its_words_of_different_sides_are_asked() -> None:
    reading = read(condition("icd-10 C50.911 Malignant neoplasm of left breast"))
    assert asked(reading)["side"] == {"left", "right"}


def test_a_man_with_the_code_for_women_is_both_so_that_it_is_asked() -> None:
    patient = {"resourceType": "Patient", "gender": "male"}
    assert sure(read(patient, LEFT))["sex"] == {"female", "male"}


def test_two_entries_for_one_side_are_one_tumor() -> None:
    reading = read(LEFT, BREAST, SIZE_OF_LEFT)
    assert reading.tumors == ()
    assert sure(reading)["size_mm"] == 20


def test_two_sides_are_two_tumors_and_each_has_its_own() -> None:
    reading = read(LEFT, RIGHT, SIZE_OF_LEFT)
    assert [one.side for one in reading.tumors] == ["left", "right"]
    (size,) = (one for one in reading.findings if one.fact == "size_mm")
    assert (size.tumor, size.is_sure) == (reading.tumors[0].id, True)
    assert [one.tumor for one in reading.findings if one.fact == "sex"] == [""]


def test_of_two_tumors_what_names_neither_is_asked_and_what_names_a_side_is_not() -> None:
    reading = read(LEFT, RIGHT, SIZE)
    assert doubts(reading) == {wording.DOUBT_TWO_TUMORS}
    right = SIZE | {"bodySite": concept("snomed 73056007 Right breast structure")}
    (size,) = (one for one in read(LEFT, RIGHT, right).findings if one.fact == "size_mm")
    assert (size.tumor, size.is_sure) == ("tumor-2", True)


def test_a_diagnosis_without_a_side_beside_two_sides_may_be_either() -> None:
    reading = read(LEFT, RIGHT, BREAST, SIZE | {"focus": about("dx")})
    (size,) = (one for one in reading.findings if one.fact == "size_mm")
    assert (size.tumor, size.doubt) == ("", wording.DOUBT_TWO_TUMORS)


def test_two_diagnoses_years_apart_each_with_results_are_two_tumors() -> None:
    old = BREAST | {"id": "old", "onsetDateTime": "2010-01-01"}
    new = BREAST | {"id": "new", "onsetDateTime": "2025-01-01"}
    sizes = [SIZE | {"id": name, "focus": about(name)} for name in ("old", "new")]
    assert len(read(old, new, *sizes).tumors) == 2
    assert read(old, new).tumors == ()


def test_what_is_about_the_colon_is_passed_over() -> None:
    reading = read(BREAST, COLON, SIZE | {"focus": about("colon")})
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_OTHER_PROBLEM}


def test_a_result_of_an_illness_that_is_not_among_the_papers_is_asked() -> None:
    reading = read(BREAST, SIZE | {"focus": about("elsewhere")})
    assert "size_mm" in asked(reading)
    assert doubts(reading) == {wording.DOUBT_NOT_AMONG}


def test_a_result_that_points_to_its_tissue_points_to_no_illness() -> None:
    tissue = {"resourceType": "BodyStructure", "id": "tumor"}
    reading = read(BREAST, tissue, SIZE | {"focus": [{"reference": "urn:uuid:tumor"}]})
    assert "size_mm" in sure(reading)


def test_beside_another_cancer_what_names_none_is_asked_unless_its_code_names_the_breast() -> None:
    reading = read(BREAST, COLON, SIZE, result("loinc 85337-4 ER", value=POSITIVE))
    assert sure(reading) == {"er": "positive"}
    assert doubts(reading) == {wording.DOUBT_OTHER_CANCER}


def test_a_family_history_of_another_cancer_is_no_other_cancer() -> None:
    raw = condition("icd-10 Z80.0", text="Family history of colon cancer", id="f")
    assert sure(read(BREAST, raw, SIZE)) == {"size_mm": 20}


def test_what_is_in_another_part_of_the_body_is_passed_over() -> None:
    reading = read(BREAST, SIZE | {"bodySite": concept("snomed 1 Prostate")})
    assert passed(reading) == {wording.PASSED_OTHER_SITE}


def test_the_look_of_the_cells_may_stand_in_the_diagnosis() -> None:
    raw = condition("snomed 254837009 Malignant tumor of breast", "icd-o 8500/3 NOS")
    assert sure(read(raw)) == {"cancer_type": "invasive-ductal"}


def test_a_secondary_cancer_of_the_bowel_is_another_cancer() -> None:
    bowel = condition("snomed 94260004 Secondary malignant neoplasm of colon", id="bowel")
    reading = read(BREAST, bowel, result("loinc 21908-9 Stage", value="ajcc 2B"))
    assert (sure(reading), asked(reading)) == ({}, {"stage_group": "IIB"})
    assert doubts(reading) == {wording.DOUBT_OTHER_CANCER}


def test_places_where_it_has_spread_need_a_breast_cancer() -> None:
    bone = condition("icd-10 C79.51 Secondary malignant neoplasm of bone", id="b")
    assert sure(read(BREAST, bone)) == {"met_sites": "bone"}
    assert read(bone).findings == ()
    assert asked(read(BREAST, COLON, bone)) == {"met_sites": "bone"}


def test_nodes_of_the_armpit_are_no_distant_spread() -> None:
    raw = condition("snomed 94181007 Secondary malignant neoplasm of axillary lymph nodes", id="n")
    assert sure(read(BREAST, raw)) == {"nodes": "positive"}


def test_receptors_stand_among_diagnoses_too() -> None:
    assert sure(read(BREAST, condition("icd-10 Z17.0", id="z"))) == {"er": "positive"}
    reading = read(BREAST, condition("icd-10 Z17.421", id="z"))
    assert sure(reading) == {"er": "negative", "pr": "negative", "her2": "negative"}


def test_hormone_receptors_that_are_not_told_apart_are_asked() -> None:
    reading = read(BREAST, condition("snomed 417742002 Hormone receptor positive tumor", id="h"))
    assert asked(reading) == {"er": "positive", "pr": "positive"}
    assert doubts(reading) == {wording.DOUBT_EITHER_RECEPTOR}


def test_a_stage_among_the_problems_is_of_no_known_cancer() -> None:
    reading = read(BREAST, condition("snomed 261653007 Tumor stage T2c", id="s"))
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_NOT_CLEAR}


def test_the_look_of_the_cells_counts_as_the_type() -> None:
    url = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior"
    looks = {"url": url, "valueCodeableConcept": concept("snomed 82711006 Infiltrating duct")}
    assert sure(read(BREAST | {"extension": [looks]})) == {"cancer_type": "invasive-ductal"}


def test_the_day_is_that_of_the_diagnosis_and_never_one_to_come() -> None:
    assert sure(read(BREAST | {"onsetDateTime": "2026-01-02"})) == {"diagnosed_on": "2026-01-02"}
    assert sure(read(BREAST | {"onsetDateTime": "2027-01-02"})) == {}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Personal history of breast cancer", {wording.DOUBT_ONCE}),
        ("Breast cancer in mother", set()),
        ("Lung cancer", set()),
    ],
)
def test_a_breast_code_whose_words_take_it_back_is_asked(text: str, more: set[str]) -> None:
    breast = "snomed 254837009 Malignant neoplasm of breast"
    reading = read(condition("icd-10 C50.912", breast, text=text), SIZE)
    assert sure(reading) == {}
    assert doubts(reading) == {wording.DOUBT_CODE_AND_WORDS, *more}


def test_a_breast_code_beside_that_of_a_family_history_is_none() -> None:
    assert read(condition("snomed 254837009", "icd-10 Z80.3"), SIZE).findings == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Breast CA, stage II", {"stage_group": "II"}),
        ("Carcinoma of breast, stage 2a, estrogen receptor positive",
         {"stage_group": "IIA", "er": "positive"}),
        ("Breast cancer, ER+/PR-, HER2-negative",
         {"er": "positive", "pr": "negative", "her2": "negative"}),
        ("Breast cancer, ER/PR neg", {"er": "negative", "pr": "negative"}),
        ("Triple-negative breast cancer", {"er": "negative", "pr": "negative", "her2": "negative"}),
        ("Infiltrating ductal carcinoma of upper outer quadrant of breast",
         {"cancer_type": "invasive-ductal", "quadrant": "upper-outer"}),
        ("Breast cancer stage IC-IIIC", {}),
        ("Breast cancer, stage I or stage II", {}),
        ("Malignant neoplasm of breast, unspecified estrogen receptor status", {}),
        ("Invasive ductal carcinoma with DCIS of breast", {}),
    ],
)  # fmt: skip
def test_what_only_the_name_of_a_diagnosis_says_is_asked(text: str, told: dict[str, str]) -> None:
    reading = read(condition("snomed 254837009", text=text))
    assert (sure(reading), asked(reading)) == ({}, told)


def test_what_the_codes_of_a_diagnosis_say_besides_is_sure() -> None:
    codes = ("snomed 254838004", "snomed 416053008", "icd-10 C50.911")
    reading = read(condition(*codes, text="Carcinoma of right breast, ER positive"))
    assert sure(reading) == {"er": "positive", "side": "right", "sex": "female"}


def test_a_name_that_says_otherwise_than_the_code_is_shown_beside_it() -> None:
    reading = read(condition("icd-10 Z17.1", "icd-10 C50", text="Breast cancer, ER positive"))
    assert (sure(reading), asked(reading)) == ({"er": "negative"}, {"er": "positive"})


@pytest.mark.parametrize(
    ("name", "others", "told"),
    [
        ("Tumor stage T1c", (BREAST,), {"tnm": "T1c"}),
        ("Tumor stage T2c", (BREAST,), {}),
        ("Tumor stage T1c", (BREAST, COLON), {}),
        ("Tumor stage T1c", (), {}),
    ],
)
def test_a_category_as_a_problem_of_its_own_is_asked(
    name: str, others: tuple[Any, ...], told: dict[str, str]
) -> None:
    reading = read(*others, condition(f"snomed 1 {name}", id="t"))
    assert asked(reading) == told
    assert bool(passed(reading)) != bool(told)


@pytest.mark.parametrize("operation", ["Lumpectomy", "Mastectomy"])
def test_the_side_of_a_surgery_counts_where_no_diagnosis_names_one(operation: str) -> None:
    code = {"Lumpectomy": "snomed 392021009", "Mastectomy": "snomed 406505007"}[operation]
    right = [concept("snomed 73056007 Right breast structure")]
    reading = read(BREAST, procedure(f"{code} {operation}", bodySite=right))
    found = sure(reading) if operation == "Lumpectomy" else asked(reading)
    assert found["side"] == "right"


def test_the_day_of_the_diagnosis_may_stand_in_an_extension() -> None:
    url = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
    raw = BREAST | {"extension": [{"url": url, "valueDateTime": "2026-01-05"}]}
    assert sure(read(raw)) == {"diagnosed_on": "2026-01-05"}


def test_a_cancer_without_any_code_is_asked() -> None:
    reading = read(condition(text="Invasive ductal carcinoma of left breast"))
    assert asked(reading) == {"side": "left", "cancer_type": "invasive-ductal"}
    assert doubts(reading) == {wording.DOUBT_NAMED_IN_WORDS}


def test_dcis_beside_an_invasive_cancer_is_not_the_kind_of_it() -> None:
    dcis = condition("icd-10 D05.12 DCIS of left breast", id="d")
    assert sure(read(LEFT, dcis)) == {"sex": "female", "side": "left"}
    assert asked(read(LEFT, dcis)) == {"cancer_type": "dcis"}
    assert sure(read(RIGHT, dcis))["cancer_type"] == "dcis"
