"""What is asked next, and what a reply does: the case is the only state."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talking import BANK, EMPTY, STAGES, TODAY, say, valid_reply

from so_cli.case.model import Answer, Case
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context
from so_cli.interview.engine import (
    LEAVE_CHAPTER,
    Place,
    answer,
    chapter_is_done,
    find_place,
    item_for,
    next_place,
    place_before,
    places,
    with_way_past,
)
from so_cli.interview.prompters.item import Chosen, Marked, Reply, Typed
from so_cli.packet.build import make_packet

BIOPSY = say(EMPTY, role="self", urgent_now="no", stage="post-biopsy", report_in_hand="yes")
CHAPTER = {chapter.id: chapter for chapter in BANK.chapters}


def ids(context: Context) -> list[str]:
    return [place.id for place in places(context)]


def following(context: Context, *passed: str) -> str | None:
    place = next_place(context, frozenset(passed))
    return place.id if place else None


def place(context: Context, name: str) -> Place:
    found = find_place(context, name)
    assert found is not None
    return found


def answered_at_random(context: Context, rnd: random.Random, *, marks: float = 0.2) -> Context:
    """Everything that is asked, answered one after another."""
    while (here := next_place(context, {"review"})) and here.id != "review":
        reply: Reply = valid_reply(item_for(context, here.id), rnd)
        if rnd.random() < marks:
            reply = Marked(rnd.choice(["not-sure", "does-not-apply"]))
        try:
            context = context.with_case(answer(context, here.id, reply))
        except WrongValue:
            context = context.with_case(answer(context, here.id, Marked("not-sure")))
    return context


# --- Next -----------------------------------------------------------------------------------------
def test_first_comes_who_answers_then_what_cannot_wait() -> None:
    assert following(EMPTY) == "role"
    assert following(say(EMPTY, role="self")) == "urgent_now"


@pytest.mark.parametrize("reply", ["yes", Marked("not-sure")])
def test_who_says_yes_or_is_not_sure_sees_the_signs(reply: str | Marked) -> None:
    assert following(say(EMPTY, role="self", urgent_now=reply)) == "urgent_signs"


def test_who_says_no_does_not_see_the_signs() -> None:
    assert following(say(EMPTY, role="self", urgent_now="no")) == "stage"


def test_an_interview_goes_on_where_it_stopped() -> None:
    reopened = Context(BANK, BIOPSY.case, TODAY)
    assert following(reopened) == "visit"


def test_what_an_import_answered_is_not_asked() -> None:
    facts = {**BIOPSY.case.facts, "proposed": Answer(value=("chemotherapy",))}
    imported = BIOPSY.with_case(Case(id="pat", stage="post-biopsy", facts=facts))
    assert following(say(imported, visit=Typed("Dec 10"))) == "person"


def test_later_is_passed_in_this_sitting_and_asked_again_in_the_next() -> None:
    after = say(BIOPSY, visit=Marked("later"))
    assert following(after, "visit") == "proposed"
    assert following(after) == "visit"


def test_not_sure_is_not_asked_again() -> None:
    assert following(say(BIOPSY, visit=Marked("not-sure"))) == "proposed"


@pytest.mark.parametrize("reply", ["not-yet", Marked("not-sure"), Marked("later")])
def test_without_the_report_its_whole_chapter_is_left_out(reply: str | Marked) -> None:
    chapters = {each.chapter.id for each in places(say(BIOPSY, report_in_hand=reply))}
    assert "report" not in chapters
    assert "report" in {each.chapter.id for each in places(BIOPSY)}


def test_while_the_stage_is_not_known_only_what_fits_all_is_asked() -> None:
    unsure = say(BIOPSY, stage=Marked("not-sure"))
    assert "hormone_receptors" in ids(unsure)
    assert not {"met_sites", "armpit", "surgery_done"} & {*ids(unsure)}


# --- Back -----------------------------------------------------------------------------------------
def test_before_the_first_place_there_is_none() -> None:
    assert place_before(BIOPSY, "role") is None
    assert place_before(BIOPSY, "no-such-place") is None


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(STAGES), st.randoms(use_true_random=False))
def test_back_then_forward_is_identity(stage: str, rnd: random.Random) -> None:
    start = say(EMPTY, role="self", urgent_now="no", stage=stage, report_in_hand="yes")
    context = answered_at_random(start, rnd)
    order = ids(context)
    for here, after in pairwise(order):
        before = place_before(context, after)
        assert before is not None
        assert before.id == here
    for name in order[:-1]:
        item = item_for(context, name)
        reply: Reply = Marked(item.marked) if item.marked else Chosen(item.chosen)
        if item.kind == "text" and not item.marked:
            typed = item.typed or "none"
            reply = Typed(typed)
        assert answer(context, name, reply) == context.case, name


# --- Changing an early answer ---------------------------------------------------------------------
@settings(max_examples=25, deadline=None)
@given(st.sampled_from(STAGES), st.sampled_from(STAGES), st.randoms(use_true_random=False))
def test_a_changed_early_answer_never_wipes_a_later_one(
    stage: str, other: str, rnd: random.Random
) -> None:
    start = say(EMPTY, role="self", urgent_now="no", stage=stage, report_in_hand="yes")
    context = answered_at_random(start, rnd)
    changed = say(context, stage=other, report_in_hand="not-yet", role="family", urgent_now="yes")
    kept = {name: changed.case.facts[name] for name in context.case.facts}
    mine = {"stage", "report_in_hand", "role", "urgent_now"}
    assert {k: v for k, v in kept.items() if k not in mine} == {
        k: v for k, v in context.case.facts.items() if k not in mine
    }
    back = say(changed, stage=stage, report_in_hand="yes", role="self", urgent_now="no")
    assert back.case == context.case


def test_hidden_answers_are_kept_left_out_and_return() -> None:
    spread = say(BIOPSY, stage="metastatic", met_sites=["bone"])
    early = say(spread, stage="post-biopsy")
    assert early.case.facts["met_sites"].value == ("bone",)
    packet = make_packet(BANK, early.case, TODAY)
    assert "met_sites" not in {fact.id for fact in packet.facts}
    assert "met_sites" in {
        fact.id for fact in make_packet(BANK, say(early, stage="metastatic").case, TODAY).facts
    }


# --- Leaving a chapter ----------------------------------------------------------------------------
def test_a_chapter_can_be_left_where_there_is_more_of_it() -> None:
    def is_offered(context: Context, name: str) -> bool:
        item = with_way_past(context, item_for(context, name), place(context, name))
        return LEAVE_CHAPTER in {mark.id for mark in item.marks}

    assert is_offered(BIOPSY, "cancer_type")
    assert is_offered(BIOPSY, "my_medicines")
    assert not is_offered(BIOPSY, "report_findings"), "only where the chapter begins"
    assert not is_offered(BIOPSY, "role"), "not before the first page"
    assert not is_offered(BIOPSY, "decision"), "nothing more of this chapter"
    assert not is_offered(say(BIOPSY, my_allergies=Typed("none")), "my_medicines")


def test_who_leaves_a_chapter_finds_all_of_it_later_and_what_was_answered_stays() -> None:
    begun = say(BIOPSY, hormone_receptors="both-positive")
    left = begun.with_case(answer(begun, "cancer_type", Marked(LEAVE_CHAPTER)))
    report = [each.id for each in places(left) if each.chapter.id == "report"]
    assert left.case.facts["er"] == Answer(value="positive")
    passed = {*ids(left)} - {*report}
    seen = []
    while (name := following(left, *passed)) is not None:
        seen.append(name)
        passed.add(name)
    assert seen == [name for name in report if name != "hormone_receptors"]


def test_a_chapter_is_done_when_nothing_of_it_is_left() -> None:
    assert not chapter_is_done(BIOPSY, CHAPTER["start"], frozenset())
    rest = {"visit", "proposed", "person", "main_question"}
    assert chapter_is_done(BIOPSY, CHAPTER["start"], rest)
    assert not chapter_is_done(BIOPSY, CHAPTER["report"], rest)


# --- Progress -------------------------------------------------------------------------------------
def test_progress_is_told_in_words() -> None:
    assert item_for(BIOPSY, "role").progress == "First things, 1 of 8"
    assert item_for(say(BIOPSY, urgent_now="yes"), "stage").progress == "First things, 4 of 9"
    assert item_for(BIOPSY, "my_questions").progress == "Questions to ask"
    assert item_for(BIOPSY, "quadrant").progress == ""


# --- Laws -----------------------------------------------------------------------------------------
@settings(max_examples=25, deadline=None)
@given(st.sampled_from(STAGES), st.randoms(use_true_random=False))
def test_any_order_of_answers_gives_the_same_packet(stage: str, rnd: random.Random) -> None:
    """What one reply says of others (pregnant after the menopause) is a matter of its rows."""
    start = say(EMPTY, stage=stage, report_in_hand="yes", urgent_now="no")
    replies: dict[str, Reply] = {}
    for name in ids(start):
        fact = BANK.fact.get(name)
        if fact and fact.kind in {"stage", "records", "steps", "questions", "review"}:
            continue
        replies[name] = valid_reply(item_for(start, name), rnd)

    def after(order: list[str]) -> Case:
        context = start
        for name in order:
            try:
                context = context.with_case(answer(context, name, replies[name]))
            except WrongValue:
                continue
        return context.case

    names = [*replies]
    shuffled = rnd.sample(names, len(names))
    # A sheet asks only for rows that can be so: it comes after the answers that its rows rest on.
    for sheet, first in (("about_me", "periods"), ("report_findings", "cancer_type")):
        for order in (names, shuffled):
            if sheet in order and first in order and order.index(first) > order.index(sheet):
                order.remove(first)
                order.insert(order.index(sheet), first)
    one, other = after(names), after(shuffled)
    assert one == other
    assert make_packet(BANK, one, TODAY) == make_packet(BANK, other, TODAY)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(STAGES), st.randoms(use_true_random=False))
def test_every_interview_comes_to_its_end(stage: str, rnd: random.Random) -> None:
    context = answered_at_random(say(EMPTY, stage=stage), rnd)
    assert following(context) == "review"
    assert following(context, "review") is None
