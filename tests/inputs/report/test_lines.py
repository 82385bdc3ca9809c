"""One line in a report: what it says, and what it does not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.inputs.report import read_report

REPORT = """Surgical pathology report
Specimen: Left breast, lumpectomy
Diagnosis:
Left breast, lumpectomy: Invasive ductal carcinoma.
"""
ALWAYS = {"side": {"left"}, "cancer_type": {"invasive-ductal"}}
OF_THE_SPECIMEN = {"had", "surgery"}
GROUPS = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text("utf-8"))
LINES = [(group, line) for group, lines in GROUPS.items() for line in lines]


@pytest.mark.parametrize(
    ("group", "line"), LINES, ids=[f"{group}: {line['text']}" for group, line in LINES]
)
def test_a_line_says_what_it_says_and_no_more(group: str, line: dict[str, Any], bank: Bank) -> None:
    said: dict[str, set[Any]] = {}
    for one in read_report([REPORT + line["text"]], "a.txt", bank).findings:
        if one.is_sure:
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            said.setdefault(one.fact, set()).update(values)
    wanted = {
        fact: set(value) if isinstance(value, list) else {value}
        for fact, value in line["says"].items()
    }
    for fact in OF_THE_SPECIMEN:
        said.pop(fact, None)
    assert said == ALWAYS | wanted
