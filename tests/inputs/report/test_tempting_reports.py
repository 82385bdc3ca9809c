"""Short reports that tempt a reader to be sure of what is not so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.inputs.report import read_report

REPORTS = yaml.safe_load((Path(__file__).parent / "tempting.yaml").read_text("utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=[report["name"] for report in REPORTS])
def test_what_tempts_is_never_sure(report: dict[str, Any], bank: Bank) -> None:
    findings = read_report([report["text"]], "a.txt", bank).findings
    sure: dict[str, set[Any]] = {}
    for one in findings:
        if one.is_sure:
            sure.setdefault(one.fact, set()).add(one.value)
    assert not set(report.get("not", ())) & set(sure)
    says = report.get("says", {})
    assert {fact: sure.get(fact) for fact in says} == {fact: {said} for fact, said in says.items()}
