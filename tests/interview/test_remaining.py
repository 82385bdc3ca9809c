"""What is still to be asked, in the order of the interview."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace
from talking import EMPTY, say

from so_cli.bank.model import Stage
from so_cli.case.model import Answer, Case
from so_cli.interview.context import Context
from so_cli.interview.engine import next_place, places
from so_cli.interview.prompters.item import Marked
from so_cli.interview.remaining import still_to_ask
from so_cli.packet.ask_list import ToAsk

KNOWN = say(EMPTY, role="navigator", urgent_now="no", stage="pre-surgery", report_in_hand="yes")


def found(context: Context, name: str) -> ToAsk | None:
    return next((ask for ask in still_to_ask(context) if ask.id == name), None)


def test_of_nobody_it_asks_all_that_the_interview_asks_in_its_order() -> None:
    for stage in (None, *get_args(Stage)):
        context = EMPTY.with_case(Case(stage=stage))
        asked = [ask.id for ask in still_to_ask(context)]
        everything = [place.id for place in places(context)]
        assert asked == [name for name in everything if name not in {"review", stage and "stage"}]


def test_the_first_of_it_is_what_the_interview_asks_next() -> None:
    place = next_place(KNOWN)
    assert place is not None
    assert still_to_ask(KNOWN)[0].id == place.id


def test_what_is_answered_is_not_asked_again() -> None:
    assert found(KNOWN, "stage") is None
    assert found(KNOWN, "urgent_now") is None


def test_later_and_not_sure_are_asked_again_and_say_so() -> None:
    for mark, why in (("later", "later"), ("not-sure", "not-sure")):
        for name in ("proposed", "visit", "hormone_receptors", "my_records"):
            asked = found(say(KNOWN, {name: Marked(mark)}), name)
            assert asked is not None, name
            assert asked.why == why


def test_what_does_not_apply_is_an_answer() -> None:
    assert found(say(KNOWN, proposed=Marked("does-not-apply")), "proposed") is None


def test_it_speaks_to_the_person_whoever_typed_so_far() -> None:
    asked = found(KNOWN, "visit")
    assert asked is not None
    for each in still_to_ask(KNOWN):
        assert "{" not in each.ask + each.help
    texts = " ".join(each.ask for each in still_to_ask(KNOWN))
    assert " you " in texts
    assert " she " not in texts


def test_answers_that_hold_already_are_ticked() -> None:
    facts = {"side": Answer(value="left"), "grade": Answer(state="not-sure")}
    case = replace(KNOWN.case, facts={**KNOWN.case.facts, **facts})
    asked = found(KNOWN.with_case(case), "report_findings")
    assert asked is not None
    assert [option.id for option in asked.options if option.chosen] == ["left"]


def test_a_list_to_go_through_is_a_checklist_of_its_own() -> None:
    asked = found(KNOWN, "my_records")
    assert asked is not None
    assert (asked.checklist, asked.options) == ("records", ())


def test_signs_that_cannot_wait_say_how_urgent_they_are() -> None:
    signs = found(say(EMPTY, urgent_now="yes"), "urgent_signs")
    assert signs is not None
    levels = {option.id: option.level for option in signs.options}
    assert levels["chest-pain"] == "911"
    assert levels["none"] is None


def test_when_all_is_answered_nothing_is_left() -> None:
    context = KNOWN
    while (place := next_place(context, {"review"})) and place.id != "review":
        context = say(context, {place.id: Marked("does-not-apply")})
    assert still_to_ask(context) == ()
