"""Values in words: plain for the person, in shorthand for the doctor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.model import Choice, Fact, Unit
from so_cli.case.model import Answer, Case, Medicine, Source, Stored, Visit
from so_cli.packet.texts import (
    day_text,
    fact_line,
    loose_fact_lines,
    medicine_text,
    shorthand,
    source_text,
    time_text,
    value_text,
    visit_text,
    voice_of,
)

MakeCase = Callable[..., Case]


def number(unit: Unit, short: str = "{value} mm") -> Fact:
    return Fact(id="f", label="Size", kind="number", ask="?", unit=unit, shorthand=short)


LETTERS = Fact(
    id="f",
    label="Letters",
    kind="choices",
    ask="?",
    shorthand="letters: {value}",
    choices=(Choice(id="a", label="the first", shorthand="A"), Choice(id="b", label="the second")),
)
DAY = Fact(id="f", label="Day", kind="date", ask="?", shorthand="dx {value}")


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (number("mm"), 22, "22 mm"),
        (number("mm"), 22.5, "22.5 mm"),
        (number("percent"), 80, "80%"),
        (number("weeks"), 12, "12 weeks"),
        (number("count"), 1234567, "1234567"),
        (LETTERS, ("a", "b"), "the first; the second"),
        (LETTERS, (), "none"),
        (LETTERS, ("of-another-bank",), "of-another-bank"),
        (DAY, "2026-12-10", "Thu Dec 10, 2026"),
    ],
)
def test_a_value_in_plain_words(fact: Fact, value: Stored, text: str) -> None:
    assert value_text(fact, value) == text


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (number("mm"), 22, "22 mm"),
        (number("count", "{value} of {value}"), 1234567, "1234567 of 1234567"),
        (LETTERS, ("a", "b"), "letters: A, b"),
        (LETTERS, (), "Letters: none"),
        (DAY, "2026-12-10", "dx 10 Dec 2026"),
        (number("mm", ""), 22, "22"),
    ],
)
def test_a_value_in_shorthand(fact: Fact, value: Stored, text: str) -> None:
    assert shorthand(fact, value) == text


def test_a_fact_without_a_value_says_its_state() -> None:
    line = fact_line(LETTERS, Answer(state="not-sure"))
    assert (line.text, line.shorthand, line.value) == ("not sure", "", None)


@pytest.mark.parametrize(
    ("time", "text"),
    [
        ("14:30", "2:30 pm"),
        ("9:05", "9:05 am"),
        ("0:15", "12:15 am"),
        ("12:00", "12:00 pm"),
        ("23:59", "11:59 pm"),
        ("after lunch", "after lunch"),
        ("25:00", "25:00"),
        ("", ""),
    ],
)
def test_times_are_written_as_people_here_do(time: str, text: str) -> None:
    assert time_text(time) == text


def test_days_do_not_depend_on_the_language_of_the_machine() -> None:
    assert day_text(date(2026, 12, 1)) == "Tue Dec 1, 2026"


def test_a_visit_is_one_line_of_what_is_known() -> None:
    visit = Visit(
        date=date(2026, 12, 10),
        time="14:30",
        with_="Dr. Rivera",
        specialty="medical-oncologist",
        by="video",
    )
    assert visit_text(visit) == (
        "Thu Dec 10, 2026 2:30 pm, Dr. Rivera, medical oncologist, by video"
    )
    assert visit_text(Visit(with_="Dr. Rivera")) == "Dr. Rivera"
    assert visit_text(Visit()) == ""


def test_a_medicine_is_written_as_one_says_it() -> None:
    full = Medicine(name="lisinopril", dose="10 mg", how_often="daily", why="blood pressure")
    assert medicine_text(full) == "lisinopril 10 mg daily, for blood pressure"
    assert medicine_text(Medicine(name="aspirin")) == "aspirin"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("", "you"),
        ("facts: {role: self, sex: male}", "you"),
        ("facts: {role: family}", "she"),
        ("facts: {role: family, sex: male}", "he"),
        ("person: {pronouns: they}\nfacts: {role: navigator, sex: male}", "they"),
        ("person: {pronouns: name, name: Pat}\nfacts: {role: family}", "Pat"),
        ("person: {pronouns: name}\nfacts: {role: family}", "she"),
    ],
)
def test_the_voice_is_hers_or_speaks_of_her(text: str, voice: str, make_case: MakeCase) -> None:
    assert voice_of(make_case(text)) == voice


def test_facts_of_another_tumor_stand_in_the_order_of_the_bank(bank: Bank) -> None:
    told = {"er": "positive", "strange": "x", "cancer_type": "dcis"}
    lines = loose_fact_lines(bank, {name: Answer(value=value) for name, value in told.items()})
    assert [line.id for line in lines] == ["cancer_type", "er"]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("er_percent", 0, "0%"), ("nodes_positive", 0, "0"), ("concerns", (), "none")],
)
def test_nothing_and_zero_are_answers_too(bank: Bank, name: str, value: Stored, text: str) -> None:
    assert fact_line(bank.fact[name], Answer(value=value)).text == text


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("line 4", "a.pdf, line 4"),
        ("Observation er-1", "a.pdf, test result er-1"),
        (
            "Observation 42d72254-5e37-43f4-99da-c6381cf5a2f8 (+2)",
            "a.pdf, test result 42d72254... (+2)",
        ),
        ("Unheard 42d72254-5e37-43f4", "a.pdf, Unheard 42d72254-5e37-43f4"),
        ("DISCHARGE MEDICATIONS, entry 1", "a.pdf, DISCHARGE MEDICATIONS, entry 1"),
    ],
)
def test_a_place_in_a_download_is_named_in_plain_words(where: str, text: str) -> None:
    assert source_text(Source(file="a.pdf", where=where)) == text


def test_a_quote_is_one_line_without_columns() -> None:
    source = Source(file="a.pdf", words="ER ............ Positive            95%")
    assert source_text(source) == "a.pdf; it says: ER ... Positive 95%"
