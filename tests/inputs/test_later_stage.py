"""Papers that speak of a later stage than the case does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from seen import finding, proposed, reading

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.inputs.later_stage import later_stage
from so_cli.inputs.model import Finding

MakeCase = Callable[..., Case]
LUMPECTOMY = finding("surgery", "lumpectomy")
BONE = finding("met_sites", ("bone",))


def stage_for(bank: Bank, case: Case, *findings: Finding) -> str:
    found = later_stage(case, proposed(bank, case, reading(*findings)).facts)
    return found.stage if found else ""


@pytest.mark.parametrize("stage", ["post-biopsy", "pre-surgery"])
def test_an_operation_that_was_done(bank: Bank, make_case: MakeCase, stage: str) -> None:
    assert stage_for(bank, make_case(f"stage: {stage}"), LUMPECTOMY) == "post-surgery"


def test_spread_to_other_places_comes_before_all(bank: Bank, make_case: MakeCase) -> None:
    assert stage_for(bank, make_case("stage: pre-surgery"), LUMPECTOMY, BONE) == "metastatic"


@pytest.mark.parametrize(
    "case",
    [
        "",
        "stage: post-surgery",
        "stage: in-treatment",
        "stage: metastatic",
        "stage: pre-surgery\nfacts: {surgery: lumpectomy}",
        "stage: pre-surgery\nfacts: {surgery: none}",
    ],
)
def test_no_news_is_no_sign(bank: Bank, make_case: MakeCase, case: str) -> None:
    assert stage_for(bank, make_case(case), LUMPECTOMY) == ""


def test_what_is_in_doubt_or_not_done_is_no_sign(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("stage: pre-surgery")
    assert stage_for(bank, case, finding("surgery", "lumpectomy", doubt="Planned?")) == ""
    assert stage_for(bank, case, finding("surgery", "none")) == ""
