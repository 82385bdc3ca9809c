"""Whatever the text: no error, no invented words, no value that does not fit, no long wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.values import as_stored, read_value
from so_cli.clean import clean
from so_cli.inputs.report import read_report
from so_cli.inputs.report.lines import MAX_PAGES

MADE_UP = Path(__file__).parents[2] / "data/records/made-up"
PIECES = [
    "ER", "PR", "HER2", "Her 2+", "estrogen receptor", "positive", "negative", "+", "-", "/",
    ":", "95%", "<1%", "5-10%", "2+", "3+", "(", ")", "[X]", "__", "FISH", "not amplified",
    "pending", "no", "for", "and", "Left breast, lumpectomy:", "RIGHT BREAST", "A.", "B.",
    "Tumor 2", "invasive ductal carcinoma", "DCIS", "grade 3", "Nottingham grade",
    "Tumor size: 2.3 x 1 cm", "999 cm", "0/3 lymph nodes", "9/3 lymph nodes",
    "pT1c(m) pN1mi(sn)", "Stage IIA", "margins", "positive for carcinoma", "ADDENDUM",
    "Clinical history:", "DIAGNOSIS:", "mother", "\n", "\n\n", ". ", "; ", "Patient: DOE, JANE",
    "DOB: 4/2/1971", "Collected: 1/2/2026", "BI-RADS 5", "TECHNIQUE:", "IMPRESSION:",
    "HPI:", "PLAN:", "52-year-old woman with a", "2.1 cm", "s/p lumpectomy", "underwent",
    "mother had", "on 03/02/2026", "recurrent", "history of", "will begin", "tamoxifen 20 mg daily",
    "BRCA negative",
    "metastatic to bone", "mammogram", "Recurrence Score: 18", "yp", "\u2610", "\u00a0", "\x1b[31m",
]  # fmt: skip
reports = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


def flat(text: str) -> str:
    return " ".join(clean(text, keep_newlines=True).split())


@given(pages=st.lists(st.one_of(reports, st.text(max_size=300)), max_size=3))
def test_findings_stand_in_the_text_and_fit_their_facts(pages: list[str], bank: Bank) -> None:
    reading = read_report(pages, "any.txt", bank)
    text = flat("\n".join(pages))
    for finding in reading.findings:
        assert flat(finding.source.words).removesuffix("...") in text  # cut where it is too long
        assert 0 < len(finding.source.words) <= 200
        assert "\n" not in finding.source.words
        raw = list(finding.value) if isinstance(finding.value, tuple) else finding.value
        assert as_stored(read_value(bank.fact[finding.fact], raw)) == finding.value
        assert finding.tumor in {"", *(tumor.id for tumor in reading.tumors)}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "ER ", "ER", "her2 ", "1", "12 ", "(", "((ER ", "[ER]", "no ", "ER+PR+", "pos/neg ", " ",
        "\n", "a\n", "-", ". ", "__ ", "[ ] ", "of the ", "1 x ", "invasive ", "tumor size ",
        "grade to ", "lymph node ", "2 of ", "HER2 FISH is ", "Patient: ", "margins ",
        "positive for ", "A. Left breast\n", "ER: positive\n", "\u00b7", "metastatic ",
        "0 1+ 2+ ", "not ", "s/p lumpectomy ", "she had ", "HPI: mother ", "HPI: s/p\n",
        "lumpectomy 1/2/2026 ", "2.1 cm mass ", "2 cm IDC ", "metastatic to ", "history of IDC ",
        "genetic testing ", "prior prior ", "tamoxifen 20 mg ", "MRI 1/2/26 ", "**",
    ],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_to_its_end(piece: str, bank: Bank) -> None:
    text = piece * (1_000_000 // len(piece))
    assert read_report([text], "long.txt", bank).file == "long.txt"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("between", ["\n", " "], ids=["lines", "one line"])
def test_many_reports_in_one_are_read_to_their_end(between: str, bank: Bank) -> None:
    reports = [path.read_text("utf-8").split() for path in sorted(MADE_UP.glob("*.txt"))]
    words = [word for number in range(60) for report in reports for word in (*report, str(number))]
    lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
    assert read_report([between.join(lines)], "long.txt", bank).findings


def test_of_a_very_long_text_the_first_part_is_read_and_it_says_so(bank: Bank) -> None:
    pages = ["Left breast: invasive ductal carcinoma, ER: positive"] * (MAX_PAGES + 1)
    reading = read_report(pages, "long.txt", bank)
    assert [one.why for one in reading.passed_over] == [wording.REPORT_TOO_LONG]


def test_nothing_comes_of_nothing(bank: Bank) -> None:
    assert read_report([], "empty.txt", bank).findings == ()
    assert read_report(["", " \n "], "empty.txt", bank).findings == ()
