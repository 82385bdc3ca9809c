"""ER, PR and HER2: what is sure, what is asked, and what is never taken."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import (
    BREAST,
    NEGATIVE,
    POSITIVE,
    Json,
    asked,
    concept,
    doubts,
    passed,
    read,
    result,
    sure,
)

from so_cli import wording

ER, PR, HER2 = "loinc 85337-4 ER", "loinc 85339-0 PR", "loinc 48676-1 HER2"
IHC, FISH = "loinc 85319-2 HER2 by immune stain", "loinc 85318-4 HER2 by FISH"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (POSITIVE, {"er": "positive"}),
        ("loinc LA6577-6 Negative", {"er": "negative"}),
        ("Positive", {"er": "positive"}),
        ("NEGATIVE.", {"er": "negative"}),
        ("weakly positive", {"er": "positive"}),
        ("Positive (95%)", {"er": "positive", "er_percent": 95}),
        ("Negative (<1%)", {"er": "negative"}),
        ("97 %", {"er": "positive", "er_percent": 97}),
        ((97, "%"), {"er": "positive", "er_percent": 97}),
        ((1, "%"), {"er": "positive", "er_percent": 1}),
        ((0, "%"), {"er": "negative", "er_percent": 0}),
        ("> 90 %", {"er": "positive"}),
        (">95% positive", {"er": "positive"}),
        ("ER negative", {"er": "negative"}),
        ("Estrogen receptor: Positive (80%)", {"er": "positive", "er_percent": 80}),
    ],
)
def test_a_clear_value_is_sure(value: Any, says: dict[str, Any]) -> None:
    assert sure(read(BREAST, result(ER, value=value))) == says


@pytest.mark.parametrize(
    "value",
    [
        "not done",
        "see report",
        "PR positive (80%)",
        "ER positive, PR negative",
        "5-10%",
        "Positive if >= 1%",
        "Reference range: negative < 1%",
        "[NEGATIVE: 0, 1+; POSITIVE 3+]",
        "positive / negative",
        "cannot be determined",
        "unknown",
        "not performed",
        (97, ""),
        (150, "%"),
    ],
)
def test_an_unclear_value_is_no_finding(value: Any) -> None:
    reading = read(BREAST, result(ER, value=value))
    assert reading.findings == ()
    assert reading.passed_over


def test_less_than_one_percent_is_negative_and_less_than_ten_is_nothing() -> None:
    def less_than(number: int) -> Json:
        return result(ER, valueQuantity={"value": number, "comparator": "<", "unit": "%"})

    assert sure(read(BREAST, less_than(1))) == {"er": "negative"}
    assert read(BREAST, less_than(10)).findings == ()


@pytest.mark.parametrize(
    "raw",
    [
        result(ER, value="snomed 10828004 Negative"),
        result(ER, value=POSITIVE, interpretation=[concept("snomed NEG Negative")]),
        result(ER, value=(5, "%"), interpretation=concept("snomed NEG")),
        result(ER, value=(0, "%"), interpretation=[concept("snomed POS")]),
        result(ER, value="Positive (0%)"),
    ],
)
def test_a_code_words_and_judgement_that_disagree_are_asked(raw: dict[str, Any]) -> None:
    reading = read(BREAST, raw)
    assert "er" not in sure(reading)
    assert doubts(reading) == {wording.DOUBT_CODE_AND_WORDS}


def test_the_judgement_of_the_lab_is_enough() -> None:
    raw = result(PR, interpretation=[concept("snomed POS Positive")])
    assert sure(read(BREAST, raw)) == {"pr": "positive"}


def test_a_result_that_is_not_final_is_asked() -> None:
    reading = read(BREAST, result(ER, value=POSITIVE, status="preliminary"))
    assert asked(reading) == {"er": "positive"}
    assert read(BREAST, result(ER, value=POSITIVE, status="entered-in-error")).findings == ()


def test_a_test_of_breast_tissue_needs_no_diagnosis_and_a_test_of_any_tissue_does() -> None:
    assert sure(read(result(ER, value=POSITIVE))) == {"er": "positive"}
    reading = read(result("loinc 16112-5 Estrogen receptor in Tissue", value=POSITIVE))
    assert doubts(reading) == {wording.DOUBT_NO_DIAGNOSIS}


def test_a_test_in_words_alone_is_asked() -> None:
    reading = read(BREAST, result(text="Estrogen Receptor (ER)", value="Positive"))
    assert asked(reading) == {"er": "positive"}


@pytest.mark.parametrize(
    "text", ["outer quadrant", "ER visit", "Fern test", "Expert opinion", "Operator"]
)
def test_letters_of_a_name_are_not_the_name(text: str) -> None:
    assert read(BREAST, result(text=text, value="positive")).findings == ()


def test_er_and_pr_in_one_result_are_asked() -> None:
    reading = read(BREAST, result("loinc 10480-2 ER+PR", value=POSITIVE))
    assert asked(reading) == {"er": "positive", "pr": "positive"}
    assert sure(reading) == {}


@pytest.mark.parametrize("code", ["32996-1", "42914-2", "51981-9", "10861-3", "85310-1", "85331-7"])
def test_what_was_not_measured_in_tissue_is_never_taken(code: str) -> None:
    reading = read(BREAST, result(f"loinc {code}", value=POSITIVE))
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_NOT_TISSUE}


def test_her2_in_serum_is_known_by_its_words_and_its_method_too() -> None:
    serum = result("hgnc HGNC:3430", text="HER2 serum", value=POSITIVE)
    method = result(HER2, value=POSITIVE, method=concept("snomed 1 Serum immunoassay"))
    assert read(BREAST, serum).findings == read(BREAST, method).findings == ()


@pytest.mark.parametrize(
    ("gene", "text", "value", "says"),
    [
        ("3467", "ER Pct", (97, "%"), {"er": "positive", "er_percent": 97}),
        ("8910", "PR Pct", (0, "%"), {"pr": "negative", "pr_percent": 0}),
        ("8910", "PR Pct", "0", {"pr": "negative", "pr_percent": 0}),
        ("8910", "PR", "0", {}),
        ("3430", "Her2Neu FISH", "negative", {"her2": "negative", "her2_ish": "not-amplified"}),
        ("3430", "Her2Neu FISH", "positive", {"her2": "positive", "her2_ish": "amplified"}),
        ("3430", "Her2Neu FISH", "equivocal", {"her2": "equivocal"}),
        ("3430", "HER2 IHC", "3+", {"her2": "positive", "her2_ihc": "3"}),
        ("3430", "HER2 IHC", "1+", {"her2": "negative", "her2_ihc": "1"}),
        ("3430", "HER2 IHC", (2, ""), {"her2": "equivocal", "her2_ihc": "2"}),
    ],
)
def test_the_name_of_a_gene_stands_for_the_test_that_the_text_names(
    gene: str, text: str, value: Any, says: dict[str, Any]
) -> None:
    assert sure(read(BREAST, result(f"hgnc HGNC:{gene}", text=text, value=value))) == says


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        (HER2, NEGATIVE, {"her2": "negative"}),
        (HER2, "Equivocal", {"her2": "equivocal"}),
        (IHC, POSITIVE, {"her2": "positive"}),
        (IHC, "2+ (equivocal)", {"her2": "equivocal", "her2_ihc": "2"}),
        (IHC, "Negative (1+)", {"her2": "negative", "her2_ihc": "1"}),
        (IHC, "Negative (score 0)", {"her2": "negative"}),
        (FISH, NEGATIVE, {"her2": "negative", "her2_ish": "not-amplified"}),
        (FISH, "Not amplified", {"her2": "negative", "her2_ish": "not-amplified"}),
        (FISH, "Amplified", {"her2": "positive", "her2_ish": "amplified"}),
    ],
)
def test_her2_by_each_test(code: str, value: Any, says: dict[str, Any]) -> None:
    assert sure(read(BREAST, result(code, value=value))) == says


@pytest.mark.parametrize(
    ("value", "likely"),
    [
        ("less than 1.8", "not-amplified"),
        ("greater than 2.2", "amplified"),
        ("greater than 1.8", None),
        ("less than 2.2", None),
        ("1.9", None),
    ],
)
def test_a_ratio_is_never_sure(value: str, likely: str | None) -> None:
    reading = read(BREAST, result(FISH, value=value))
    assert sure(reading) == {}
    assert asked(reading) == ({"her2_ish": likely} if likely else {})


def test_a_score_and_a_word_that_disagree_are_asked() -> None:
    assert sure(read(BREAST, result(IHC, value="Negative (3+)"))) == {}


def test_the_second_test_decides_what_the_first_left_open() -> None:
    both = [result(IHC, value="2+"), result(FISH, value=NEGATIVE, id="f")]
    assert sure(read(BREAST, *both)) == {
        "her2": "negative",
        "her2_ihc": "2",
        "her2_ish": "not-amplified",
    }


def test_two_tests_that_contradict_are_both_shown() -> None:
    both = [result(IHC, value="3+"), result(FISH, value=NEGATIVE, id="f")]
    assert sure(read(BREAST, *both))["her2"] == {"positive", "negative"}


def test_one_plus_is_never_a_class_of_its_own() -> None:
    reading = read(BREAST, result(IHC, value="1+"))
    assert {one.value for one in reading.findings} == {"1", "negative"}


def test_her2_with_a_bare_number_and_no_method_is_no_score() -> None:
    assert read(BREAST, result(HER2, value=(2, ""))).findings == ()


@pytest.mark.parametrize("value", ["Detected", "positive", (12, "%")])
@pytest.mark.parametrize(("gene", "text"), [("3467 ESR1", ""), ("3467 estrogen receptor 1", ""),
                                            ("3430 ERBB2", "ERBB2 amplification"),
                                            ("3467 ESR1", "ESR1 mutation")])  # fmt: skip
def test_the_name_of_a_gene_alone_is_no_test_of_a_receptor(
    gene: str, text: str, value: Any
) -> None:
    assert read(BREAST, result(f"hgnc HGNC:{gene}", text=text, value=value)).findings == ()


def test_the_specimen_tells_where_the_tissue_is_from() -> None:
    def taken(site: str, kind: str = "snomed 1 Tissue") -> tuple[Json, Json]:
        place = {"bodySite": concept(site)}
        specimen = {"resourceType": "Specimen", "id": "s", "type": concept(kind)}
        raw = result(ER, value=POSITIVE, specimen={"reference": "Specimen/s"})
        return specimen | {"collection": place}, raw

    assert sure(read(BREAST, *taken("snomed 80248007 Left breast structure"))) == {"er": "positive"}
    assert read(BREAST, *taken("snomed 1 Liver structure")).findings == ()
    assert read(BREAST, *taken("snomed 80248007 Left breast", "snomed 2 Serum")).findings == ()


KI67 = "loinc 85330-9 Ki-67"


@pytest.mark.parametrize(("value", "percent"), [((20, "%"), 20), ("20%", 20), ("Ki-67: 12 %", 12)])
def test_a_share_of_dividing_cells(value: Any, percent: int) -> None:
    assert sure(read(BREAST, result(KI67, value=value))) == {"ki67_percent": percent}


@pytest.mark.parametrize("value", ["15-20%", "<5%", "low", (20, "")])
def test_what_is_no_single_share_is_passed_over(value: Any) -> None:
    reading = read(BREAST, result(KI67, value=value))
    assert (reading.findings, passed(reading)) == ((), {wording.PASSED_NOT_CLEAR})


def test_a_diagnosis_as_the_value_of_a_test_answers_that_test_alone() -> None:
    positive = "snomed 416053008 Estrogen receptor positive tumor"
    assert sure(read(BREAST, result(ER, value=positive))) == {"er": "positive"}
    assert sure(read(BREAST, result(HER2, value=positive))) == {}
    negative = "snomed 431396003 HER2 negative carcinoma of breast"
    assert sure(read(BREAST, result(HER2, value=negative))) == {"her2": "negative"}


@pytest.mark.parametrize(("code", "score"), [("LA11841-6", "1"), ("LA11843-2", "3")])
def test_a_score_in_codes_alone(code: str, score: str) -> None:
    assert sure(read(BREAST, result(IHC, value=f"loinc {code}")))["her2_ihc"] == score


def test_a_test_with_a_code_of_the_laboratory_is_asked_by_its_name() -> None:
    test = result(text="Progesterone Receptor (PR)", value="Negative")
    test["code"]["coding"] = [{"system": "urn:oid:1.2.3", "code": "77"}]
    reading = read(BREAST, test)
    assert (asked(reading), doubts(reading)) == ({"pr": "negative"}, {wording.DOUBT_NO_CODE})


def test_either_receptor_is_settled_where_one_is_known_to_be_positive() -> None:
    either = result("loinc 10480-2 ER and PR", value=POSITIVE, id="both")
    er = result("loinc 85337-4 ER", value=POSITIVE, id="er")
    pr = result("loinc 85339-0 PR", value=NEGATIVE, id="pr")
    assert asked(read(BREAST, er, pr, either)) == {}
    assert asked(read(BREAST, pr, either)) == {"er": "positive", "pr": "positive"}
