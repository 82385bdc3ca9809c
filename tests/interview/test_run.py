"""The one loop: ask, take the answer in, save, go on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from talking import BANK, EMPTY, LINES, STAGES, TODAY, Given, Sitting, as_reply, but, say, walker

from so_cli import wording
from so_cli.case.model import Case
from so_cli.errors import Stopped
from so_cli.interview.engine import LEAVE_CHAPTER
from so_cli.interview.parts.review import ADD_FACT, LEAVE, WRITE
from so_cli.interview.prompters.item import Back, Chosen, Item, Marked, Reply, Typed
from so_cli.interview.prompters.scripted import ScriptedPrompter
from so_cli.interview.run import GO_ON, HEARD, PLAIN, STOP, Interview

START: dict[str, Given] = {
    "role": "self",
    "urgent_now": "no",
    "stage": "post-biopsy",
    "report_in_hand": "not-yet",
    "visit": Typed(LINES["visit"]),
    "proposed": ["lumpectomy"],
    "person": Typed(LINES["person"]),
    "main_question": Typed(LINES["main_question"]),
}
REST: dict[str, Given] = {
    "decision": Typed("chemotherapy, by Dec 20"),
    "periods": "regular",
    "about_me": ["implants"],
    "family": ["breast"],
    "genes": ["pending"],
    "imaging": ["dense"],
    "illnesses": ["heart"],
    "concerns": ["work"],
    "unsure_about": ["surgery"],
    "my_questions": ["own-1"],
    "my_records": [],
    "my_medicines": Typed("aspirin"),
    "my_allergies": Typed("none"),
    "my_steps": [],
    "review": WRITE,
}


def script(*changes: dict[str, Given], **queues: list[Given]) -> Callable[[Item], Reply | None]:
    """Replies by item; a queue in `queues` gives one after the other and then the plain reply."""
    fixed = {**START, **REST}
    for change in changes:
        fixed |= change

    def reply(item: Item) -> Reply | None:
        if queues.get(item.id):
            return as_reply(queues[item.id].pop(0))
        return as_reply(fixed[item.id]) if item.id in fixed else None

    return reply


def finished(sitting: Sitting) -> bool:
    return sitting.interview.run()


# --- A whole interview ----------------------------------------------------------------------------
def test_a_whole_interview_ends_with_her_wish_for_the_pages() -> None:
    sitting = Sitting(script())
    assert finished(sitting) is True
    assert sitting.asked == [*START, *REST]
    assert finished(Sitting(script({"review": LEAVE}))) is False


def test_each_answer_is_saved_before_the_next_prompt() -> None:
    sitting = Sitting(script({"proposed": Marked("later")}))
    seen: list[int] = []
    ask = sitting.prompter.ask

    def asked(item: Item) -> Reply:
        seen.append(len(sitting.saved))
        return ask(item)

    sitting.prompter.ask = asked  # type: ignore[method-assign]  # a look over its shoulder
    finished(sitting)
    assert seen[: len(START) + 1] == list(range(len(START) + 1))
    assert sitting.saved[-1] == sitting.case


def test_the_first_page_comes_once_as_soon_as_the_first_chapter_is_done() -> None:
    sitting = Sitting(script(review=["main_question", "visit"]))
    finished(sitting)
    assert len(sitting.first_pages) == 1
    assert sitting.asked_before_first_page == len(START) == 8
    assert sitting.first_pages[0].facts["main_question"].value == LINES["main_question"]


def test_the_first_page_comes_even_when_the_last_of_the_chapter_is_left_for_later() -> None:
    rest: dict[str, Given] = {"main_question": Marked("later"), "my_questions": Marked("later")}
    sitting = Sitting(script(rest))
    finished(sitting)
    assert sitting.asked_before_first_page == 8


def test_a_sitting_that_begins_after_the_first_page_does_not_write_it_again() -> None:
    sitting = Sitting(script(), say(EMPTY, START).case)
    finished(sitting)
    assert sitting.first_pages == []
    assert sitting.asked[0] == "decision"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("seed", range(6))
def test_any_interview_calls_for_the_first_page_exactly_once(stage: str, seed: int) -> None:
    sitting = Sitting(walker(stage, seed))
    finished(sitting)
    assert len(sitting.first_pages) == 1


# --- What is told ---------------------------------------------------------------------------------
@pytest.mark.parametrize("stage", STAGES)
def test_each_note_is_told_once_and_in_her_voice(stage: str) -> None:
    backs = [Back()] * 3
    walk = but(walker(stage, 1, marks=0), role="family")
    sitting = Sitting(lambda item: backs.pop() if backs and item.id == "decision" else walk(item))
    finished(sitting)
    titles = [passage.title for passage in sitting.prompter.told if passage.title]
    notes = {note.title for note in BANK.notes}
    told = [title for title in titles if title in notes]
    assert len(told) == len(set(told)) > 5
    assert not any("{" in passage.text for passage in sitting.prompter.told)


def test_the_notes_of_a_chapter_come_one_at_a_time_where_it_has_places_enough() -> None:
    sitting = Sitting(script())
    told_before: dict[str, int] = {}

    def reply(item: Item) -> Reply | None:
        told_before[item.id] = len(sitting.prompter.told)
        return script()(item)

    sitting = Sitting(reply)
    finished(sitting)
    counts = [told_before[name] for name in (*START, "concerns", "unsure_about")]
    assert counts[0] == 1
    assert all(after - before <= 2 for before, after in pairwise(counts[:8]))
    assert counts[-1] - counts[-2] <= 1


def test_what_was_made_of_a_line_is_read_back() -> None:
    sitting = Sitting(script())
    finished(sitting)
    understood = [p.text for p in sitting.prompter.told if p.title == wording.UNDERSTOOD]
    assert understood[0] == "Thu Dec 10, 2026 2:30 pm, Dr. Rivera, medical oncologist"
    assert len(understood) == 4


# --- What cannot wait -----------------------------------------------------------------------------
def test_urgent_signs_are_told_at_once_the_worst_first_each_with_its_level() -> None:
    urgent: dict[str, Given] = {"urgent_now": "yes", HEARD: GO_ON}
    sitting = Sitting(script(urgent, {"urgent_signs": ["cannot-breathe", "fever-or-chills"]}))
    finished(sitting)
    signs = [passage for passage in sitting.prompter.told if passage.urgent]
    assert [sign.title.partition(":")[0] for sign in signs] == [
        "Call 911 now",
        "Call your care team now",
    ]
    assert sitting.asked[:5] == ["role", "urgent_now", "urgent_signs", HEARD, "stage"]


def test_the_interview_waits_until_she_has_seen_what_to_do() -> None:
    urgent: dict[str, Given] = {"urgent_now": "yes", "urgent_signs": ["chest-pain"], HEARD: STOP}
    sitting = Sitting(script(urgent))
    with pytest.raises(Stopped):
        finished(sitting)
    heard = sitting.prompter.asked[-1]
    assert heard.id == HEARD
    assert heard.ask.startswith("Call 911 now")
    assert sitting.case.facts["urgent_signs"].value == ("chest-pain",)
    assert sitting.saved[-1] == sitting.case


def test_from_there_she_can_go_back_to_the_signs() -> None:
    urgent: dict[str, Given] = {"urgent_now": "yes"}
    signs: list[Given] = [["chest-pain"], ["fever-or-chills"]]
    heard: dict[str, list[Given]] = {HEARD: [Back(), GO_ON]}
    sitting = Sitting(script(urgent, urgent_signs=signs, **heard))
    finished(sitting)
    assert sitting.asked[2:7] == ["urgent_signs", HEARD, "urgent_signs", HEARD, "stage"]


@pytest.mark.parametrize("signs", [["none"], Marked("not-sure")])
def test_who_says_that_something_is_wrong_is_told_whom_to_call(signs: Given) -> None:
    sitting = Sitting(script({"urgent_now": "yes", "urgent_signs": signs, HEARD: STOP}))
    with pytest.raises(Stopped):
        finished(sitting)
    (sign,) = [passage for passage in sitting.prompter.told if passage.urgent]
    assert sign.title.startswith("Call your care team now")
    assert "911" in sign.text
    assert sitting.asked[-1] == HEARD


def test_who_comes_back_is_told_again_before_anything_else() -> None:
    case = say(EMPTY, role="self", urgent_now="yes", urgent_signs=["chest-pain"]).case
    sitting = Sitting(script({HEARD: STOP}), case)
    with pytest.raises(Stopped):
        finished(sitting)
    assert sitting.asked == [HEARD]


def test_no_said_after_a_sign_takes_the_sign_away() -> None:
    told = say(EMPTY, role="self", urgent_now="yes", urgent_signs=["chest-pain"])
    assert "urgent_signs" not in say(told, urgent_now="no").case.facts


def test_none_of_these_signs_goes_on_without_a_word() -> None:
    sitting = Sitting(script({"urgent_now": Marked("not-sure"), "urgent_signs": ["none"]}))
    finished(sitting)
    assert HEARD not in sitting.asked
    assert not any(passage.urgent for passage in sitting.prompter.told)


# --- Complaints, back, later ----------------------------------------------------------------------
def test_a_reply_that_does_not_fit_is_asked_again_with_the_reason() -> None:
    visits: list[Given] = [Typed("next week"), Typed("Dec 40")]
    sitting = Sitting(script(visit=visits))
    finished(sitting)
    assert sitting.asked[4:8] == ["visit", "visit", "visit", "proposed"]
    assert len(sitting.prompter.complaints) == 2
    assert sitting.case.visits[0].with_ == "Dr. Rivera"


def test_back_goes_one_back_and_keeps_the_answer() -> None:
    sitting = Sitting(script(visit=[Back()], report_in_hand=["not-yet", "yes"]))
    with pytest.raises(Stopped):
        finished(sitting)  # the report is in hand now, and this script has nothing to say to it
    assert sitting.asked[3:7] == ["report_in_hand", "visit", "report_in_hand", "visit"]
    assert sitting.prompter.asked[5].chosen == ("not-yet",)
    assert sitting.case.facts["report_in_hand"].value == "yes"


def test_back_at_the_first_question_asks_it_again() -> None:
    sitting = Sitting(script(role=[Back(), Back()]))
    finished(sitting)
    assert sitting.asked[:4] == ["role", "role", "role", "urgent_now"]


def test_later_is_not_asked_again_in_this_sitting_and_is_in_the_next() -> None:
    first = Sitting(script({"visit": Marked("later")}))
    finished(first)
    assert first.asked.count("visit") == 1
    second = Sitting(script(), first.case)
    finished(second)
    assert second.asked[0] == "visit"
    assert second.case.visits


def test_who_types_later_means_it() -> None:
    sitting = Sitting(script({"visit": Typed("later")}))
    finished(sitting)
    assert sitting.asked.count("visit") == 1
    assert sitting.case.facts["visit"].state == "later"


def test_a_chapter_that_is_left_is_passed_as_a_whole() -> None:
    sitting = Sitting(script({"periods": Marked(LEAVE_CHAPTER)}))
    finished(sitting)
    after = sitting.asked[sitting.asked.index("periods") + 1]
    assert after == "concerns"
    again = Sitting(script(), sitting.case)
    finished(again)
    assert again.asked[:3] == ["periods", "about_me", "family"]


@pytest.mark.parametrize("mark", ["not-sure", "later", "does-not-apply"])
@pytest.mark.parametrize("stage", STAGES)
def test_one_mark_throughout_still_comes_to_the_end(stage: str, mark: str) -> None:
    sitting = Sitting(walker(stage, 0, mark))
    finished(sitting)
    assert max(map(sitting.asked.count, sitting.asked)) == 1


# --- Stopping -------------------------------------------------------------------------------------
@pytest.mark.parametrize("stop_at", [*START, *REST])
def test_stopping_anywhere_keeps_everything_and_the_next_sitting_goes_on_there(
    stop_at: str,
) -> None:
    plain = script()
    first = Sitting(lambda item: None if item.id == stop_at else plain(item))
    with pytest.raises(Stopped):
        finished(first)
    second = Sitting(script(), first.saved[-1] if first.saved else None)
    assert finished(second) is True
    assert first.asked[:-1] + second.asked == [*START, *REST]
    assert len(first.first_pages) + len(second.first_pages) == 1


# --- Plain lines ----------------------------------------------------------------------------------
def test_the_row_for_plain_lines_is_offered_first_and_switches_prompters() -> None:
    plain = ScriptedPrompter(script())
    terminal = ScriptedPrompter(lambda _item: Marked(PLAIN))
    Interview(
        BANK,
        Case(id="pat"),
        terminal,
        today=TODAY,
        save=lambda _case: None,
        plainer=lambda: plain,
    ).run()
    assert [item.id for item in terminal.asked] == ["role"]
    assert terminal.asked[0].marks[-1].id == PLAIN
    assert plain.asked[0].id == "role"
    assert not any(mark.id == PLAIN for item in plain.asked for mark in item.marks)


def test_without_another_prompter_the_row_is_not_there() -> None:
    sitting = Sitting(script())
    finished(sitting)
    assert not any(mark.id == PLAIN for mark in sitting.prompter.asked[0].marks)


# --- Her questions --------------------------------------------------------------------------------
def test_her_own_question_comes_back_to_the_list() -> None:
    own: dict[str, Given] = {
        "my_questions/add-my-own": Typed("Can my sister come?"),
        "my_questions/leave-some-out": [],
    }
    steps: list[Given] = [Marked("add-my-own"), Marked("leave-some-out"), "own-2"]
    sitting = Sitting(script(own, my_questions=steps))
    finished(sitting)
    begin = sitting.asked.index("my_questions")
    assert sitting.asked[begin : begin + 5] == [
        "my_questions",
        "my_questions/add-my-own",
        "my_questions",
        "my_questions/leave-some-out",
        "my_questions",
    ]
    assert sitting.case.questions.top == ("own-2",)


# --- Review ---------------------------------------------------------------------------------------
def test_an_edit_in_the_review_comes_back_to_the_review() -> None:
    ages: list[Given] = [Typed(LINES["person"]), Typed("Pat Roe, 56")]
    sitting = Sitting(script(person=ages, review=["person"]))
    assert finished(sitting) is True
    assert sitting.asked[-3:] == ["review", "person", "review"]
    assert sitting.case.person.name == "Pat Roe"


def test_back_from_an_edit_changes_nothing() -> None:
    periods: list[Given] = ["regular", Back()]
    sitting = Sitting(script(periods=periods, review=["menopause"], menopause=[Back()]))
    finished(sitting)
    assert sitting.asked[-3:] == ["review", "menopause", "review"]
    assert sitting.case.facts["menopause"].value == "before"


def test_an_edit_that_opens_new_questions_asks_them_before_the_review() -> None:
    report: list[Given] = ["not-yet", "yes"]
    sitting = Sitting(
        script(
            {"cancer_type": Marked(LEAVE_CHAPTER)},
            report_in_hand=report,
            review=["report_in_hand"],
        )
    )
    finished(sitting)
    assert sitting.asked[-4:] == ["review", "report_in_hand", "cancer_type", "review"]


def test_something_that_was_not_asked_is_added_from_the_review() -> None:
    reviews: list[Given] = [Marked(ADD_FACT)]
    sitting = Sitting(
        script({"quadrant": "middle", f"review/{ADD_FACT}": "quadrant"}, review=reviews)
    )
    finished(sitting)
    assert sitting.asked[-4:] == ["review", f"review/{ADD_FACT}", "quadrant", "review"]
    assert sitting.case.facts["quadrant"].value == "middle"


def test_an_edit_of_the_questions_may_add_one() -> None:
    first: list[Given] = ["own-1", Marked("add-my-own"), ["own-1", "own-2"]]
    sitting = Sitting(
        script(
            {"my_questions/add-my-own": Typed("What about my dog?")},
            my_questions=first,
            review=["my_questions"],
        )
    )
    finished(sitting)
    assert sitting.asked[-4:] == [
        "my_questions",
        "my_questions/add-my-own",
        "my_questions",
        "review",
    ]
    assert sitting.case.questions.top == ("own-1", "own-2")


def test_the_reply_for_the_review_is_a_row_of_it() -> None:
    sitting = Sitting(script({"review": Chosen(("no-such-row",))}))
    with pytest.raises(Stopped):
        finished(sitting)
