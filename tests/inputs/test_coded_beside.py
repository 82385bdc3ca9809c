"""What stands beside a diagnosis: treatments as entries of their own, words behind a stage, and
what was done with nobody's cancer among the papers."""

from __future__ import annotations

import pytest
from coded_papers import (
    BREAST,
    COLON,
    Json,
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

MASTECTOMY = procedure("snomed 172043006 Simple mastectomy")


@pytest.mark.parametrize(
    ("code", "fact", "value"),
    [
        ("Z90.11 Acquired absence of right breast and nipple", "had", "mastectomy"),
        ("Z79.811 Long term (current) use of aromatase inhibitors", "had", "hormone-therapy"),
        ("Z92.21 Personal history of antineoplastic chemotherapy", "had", "chemotherapy"),
        ("Z92.3 Personal history of irradiation", "had", "radiation"),
        ("Z78.0 Asymptomatic menopausal state", "menopause", "after"),
    ],
)
def test_an_entry_for_a_treatment_is_asked(code: str, fact: str, value: str) -> None:
    found = read(BREAST, condition(f"icd-10 {code}", id="beside"))
    assert (asked(found)[fact], doubts(found)) == (value, {wording.DOUBT_MANY_MEANINGS})


def test_without_a_breast_cancer_such_an_entry_says_nothing() -> None:
    history = condition("icd-10 Z92.21 Personal history of antineoplastic chemotherapy", id="b")
    assert "had" not in asked(read(COLON, history))


STAGE = "Stage IA (pT1c, pN0(sn), cM0, G2, ER+, PR+, HER2-)"


def staged(words: str) -> Json:
    return BREAST | {"stage": [{"summary": {"text": words}}]}


def test_what_stands_behind_a_stage_is_asked() -> None:
    found = read(staged(STAGE))
    assert sure(found)["stage_group"] == "IA"
    told = {"tnm": "cM0 pT1c pN0", "grade": "2", "er": "positive", "pr": "positive"}
    assert asked(found) == told | {"her2": "negative"}


@pytest.mark.parametrize("words", ["Stage IA (qualifier value)", "IA", "IA (", "IA ()", "IA (x)"])
def test_brackets_without_such_words_say_nothing(words: str) -> None:
    assert asked(read(staged(words))) == {}


def test_the_size_of_a_node_is_not_that_of_the_tumor() -> None:
    node = result("loinc 21889-1 Size", value=(9, "mm"))
    found = read(BREAST, node | {"bodySite": concept("snomed 59441001 Structure of lymph node")})
    assert "size_mm" not in sure(found) | asked(found)
    assert wording.PASSED_OTHER_SITE in passed(found)


def test_an_operation_without_a_cancer_among_the_papers_is_asked() -> None:
    assert asked(read(MASTECTOMY))["surgery"] == "mastectomy"
    assert doubts(read(MASTECTOMY)) == {wording.DOUBT_NO_DIAGNOSIS}


def test_an_operation_to_prevent_a_cancer_is_asked() -> None:
    reason = concept("icd-10 Z40.01 Encounter for prophylactic removal of breast")
    found = read(BREAST, MASTECTOMY | {"reasonCode": [reason]})
    assert asked(found)["surgery"] == "mastectomy"
    assert doubts(found) == {wording.DOUBT_OTHER_REASON}
