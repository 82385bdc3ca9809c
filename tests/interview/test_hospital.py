"""What a hospital answers: one prompt for each question, a year only where it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from talking import BANK, TODAY

from so_cli.case.model import Case, Hospital, HospitalAnswer
from so_cli.case.values import WrongValue
from so_cli.errors import Stopped
from so_cli.interview.context import Context
from so_cli.interview.hospital import add_hospital, answer_line, hospital_asks, read_answer
from so_cli.interview.prompters.item import Back, Chosen, Item, Marked, Reply, Typed
from so_cli.interview.prompters.scripted import ScriptedPrompter
from so_cli.interview.talk import ShortTalk

ENTER = Typed("")
QUESTIONS = [
    question.id
    for question in BANK.questions
    if question.topic.startswith("hospital-") and "pre-surgery" in question.stages
]
NORTH = Case(id="pat", stage="pre-surgery", hospitals=(Hospital(name="South"), Hospital(name="N")))


class Sitting:
    """One talk about the second hospital; what has no reply ready is left open."""

    def __init__(
        self, replies: Mapping[str, Reply] | Callable[[Item], Reply | None], case: Case = NORTH
    ) -> None:
        given = replies if callable(replies) else lambda item: replies.get(item.id, ENTER)
        self.prompter = ScriptedPrompter(given)
        self.saved: list[Case] = []
        start = Context(BANK, case, TODAY)
        self.talk = ShortTalk(start, self.prompter, self.saved.append, hospital_asks(start, 1))

    def run(self) -> Sitting:
        self.talk.run()
        return self

    @property
    def asked(self) -> list[str]:
        return [item.id for item in self.prompter.asked]

    @property
    def answers(self) -> dict[str, HospitalAnswer]:
        return self.talk.case.hospitals[1].answers


def with_answers(**answers: HospitalAnswer) -> Case:
    named = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Case(
        id="pat",
        stage="pre-surgery",
        hospitals=(Hospital(name="South"), Hospital(name="N", answers=named)),
    )


def test_enter_leaves_each_question_open_and_there_is_one_prompt_for_each() -> None:
    sitting = Sitting({}).run()
    assert sitting.asked == QUESTIONS
    assert sitting.saved == []


def test_each_answer_is_saved_at_once_for_the_hospital_that_is_meant() -> None:
    given = {"board-certified": Typed("yes"), "nci-center": Typed("works with one")}
    sitting = Sitting(given).run()
    assert [len(case.hospitals[1].answers) for case in sitting.saved] == [1, 2]
    assert sitting.answers["nci-center"] == HospitalAnswer(answer="works with one")
    assert sitting.talk.case.hospitals[0] == NORTH.hospitals[0]


def test_a_year_is_asked_for_a_number_and_not_for_a_no() -> None:
    given: dict[str, Reply] = {
        "joint-commission": Typed("no"),
        "people-treated": Typed("120"),
        "people-treated/year": Typed("2025"),
        "mammograms-number": Typed("9000, 2024"),
        "board-certified": Typed("yes"),
        "stereotactic-number": Marked("not-sure"),
    }
    sitting = Sitting(given).run()
    assert [name for name in sitting.asked if "/" in name] == ["people-treated/year"]
    assert sitting.answers["people-treated"] == HospitalAnswer(answer="120", year=2025)
    assert sitting.answers["mammograms-number"] == HospitalAnswer(answer="9000", year=2024)
    assert sitting.answers["stereotactic-number"] == HospitalAnswer(answer="not-sure")


def test_a_year_that_nobody_knows_is_left_open_and_one_that_is_none_is_asked_again() -> None:
    years = iter([Typed("soon"), Typed("2027"), Typed("1899"), ENTER])
    given = {"people-treated": Typed("120")}
    sitting = Sitting(
        lambda item: next(years) if item.id.endswith("/year") else given.get(item.id, ENTER)
    ).run()
    assert len(sitting.prompter.complaints) == 3
    assert sitting.answers["people-treated"] == HospitalAnswer(answer="120")


@pytest.mark.parametrize(
    ("reply", "stored"),
    [(Marked("does-not-apply"), "does-not-apply"), (Typed("Not sure."), "not-sure")],
)
def test_not_sure_is_an_answer_typed_or_chosen(reply: Reply, stored: str) -> None:
    assert Sitting({"nci-center": reply}).run().answers["nci-center"].answer == stored


def test_who_comes_back_goes_on_with_what_is_open_or_goes_through_all() -> None:
    case = with_answers(
        board_certified=HospitalAnswer(answer="yes"), people_treated=HospitalAnswer(answer="9")
    )
    go_on = Sitting({"how-far": Chosen(("open",))}, case).run()
    assert go_on.asked[0] == "how-far"
    assert "board-certified" not in go_on.asked
    assert "people-treated" in go_on.asked, "its year is open"
    everything = Sitting(lambda item: Chosen(("all",)) if item.options else held(item), case).run()
    assert [name for name in everything.asked[1:] if "/" not in name] == QUESTIONS
    assert everything.saved == []


def held(item: Item) -> Reply:
    """What Enter keeps."""
    return Marked(item.marked) if item.marked else Typed(item.typed)


def test_what_is_known_stands_there_already_and_enter_keeps_it_whatever_it_is() -> None:
    known = {
        "board_certified": HospitalAnswer(answer="yes, as of 2001; all", year=2025, note="a; b"),
        "nci_center": HospitalAnswer(answer="not-sure", note="Ann"),
        "joint_commission": HospitalAnswer(answer="x" * 3000, year=2025),
        "full_range": HospitalAnswer(note="left a message"),
    }
    case = with_answers(**known)
    sitting = Sitting(lambda item: Chosen(("all",)) if item.options else held(item), case).run()
    assert sitting.saved == []


def test_what_is_emptied_is_open_again() -> None:
    case = with_answers(board_certified=HospitalAnswer(answer="yes", note="Ann"))
    sitting = Sitting({"how-far": Chosen(("all",))}, case).run()
    assert sitting.answers == {}


def test_back_leads_to_the_answer_that_was_given() -> None:
    given: list[Reply] = [Typed("yes, 2024"), Back(), Typed("no"), Typed("maybe")]
    replies = iter(given)
    sitting = Sitting(lambda _item: next(replies, ENTER)).run()
    first, second, *_ = QUESTIONS
    assert sitting.asked[:4] == [first, second, first, second]
    assert sitting.prompter.asked[2].typed == "yes, 2024"
    assert sitting.answers[first] == HospitalAnswer(answer="no")
    assert sitting.answers[second] == HospitalAnswer(answer="maybe")


def test_who_stops_has_lost_nothing() -> None:
    replies = {QUESTIONS[0]: Typed("yes")}
    sitting = Sitting(lambda item: replies.get(item.id))
    with pytest.raises(Stopped):
        sitting.run()
    assert sitting.saved[-1].hospitals[1].answers == {QUESTIONS[0]: HospitalAnswer(answer="yes")}


def test_each_question_comes_with_where_to_find_out_and_what_a_clear_answer_has() -> None:
    for item in Sitting({}).run().prompter.asked:
        question = BANK.question[item.id]
        assert question.text in item.ask
        assert question.find_out in item.ask
        assert question.why in item.help
        assert question.listen_for in item.help


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("120, 2025", HospitalAnswer(answer="120", year=2025)),
        ("120 in 2025", HospitalAnswer(answer="120", year=2025)),
        ("4 of 5 stars (2024).", HospitalAnswer(answer="4 of 5 stars", year=2024)),
        ("yes, 2025; Ann; twice", HospitalAnswer(answer="yes", year=2025, note="Ann; twice")),
        ("about 2000", HospitalAnswer(answer="about 2000")),
        ("2000", HospitalAnswer(answer="2000")),
        ("1,200", HospitalAnswer(answer="1,200")),
        ("yes, 2031", HospitalAnswer(answer="yes, 2031")),
        ("", HospitalAnswer()),
        ("; left a message", HospitalAnswer(note="left a message")),
    ],
)
def test_a_line_is_an_answer_a_year_and_a_note(line: str, answer: HospitalAnswer) -> None:
    assert read_answer(line, date(2026, 11, 20)) == answer
    assert read_answer(answer_line(answer), date(2026, 11, 20)) == answer


def test_a_line_longer_than_a_few_words_is_refused() -> None:
    with pytest.raises(WrongValue):
        read_answer("x" * 1001, TODAY)


def test_a_hospital_is_added_once() -> None:
    case = add_hospital(NORTH, " North  Bay ")
    assert case.hospitals == (*NORTH.hospitals, Hospital(name="North Bay"))
    with pytest.raises(WrongValue, match="already"):
        add_hospital(case, "NORTH BAY")
    with pytest.raises(WrongValue, match="characters"):
        add_hospital(Case(), "x" * 201)
