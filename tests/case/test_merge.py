"""Answers from a file over those that are saved."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.case.merge import lay_over
from so_cli.case.model import (
    Answer,
    Case,
    Hospital,
    HospitalAnswer,
    Opinion,
    Person,
    PlanPart,
    Questions,
    RecordState,
    Visit,
)

SAVED = Case(
    id="pat",
    stage="pre-surgery",
    person=Person(name="Pat Doe", phone="555"),
    facts={"er": Answer(value="positive"), "her2": Answer(value="negative")},
    questions=Questions(top=("a",), left_out=("b",)),
    records={"report": RecordState(status="requested", note="ref 4471")},
    visits=(Visit(date=date(2026, 12, 10)),),
)


def test_what_is_said_replaces_and_what_is_left_empty_stays() -> None:
    laid = lay_over(SAVED, Case(decision="x", facts={"er": Answer(state="not-sure")}))
    assert (laid.id, laid.stage, laid.decision) == ("pat", "pre-surgery", "x")
    assert laid.facts == {"er": Answer(state="not-sure"), "her2": Answer(value="negative")}
    assert (laid.visits, laid.records) == (SAVED.visits, SAVED.records)


def test_parts_with_keys_merge_key_by_key() -> None:
    laid = lay_over(SAVED, Case(person=Person(name="Ann"), questions=Questions(top=("c",))))
    assert laid.person == Person(name="Ann", phone="555")
    assert laid.questions == Questions(top=("c",), left_out=("b",))


def test_none_chosen_is_an_answer() -> None:
    laid = lay_over(SAVED, Case(facts={"er": Answer(value=())}))
    assert laid.facts["er"] == Answer(value=())


CASES = st.builds(
    Case,
    id=st.sampled_from(["", "pat"]),
    decision=st.sampled_from(["", "a", "b"]),
    person=st.builds(Person, name=st.sampled_from(["", "Pat"]), born=st.none() | st.dates()),
    facts=st.dictionaries(
        st.sampled_from(["er", "pr"]), st.builds(Answer, value=st.sampled_from(["x", "y"]))
    ),
)


@given(CASES)
def test_a_case_over_itself_or_over_nothing_is_the_case(case: Case) -> None:
    assert lay_over(case, case) == case
    assert lay_over(Case(), case) == case
    assert lay_over(case, Case()) == case


@given(CASES, CASES, CASES)
def test_it_does_not_matter_in_which_pairs_three_are_laid(a: Case, b: Case, c: Case) -> None:
    assert lay_over(lay_over(a, b), c) == lay_over(a, lay_over(b, c))


def test_opinions_and_hospitals_merge_one_by_one() -> None:
    first = Opinion(id="first", by="Dr. Stone", plan={"surgery": PlanPart(value="mastectomy")})
    saved = replace(SAVED, opinions=(first,), hospitals=(Hospital(name="Near"),))
    more = (
        Opinion(id="first", reason="The size."),
        Opinion(id="second", by="Dr. Rivera"),
    )
    yes = {"board-certified": HospitalAnswer(answer="yes")}
    laid = lay_over(saved, Case(opinions=more, hospitals=(Hospital(name="Near", answers=yes),)))
    assert laid.opinions == (replace(first, reason="The size."), more[1])
    assert laid.hospitals == (Hospital(name="Near", answers=yes),)
