"""The readings of all papers put together: each thing once, as the best of them says it."""

from __future__ import annotations

from datetime import date

import pytest
from seen import A, B, source

from so_cli.bank.bank import Bank
from so_cli.case.model import Medicine
from so_cli.inputs.gather import Gathered, gather
from so_cli.inputs.model import AllergySeen, MedicineSeen, PassedOver, Reading, RecordSeen


def together(
    bank: Bank,
    *,
    medicines: tuple[MedicineSeen, ...] = (),
    allergies: tuple[AllergySeen, ...] = (),
    records: tuple[RecordSeen, ...] = (),
    passed_over: tuple[PassedOver, ...] = (),
) -> Gathered:
    paper = Reading(
        file=A,
        kind="fhir",
        medicines=medicines,
        allergies=allergies,
        records=records,
        passed_over=passed_over,
    )
    return gather(bank, [paper])


def tamoxifen(
    name: str = "tamoxifen", *, day: str, is_taken: bool = True, doubt: str = ""
) -> MedicineSeen:
    return MedicineSeen(
        medicine=Medicine(name=name), source=source(day=day), is_taken=is_taken, doubt=doubt
    )


NOW = tamoxifen(day="2026-10-01")


@pytest.mark.parametrize(
    "other",
    [
        tamoxifen("Tamoxifen", day="2026-10-01"),
        tamoxifen(day="2026-09-01", is_taken=False),
        tamoxifen(day="2026-10-01", is_taken=False),
        tamoxifen(day="2026-11-01", doubt="It was ordered."),
    ],
)
def test_a_medicine_is_as_the_newest_word_without_a_doubt_has_it(
    bank: Bank, other: MedicineSeen
) -> None:
    assert together(bank, medicines=(NOW, other)).medicines == (NOW,)


def test_a_medicine_that_was_stopped_since_is_no_longer_taken(bank: Bank) -> None:
    stopped = tamoxifen(day="2026-11-01", is_taken=False)
    assert together(bank, medicines=(NOW, stopped)).medicines == (stopped,)


def test_a_record_that_is_here_comes_before_newer_word_of_it(bank: Bank) -> None:
    here, word = (
        RecordSeen(
            record="biopsy-report", what="Biopsy", source=source(), is_here=is_here, date=day
        )
        for is_here, day in ((True, date(2026, 9, 1)), (False, date(2026, 10, 1)))
    )
    assert together(bank, records=(word, here)).records == (here,)


def test_the_same_twice_is_there_once(bank: Bank) -> None:
    allergies = (
        AllergySeen(name="Latex", source=source()),
        AllergySeen(name="latex", source=source(B)),
    )
    passed = PassedOver(what="CA 15-3", why="It is no fact.", source=source())
    found = together(bank, allergies=allergies, passed_over=(passed, passed))
    assert (found.allergies, found.passed_over) == (allergies[:1], (passed,))
