"""A report that is not about the breast, or not in English, says so of all that it tells."""

from __future__ import annotations

import pytest

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.inputs.report import read_report


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Stanzbiopsie, linke Mamma: Mammakarzinom, Grad 2.\nKi-67: 15 %", wording.NOT_ENGLISH),
        ("Mama izquierda: carcinoma ductal infiltrante.\nKi-67: 15%", wording.NOT_ENGLISH),
        ("Sein gauche: carcinome canalaire.\nKi-67: 15 %", wording.NOT_ENGLISH),
        ("Sigmoid colon, biopsy: adenocarcinoma.\nKi-67: 15%", wording.NOT_OF_BREAST),
        (
            "Colon, colectomy: adenocarcinoma of the colon. Breast surgery before. Ki-67: 15%",
            wording.OTHER_CANCER,
        ),
        ("Left breast, core biopsy: invasive ductal carcinoma.\nKi-67: 15%", ""),
    ],
)
def test_the_whole_report_has_one_doubt(text: str, why: str, bank: Bank) -> None:
    doubts = {one.fact: one.doubt for one in read_report([text], "a.txt", bank).findings}
    assert doubts["ki67_percent"] == why
