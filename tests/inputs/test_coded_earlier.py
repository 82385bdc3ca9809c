"""An earlier breast cancer beside this one, and results that were corrected."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import (
    BREAST,
    asked,
    condition,
    doubts,
    medicine,
    passed,
    procedure,
    read,
    result,
    sure,
)

from so_cli import wording

OLD = condition(
    "icd-10 C50.912 left", id="old", onsetDateTime="2015-05-01", clinicalStatus="resolved"
)
NEW = condition("icd-10 C50.911 right", id="new", onsetDateTime="2026-02-01")
ONCE = condition("icd-10 Z85.3 Personal history of breast cancer", id="once")
ER = "loinc 85337-4 ER"


def er(value: str, day: str, **more: Any) -> dict[str, Any]:
    return result(ER, value=value, effectiveDateTime=day, **{"id": day, **more})


def test_a_result_older_than_this_cancer_is_of_the_one_before() -> None:
    reading = read(OLD, NEW, er("Negative", "2015-05-10"), er("Positive", "2026-02-10"))
    assert sure(reading)["er"] == "positive"
    assert passed(reading) == {wording.PASSED_EARLIER_CANCER}


def test_a_surgery_of_the_earlier_cancer_is_not_the_surgery_of_this_one() -> None:
    reading = read(
        OLD, NEW, procedure("snomed 735085002 Lumpectomy of left breast", on="2015-06-01")
    )
    assert not {"surgery", "surgery_on", "had"} & {*sure(reading), *asked(reading)}
    assert sure(reading)["side"] == "right"


def test_medicines_of_that_time_are_asked_and_old_pictures_are_worth_asking_for() -> None:
    reading = read(
        OLD, NEW, procedure("cpt 77067 Mammogram", on="2014-01-01"),
        medicine("rxnorm 10324 tamoxifen", status="completed", effectiveDateTime="2015-09-01"),
    )  # fmt: skip
    assert asked(reading)["had"] == "hormone-therapy"
    assert [one.record for one in reading.records] == ["mammogram-images"]


def test_where_she_once_had_one_what_is_older_is_asked() -> None:
    reading = read(ONCE, NEW, er("Negative", "2015-05-10"))
    assert asked(reading)["er"] == "negative"
    assert wording.DOUBT_ONCE in doubts(reading)


def test_a_surgery_for_a_cancer_that_she_once_had_is_asked() -> None:
    reading = read(ONCE, procedure("cpt 19301 Lumpectomy", on="2010-01-01"))
    assert sure(reading) == {}
    assert asked(reading)["surgery"] == "lumpectomy"


def test_what_came_with_this_cancer_is_of_this_one() -> None:
    reading = read(OLD, NEW, er("Positive", "2025-12-01"))
    assert sure(reading)["er"] == "positive"


@pytest.mark.parametrize("status", ["corrected", "amended"])
def test_a_corrected_result_replaces_the_one_of_that_day(status: str) -> None:
    first, then = er("Positive", "2026-01-02"), er("Negative", "2026-01-02", id="b", status=status)
    assert sure(read(BREAST, first, then)) == {"er": "negative"}


def test_a_corrected_result_of_another_day_replaces_nothing() -> None:
    first = er("Positive", "2026-01-02")
    then = er("Negative", "2025-01-02", status="corrected")
    assert sure(read(BREAST, first, then)) == {"er": {"positive", "negative"}}


@pytest.mark.parametrize("text", ["Bilateral mastectomy", "Mastectomy of both breasts"])
def test_a_code_for_one_breast_with_words_for_both_is_asked(text: str) -> None:
    reading = read(BREAST, procedure("cpt 19303", text=text))
    assert asked(reading) == {"surgery": "double-mastectomy"}


def test_the_side_of_a_procedure_may_stand_in_its_name() -> None:
    reading = read(NEW, procedure("cpt 19301", text="LUMPECTOMY BREAST LEFT"))
    assert asked(reading)["surgery"] == "lumpectomy"
    assert wording.DOUBT_OTHER_SIDE in doubts(reading)
