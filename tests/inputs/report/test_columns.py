"""Tables with the receptors across the top."""

from __future__ import annotations

import pytest

from so_cli.bank.bank import Bank
from so_cli.inputs.report import read_report

HEAD = "LEFT BREAST, CORE BIOPSY: INVASIVE DUCTAL CARCINOMA\n\n"
RECEPTORS = ("er", "pr", "her2")


def said(table: str, bank: Bank) -> dict[str, object]:
    findings = read_report([HEAD + table], "a.txt", bank).findings
    return {one.fact: one.value for one in findings if one.is_sure and one.fact in RECEPTORS}


@pytest.mark.parametrize(
    "table",
    [
        "ER          PR          HER2\npositive    negative    negative",
        "Marker\tER\tPR\tHER2\nResult\tPositive\tNegative\tNegative",
        "| Marker | ER | PR | HER2 |\n|---|---|---|---|\n| Result | Pos | Neg | Neg (1+) |",
        "        ER    PR    HER2    Ki-67\nResult  Positive  Negative  Negative  18%\n",
    ],
    ids=["spaces", "tabs", "Markdown", "a label before each row"],
)
def test_each_column_says_what_stands_below_its_receptor(table: str, bank: Bank) -> None:
    assert said(table, bank) == {"er": "positive", "pr": "negative", "her2": "negative"}


def test_a_row_with_a_gap_is_not_read(bank: Bank) -> None:
    assert said("Marker    ER    PR    HER2\nResult    Positive    Negative", bank) == {}


def test_rows_that_differ_leave_it_open(bank: Bank) -> None:
    rows = "Marker   ER   PR\nFirst   Positive   Positive\nSecond   Negative   Positive"
    assert said(rows, bank).get("er") is None


def test_where_it_stands_is_the_table(bank: Bank) -> None:
    reading = read_report([HEAD + "ER    PR\npositive    negative"], "a.txt", bank)
    er = next(one for one in reading.findings if one.fact == "er")
    assert er.source.where == "line 3"
    assert er.source.words == "ER    PR positive    negative"


def test_the_column_of_what_is_normal_is_not_the_person_s(bank: Bank) -> None:
    table = (
        "TEST            RESULT      %      REFERENCE\n"
        "ER (6F11)       POSITIVE    95     >=1% POSITIVE\n"
        "PR (16)         NEGATIVE    0      >=1% POSITIVE\n"
        "HER2 (4B5)      NEGATIVE           0,1+ NEG; 3+ POS\n"
    )
    assert said(table, bank) == {"er": "positive", "pr": "negative", "her2": "negative"}


def test_a_specimen_to_the_left_is_the_heading_of_what_was_found_in_it(bank: Bank) -> None:
    page = (
        "SPECIMEN                   DIAGNOSIS\n"
        "-------------------------------------------------\n"
        "A. RIGHT BREAST BIOPSY     INVASIVE LOBULAR CARCINOMA,\n"
        "                           GRADE 2.\n"
        "B. LEFT BREAST BIOPSY      FIBROADENOMA.\n"
    )
    found = {one.fact: one.value for one in read_report([page], "a.txt", bank).findings}
    assert (found["side"], found["cancer_type"]) == ("right", "invasive-lobular")
    assert found["grade"] == "2"
