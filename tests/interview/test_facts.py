"""A fact as an item, and what a reply to it does to the case."""

from __future__ import annotations

import pytest
from talking import EMPTY, say

from so_cli.case.model import Answer, Source
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context, with_answers
from so_cli.interview.engine import answer, item_for, meant
from so_cli.interview.prompters.item import Chosen, Marked, Typed


def test_a_choice_shows_its_rows_the_three_marks_and_what_holds() -> None:
    item = item_for(say(EMPTY, her2="equivocal"), "her2")
    assert [option.id for option in item.options] == [
        "positive",
        "negative",
        "equivocal",
        "pending",
    ]
    assert [mark.id for mark in item.marks] == ["not-sure", "later", "does-not-apply"]
    assert item.chosen == ("equivocal",)
    assert item.help


def test_another_choice_takes_the_place_of_the_first() -> None:
    after = say(say(EMPTY, her2="equivocal"), her2="negative")
    assert after.case.facts["her2"] == Answer(value="negative")


@pytest.mark.parametrize("state", ["not-sure", "later", "does-not-apply"])
def test_a_mark_is_a_state_and_never_a_value(state: str) -> None:
    after = say(EMPTY, her2=Marked(state))
    assert after.case.facts["her2"] == Answer(state=state)  # type: ignore[arg-type]
    assert item_for(after, "her2").marked == state
    assert item_for(say(after, her2="positive"), "her2").marked == ""


def test_ticks_come_in_the_order_of_the_bank_and_can_be_taken_away() -> None:
    some = say(EMPTY, illnesses=["liver", "heart"])
    assert some.case.facts["illnesses"].value == ("heart", "liver")
    fewer = say(some, illnesses=["liver"])
    assert fewer.case.facts["illnesses"].value == ("liver",)


def test_none_of_these_rules_out_the_other_rows() -> None:
    rows = {option.id: option.exclusive for option in item_for(EMPTY, "illnesses").options}
    assert rows["none"]
    assert not rows["heart"]


def test_at_most_three_things_matter_most() -> None:
    assert item_for(EMPTY, "concerns").at_most == 3


@pytest.mark.parametrize(
    ("typed", "value"), [("2.2 cm", 22), ("22", 22), ('1"', 25.4), ("0,5 cm", 5)]
)
def test_a_size_is_read_in_the_unit_that_the_report_prints(typed: str, value: float) -> None:
    assert say(EMPTY, size_mm=Typed(typed)).case.facts["size_mm"].value == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [("size_mm", "big"), ("size_mm", "-3"), ("er_percent", "101"), ("surgery_on", "soon")],
)
def test_what_is_no_number_or_day_is_refused_and_nothing_changes(name: str, typed: str) -> None:
    with pytest.raises(WrongValue) as wrong:
        answer(EMPTY, name, Typed(typed))
    assert str(wrong.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("size_mm", "2.2 cm", "22 mm"),
        ("er_percent", "80", "80%"),
        ("surgery_on", "12/10", "2026-12-10"),
        ("main_question", "Why me?", "Why me?"),
    ],
)
def test_what_stands_in_the_line_reads_back_as_the_same_answer(
    name: str, typed: str, shown: str
) -> None:
    after = say(EMPTY, {name: Typed(typed)})
    assert item_for(after, name).typed == shown
    assert say(after, {name: Typed(shown)}).case == after.case


def test_a_confirmed_answer_keeps_the_paper_it_came_from() -> None:
    told = Answer(value=22, source=Source(file="report.pdf", words="2.2 cm"))
    imported = EMPTY.with_case(with_answers(EMPTY.case, {"size_mm": told}))
    assert say(imported, size_mm=Typed("22 mm")).case.facts["size_mm"] == told
    assert say(imported, size_mm=Typed("23 mm")).case.facts["size_mm"] == Answer(value=23)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("not sure", "not-sure"),
        ("I don\u2019t know.", "not-sure"),
        ("Not booked yet", "not-sure"),
        ("LATER", "later"),
        ("does not apply", "does-not-apply"),
    ],
)
def test_who_types_not_sure_means_the_row_of_that_name(typed: str, mark: str) -> None:
    assert meant(Typed(typed)) == Marked(mark)


@pytest.mark.parametrize("typed", ["I am not sure whether to wait?", "later surgery", "no"])
def test_a_sentence_that_only_begins_like_that_is_an_answer(typed: str) -> None:
    assert meant(Typed(typed)) == Typed(typed)


def test_the_question_is_in_her_voice_or_about_her() -> None:
    assert "Do you" in item_for(EMPTY, "urgent_now").ask
    assert "Does she" in item_for(say(EMPTY, role="family"), "urgent_now").ask
    about_him = say(EMPTY, role="family", sex="male")
    assert "Does he" in item_for(about_him, "urgent_now").ask


def test_signs_of_another_stage_are_not_offered() -> None:
    def ids(here: Context) -> set[str]:
        return {option.id for option in item_for(here, "urgent_signs").options}

    assert "bad-diarrhea" in ids(say(EMPTY, stage="in-treatment"))
    assert "bad-diarrhea" not in ids(say(EMPTY, stage="post-biopsy"))
    assert "bad-diarrhea" in ids(EMPTY)


def test_a_reply_of_another_kind_is_refused() -> None:
    for name, reply in (("her2", Typed(" ")), ("main_question", Marked("maybe"))):
        with pytest.raises(WrongValue):
            answer(EMPTY, name, reply)
    assert answer(EMPTY, "her2", Chosen(("positive",))).facts["her2"].value == "positive"
