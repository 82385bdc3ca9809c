"""The code table: what a broken entry is told, and what the shipped table promises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.loader import check_bank, open_bank

OUR_BANK = open_bank()

FIVE = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
        "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")  # fmt: skip
"""How the check digit of SNOMED adds (Verhoeff: turns and mirror images of a pentagon)."""
TURNED = ("0123456789", "1576283094", "5803796142", "8916043527",
          "9453126870", "4286573901", "2793806415", "7046913258")  # fmt: skip


def check_sum(code: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(code)):
        total = int(FIVE[total][int(TURNED[place % 8][int(digit)])])
    return total


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{id: c, system: loinc, code: 1-1, means: test, fact: err}", "no fact 'err'"),
        (
            "{id: c, system: loinc, code: 1-1, means: says, fact: er, value: postive}",
            "'postive' is not an answer of er; did you mean 'positive'?",
        ),
        (
            "{id: c, system: loinc, code: 1-1, means: record, record: operative-reports}",
            "did you mean 'operative-report'?",
        ),
        ("{id: c, system: loinc, code: 1-*, means: test, fact: er}", "in ICD codes only"),
        ("{id: c, system: loinc, code: 1-1, means: test}", "'test' needs fact"),
        ("{id: c, system: loinc, code: 1-1, means: says, fact: er}", "'says' needs value"),
        ("{id: c, system: loinc, code: 1-1, means: done}", "'done' needs record"),
        (
            "{id: c, system: atc, code: A, means: medicine, fact: had, value: chemotherapy}",
            "'medicine' needs names",
        ),
        (
            (
                "{id: c, system: atc, code: A, means: medicine, fact: had, value: chemotherapy,"
                " names: [Taxol]}"
            ),
            "small letters",
        ),
        (
            "{id: c, system: loinc, code: 85337-4, means: test, fact: er}",
            "'85337-4' stands here twice",
        ),
        ("{id: c, system: lionc, code: 1-1, means: test, fact: er}", "did you mean 'loinc'?"),
    ],
)
def test_one_mistake_in_a_code_is_one_problem_with_its_line(
    overlay: Callable[..., Path], entry: str, says: str
) -> None:
    folder = overlay(codes=f"codes:\n- {entry}\n")
    _bank, problems = check_bank([folder])
    assert [problem.line for problem in problems] == [2]
    assert says in str(problems[0])


def test_the_value_of_a_test_is_no_answer(overlay: Callable[..., Path]) -> None:
    entry = "{id: c, system: loinc, code: 1-1, means: test, fact: her2, value: ish}"
    assert check_bank([overlay(codes=f"codes:\n- {entry}\n")])[1] == []


def test_an_id_begins_with_its_system_and_code() -> None:
    for code in OUR_BANK.codes:
        plain = code.code.lower().replace(".", "-").replace("/", "-").rstrip("*?")
        begin = f"{code.system}-{plain.split('-?')[0].rstrip('-?')}"
        assert code.id.startswith(begin), code.id


def test_a_medicine_has_one_way_to_be_called_first() -> None:
    """Two codes of one drug must not look like two drugs that contradict each other."""
    treatments: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for code in OUR_BANK.codes:
        if code.means == "medicine":
            for name in code.names:
                treatments.setdefault(name, set()).add(code.value)
                assert first.setdefault(name, code.names[0]) == code.names[0]
    assert all(len(found) == 1 for found in treatments.values())


def test_nothing_in_serum_is_a_test() -> None:
    never = {code.code for code in OUR_BANK.codes if code.means == "never"}
    tests = {code.code for code in OUR_BANK.codes if code.means in {"test", "ask"}}
    assert {"32996-1", "42914-2", "51981-9"} <= never
    assert not never & tests


def test_a_record_that_a_bank_takes_away_takes_no_code_with_it(
    overlay: Callable[..., Path],
) -> None:
    folder = overlay(records="remove: [operative-report]\n", facts="remove: [pd_l1]\n")
    problems = check_bank([folder])[1]
    assert not [each for each in problems if each.key.startswith("codes")]


def test_a_code_of_that_bank_must_point_to_something_all_the_same(
    overlay: Callable[..., Path],
) -> None:
    entry = "{id: c, system: loinc, code: 1-1, means: record, record: operative-report}"
    folder = overlay(records="remove: [operative-report]\n", codes=f"codes:\n- {entry}\n")
    (problem,) = [each for each in check_bank([folder])[1] if each.key.startswith("codes")]
    assert "operative-report" in problem.wrong


def test_no_snomed_code_was_mistyped_or_cut_off() -> None:
    codes = [each.code for each in OUR_BANK.codes if each.system == "snomed"]
    assert len(codes) > 300
    assert [code for code in codes if check_sum(code)] == []
    assert check_sum("254837009") == 0
    assert check_sum("254837000") != 0
