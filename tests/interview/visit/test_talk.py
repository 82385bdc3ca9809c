"""After the visit: what is asked, what it fills in, and what it never takes away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from talking import BANK, Given, as_reply

from so_cli.case.model import (
    Answer,
    Case,
    Doctor,
    GivenAnswer,
    Opinion,
    OpinionId,
    PlanPart,
    Visit,
)
from so_cli.errors import Stopped
from so_cli.interview.context import Context
from so_cli.interview.prompters.item import Back, Item, Marked, Reply, Typed
from so_cli.interview.prompters.scripted import ScriptedPrompter
from so_cli.interview.talk import ShortTalk
from so_cli.interview.visit.talk import visit_asks
from so_cli.packet.compare import compare_opinions
from so_cli.packet.known import know

TODAY = date(2026, 12, 11)
RIVERA = Visit(
    date=date(2026, 12, 10), with_="Dr. Rivera", specialty="medical-oncologist", place="City"
)
CASE = Case(
    id="pat",
    stage="pre-surgery",
    doctors=(Doctor(name="Dr. Stone", role="breast-surgeon", first=True),),
    visits=(RIVERA,),
    facts={
        "cancer_type": Answer(value="invasive-ductal"),
        "grade": Answer(value="2"),
        "her2": Answer(value="equivocal"),
        "er_percent": Answer(value=80),
        "proposed": Answer(value=("mastectomy",)),
        "main_question": Answer(value="Can I wait?"),
    },
)
NOTHING_SAID: dict[str, Given] = {"cancer": "nothing", "plan": "nothing"}


class Visited:
    """One talk: every item that is given no reply gets what stands there already."""

    def __init__(
        self,
        case: Case = CASE,
        wanted: OpinionId | None = None,
        replies: dict[str, Given] | None = None,
        **more: Given,
    ) -> None:
        given = (replies or {}) | more
        self.prompter = ScriptedPrompter(lambda item: self.reply(item, given))
        self.saved: list[Case] = []
        context = Context(BANK, case, TODAY)
        talk = ShortTalk(context, self.prompter, self.saved.append, visit_asks(case, wanted))
        talk.run()
        self.case = talk.case

    @staticmethod
    def reply(item: Item, given: dict[str, Given]) -> Reply:
        if item.id in given:
            return as_reply(given[item.id])
        if item.kind == "text":
            return Typed(item.typed)
        return as_reply(list(item.chosen) or NOTHING_SAID.get(item.id, []))

    @property
    def asked(self) -> list[str]:
        return [item.id for item in self.prompter.asked]

    def opinion(self, name: str = "second") -> Opinion:
        return next(each for each in self.case.opinions if each.id == name)

    def kinds(self) -> tuple[str, ...]:
        outcome = compare_opinions(BANK, self.case, know(BANK, self.case, TODAY))
        return outcome.kinds if outcome else ()


def test_her_first_three_questions_come_first_her_own_words_before_all() -> None:
    asked = Visited().asked
    assert asked[0] == "who"
    assert asked[1] == "answer/own-1"
    assert [name.partition("/")[0] for name in asked[1:5]] == ["answer"] * 3 + ["answered"]
    assert asked[5:] == ["cancer", "plan", "reason"]


def test_an_answer_is_kept_with_who_gave_it_and_when() -> None:
    answers = Visited(replies={"answer/own-1": Typed("Yes, two weeks.")}).case.questions.answers
    said = GivenAnswer(text="Yes, two weeks.", from_="Dr. Rivera", date=RIVERA.date)
    assert answers == {"own-1": said}


def test_what_is_left_empty_is_no_answer_and_an_answer_can_be_taken_back() -> None:
    said = Visited(replies={"answer/own-1": Typed("Yes.")}).case
    again = Visited(said, "second")
    assert again.case.questions.answers == said.questions.answers
    gone = Visited(said, "second", replies={"answer/own-1": Typed("")})
    assert gone.case.questions.answers == {}


def test_other_questions_are_asked_where_they_are_ticked() -> None:
    offered = next(item for item in Visited().prompter.asked if item.id == "answered")
    one = offered.options[0].id
    assert f"answer/{one}" in Visited(answered=[one]).asked
    more = Visited(answered=["more"]).asked
    assert more[more.index("answered") + 1] == "answered-more"


def test_the_same_cancer_and_the_same_plan_take_two_replies() -> None:
    done = Visited(cancer="same", plan="same")
    assert done.opinion().facts == {
        name: CASE.facts[name] for name in ("cancer_type", "grade", "her2")
    }
    assert done.opinion().plan == {"surgery": PlanPart(value="mastectomy")}
    assert done.kinds() == ("confirmed",)


def test_something_new_is_asked_fact_by_fact() -> None:
    done = Visited(
        cancer="new", replies={"spoken-of": ["grade", "her2"], "grade": "3"}, her2="positive"
    )
    assert done.opinion().facts == {"grade": Answer(value="3"), "her2": Answer(value="positive")}
    assert done.kinds() == ("different-diagnosis", "more-detail")
    assert done.case.facts == CASE.facts, "what the papers say is not what a doctor says"


def test_what_the_papers_say_stands_beside_each_fact() -> None:
    done = Visited(cancer="new", replies={"spoken-of": []})
    rows = next(item for item in done.prompter.asked if item.id == "spoken-of").options
    assert "Grade (in the papers: 2 (medium, or moderately differentiated))" in {
        row.label for row in rows
    }


def test_a_result_that_one_paper_hides_can_come_from_another_doctor() -> None:
    pending = replace(CASE, facts=CASE.facts | {"er": Answer(value="pending")})
    done = Visited(
        pending,
        cancer="new",
        replies={"spoken-of": ["er", "er_percent"], "er": "positive"},
        er_percent=Typed("80"),
    )
    assert done.opinion().facts["er_percent"] == Answer(value=80)


def test_facts_that_are_unticked_later_are_taken_away() -> None:
    said = Visited(cancer="new", replies={"spoken-of": ["grade"], "grade": "3"}).case
    again = Visited(said, "second", cancer="new", replies={"spoken-of": []})
    assert again.opinion().facts == {}


def test_not_sure_is_an_answer_of_a_doctor_too() -> None:
    sure = Visited(cancer="new", replies={"spoken-of": ["grade"], "grade": Marked("not-sure")})
    assert sure.opinion().facts == {"grade": Answer(state="not-sure")}
    marks = next(item for item in sure.prompter.asked if item.id == "grade").marks
    assert [mark.id for mark in marks] == ["not-sure", "does-not-apply"]


def test_another_plan_is_asked_part_by_part() -> None:
    done = Visited(
        plan="new",
        replies={
            "parts": ["surgery", "radiation", "order"],
            "plan/surgery": ["lumpectomy"],
            "plan/radiation": Marked("not-sure"),
            "plan/order": "other",
            "words/order": Typed("Pills while waiting"),
        },
    )
    assert done.opinion().plan == {
        "surgery": PlanPart(value="lumpectomy"),
        "radiation": PlanPart(),
        "order": PlanPart(value="other", text="Pills while waiting"),
    }
    assert done.kinds() == ("different-plan", "other-options")


def test_words_that_no_longer_belong_are_taken_away() -> None:
    replies: dict[str, Given] = {"parts": ["order"], "plan/order": "other"}
    said = Visited(plan="new", replies=replies | {"words/order": Typed("Pills")}).case
    again = Visited(said, "second", plan="new", replies=replies | {"plan/order": "drugs-first"})
    assert again.opinion().plan == {"order": PlanPart(value="drugs-first")}


def test_the_first_opinion_stays_what_it_was_when_the_papers_change() -> None:
    said = Visited(
        cancer="new", plan="nothing", replies={"spoken-of": ["her2"]}, her2="positive"
    ).case
    newer = {"her2": Answer(value="positive"), "proposed": Answer(value=("drugs-first",))}
    later = replace(said, facts=said.facts | newer)
    outcome = compare_opinions(BANK, later, know(BANK, later, TODAY))
    assert outcome
    assert (outcome.parts[0].id, outcome.parts[0].relation) == ("her2", "more-exact")
    first = next(each for each in later.opinions if each.id == "first")
    assert first.by == "Dr. Stone"
    assert first.who == "breast-surgeon"
    assert first.plan == {"surgery": PlanPart(value="mastectomy")}


def test_what_the_first_doctor_is_known_to_have_said_is_never_overwritten() -> None:
    stone = Opinion(id="first", by="Dr. Stone", facts={"her2": Answer(value="negative")})
    done = Visited(
        replace(CASE, opinions=(stone,)),
        cancer="new",
        replies={"spoken-of": ["her2"]},
        her2="positive",
    )
    assert done.opinion("first").facts == stone.facts


def test_the_first_opinion_can_be_written_down_before_any_visit() -> None:
    early = replace(CASE, visits=())
    done = Visited(early, "first", replies={"plan/surgery": ["mastectomy"]})
    assert done.asked == ["who", "cancer", "parts", "plan/surgery", "reason"]
    assert done.prompter.asked[0].typed == "Dr. Stone, breast surgeon"
    parts = next(item for item in done.prompter.asked if item.id == "parts")
    assert parts.chosen == ("surgery",), "what the case says already is ticked"
    assert done.opinion("first").plan == {"surgery": PlanPart(value="mastectomy")}


def test_who_it_was_can_be_said_otherwise_but_not_for_a_day_to_come() -> None:
    done = Visited(who=Typed("Dr. Lind, radiation oncologist, Dec 9"))
    opinion = done.opinion()
    assert (opinion.by, opinion.who, opinion.date) == (
        "Dr. Lind",
        "radiation-oncologist",
        date(2026, 12, 9),
    )
    assert opinion.place == "City"
    with pytest.raises(Stopped, match="still to come"):
        Visited(who=Typed("Dr. Lind, Dec 30"))


def test_of_several_visits_the_last_one_is_offered_first() -> None:
    earlier = Visit(date=date(2026, 12, 3), with_="Dr. Haddad", specialty="breast-surgeon")
    coming = Visit(date=date(2026, 12, 20), with_="Dr. Late")
    two = replace(CASE, visits=(earlier, coming, RIVERA))
    done = Visited(two, replies={"which-visit": "visit-1"})
    rows = [option.label for option in done.prompter.asked[0].options]
    assert [row.split(", ")[2] for row in rows] == ["Dr. Rivera", "Dr. Haddad"]
    assert (done.opinion().by, done.opinion().date) == ("Dr. Haddad", earlier.date)


def test_once_there_is_a_second_opinion_it_asks_which_one_it_is() -> None:
    said = Visited(cancer="same").case
    third = Visited(said, replies={"which-opinion": "third", "who": Typed("Dr. Third")})
    assert [each.id for each in third.case.opinions] == ["first", "second", "third"]
    assert third.asked.count("which-opinion") == 1
    on = Visited(said, replies={"which-opinion": "second"})
    assert on.case.opinions == said.opinions


def test_every_reply_is_saved_before_the_next_question() -> None:
    done = Visited(cancer="same", plan="same", reason=Typed("The size."))
    assert done.saved[-1] == done.case
    assert len(done.saved) == 4, "who, cancer, plan, reason"


@pytest.mark.parametrize("case", [Case(id="pat"), replace(CASE, facts={}, doctors=(), visits=())])
def test_a_case_that_knows_next_to_nothing_can_have_an_opinion_too(case: Any) -> None:
    done = Visited(case, replies={"who": Typed("Dr. Lind")})
    assert done.opinion().by == "Dr. Lind"
    first = Visited(case, "first", replies={"who": Typed("")})
    assert first.opinion("first") == Opinion(id="first")


def test_she_can_go_back_and_say_it_otherwise() -> None:
    replies = iter([Back(), as_reply("same")])

    def reply(item: Item) -> Reply:
        if item.id == "plan":
            return next(replies)
        given: dict[str, Given] = {"cancer": "same"}
        return Visited.reply(item, given)

    prompter = ScriptedPrompter(reply)
    context = Context(BANK, CASE, TODAY)
    talk = ShortTalk(context, prompter, lambda _case: None, visit_asks(CASE, None))
    talk.run()
    asked = [item.id for item in prompter.asked]
    assert asked[-4:] == ["plan", "cancer", "plan", "reason"]


def talked(case: Case, replies: list[tuple[str, Given]]) -> ShortTalk:
    """A talk in which these things are asked in this order, and then the input ends."""
    left = iter(replies)

    def reply(item: Item) -> Reply:
        name, given = next(left, ("", ""))
        if not name:
            raise Stopped("")
        assert item.id == name
        return Back() if given == "back" else as_reply(given)

    context = Context(BANK, case, TODAY)
    prompter = ScriptedPrompter(reply)
    return ShortTalk(context, prompter, lambda _case: None, visit_asks(case, "second"))


SEEN = replace(
    CASE,
    questions=replace(CASE.questions, left_out=tuple(each.id for each in BANK.questions)),
    facts={name: answer for name, answer in CASE.facts.items() if name != "main_question"},
)
"""A case without questions, so that a talk begins with the opinion itself."""


def test_what_she_says_otherwise_is_asked_about_to_the_end() -> None:
    ticked: list[tuple[str, Given]] = [
        ("plan", "new"),
        ("parts", ["surgery"]),
        ("plan/surgery", ["lumpectomy"]),
    ]
    unticked: list[tuple[str, Given]] = [
        ("reason", "back"),
        ("plan/surgery", "back"),
        ("parts", []),
        ("reason", "back"),
    ]
    begin: list[tuple[str, Given]] = [("who", Typed("Dr. Rivera")), ("cancer", "nothing")]
    talk = talked(SEEN, [*begin, *ticked, *unticked, *ticked[1:]])
    with pytest.raises(Stopped):
        talk.run()
    second = next(each for each in talk.case.opinions if each.id == "second")
    assert second.plan == {"surgery": PlanPart(value="lumpectomy")}


def test_a_row_chosen_by_mistake_takes_nothing_away_for_good() -> None:
    written = Opinion(
        id="second",
        by="Dr. Rivera",
        facts={"grade": Answer(value="3")},
        plan={"order": PlanPart(value="drugs-first")},
    )
    case = replace(SEEN, opinions=(written,))
    for slip in ("same", "nothing"):
        replies: list[tuple[str, Given]] = [
            ("who", Typed("Dr. Rivera")),
            ("cancer", slip),
            ("plan", "back"),
            ("cancer", "new"),
            ("spoken-of", ["grade"]),
            ("grade", "3"),
            ("plan", slip),
            ("reason", "back"),
            ("plan", "new"),
        ]
        talk = talked(case, replies)
        with pytest.raises(Stopped):
            talk.run()
        assert talk.case.opinions[1] == written


def test_what_a_file_says_beyond_the_rows_stays() -> None:
    written = Opinion(
        id="second",
        by="Dr. Rivera",
        facts={"newer-fact": Answer(value="x"), "grade": Answer(value="3")},
        plan={
            "newer-part": PlanPart(value="x"),
            "surgery": PlanPart(value=("mastectomy", "newer-choice"), text="sparing the skin"),
        },
    )
    again = Visited(replace(CASE, opinions=(written,)), "second")
    assert "plan/surgery" in again.asked
    assert again.opinion() == written


def test_who_gave_it_can_be_taken_away() -> None:
    written = Opinion(id="second", by="Dr. Rivera", who="radiologist", date=RIVERA.date)
    again = Visited(replace(CASE, opinions=(written,)), "second", who=Typed(""))
    assert again.opinion() == Opinion(id="second")


def test_beside_a_third_opinion_the_second_can_be_chosen_too() -> None:
    case = replace(CASE, opinions=(Opinion(id="third", by="Dr. Lind"),))
    offered = Visited(case, replies={"which-opinion": "second"}).prompter.asked[0]
    assert [row.id for row in offered.options] == ["third", "second", "first"]


def test_the_first_opinion_stays_written_down_when_it_is_gone_through_again() -> None:
    said = Visited(cancer="same", plan="same").case
    again = Visited(said, "first", cancer="same").case
    assert again.opinions == said.opinions


def test_a_visit_that_was_given_no_day_may_have_been() -> None:
    undated = replace(RIVERA, date=None)
    to_come = replace(RIVERA, date=date(2027, 1, 4), with_="Dr. Lind")
    assert Visited(replace(CASE, visits=(to_come, undated))).opinion().by == "Dr. Rivera"
    assert Visited(replace(CASE, visits=(undated, to_come, RIVERA))).opinion().date == RIVERA.date


def test_not_sure_is_always_an_answer_and_takes_nothing_away() -> None:
    said = Visited(cancer="same", plan="same").case
    for case in (CASE, said):
        done = Visited(case, "second", cancer=Marked("not-sure"), plan=Marked("not-sure"))
        assert done.asked[-3:] == ["cancer", "plan", "reason"]
        before = next((each for each in case.opinions if each.id == "second"), None)
        assert done.opinion().facts == (before.facts if before else {})
        assert done.opinion().plan == (before.plan if before else {})
