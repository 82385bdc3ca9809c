"""Grade, size, nodes, edges, genomic scores and gene tests."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import (
    BREAST,
    COLON,
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

SIZE, MACRO, MICRO = "loinc 33728-7 Size", "loinc 85343-2 Nodes", "loinc 85344-0 Nodes"


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("loinc LA27824-4 Nottingham grade 2", "2"),
        ("snomed 369792005 Nottingham Combined Grade III: 8-9 points", "3"),
        ("Grade 1", "1"),
        ("Nottingham grade III", "3"),
        ((2, ""), "2"),
        ("G3", "3"),
        ("Grade 2 (score 6)", "2"),
        ("Grade 2 of 3", "2"),
        ("G2: Moderately differentiated histologic grade (qualifier value)", "2"),
    ],
)
def test_a_grade_however_it_is_written(value: Any, grade: str) -> None:
    assert sure(read(BREAST, result("loinc 44648-4 Grade", value=value))) == {"grade": grade}


@pytest.mark.parametrize(
    "value", ["Grade 1-2", (7, ""), (3, "{score}"), "Gleason 7", "high grade DCIS"]
)
def test_what_is_no_grade_is_passed_over(value: Any) -> None:
    reading = read(BREAST, result("loinc 44648-4 Grade", value=value))
    assert (reading.findings, len(reading.passed_over)) == ((), 1)


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ((2.5, "cm"), 25),
        ((13, "mm"), 13),
        ((2.5, "centimeters"), 25),
        ("1.3 cm", 13),
        ("1.8 x 2.1 x 1.2 cm", 21),
        ("18 mm x 12 mm", 18),
        ("2 cm in greatest dimension", 20),
    ],
)
def test_a_size_in_either_unit(value: Any, size: float) -> None:
    assert sure(read(BREAST, result(SIZE, value=value))) == {"size_mm": size}


def test_a_size_without_its_unit_is_asked_and_without_sense_is_none() -> None:
    reading = read(BREAST, result(SIZE, value=(2.5, "")))
    assert (asked(reading), doubts(reading)) == ({"size_mm": 25}, {wording.DOUBT_NO_UNIT})
    assert read(BREAST, result(SIZE, value=(2.5, "kg"))).findings == ()
    assert read(BREAST, result(SIZE, value=(0, "cm"))).findings == ()


def part(code: str, value: Json) -> Json:
    return {"code": concept(code), **value}


def test_the_largest_dimension_of_a_panel_is_the_size_and_other_dimensions_are_not() -> None:
    largest = part("loinc 33728-7 Size.max", {"valueQuantity": {"value": 2.5, "unit": "cm"}})
    other = part("loinc 33729-5 Size other", {"valueQuantity": {"value": 9, "unit": "cm"}})
    panel = result("loinc 21889-1 Size Tumor", component=[other, largest])
    assert sure(read(BREAST, panel)) == {"size_mm": 25}


def test_counts_of_nodes_add_up_and_one_count_alone_is_asked() -> None:
    both = read(BREAST, result(MACRO, value=(2, "#")), result(MICRO, value=(1, "#"), id="m"))
    assert sure(both) == {"nodes": "positive", "nodes_positive": 3}
    one = read(BREAST, result(MACRO, value=(2, "#")))
    assert (sure(one), asked(one)) == ({"nodes": "positive"}, {"nodes_positive": 2})
    none = read(BREAST, result(MACRO, value=(0, "#")))
    assert (sure(none), asked(none)) == ({}, {"nodes": "clear", "nodes_positive": 0})


@pytest.mark.parametrize("count", [29.387, -1, 400])
def test_what_cannot_be_a_count_is_passed_over(count: float) -> None:
    reading = read(BREAST, result(MACRO, value=(count, "#")))
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_NO_COUNT}


def test_nodes_that_were_looked_at_say_nothing_of_cancer() -> None:
    looked = part("loinc 92833-3 Lymph nodes examined", {"valueQuantity": {"value": 3}})
    reading = read(
        BREAST, result("loinc 92832-5 Sentinel nodes with metastasis", component=[looked])
    )
    assert reading.findings == ()
    assert [one.label for one in reading.also] == ["Lymph nodes looked at"]


POSITIVE_NODES, LOOKED_AT = "loinc 21893-3 Nodes positive", "loinc 21894-1 Nodes examined"
SENTINELS, SENTINELS_SEEN = "loinc 92832-5 Sentinel positive", "loinc 92833-3 Sentinel examined"


@pytest.mark.parametrize(
    ("codes", "positive", "looked_at", "is_asked"),
    [
        ((POSITIVE_NODES, LOOKED_AT), 11, 28, False),
        ((POSITIVE_NODES, LOOKED_AT), 28, 11, True),
        ((SENTINELS, SENTINELS_SEEN), 3, 2, True),
        ((POSITIVE_NODES, SENTINELS_SEEN), 5, 2, False),
    ],
)
def test_more_nodes_with_cancer_than_were_looked_at_cannot_be(
    codes: tuple[str, str], positive: int, looked_at: int, is_asked: bool
) -> None:
    reading = read(
        BREAST,
        result(codes[0], value=(positive, "#")),
        result(codes[1], value=(looked_at, "#"), id="n"),
    )
    assert (wording.DOUBT_MORE_THAN_LOOKED_AT in doubts(reading)) is is_asked
    assert ("nodes_positive" in asked(reading)) is (is_asked or codes[0] == SENTINELS)


@pytest.mark.parametrize("value", ["loinc LA27151-2 Uninvolved by invasive carcinoma", "Negative"])
def test_clear_edges(value: str) -> None:
    assert sure(read(BREAST, result("loinc 44669-0 Margin", value=value))) == {"margins": "clear"}


def test_dcis_beside_it() -> None:
    raw = result("loinc 85336-6 DCIS extension", value="loinc LA27261-9 DCIS present with EIC")
    assert sure(read(BREAST, raw)) == {"features": "dcis-too"}


def test_how_active_she_is_is_worth_reading_and_no_fact() -> None:
    raw = result(
        "loinc 89247-1 ECOG", value=(1, ""), interpretation=[concept("loinc LA9623-5 Light work")]
    )
    reading = read(raw)
    assert reading.findings == ()
    assert "Light work" in reading.also[0].text


ONCOTYPE = "gtr 509910 Oncotype DX"


def test_a_genomic_score_with_the_word_of_the_lab() -> None:
    raw = result(ONCOTYPE, value=(47, "score"), interpretation=[concept("snomed H High")])
    assert sure(read(BREAST, raw)) == {
        "genomic_test": "done",
        "genomic_name": "oncotype",
        "genomic_score": 47,
        "genomic_result": "high",
    }


def test_a_score_with_decimals_is_none() -> None:
    assert read(BREAST, result(ONCOTYPE, value=(46.66, ""))).findings == ()


def variant(gene: str, *parts: Json, value: str = "loinc LA9633-4 Present") -> Json:
    studied = part("loinc 48018-6", {"valueCodeableConcept": concept(gene)})
    return result("loinc 69548-6 Genetic variant", value=value, component=[studied, *parts])


SOMATIC = part("loinc 48002-0", {"valueCodeableConcept": concept("loinc LA6684-0 Somatic")})
GERMLINE = part("loinc 48002-0", {"valueCodeableConcept": concept("loinc LA6683-2 Germline")})
PATHOGENIC = part("loinc 53037-8", {"valueCodeableConcept": concept("loinc LA6668-3 Pathogenic")})
UNCERTAIN = part("loinc 53037-8", {"valueString": "Uncertain significance"})


def test_an_inherited_change_is_taken_only_where_the_paper_says_inherited_and_harmful() -> None:
    gene = "hgnc HGNC:1100 BRCA1"
    found = {"gene_test": "done", "gene_found": "brca1"}
    assert sure(read(BREAST, variant(gene, GERMLINE, PATHOGENIC))) == found
    assert sure(read(BREAST, variant(gene, GERMLINE))) == {"gene_test": "done"}
    assert asked(read(BREAST, variant(gene, GERMLINE))) == {"gene_found": "brca1"}
    unsaid = read(BREAST, variant(gene, PATHOGENIC))
    assert (sure(unsaid), asked(unsaid)) == ({}, {"gene_found": "brca1"})
    unclear = read(BREAST, variant(gene, GERMLINE, UNCERTAIN))
    assert sure(unclear) == {"gene_test": "done", "gene_found": "uncertain"}


def test_what_runs_in_the_family_needs_no_breast_cancer() -> None:
    found = variant("hgnc HGNC:1100 BRCA1", GERMLINE)
    for papers in ([], [COLON]):
        reading = read(*papers, found)
        assert sure(reading) == {"gene_test": "done"}
        assert doubts(reading) == {wording.DOUBT_HARM}
    assert sure(read(variant("hgnc HGNC:1100 BRCA1", SOMATIC))) == {}


def test_a_change_in_the_tumor_is_never_an_inherited_one() -> None:
    reading = read(BREAST, variant("hgnc HGNC:26144 PALB2", SOMATIC))
    assert reading.findings == ()
    assert passed(reading) == {wording.PASSED_IN_TUMOR}
    assert sure(read(BREAST, variant("hgnc HGNC:3467 ESR1", SOMATIC))) == {"mutations": "esr1"}


def test_a_change_that_was_not_found_is_none() -> None:
    absent = variant("hgnc HGNC:1100 BRCA1", GERMLINE, value="loinc LA9634-2 Absent")
    assert read(BREAST, absent).findings == ()


def test_the_gene_of_a_variant_is_no_test_of_a_receptor() -> None:
    found = read(BREAST, variant("hgnc HGNC:3467 estrogen receptor 1"))
    assert {one.fact for one in found.findings} == {"mutations"}


def test_a_value_of_the_wrong_kind_is_nothing() -> None:
    for code in (SIZE, MACRO, ONCOTYPE, "loinc 44648-4 Grade", "loinc 44669-0 Margin"):
        assert sure(read(BREAST, result(code, valueBoolean=True))) == {}
        assert "size_mm" not in sure(read(BREAST, result(code, value=POSITIVE)))


def test_one_count_of_all_nodes_is_enough() -> None:
    every = result("loinc 21893-3 Nodes positive", value=(3, ""))
    some = result("loinc 92832-5 Sentinel nodes positive", value=(1, ""), id="s")
    assert sure(read(BREAST, every, some)) == {"nodes": "positive", "nodes_positive": 3}


@pytest.mark.parametrize(
    ("test", "value", "kind"),
    [
        (
            "loinc 59847-4 Histology",
            "snomed 82711006 Infiltrating duct carcinoma",
            "invasive-ductal",
        ),
        ("snomed 396984004 Histologic feature", "snomed 722524005 Lobular", "invasive-lobular"),
    ],
)
def test_the_kind_of_cancer_as_a_result(test: str, value: str, kind: str) -> None:
    assert sure(read(BREAST, result(test, value=value))) == {"cancer_type": kind}
