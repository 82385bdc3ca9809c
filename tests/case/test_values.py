"""What a person or a file writes for a fact, and what it stands for."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.model import Choice, Fact
from so_cli.case.values import (
    MAX_TEXT,
    WrongValue,
    as_stored,
    clock,
    number_pattern,
    read_date,
    read_number,
    read_value,
)

SIZE = Fact(id="size_mm", label="Size", kind="number", ask="?", unit="mm", min=0.1, max=300)
PERCENT = Fact(id="er_percent", label="ER", kind="number", ask="?", unit="percent", min=0, max=100)
AGE = Fact(id="age", label="Age", kind="number", ask="?", unit="years", min=18)
SCORE = Fact(id="score", label="Score", kind="number", ask="?")
COUNT = Fact(id="count", label="Count", kind="number", ask="?", unit="count", min=0, max=60)
NOTE = Fact(id="note", label="Note", kind="text", ask="?")
DAY = Fact(id="surgery_on", label="Surgery", kind="date", ask="?")
ER = Fact(
    id="er",
    label="ER",
    kind="choice",
    ask="?",
    choices=(
        Choice(id="positive", label="p", was=("plus",)),
        Choice(id="negative", label="n"),
        Choice(id="2", label="two"),
    ),
)
PREGNANT = Fact(
    id="pregnant",
    label="Pregnant",
    kind="choice",
    ask="?",
    choices=(Choice(id="yes", label="yes"), Choice(id="no", label="no")),
)
GENES = Fact(
    id="genes",
    label="Genes",
    kind="choices",
    ask="?",
    at_most=2,
    choices=(
        *(Choice(id=name, label=name) for name in ("brca1", "brca2", "atm")),
        Choice(id="none", label="none", exclusive=True),
    ),
)
TODAY = date(2026, 12, 28)


@pytest.mark.parametrize(
    ("fact", "text", "number"),
    [
        (SIZE, "22", 22),
        (SIZE, "22 mm", 22),
        (SIZE, "22MM", 22),
        (SIZE, "2.2 cm", 22),
        (SIZE, "2,2 cm", 22),
        (SIZE, ".5 cm", 5),
        (SIZE, "0.9 in", 22.9),
        (SIZE, '0.9"', 22.9),
        (SIZE, "1 inch", 25.4),
        (SIZE, "2 inches", 50.8),
        (SIZE, "2.25", 2.2),
        (PERCENT, "80%", 80),
        (PERCENT, "80 percent", 80),
        (PERCENT, "0", 0),
        (PERCENT, "12.5 %", 12.5),
        (AGE, "46 years", 46),
        (SCORE, "25", 25),
        (SCORE, "-0.4", -0.4),
        (SCORE, "\u22120.4", -0.4),
        (COUNT, "3", 3),
    ],
)
def test_numbers_are_read_in_the_units_people_write(fact: Fact, text: str, number: float) -> None:
    read = read_number(fact, text)
    assert read == number
    assert isinstance(read, int) is float(number).is_integer()


@pytest.mark.parametrize(
    ("fact", "text", "right"),
    [
        (SIZE, "", "number"),
        (SIZE, "big", "number"),
        (SIZE, "-5", "from 0.1 to 300"),
        (SIZE, "80%", "number"),
        (SIZE, "1,000", "number"),
        (SIZE, "22 x 18 mm", "number"),
        (SIZE, "1e2", "number"),
        (SIZE, "9" * 400, "number"),
        (SIZE, "inf", "number"),
        (SIZE, "0", "from 0.1 to 300"),
        (SIZE, "301 mm", "from 0.1 to 300"),
        (SIZE, "31 cm", "from 0.1 to 300"),
        (PERCENT, "101", "from 0 to 100"),
        (PERCENT, "8 mm", "number"),
        (SCORE, "8 mm", "number"),
        (AGE, "17", "from 18"),
        (AGE, "-4", "from 18"),
        (COUNT, "1.5", "whole number"),
    ],
)
def test_what_is_no_such_number_is_refused(fact: Fact, text: str, right: str) -> None:
    with pytest.raises(WrongValue) as caught:
        read_number(fact, text)
    assert right in caught.value.right


@pytest.mark.parametrize("fact", [SIZE, PERCENT, AGE, SCORE])
@pytest.mark.parametrize(
    "text",
    ["22", " 2.2 cm ", '1 "', "80%", "46 years", "8 weeks", "1,5", "1,000", "\u22121", "big"],
)
def test_the_pattern_of_a_number_takes_what_is_read_as_one(fact: Fact, text: str) -> None:
    try:
        read_number(replace(fact, min=None, max=None), text)
        is_number = True
    except WrongValue:
        is_number = False
    assert bool(re.search(number_pattern(fact), text)) is is_number


@given(st.decimals(0, 10**9 - 1, places=2))
def test_every_number_that_was_read_can_be_written_and_read_again(number: object) -> None:
    once = read_number(SCORE, str(number))
    assert read_number(SCORE, str(once)) == once


@given(st.text(max_size=40))
def test_no_text_brings_the_readers_down(text: str) -> None:
    read_date(text, TODAY)
    for fact in (SIZE, PERCENT, ER, GENES, NOTE, DAY):
        with suppress(WrongValue):
            read_value(fact, text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-10", date(2026, 12, 10)),
        ("2026-1-5", date(2026, 1, 5)),
        ("12/10/2026", date(2026, 12, 10)),
        ("12/10/26", date(2026, 12, 10)),
        ("12-10-2026", date(2026, 12, 10)),
        ("12.10.2026", date(2026, 12, 10)),
        ("Dec 10, 2026", date(2026, 12, 10)),
        ("dec. 10 2026", date(2026, 12, 10)),
        ("December 10th, 2026", date(2026, 12, 10)),
        ("Sept 3, 2026", date(2026, 9, 3)),
        ("10 December 2026", date(2026, 12, 10)),
        ("1st May 2027", date(2027, 5, 1)),
        # Without a year: the nearest one
        ("12/10", date(2026, 12, 10)),
        ("Dec 30", date(2026, 12, 30)),
        ("Jan 5", date(2027, 1, 5)),
        ("1/5", date(2027, 1, 5)),
        ("Nov 16", date(2026, 11, 16)),
        ("1 June", date(2027, 6, 1)),
        ("July 1", date(2026, 7, 1)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_right_after_new_year_december_is_the_one_that_was() -> None:
    assert read_date("Dec 30", date(2027, 1, 3)) == date(2026, 12, 30)
    assert read_date("Jan 10", date(2027, 1, 3)) == date(2027, 1, 10)


def test_a_leap_day_without_a_year_is_the_nearest_there_is() -> None:
    assert read_date("Feb 29", date(2027, 12, 1)) == date(2028, 2, 29)
    assert read_date("Feb 29", date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "13/13/2026",
        "2026-02-30",
        "31/12/2026",
        "marble 5",
        "mayor 3",
        "de 5",
        "12",
        "0/0",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize("text", ["12/10/2026", "Dec 10", "10 December 2026"])
def test_in_a_file_only_one_way_of_writing_a_day_counts(text: str) -> None:
    assert read_date(text) is None
    with pytest.raises(WrongValue, match="2026-12-10"):
        read_value(DAY, text)


@given(st.dates())
def test_a_day_is_stored_as_text_that_is_read_back(day: date) -> None:
    assert read_value(DAY, as_stored(day)) == day


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (ER, "positive", "positive"),
        (ER, " plus ", "positive"),
        (ER, 2, "2"),
        (GENES, ["brca2", "brca1"], ("brca1", "brca2")),
        (GENES, ["atm", "atm"], ("atm",)),
        (GENES, [], ()),
        (GENES, ["none"], ("none",)),
        (NOTE, "  words: 1 ", "words: 1"),
    ],
)
def test_choices_come_by_their_present_id_in_the_order_of_the_bank(
    fact: Fact, raw: Any, value: Any
) -> None:
    assert read_value(fact, raw) == value


@pytest.mark.parametrize(
    ("fact", "raw", "says"),
    [
        (ER, "postive", "this is not an answer of er; did you mean 'positive'?"),
        (ER, "x", "write one of: 2, negative, positive"),
        (ER, ["positive"], "only one answer fits here"),
        (PREGNANT, "true", "write yes"),
        (PREGNANT, "False", "write no"),
        (GENES, "brca1", "a list belongs here; write [one, two]"),
        (GENES, ["brca1", "brca3"], "did you mean 'brca2'?"),
        (GENES, ["none", "atm"], "'none' rules out the other answers"),
        (GENES, ["brca1", "brca2", "atm"], "choose at most 2"),
        (NOTE, "x" * (MAX_TEXT + 1), "characters; shorten it"),
    ],
)
def test_what_does_not_fit_says_what_would(fact: Fact, raw: Any, says: str) -> None:
    with pytest.raises(WrongValue) as caught:
        read_value(fact, raw)
    assert says.lower() in str(caught.value).lower()


@pytest.mark.parametrize(
    ("text", "year"), [("11/16/98", 1998), ("4/2/71", 1971), ("12/10/26", 2026), ("1/5/27", 2027)]
)
def test_of_two_digits_the_century_is_the_one_that_can_be_meant(text: str, year: int) -> None:
    day = read_date(text, date(2026, 11, 20))
    assert day is not None
    assert day.year == year


@pytest.mark.parametrize(
    ("time", "read"),
    [
        ("9:00", (9, 0)),
        ("14:30", (14, 30)),
        ("24:00", None),
        ("9:75", None),
        ("noon", None),
        ("", None),
        ("²:30", None),
    ],
)
def test_a_time_is_an_hour_and_a_minute(time: str, read: tuple[int, int] | None) -> None:
    assert clock(time) == read
