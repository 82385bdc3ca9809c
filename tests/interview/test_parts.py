"""Parts of the interview that fill another place of the case than `facts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from msgspec.structs import replace
from talking import BANK, EMPTY, TODAY, say

from so_cli.case.model import Answer, Medicine, OwnQuestion, Person, RecordState, Visit
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context
from so_cli.interview.engine import answer, item_for, next_place, understood
from so_cli.interview.prompters.item import Chosen, Marked, Typed
from so_cli.packet.build import make_packet

BIOPSY = say(EMPTY, role="self", stage="post-biopsy", report_in_hand="yes")
LINES = {
    "visit": "Dec 10 2:30 pm, Dr. Rivera, oncologist",
    "person": "Pat Doe, 4/2/1971",
    "decision": "chemotherapy, by Dec 20",
    "my_medicines": "lisinopril 10 mg daily; aspirin",
    "my_allergies": "penicillin, rash; latex",
}


def changed(context: Context, **parts: object) -> Context:
    return context.with_case(replace(context.case, **parts))


def is_asked(context: Context, name: str) -> bool:
    passed: set[str] = set()
    while place := next_place(context, passed):
        passed.add(place.id)
    return name in passed


# --- Stage ----------------------------------------------------------------------------------------
def test_the_stage_is_told_by_its_title_and_one_plain_line() -> None:
    item = item_for(EMPTY, "stage")
    assert len(item.options) == 5
    assert item.options[0].label.startswith("After the biopsy: ")


def test_the_stage_can_be_changed_and_left_open() -> None:
    after = say(BIOPSY, stage="metastatic")
    assert after.case.stage == "metastatic"
    unsure = say(after, stage=Marked("not-sure"))
    assert unsure.case.stage is None
    assert item_for(unsure, "stage").marked == "not-sure"
    assert not is_asked(unsure, "stage")


# --- What is typed in one line --------------------------------------------------------------------
@pytest.mark.parametrize("name", LINES)
def test_a_line_is_asked_until_it_is_there_and_then_shown_to_be_changed(name: str) -> None:
    assert is_asked(BIOPSY, name)
    after = say(BIOPSY, {name: Typed(LINES[name])})
    assert not is_asked(after, name)
    assert item_for(after, name).typed


@pytest.mark.parametrize("name", LINES)
def test_enter_on_the_line_that_stands_there_changes_nothing(name: str) -> None:
    after = say(BIOPSY, {name: Typed(LINES[name])})
    assert say(after, {name: Typed(item_for(after, name).typed)}).case == after.case


@dataclass
class FromAFile:
    """What a file may hold and no line can say."""

    parts: dict[str, object] = field(
        default_factory=lambda: {
            "visits": (Visit(time="late", with_="12/13, 14 Dr. 5", by="video", place="Room 4"),),
            "person": Person(name="Pat 2, born 1/1", phone="555"),
            "decision": "by Dec 20, by Dec 21",
            "medicines": (Medicine(name="a; b", why="x, y"), Medicine(name="for 5 mg")),
            "allergies": ("a, b; c",),
        }
    )


@pytest.mark.parametrize("name", LINES)
def test_enter_keeps_even_what_no_line_can_say(name: str) -> None:
    context = changed(BIOPSY, **FromAFile().parts)
    typed = item_for(context, name).typed
    assert say(context, {name: Typed(typed)}).case == context.case


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("typed", [" ", "-", ", ;", ";"])
def test_a_line_that_says_nothing_is_refused(name: str, typed: str) -> None:
    with pytest.raises(WrongValue):
        answer(BIOPSY, name, Typed(typed))


@pytest.mark.parametrize("name", LINES)
def test_later_takes_nothing_away_and_is_asked_again(name: str) -> None:
    before = say(BIOPSY, {name: Typed(LINES[name])})
    after = say(before, {name: Marked("later")})
    assert item_for(after, name).typed == item_for(before, name).typed
    assert item_for(after, name).marked == "later"
    assert is_asked(after, name)


def test_not_sure_takes_the_place_of_what_was_said() -> None:
    full = say(BIOPSY, {name: Typed(line) for name, line in LINES.items()})
    after = say(full, {name: Marked("not-sure") for name in ("visit", "person", "decision")})
    assert (after.case.visits, after.case.decision, after.case.decide_by) == ((), "", None)
    assert after.case.person == Person()
    assert make_packet(BANK, after.case, TODAY).visits == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("visit", "Thu Dec 10, 2026 2:30 pm, Dr. Rivera, medical oncologist"),
        ("person", "Pat Doe, born Apr 2, 1971"),
        ("decision", "chemotherapy (by Sun Dec 20, 2026)"),
        ("my_medicines", "lisinopril 10 mg daily\naspirin"),
    ],
)
def test_what_was_understood_is_said_in_words(name: str, said: str) -> None:
    assert understood(say(BIOPSY, {name: Typed(LINES[name])}), name) == said


def test_an_age_alone_is_enough() -> None:
    after = say(BIOPSY, person=Typed("Pat Doe 55"))
    assert after.case.facts["age"] == Answer(value=55)
    assert understood(after, "person") == "Pat Doe, 55 years old"
    born = say(after, person=Typed("Pat Doe, 4/2/1971"))
    assert "age" not in born.case.facts


# --- Visit ----------------------------------------------------------------------------------------
def test_the_next_visit_is_changed_and_past_ones_stay() -> None:
    past = Visit(date=date(2026, 10, 1), with_="Dr. Past")
    other = Visit(date=date(2026, 12, 24), with_="Dr. Late")
    context = changed(BIOPSY, visits=(past, other))
    added = say(context, visit=Typed("Dec 11, Dr. Lee"))
    assert [visit.with_ for visit in added.case.visits] == ["Dr. Past", "Dr. Lee"]
    assert understood(added, "visit").endswith("Dr. Lee")
    gone = say(context, visit=Marked("does-not-apply"))
    assert gone.case.visits == (past,)


def test_after_a_past_visit_the_next_one_is_read_back_too() -> None:
    context = changed(BIOPSY, visits=(Visit(date=date(2026, 10, 1), with_="Dr. Past"),))
    after = say(context, visit=Typed("Dec 11, Dr. Lee"))
    assert understood(after, "visit") == "Fri Dec 11, 2026, Dr. Lee"


# --- Medicines and allergies ----------------------------------------------------------------------
def test_what_is_added_to_a_line_leaves_the_rest_as_it_was() -> None:
    named = Medicine(name="10 ML doxorubicin 2 MG/ML; injection", dose="105.96 mg")
    given = changed(BIOPSY, medicines=(named,), allergies=("eggs, and nuts; all",))
    typed = {
        name: f"{item_for(given, name).typed}; aspirin" for name in ("my_medicines", "my_allergies")
    }
    after = say(given, {name: Typed(line) for name, line in typed.items()})
    assert after.case.medicines == (named, Medicine(name="aspirin"))
    assert after.case.allergies == ("eggs, and nuts; all", "aspirin")


@pytest.mark.parametrize("name", ["my_medicines", "my_allergies"])
@pytest.mark.parametrize("reply", [Typed("None."), Typed("no"), Marked("does-not-apply")])
def test_none_is_an_answer_of_its_own(name: str, reply: Typed | Marked) -> None:
    after = say(say(BIOPSY, {name: Typed(LINES[name])}), {name: reply})
    assert (after.case.medicines, after.case.allergies) == ((), ())
    assert after.case.facts[name].value == "none"
    assert not is_asked(after, name)


@pytest.mark.parametrize("name", ["my_medicines", "my_allergies"])
def test_a_list_that_was_none_can_be_filled(name: str) -> None:
    after = say(say(BIOPSY, {name: Typed("none")}), {name: Typed(LINES[name])})
    assert name not in after.case.facts


@pytest.mark.parametrize(
    ("typed", "allergies"),
    [
        ("penicillin", ("penicillin",)),
        ("penicillin, latex", ("penicillin", "latex")),
        ("penicillin, rash; latex", ("penicillin, rash", "latex")),
    ],
)
def test_allergies_are_told_apart(typed: str, allergies: tuple[str, ...]) -> None:
    after = say(BIOPSY, my_allergies=Typed(typed))
    assert after.case.allergies == allergies
    assert say(after, my_allergies=Typed(item_for(after, "my_allergies").typed)).case == after.case


# --- Records and steps ----------------------------------------------------------------------------
def test_records_that_are_ticked_are_here_since_today() -> None:
    first, second = (option.id for option in item_for(BIOPSY, "my_records").options[:2])
    after = say(BIOPSY, my_records=[first])
    assert after.case.records == {first: RecordState(status="arrived", date=TODAY)}
    assert item_for(after, "my_records").chosen == (first,)
    swapped = say(after, my_records=[second])
    assert swapped.case.records[first].status == "needed"
    assert swapped.case.records[second].status == "arrived"


def test_a_record_that_is_on_its_way_stays_so_when_it_is_not_ticked() -> None:
    first = item_for(BIOPSY, "my_records").options[0].id
    asked_for = RecordState(status="requested", date=date(2026, 11, 1), note="by fax")
    context = changed(BIOPSY, records={first: asked_for})
    assert say(context, my_records=[]).case.records[first] == asked_for
    here = say(context, my_records=[first]).case.records[first]
    assert here == RecordState(status="arrived", date=TODAY, note="by fax")


def test_steps_that_are_ticked_are_done_and_can_be_taken_back() -> None:
    first = item_for(BIOPSY, "my_steps").options[0].id
    after = say(BIOPSY, my_steps=[first])
    assert after.case.steps[first].done == TODAY
    assert item_for(after, "my_steps").chosen == (first,)
    assert say(after, my_steps=[]).case.steps[first].done is None


@pytest.mark.parametrize("name", ["my_records", "my_steps"])
def test_ticking_nothing_is_an_answer(name: str) -> None:
    assert is_asked(BIOPSY, name)
    assert not is_asked(say(BIOPSY, {name: []}), name)


# --- Questions ------------------------------------------------------------------------------------
ASK = say(BIOPSY, main_question=Typed("Can I wait?"))


def test_what_fits_best_is_chosen_already_her_own_words_first() -> None:
    item = item_for(ASK, "my_questions")
    assert item.chosen[0] == "own-1"
    assert item.options[0].label == "Can I wait?"
    assert len(item.chosen) == item.at_most == 3
    assert len(item.options) == 8


def test_all_the_other_questions_can_be_seen_and_chosen_from() -> None:
    item = item_for(ASK, "my_questions/all-questions")
    count = len(item.options) - 8
    marks = {mark.id: mark.label for mark in item_for(ASK, "my_questions").marks}
    assert str(count) in marks["all-questions"]
    last = item.options[-1].id
    after = say(ASK, {"my_questions/all-questions": [last]})
    assert after.case.questions.top == (last,)
    assert item_for(after, "my_questions").chosen[0] == last


def test_a_question_in_her_own_words_is_added_and_offered() -> None:
    after = say(ASK, {"my_questions/add-my-own": Typed("Can my sister come?")})
    assert after.case.questions.own == (OwnQuestion(id="own-2", text="Can my sister come?"),)
    again = say(after, {"my_questions/add-my-own": Typed("And my dog?")})
    assert [own.id for own in again.case.questions.own] == ["own-2", "own-3"]
    labels = [option.label for option in item_for(again, "my_questions/all-questions").options]
    assert "And my dog?" in labels
    assert say(ASK, {"my_questions/add-my-own": Typed("")}).case == ASK.case


def test_a_question_of_her_own_may_be_about_not_being_sure() -> None:
    after = say(ASK, {"my_questions/add-my-own": Typed("later")})
    assert after.case.questions.own[0].text == "later"


def test_questions_are_left_out_and_come_back() -> None:
    gone = item_for(ASK, "my_questions").options[1].id
    after = say(say(ASK, my_questions=[gone]), {"my_questions/leave-some-out": [gone]})
    assert after.case.questions.left_out == (gone,)
    assert after.case.questions.top == ()
    packet = make_packet(BANK, after.case, TODAY)
    assert gone not in {each.id for each in (*packet.top, *packet.next, *packet.rest)}
    assert item_for(after, "my_questions/leave-some-out").chosen == (gone,)
    back = say(after, {"my_questions/leave-some-out": []})
    assert gone in {each.id for each in item_for(back, "my_questions/all-questions").options}


def test_questions_of_another_bank_stay_left_out() -> None:
    left_out = replace(ASK.case.questions, left_out=("of-another-bank",))
    context = changed(ASK, questions=left_out)
    after = say(context, {"my_questions/leave-some-out": []})
    assert after.case.questions.left_out == ("of-another-bank",)


def test_a_mark_that_is_no_state_answers_nothing() -> None:
    with pytest.raises(WrongValue):
        answer(ASK, "my_questions", Marked("all-questions"))


# --- Review ---------------------------------------------------------------------------------------
def rows(context: Context) -> dict[str, str]:
    return {option.id: option.label for option in item_for(context, "review").options}


def test_the_review_says_every_answer_in_words() -> None:
    full = say(ASK, {name: Typed(line) for name, line in LINES.items()}, her2_result="two-pending")
    full = say(full, my_questions=["own-1"], my_records=[], my_steps=[], size_mm=Typed("2.2 cm"))
    shown = rows(full)
    assert list(shown)[:2] == ["write-the-pages", "finish-without-pages"]
    for name, words in {
        "stage": "Where things stand: After the biopsy",
        "visit": "Thu Dec 10, 2026 2:30 pm, Dr. Rivera, medical oncologist",
        "person": "Pat Doe, Apr 2, 1971",
        "decision": "chemotherapy, by Dec 20, 2026",
        "my_medicines": "lisinopril 10 mg daily; aspirin",
        "my_allergies": "penicillin, rash; latex",
        "size_mm": "Size: 22 mm",
        "her2_ish": "not back yet",
        "my_questions": "1 chosen",
        "my_records": "0 in hand",
    }.items():
        assert words in shown[name]
    assert not any("2026-12" in label for label in shown.values())


def test_the_age_stands_with_the_name_and_not_once_more() -> None:
    shown = rows(say(BIOPSY, person=Typed("Pat Doe, 55")))
    assert shown["person"].endswith("Pat Doe, 55")
    assert "age" not in shown


def test_states_and_none_are_answers_too() -> None:
    shown = rows(say(BIOPSY, visit=Marked("not-sure"), my_allergies=Typed("none")))
    assert shown["visit"].endswith(": not sure")
    assert shown["my_allergies"].endswith(": none")


def test_something_that_was_not_asked_can_be_added() -> None:
    item = item_for(BIOPSY, "review/add-an-answer")
    offered = {option.id for option in item.options}
    assert {"insurance", "quadrant", "tnm"} <= offered
    assert not {"role", "age", "treatment_before_visit", "my_records"} & offered
    assert "quadrant" not in {
        option.id
        for option in item_for(say(BIOPSY, quadrant="middle"), "review/add-an-answer").options
    }


def test_the_review_itself_changes_nothing() -> None:
    assert answer(ASK, "review", Chosen(("her2",))) is ASK.case


def test_a_top_question_of_another_bank_stays_chosen() -> None:
    chosen = replace(EMPTY.case.questions, top=("hospital-own-q",))
    before = EMPTY.with_case(replace(EMPTY.case, stage="post-biopsy", questions=chosen))
    offered = [option.id for option in item_for(before, "my_questions").options]
    after = answer(before, "my_questions", Chosen((offered[1],)))
    assert after.questions.top == (offered[1], "hospital-own-q")
