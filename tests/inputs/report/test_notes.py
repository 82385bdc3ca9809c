"""What a doctor's note tells of the person is certain; what it tells beside that is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.inputs.report import read_report

GROUPS = yaml.safe_load((Path(__file__).parent / "notes.yaml").read_text("utf-8"))
NOTES = [(group, note) for group, notes in GROUPS.items() for note in notes]


def said(text: str, bank: Bank, *, sure: bool) -> dict[str, set[Any]]:
    values: dict[str, set[Any]] = {}
    for one in read_report([text], "note.txt", bank).findings:
        if one.is_sure == sure:
            parts = one.value if isinstance(one.value, tuple) else (one.value,)
            values.setdefault(one.fact, set()).update(parts)
    return values


@pytest.mark.parametrize(
    ("group", "note"), NOTES, ids=[f"{group}: {note['text']}" for group, note in NOTES]
)
def test_a_note_says_what_it_says_and_no_more(group: str, note: dict[str, Any], bank: Bank) -> None:
    wanted = {
        fact: set(value) if isinstance(value, list) else {value}
        for fact, value in note["says"].items()
    }
    assert said(note["text"], bank, sure=True) == wanted


def test_of_a_cancer_that_came_back_everything_is_asked(bank: Bank) -> None:
    text = "HPI: 60-year-old woman with recurrent left breast cancer, ER-, s/p lumpectomy in 2012."
    unsure = said(text, bank, sure=False)
    assert (unsure["er"], unsure["had"], unsure["side"]) == ({"negative"}, {"lumpectomy"}, {"left"})


def test_the_request_for_a_scan_is_asked_about(bank: Bank) -> None:
    text = (
        "Bone scan\nIndication: 79-year-old female with invasive ductal carcinoma of the left"
        " breast, ER+\nFindings: Normal.\nImpression: Normal."
    )
    assert said(text, bank, sure=True) == {}
    assert said(text, bank, sure=False)["er"] == {"positive"}


def test_the_history_in_the_report_of_a_laboratory_is_not_taken(bank: Bank) -> None:
    text = (
        "Surgical pathology report\nHistory of present illness: left breast cancer, ER+, s/p"
        " lumpectomy\nSpecimen: Right breast, core biopsy\nDiagnosis: Fibroadenoma."
    )
    assert said(text, bank, sure=True) == {}
