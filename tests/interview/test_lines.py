"""How real people type a visit, themselves, a decision and their medicines in one line."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.case.model import Medicine, Person, Visit
from so_cli.case.values import WrongValue
from so_cli.interview.lines import (
    decision_line,
    medicines_line,
    person_line,
    read_decision,
    read_medicines,
    read_person,
    read_visit,
    visit_line,
)
from so_cli.packet.texts import visit_text

TODAY = date(2026, 11, 20)
ONC, SURGEON, RADIATION = "medical-oncologist", "breast-surgeon", "radiation-oncologist"
DEC_10 = "2026-12-10"

# What she types; then day, time, doctor, specialty, how.
VISITS = [
    ("Dec 10 2:30 pm, Dr. Rivera, oncologist, video", DEC_10, "14:30", "Dr. Rivera", ONC, "video"),
    ("12/10/2026 at 2:30pm Dr Rivera", DEC_10, "14:30", "Dr Rivera", "", ""),
    ("12/10 14:30 Rivera", DEC_10, "14:30", "Rivera", "", ""),
    ("Dr. Rivera 12/10", DEC_10, "", "Dr. Rivera", "", ""),
    ("Dr. Rivera 12/10/26 2p", DEC_10, "14:00", "Dr. Rivera", "", ""),
    ("December 10th, 2026 at 9 am with Dr. Lee", DEC_10, "09:00", "Dr. Lee", "", ""),
    ("10 Dec 2026, Dr Lee", DEC_10, "", "Dr Lee", "", ""),
    ("dec 10th dr lee", DEC_10, "", "dr lee", "", ""),
    ("DEC 10 AT 2 PM WITH DR LEE", DEC_10, "14:00", "DR LEE", "", ""),
    ("Thursday Dec 10, 2:30, Dr. Rivera", DEC_10, "14:30", "Dr. Rivera", "", ""),
    ("Thurs. 12/10 Dr. Rivera by phone", DEC_10, "", "Dr. Rivera", "", "phone"),
    ("12-10-2026 2pm Dr. X", DEC_10, "14:00", "Dr. X", "", ""),
    ("12.10.2026 Dr. X", DEC_10, "", "Dr. X", "", ""),
    ("2026-12-10 14:30, Dr. Rivera", DEC_10, "14:30", "Dr. Rivera", "", ""),
    ("2026-12-10T14:30 Dr. R", DEC_10, "14:30", "Dr. R", "", ""),
    ("Dec10 Dr. Lee", DEC_10, "", "Dr. Lee", "", ""),
    ("Dr. May on May 5", "2027-05-05", "", "Dr. May", "", ""),
    ("Dr. March, March 3", "2027-03-03", "", "Dr. March", "", ""),
    ("Dr. Marcus 12/10", DEC_10, "", "Dr. Marcus", "", ""),
    ("Dr. June Park, June 5 2027 at 10", "2027-06-05", "10:00", "Dr. June Park", "", ""),
    ("Dr. Thu Nguyen, Dec 10", DEC_10, "", "Dr. Thu Nguyen", "", ""),
    ("Dr. Sun, Dec 10", DEC_10, "", "Dr. Sun", "", ""),
    ("Dr. A. Lee, Dec 10", DEC_10, "", "Dr. A. Lee", "", ""),
    ("Dr. Ann On, Dec 10", DEC_10, "", "Dr. Ann On", "", ""),
    ("Dr. Will Bytheway, Dec 10", DEC_10, "", "Dr. Will Bytheway", "", ""),
    ("Dr. Nurse, Dec 10", DEC_10, "", "Dr. Nurse", "", ""),
    ("Dec 10 at noon, Dr. Lee", DEC_10, "12:00", "Dr. Lee", "", ""),
    ("Dec 10 12 noon, Dr. Lee", DEC_10, "12:00", "Dr. Lee", "", ""),
    ("Dec 10 at 12:15 pm", DEC_10, "12:15", "", "", ""),
    ("Dec 10, 12 am", DEC_10, "00:00", "", "", ""),
    ("Dec 10 3 P.M. Dr. Lee", DEC_10, "15:00", "Dr. Lee", "", ""),
    ("Dec 10, 3:30p.m., Dr. Lee", DEC_10, "15:30", "Dr. Lee", "", ""),
    ("Dec 10 at 3", DEC_10, "15:00", "", "", ""),
    ("Dec 10 at 9", DEC_10, "09:00", "", "", ""),
    ("Dec 10 8:15, Dr. Lee", DEC_10, "08:15", "Dr. Lee", "", ""),
    ("by phone 12/10 8 AM", DEC_10, "08:00", "", "", "phone"),
    ("tomorrow at 3pm, Dr. Lee", "2026-11-21", "15:00", "Dr. Lee", "", ""),
    ("today 4pm", "2026-11-20", "16:00", "", "", ""),
    ("telehealth with oncologist Jan 4", "2027-01-04", "", "", ONC, "video"),
    ("zoom, 1/4/27, rad onc Dr. Singh", "2027-01-04", "", "Dr. Singh", RADIATION, "video"),
    ("1/4 radiation oncology", "2027-01-04", "", "", RADIATION, ""),
    ("Dr. Sun, genetics, 1/4", "2027-01-04", "", "Dr. Sun", "genetic-counselor", ""),
    ("Dr. Lee (surgeon) Dec 10 3 p.m.", DEC_10, "15:00", "Dr. Lee", SURGEON, ""),
    ("Dr. Lee, general surgery, Dec 10", DEC_10, "", "Dr. Lee", SURGEON, ""),
    ("surgical oncologist Dr. Lee Dec 10", DEC_10, "", "Dr. Lee", SURGEON, ""),
    ("breast surgeon, 12/10", DEC_10, "", "", SURGEON, ""),
    ("hematologist/oncologist Dr. Wu 12/10", DEC_10, "", "Dr. Wu", ONC, ""),
    ("med onc Dr. Wu 12/10", DEC_10, "", "Dr. Wu", ONC, ""),
    ("plastic surgeon Dr. Wu 12/10", DEC_10, "", "Dr. Wu", "plastic-surgeon", ""),
    ("fertility specialist 12/10", DEC_10, "", "", "fertility-specialist", ""),
    ("palliative care team, 12/10", DEC_10, "", "", "palliative-team", ""),
    ("nurse navigator, 12/10", DEC_10, "", "", "nurse-navigator", ""),
    ("Dr. Wu, 12/10/26 8am in person", DEC_10, "08:00", "Dr. Wu", "", "in-person"),
    ("records only, Johns Hopkins", None, "", "Johns Hopkins", "", "records-only"),
    ("Dr. Rivera", None, "", "Dr. Rivera", "", ""),
    ("oncologist", None, "", "", ONC, ""),
    ("2:30 pm", None, "14:30", "", "", ""),
    ("Dec 10", DEC_10, "", "", "", ""),
    ("Room 12, Dec 10, Dr. Lee", DEC_10, "", "Room 12, Dr. Lee", "", ""),
    ("450 Brook Ave, Dec 10, Dr. Lee", DEC_10, "", "450 Brook Ave, Dr. Lee", "", ""),
    ("second opinion on Dec 10 with Dr Lee", DEC_10, "", "Dr Lee", "", ""),
    ("appt w/ Dr. Lee, Dec. 10", DEC_10, "", "w/ Dr. Lee", "", ""),
]


@pytest.mark.parametrize("line", VISITS, ids=lambda line: line[0])
def test_a_visit_is_understood_as_people_type_it(line: tuple[str | None, ...]) -> None:
    typed, day, at, who, specialty, by = line
    visit = read_visit(str(typed), Visit(), TODAY)
    assert visit == Visit(
        date=date.fromisoformat(day) if day else None,
        time=at or "",
        with_=who or "",
        specialty=specialty,  # type: ignore[arg-type]  # the table holds plain texts
        by=by,  # type: ignore[arg-type]
    )
    assert read_visit(visit_line(visit), Visit(), TODAY) == visit
    assert read_visit(visit_text(visit), Visit(), TODAY) == visit


@pytest.mark.parametrize(
    "line",
    [
        "13/10/2026 Dr. Lee",
        "Feb 30, Dr. Lee",
        "next Tuesday with Dr. Lee",
        "next week",
        "the 10th, Dr. Lee",
        "Dec 10 25:00",
        "Dec 10 2:75 pm",
        "Dec 10 13 pm",
        "Dec 10 and 31/12, Dr. Lee",
        ", ;",
        "",
    ],
)
def test_what_cannot_be_a_day_or_a_time_is_said_and_never_guessed(line: str) -> None:
    with pytest.raises(WrongValue) as wrong:
        read_visit(line, Visit(), TODAY)
    assert wrong.value.right


def test_a_complaint_says_what_would_be_right_and_nothing_about_her() -> None:
    with pytest.raises(WrongValue, match="write it like Dec 10") as caught:
        read_visit("next Tuesday,  Dr. Lee", Visit(), TODAY)
    assert "Lee" not in str(caught.value)


def test_a_name_too_long_for_the_page_is_said() -> None:
    with pytest.raises(WrongValue, match="write at most 200"):
        read_visit(f"Dec 11, Dr. {'a' * 300}", Visit(), TODAY)


def test_the_place_of_a_visit_stays() -> None:
    assert read_visit("Dec 11", Visit(place="Room 4"), TODAY).place == "Room 4"


@pytest.mark.parametrize(
    ("line", "name", "born", "age"),
    [
        ("Pat Doe, 4/2/1971", "Pat Doe", "1971-04-02", None),
        ("Pat Doe 4/2/71", "Pat Doe", "1971-04-02", None),
        ("Pat Doe 2/29/68", "Pat Doe", "1968-02-29", None),
        ("Pat Doe, born April 2, 1971", "Pat Doe", "1971-04-02", None),
        ("Pat Doe DOB 04/02/1971", "Pat Doe", "1971-04-02", None),
        ("Pat Doe b. 4/2/71", "Pat Doe", "1971-04-02", None),
        ("Pat Doe 2 April 1971", "Pat Doe", "1971-04-02", None),
        ("Pat Doe 4-2-1971", "Pat Doe", "1971-04-02", None),
        ("April Jones, 4/2/1971", "April Jones", "1971-04-02", None),
        ("June May, May 5 1960", "June May", "1960-05-05", None),
        ("Pat Doe 55", "Pat Doe", None, 55),
        ("Pat Doe, 55 years old", "Pat Doe", None, 55),
        ("Pat Doe (55)", "Pat Doe", None, 55),
        ("Pat, 55yo", "Pat", None, 55),
        ("Pat Doe 55 y/o", "Pat Doe", None, 55),
        ("Doe, Pat; age 55", "Doe, Pat", None, 55),
        ("Pat Doe II, 55", "Pat Doe II", None, 55),
        ("55", "", None, 55),
        ("4/2/1971", "", "1971-04-02", None),
        ("María de la Cruz-López", "María de la Cruz-López", None, None),
        ("Thu Nguyen, 61", "Thu Nguyen", None, 61),
    ],
)
def test_a_name_with_a_birth_date_or_an_age_is_understood(
    line: str, name: str, born: str | None, age: int | None
) -> None:
    person, found = read_person(line, Person(phone="555"), TODAY)
    assert (person.name, person.born and person.born.isoformat(), found) == (name, born, age)
    assert person.phone == "555"
    assert read_person(person_line(person, found), person, TODAY) == (person, found)


@pytest.mark.parametrize(
    "line", ["Pat, 4/2/2031", "Pat, 5", "Pat, 130", "Pat, June 5", "Pat, 1971", "Pat 2 Doe 55", "-"]
)
def test_what_cannot_be_an_age_or_a_birth_date_is_said(line: str) -> None:
    with pytest.raises(WrongValue) as wrong:
        read_person(line, Person(), TODAY)
    assert wrong.value.right


@pytest.mark.parametrize(
    ("line", "what", "day"),
    [
        ("whether to have chemo before surgery, by December 20", None, "2026-12-20"),
        ("lumpectomy or mastectomy by 12/20", "lumpectomy or mastectomy", "2026-12-20"),
        ("step by step plan, by 1/4", "step by step plan", "2027-01-04"),
        ("radiation until 12/20/26", "radiation", "2026-12-20"),
        ("which surgery, by Friday Dec 4", "which surgery", "2026-12-04"),
        ("surgery by December 20th.", "surgery", "2026-12-20"),
        ("chemo (by Sun Dec 20, 2026)", "chemo", "2026-12-20"),
        ("chemo (AC-T) or not, by tomorrow", "chemo (AC-T) or not", "2026-11-21"),
        ("by Dec 20", "", "2026-12-20"),
        ("stand by me", "stand by me", None),
        ("which surgery, before Christmas", "which surgery, before Christmas", None),
    ],
)
def test_a_decision_and_its_day_are_told_apart(line: str, what: str | None, day: str) -> None:
    decision, by = read_decision(line, TODAY)
    assert decision == (line.partition(", by")[0] if what is None else what)
    assert (by and by.isoformat()) == day
    assert read_decision(decision_line(decision, by), TODAY) == (decision, by)


@pytest.mark.parametrize(
    ("line", "medicines"),
    [
        ("tamoxifen", [Medicine(name="tamoxifen")]),
        (
            "lisinopril 10 mg daily for blood pressure; aspirin 81mg",
            [
                Medicine(name="lisinopril", dose="10 mg", how_often="daily", why="blood pressure"),
                Medicine(name="aspirin", dose="81mg"),
            ],
        ),
        (
            "warfarin 5 mg daily, metformin 500 mg, twice a day, aspirin",
            [
                Medicine(name="warfarin", dose="5 mg", how_often="daily"),
                Medicine(name="metformin", dose="500 mg", how_often="twice a day"),
                Medicine(name="aspirin"),
            ],
        ),
        (
            "lisinopril, 10 mg daily for blood pressure, vitamin D",
            [
                Medicine(name="lisinopril", dose="10 mg", how_often="daily", why="blood pressure"),
                Medicine(name="vitamin D"),
            ],
        ),
        ("aspirin, tamoxifen", [Medicine(name="aspirin"), Medicine(name="tamoxifen")]),
        ("aspirin\ntamoxifen", [Medicine(name="aspirin"), Medicine(name="tamoxifen")]),
        ("Tylenol (acetaminophen)", [Medicine(name="Tylenol (acetaminophen)")]),
        ("estradiol 0,1 mg", [Medicine(name="estradiol", dose="0,1 mg")]),
        ("vitamin D 2000 IU", [Medicine(name="vitamin D", dose="2000 IU")]),
        ("calcium for bones", [Medicine(name="calcium", why="bones")]),
        ("for pain", [Medicine(name="for pain")]),
    ],
)
def test_medicines_are_told_apart(line: str, medicines: list[Medicine]) -> None:
    assert read_medicines(line) == tuple(medicines)


# --- Laws -----------------------------------------------------------------------------------------
NAMES = st.sampled_from(
    ["Pat Doe", "Dr. Rivera", "Dr. A. Lee", "O'Neil", "Dr. Thu Nguyen", "Dr. Sun", "Dr. May"]
)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31))
TIMES = st.just("") | st.times().map(lambda clock: f"{clock:%H:%M}")
VISIT = st.builds(
    Visit,
    date=DAYS,
    time=TIMES,
    with_=NAMES,
    specialty=st.sampled_from(["", ONC, SURGEON, RADIATION, "pathologist", "plastic-surgeon"]),
    by=st.sampled_from(["", "in-person", "video", "phone", "records-only"]),
)
TYPED = st.lists(
    st.sampled_from(
        ["Dec 10", "12/10", "at 3", "2:30 pm", "Dr. Rivera", "by", "for", "(", ")", ",", ";", "Sun",
         "10 mg", "daily", "tamoxifen", "surgeon", "video", "55", "born", "4/2/71", "-", "may", "a",
         "\n", "\u202e", "٣", "²"]
    ),
    max_size=9,
).map(" ".join)  # fmt: skip
HOSTILE = TYPED | st.text(max_size=60)


@given(VISIT)
def test_a_visit_read_back_is_the_same_visit(visit: Visit) -> None:
    assert read_visit(visit_line(visit), Visit(), TODAY) == visit


@given(NAMES, st.none() | st.dates(date(1900, 1, 1), date(2011, 11, 20)), st.integers(15, 115))
def test_a_person_read_back_is_the_same_person(name: str, born: date | None, age: int) -> None:
    person, found = Person(name=name, born=born), None if born else age
    assert read_person(person_line(person, found), Person(), TODAY) == (person, found)


READERS: dict[str, Callable[[str], object]] = {
    "a visit": lambda line: read_visit(line, Visit(), TODAY),
    "a person": lambda line: read_person(line, Person(), TODAY),
    "a decision": lambda line: read_decision(line, TODAY),
    "medicines": read_medicines,
}


@pytest.mark.parametrize("what", READERS)
@given(line=HOSTILE)
def test_whatever_is_typed_says_something_or_is_refused_in_words(what: str, line: str) -> None:
    nothing = (Visit(), (Person(), None), ("", None), ())
    with suppress(WrongValue):
        assert READERS[what](line) not in nothing


@given(HOSTILE)
def test_every_medicine_has_a_name(line: str) -> None:
    with suppress(WrongValue):
        assert all(medicine.name for medicine in read_medicines(line))


@given(HOSTILE)
def test_a_list_of_medicines_reads_back_as_the_same_words(line: str) -> None:
    try:
        once = medicines_line(read_medicines(line))
    except WrongValue:
        return
    again = medicines_line(read_medicines(f"{once};"))
    words = [re.findall(r"\w+", text) for text in (once, again)]  # a stray sign is no word
    assert sorted(words[0]) == sorted(words[1])


@pytest.mark.parametrize("line", [" " * 200_000, "," * 200_000, "by " * 50_000, "1" * 50_000])
def test_a_line_that_nobody_types_is_refused_at_once(line: str) -> None:
    begun = time.monotonic()
    for read in READERS.values():
        with pytest.raises(WrongValue):
            read(line)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("line", ["Pat Doe, Apr 2", "Dec 10", "Pat 4/2"])
def test_a_birth_date_without_its_year_is_refused(line: str) -> None:
    with pytest.raises(WrongValue, match="year is missing"):
        read_person(line, Person(), TODAY)
