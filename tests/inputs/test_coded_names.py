"""What is shown: plain names in place of codes, medicines as people say them, short labels."""

from __future__ import annotations

import pytest
from coded_papers import BREAST, condition, medicine, passed, procedure, read, result, sure

from so_cli import wording
from so_cli.bank.loader import open_bank


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (result("loinc 85337-4", value="snomed 10828004"), "Estrogen receptor (ER): Positive"),
        (result("loinc 89247-1", value=(1, "{score}")), "Daily activity (ECOG): 1"),
        (result("loinc 21905-5", value="snomed 1228929004"), "TNM code: cT2"),
        (condition("icd-10 C50.912"), "Breast cancer"),
        (condition("icd-10 Z85.3"), "Breast cancer in the past"),
        (result("loinc 85337-4", text="ER", value="Positive"), "ER: Positive"),
    ],
)
def test_a_bare_code_is_shown_by_its_plain_name(resource: dict[str, object], words: str) -> None:
    reading = read(BREAST, resource)
    sources = [*(one.source for one in reading.findings), *(one.source for one in reading.also)]
    assert words in {one.words for one in sources}


def test_a_record_is_asked_for_by_its_plain_name() -> None:
    (record,) = read(BREAST, procedure("snomed 1217123003")).records
    assert record.what == "Radiation"
    (record,) = read(BREAST, procedure("snomed 122548005 Biopsy of breast (procedure)")).records
    assert record.what == "Biopsy of breast"
    (record,) = read(BREAST, procedure("snomed 44578009")).records
    assert record.what == open_bank().record["biopsy-report"].title


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("DOXOrubicin 2 MG/ML Injection", "doxorubicin 2 mg/mL injection"),
        ("cycloPHOSphamide", "cyclophosphamide"),
        ("ANASTROZOLE 1 MG TABLET", "anastrozole 1 mg tablet"),
        ("anastrozole 1 MG Oral Tablet", "anastrozole 1 mg tablet"),
        ("abemaciclib Oral Product", "abemaciclib"),
        ("fulvestrant Injectable Product", "fulvestrant"),
        ("lapatinib Pill", "lapatinib"),
        ("tacrolimus Topical Product", "tacrolimus for the skin"),
        ("Injectable Product", "Injectable Product"),
        ("Topical Product [BN]", "Topical Product"),
        ("10 ML Doxorubicin Hydrochloride 2 MG/ML Injection",
         "Doxorubicin Hydrochloride 2 mg/mL injection"),
        ("24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet",
         "Metformin hydrochloride 500 mg extended-release tablet"),
        ("120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler",
         "Fluticasone propionate 0.044 mg/puff inhaler"),
        ("insulin glargine 100 UNT/ML Pen Injector", "insulin glargine 100 units/mL Pen Injector"),
        ("Nerlynx 40 MG (as neratinib maleate 48.31 MG) Oral Tablet", "Nerlynx 40 mg tablet"),
        ("lapatinib 250 MG Oral Tablet [Tykerb]", "lapatinib 250 mg tablet [Tykerb]"),
        ("{28 (norethindrone 0.35 MG Oral Tablet) } Pack", "norethindrone 0.35 mg tablet"),
        ("{21 (drospirenone 3 MG Oral Tablet) / 7 (inert 1 MG Oral Tablet) } Pack [Yasmin 28 Day]",
         "Yasmin 28 Day"),
        ("{7 (Inert Ingredients 1 MG Oral Tablet) / 21 (mestranol 0.05 MG Oral Tablet) } Pack",
         "mestranol 0.05 mg tablet"),
        ("Paclitaxel [BN]", "Paclitaxel"),
        ("Tamoxifen 20mg tablet", "Tamoxifen 20mg tablet"),
        ("Herceptin", "Herceptin"),
        ("trastuzumab [KADCYLA]", "trastuzumab [KADCYLA]"),
    ],
)  # fmt: skip
def test_a_medicine_is_named_as_people_say_it(written: str, said: str) -> None:
    (seen,) = read(medicine(text=written)).medicines
    assert seen.medicine.name == said


def test_one_medicine_in_two_groups_of_forms_is_one_and_on_the_skin_it_is_another() -> None:
    written = ["tacrolimus Oral Product", "tacrolimus Pill", "tacrolimus Topical Product"]
    reading = read(*(medicine(text=one, id=f"m{at}") for at, one in enumerate(written)))
    names = [one.medicine.name for one in reading.medicines]
    assert names == ["tacrolimus", "tacrolimus for the skin"]


def test_a_medicine_without_words_has_the_name_of_its_code() -> None:
    (seen,) = read(BREAST, medicine("rxnorm 72965")).medicines
    assert seen.medicine.name == "Letrozole"


def test_the_dose_says_only_what_the_name_does_not() -> None:
    dosage = {"text": "Letrozole 2.5 mg, 1 tablet daily", "doseQuantity": {"value": 2, "unit": "x"}}
    (seen,) = read(medicine(text="letrozole 2.5 mg", dosage=[dosage])).medicines
    assert (seen.medicine.dose, seen.medicine.how_often) == ("2 x", "1 tablet daily")
    (same,) = read(
        medicine(
            text="letrozole 2.5 mg tablet", dosage=[{"doseQuantity": {"value": 2.5, "unit": "mg"}}]
        )
    ).medicines
    assert same.medicine.dose == ""


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("2026-06-01", ""),
        ("2019-01-02", wording.DOUBT_OLD_ORDER.format(day="Jan 2, 2019")),
        ("", wording.DOUBT_IF_TAKEN),
    ],
)
def test_an_old_order_is_no_sign_that_it_is_taken_now(day: str, doubt: str) -> None:
    order = medicine(text="Lisinopril", kind="MedicationRequest", authoredOn=day)
    (seen,) = read(order).medicines
    assert (seen.is_taken, seen.doubt) == (True, doubt)


def test_every_label_of_what_is_only_to_read_begins_with_a_capital() -> None:
    labels = [code.note for code in open_bank().codes if code.means == "also"]
    labels.append(wording.STAGE_AS_WRITTEN)
    assert [label for label in labels if not label[:1].isupper()] == []


def test_what_is_only_to_read_is_said_without_the_long_name_of_its_test() -> None:
    (also,) = read(
        BREAST, result("loinc 89247-1 ECOG Performance Status score", value=(1, ""))
    ).also
    assert (also.label, also.text) == ("Daily activity (ECOG)", "1")


def test_what_was_passed_over_is_named_shortly() -> None:
    reading = read(BREAST, result("loinc 85337-4 ER", value="see the note " * 20))
    assert passed(reading) == {wording.PASSED_NOT_CLEAR}
    assert len(reading.passed_over[0].what) <= 80


def test_a_brand_beside_its_ingredient_is_one_medicine() -> None:
    given = medicine(text="trastuzumab emtansine Injection [KADCYLA]", status="completed")
    plain = medicine(text="trastuzumab Injection [KADCYLA]", status="completed")
    for each in (given, plain):
        assert sure(read(BREAST, each)) == {"had": "antibody-drug"}
