"""Stage groups, T, N and M."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import BREAST, COLON, asked, concept, doubts, passed, read, result, sure

from so_cli import wording

GROUP, PATHOLOGIC = "loinc 21908-9 Stage group", "loinc 21902-2 Stage group"


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ("ajcc 2B IIB", "IIB"),
        ("ajcc c3C", "IIIC"),
        ("ajcc 4 IV", "IV"),
        ("ajcc 4A IVA", "IV"),
        ("ajcc 0", "0"),
        ("snomed 1222769001 AJCC stage IIB", "IIB"),
        ("snomed 261638004 Stage 3A (qualifier value)", "IIIA"),
        ("snomed 258228008 Stage 4", "IV"),
        ("snomed 999 American Joint Committee on Cancer stage IIIB (qualifier value)", "IIIB"),
        ("snomed 50283003", "III"),
        ("snomed 999 Clinical stage IV (finding)", "IV"),
        ("Stage IIA", "IIA"),
        ("IIIC", "IIIC"),
        ("snomed 261614003", "IIA"),
        ("Stage IIA (cT2, cN0(f), cM0, G2, ER+)", "IIA"),
        ("Clinical stage from 3/1/2026: Stage IB (cT1c, cN1mi, cM0)", "IB"),
    ],
)
def test_a_stage_however_it_is_written(value: str, group: str) -> None:
    assert sure(read(BREAST, result(GROUP, value=value))) == {"stage_group": group}


@pytest.mark.parametrize(
    "value",
    ["unknown", "Stage IC-IIIC", "5", "T2", "II or III", "not staged", "pT1c, Stage IA"],
)
def test_what_is_no_stage_is_passed_over(value: str) -> None:
    reading = read(BREAST, result(GROUP, value=value))
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_NOT_CLEAR}


def test_the_more_exact_of_two_stages_is_kept() -> None:
    both = [result(GROUP, value="ajcc 3"), result(GROUP, value="ajcc 3A", id="s")]
    assert sure(read(BREAST, *both)) == {"stage_group": "IIIA"}


def test_two_stages_that_contradict_are_both_given() -> None:
    both = [result(PATHOLOGIC, value="ajcc 3B"), result(PATHOLOGIC, value="ajcc 3C", id="s")]
    assert sure(read(BREAST, *both)) == {"stage_group": {"IIIB", "IIIC"}}


def test_the_stage_in_the_condition_contradicts_the_results() -> None:
    dx = BREAST | {"stage": [{"summary": concept("ajcc 3C")}]}
    assert sure(read(dx, result(GROUP, value="ajcc 2B"))) == {"stage_group": {"IIIC", "IIB"}}


def test_a_code_and_its_words_that_disagree_are_asked() -> None:
    reading = read(BREAST, result(GROUP, value="snomed 1222769001 Stage IIIC"))
    assert doubts(reading) == {wording.DOUBT_CODE_AND_WORDS}


def test_a_stage_without_any_cancer_is_asked_and_beside_another_cancer_passed_over() -> None:
    alone = read(result(GROUP, value="ajcc 2B"))
    assert (sure(alone), asked(alone)) == ({}, {"stage_group": "IIB"})
    assert doubts(alone) == {wording.DOUBT_NO_DIAGNOSIS}
    for colon in (COLON, COLON | {"clinicalStatus": "resolved"}):
        reading = read(colon, result(GROUP, value="ajcc 2B"))
        assert reading.findings == ()
        assert passed(reading) == {wording.DOUBT_NO_DIAGNOSIS}


def category(code: str, value: str, **more: Any) -> dict[str, Any]:
    return result(f"loinc {code} category", value=value, **{"id": code, **more})


def test_t_n_and_m_are_one_text_clinical_first() -> None:
    papers = [
        category("21899-0", "ajcc pT2"),
        category("21907-1", "snomed 30893008 M0 category (finding)"),
        category("21905-5", "ajcc cT1"),
        category("21906-3", "snomed 1229973008 AJCC cN1"),
    ]
    assert sure(read(BREAST, *papers)) == {"tnm": "cT1 cN1 cM0 pT2"}


@pytest.mark.parametrize(
    ("test", "code", "says"),
    [
        ("21905-5", "14410001", "cT3"),
        ("21905-5", "65565005", "cT4"),
        ("21906-3", "5856006", "cN3"),
        ("21907-1", "55440008", "cM1"),
        ("21899-0", "1229846008", "pT1c"),
        ("21899-0", "1228863001", "ypT0"),
        ("21900-6", "1229952008", "pN1mi"),
        ("21906-3", "1229971005", "cN0"),
    ],
)
def test_a_category_needs_no_words_beside_its_code(test: str, code: str, says: str) -> None:
    assert sure(read(BREAST, category(test, f"snomed {code}"))) == {"tnm": says}


def test_a_form_of_pathologists_names_its_questions_and_is_asked() -> None:
    form = [
        result(text="Overall Grade", value="Grade 1 (scores of 3, 4 or 5)"),
        result(text="pT Category", value="pT1b: Tumor greater than 5 mm, up to 10 mm"),
        result(text="Margin Status for Invasive Carcinoma", value="All margins negative for it"),
    ]
    reading = read(BREAST, *form)
    assert asked(reading) == {"grade": "1", "tnm": "pT1b", "margins": "clear"}
    assert doubts(reading) == {wording.DOUBT_NO_CODE}


def test_the_latest_of_two_categories_counts_and_two_of_one_day_are_asked() -> None:
    first = category("21905-5", "ajcc cT1", effectiveDateTime="2026-01-01")
    later = category("21905-5", "ajcc cT2", effectiveDateTime="2026-03-01", id="b")
    assert sure(read(BREAST, first, later)) == {"tnm": "cT2"}
    same = later | {"effectiveDateTime": "2026-01-01"}
    assert doubts(read(BREAST, first, same)) == {wording.DOUBT_TWO_CATEGORIES}


@pytest.mark.parametrize(
    "value", ["ajcc pT2", "ajcc cN1", "unknown", "T", "snomed 1 Stage IC-IIIC"]
)
def test_a_category_of_another_kind_is_none(value: str) -> None:
    assert read(BREAST, category("21905-5", value)).findings == ()


def test_a_category_whose_code_and_words_disagree_is_asked() -> None:
    reading = read(BREAST, category("21905-5", "snomed 23351008 T3 category (finding)"))
    assert sure(reading) == {}
    assert "tnm" in asked(reading)


@pytest.mark.parametrize("value", ["T2c", "cT2c", "cT3a", "cT1d"])
def test_letters_that_only_other_cancers_have_are_no_category(value: str) -> None:
    assert read(BREAST, category("21905-5", value)).findings == ()


def test_a_stage_that_breast_cancer_does_not_have_is_passed_over() -> None:
    reading = read(BREAST, result(GROUP, value="ajcc 2C"))
    assert (reading.findings, passed(reading)) == ((), {wording.PASSED_NOT_CLEAR})


def test_stage_iva_is_shown_as_it_is_written() -> None:
    reading = read(BREAST, result(GROUP, value="ajcc 4A IVA"))
    assert [one.label for one in reading.also] == [wording.STAGE_AS_WRITTEN]
