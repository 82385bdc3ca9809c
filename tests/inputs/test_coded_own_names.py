"""What laboratories call a test, and cancers that are named by their place."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import (
    BREAST,
    Json,
    asked,
    concept,
    condition,
    doubts,
    read,
    result,
    sure,
)

from so_cli import wording

OWN = {"system": "urn:oid:1.2.840.114350.1.13", "code": "4071"}
LEFT_BREAST: Json = {"bodySite": [concept("snomed 80248007 Left breast structure")]}
ANY_CANCER = "snomed 363346000 Malignant neoplastic disease (disorder)"


def of_laboratory(name: str, value: Any) -> Json:
    """A result with a code that only this laboratory knows."""
    return result(value=value) | {"code": {"coding": [OWN], "text": name}}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ER, IHC", "Positive (95%, strong)", {"er": "positive", "er_percent": 95}),
        ("Estrogen Receptor (ER) by IHC", "Negative", {"er": "negative"}),
        ("PR % positive", "60", {"pr": "positive", "pr_percent": 60}),
        ("HER2 (by immunohistochemistry)", "Negative (Score 0)", {"her2": "negative"}),
        ("HER2/neu, FISH", "Not amplified", {"her2": "negative", "her2_ish": "not-amplified"}),
        ("Histologic Grade (Nottingham)", "Grade 2", {"grade": "2"}),
    ],
)
def test_a_test_is_known_by_its_name_and_asked(name: str, value: str, said: Json) -> None:
    reading = read(BREAST, of_laboratory(name, value))
    assert said.items() <= asked(reading).items()
    assert not said.keys() & sure(reading).keys()


@pytest.mark.parametrize("name", ["HER2, serum", "PR interval", "ER visit", "ER/PR", "Gene panel"])
def test_what_is_called_nearly_so_is_another_test(name: str) -> None:
    assert asked(read(BREAST, of_laboratory(name, "Positive"))) == {}


def test_a_doubted_second_test_overtakes_a_doubted_first_one() -> None:
    first, second = of_laboratory("HER2, IHC", "2+"), of_laboratory("HER2, FISH", "Not amplified")
    assert asked(read(BREAST, first, second))["her2"] == "negative"


def test_a_doubted_second_test_decides_nothing_that_is_sure() -> None:
    first = result("loinc 85319-2 HER2", value="2+")
    found = read(BREAST, first, of_laboratory("HER2, FISH", "Not amplified"))
    assert (sure(found)["her2"], asked(found)["her2"]) == ("equivocal", "negative")


def test_a_code_for_positive_needs_no_name() -> None:
    value = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0078", "code": "POS"}]}
    found = read(BREAST, result("loinc 85337-4 ER") | {"valueCodeableConcept": value})
    assert sure(found)["er"] == "positive"


def test_a_grade_and_edges_are_known_by_the_words_of_their_forms() -> None:
    words = "G1: Low combined histologic grade (favorable), SBR score of 3-5 points"
    grade = result("loinc 44648-4 Grade", value=words)
    edges = result("loinc 44669-0 Margins", value="Margins uninvolved by tumor")
    assert {"grade": "1", "margins": "clear"}.items() <= sure(read(BREAST, grade, edges)).items()


@pytest.mark.parametrize("value", ["Not clear of tumor", "Margins close, free by 1 mm"])
def test_edges_that_are_not_plainly_clear_are_not_clear(value: str) -> None:
    edges = result("loinc 44669-0 Margins", value=value)
    assert "margins" not in sure(read(BREAST, edges))


def test_any_cancer_in_the_breast_is_asked_with_all_that_is_said_of_it() -> None:
    looks = {
        "url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
        "valueCodeableConcept": concept("snomed 77284006 Lobular carcinoma in situ"),
    }
    cancer = condition(ANY_CANCER, extension=[looks], **LEFT_BREAST)
    found = read(cancer, result("loinc 21889-1 Size", value=(1.2, "cm")))
    assert asked(found) == {"side": "left", "cancer_type": "lcis", "size_mm": 12.0}
    assert doubts(found) == {wording.DOUBT_PLACE_ONLY}


def test_any_cancer_without_a_place_is_no_other_cancer() -> None:
    er = result("loinc 85337-4 ER", value="snomed 10828004 Positive")
    assert doubts(read(condition(ANY_CANCER), BREAST | {"id": "b"}, er)) == set()


@pytest.mark.parametrize("site", ["Lung structure", "Colon"])
def test_any_cancer_elsewhere_is_no_breast_cancer(site: str) -> None:
    elsewhere = condition(ANY_CANCER, bodySite=[concept(text=site)])
    assert "side" not in asked(read(elsewhere)) | sure(read(elsewhere))
