"""Two people's papers never make one case; one person's papers are not torn apart."""

from __future__ import annotations

from datetime import date

import pytest
from seen import A, B, person, reading

from so_cli.case.model import Person
from so_cli.inputs.model import PersonSeen
from so_cli.inputs.people import WhoseFiles, is_somebody_else, people_in

BORN = "1971-04-02"


def count(one: PersonSeen, other: PersonSeen) -> int:
    return len(people_in([reading(people=(one,)), reading(people=(other,), file=B)]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jane Doe", BORN), ("DOE, JANE A.", BORN)),
        (("Jane Doe", BORN), ("Jane Miller", BORN)),
        (("Jane Doe", BORN), ("Jane Doe", "")),
        (("Pat Doe", ""), ("Patricia Doe", "")),
        (("Jane Doe", ""), ("Dr. Jane Q. Doe", "")),
        (("", BORN), ("Jane Doe", "")),
        (("María José Núñez", BORN), ("Núñez, María", BORN)),
    ],
)
def test_the_same_person_under_two_spellings(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert count(person(*one), person(*other, file=B)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jane Doe", BORN), ("Jane Doe", "1950-01-01")),
        (("Jane Doe", BORN), ("Ann Smith", BORN)),
        (("Jane Doe", ""), ("Mary Doe", "")),
        (("Jane Doe", ""), ("Mary Doe", BORN)),
    ],
)
def test_two_people(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert count(person(*one), person(*other, file=B)) == 2


def test_a_paper_without_a_name_goes_with_any() -> None:
    assert people_in([reading(people=(person(),))]) == ()
    assert count(person("Jane Doe", BORN), person(file=B)) == 1


def test_each_person_comes_with_her_papers() -> None:
    readings = [
        reading(people=(person("Jane Doe", ""),)),
        reading(people=(person("Doe, Jane", BORN, B),), file=B),
    ]
    assert people_in(readings) == (WhoseFiles("Jane Doe", date(1971, 4, 2), (A, B)),)


def test_the_case_may_be_about_somebody_else() -> None:
    papers = WhoseFiles("Jane Doe", date(1971, 4, 2), (A,))
    assert not is_somebody_else(papers, Person())
    assert not is_somebody_else(papers, Person(name="Jane"))
    assert is_somebody_else(papers, Person(name="Jane Doe", born=date(1980, 1, 1)))
    assert is_somebody_else(papers, Person(name="Rose Miller"))
