"""Sheets: one prompt that answers several facts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import BANK, EMPTY, STAGES, say, valid_reply

from so_cli.bank.model import Sheet
from so_cli.case.model import Answer, Source
from so_cli.case.values import WrongValue
from so_cli.interview.context import Context, with_answers
from so_cli.interview.engine import answer, find_place, item_for, next_place
from so_cli.interview.prompters.item import Chosen, Marked
from so_cli.interview.prompters.replies import Unfit, check

BIOPSY = say(EMPTY, role="self", stage="post-biopsy", report_in_hand="yes")
SURGERY = say(EMPTY, role="self", stage="post-surgery", report_in_hand="yes")
METASTATIC = say(EMPTY, role="self", stage="metastatic", report_in_hand="yes")


def values(context: Context, *names: str) -> list[object]:
    facts = context.case.facts
    return [facts[name].value or facts[name].state if name in facts else None for name in names]


def told(context: Context, **facts: Answer) -> Context:
    """As an import leaves it."""
    return context.with_case(with_answers(context.case, {**facts}))


# --- Choosing one row -----------------------------------------------------------------------------
def test_a_row_answers_all_its_facts_at_once() -> None:
    after = say(BIOPSY, her2_result="two-not-done")
    assert values(after, "her2", "her2_ihc", "her2_ish") == ["equivocal", "2", "not-done"]
    assert item_for(after, "her2_result").chosen == ("two-not-done",)


def test_another_row_takes_away_what_the_first_one_said() -> None:
    after = say(say(BIOPSY, her2_result="two-not-done"), her2_result="negative")
    assert values(after, "her2", "her2_ihc", "her2_ish") == ["negative", None, None]


def test_of_rows_that_say_more_and_less_of_the_same_the_fuller_one_is_shown() -> None:
    after = say(BIOPSY, hormone_receptors="er-only")
    assert item_for(after, "hormone_receptors").chosen == ("er-only",)


def test_what_was_told_elsewhere_stays_when_no_row_speaks_of_it() -> None:
    imported = told(BIOPSY, her2_ihc=Answer(value="3"))
    assert values(say(imported, her2_result="positive"), "her2", "her2_ihc") == ["positive", "3"]


def test_an_answer_that_is_confirmed_keeps_the_paper_it_came_from() -> None:
    paper = Answer(value="positive", source=Source(file="report.pdf"))
    after = say(told(BIOPSY, er=paper), hormone_receptors="both-positive")
    assert after.case.facts["er"] == paper
    assert after.case.facts["pr"] == Answer(value="positive")


@pytest.mark.parametrize("state", ["not-sure", "later", "does-not-apply"])
def test_a_mark_is_the_state_of_what_every_row_speaks_of(state: str) -> None:
    after = say(BIOPSY, her2_result=Marked(state))
    assert values(after, "her2", "her2_ihc", "her2_ish") == [state, None, None]
    assert item_for(after, "her2_result").marked == state
    again = say(after, her2_result="positive")
    assert item_for(again, "her2_result").marked == ""


def test_a_sheet_is_not_asked_when_an_import_has_answered_it() -> None:
    imported = told(BIOPSY, er=Answer(value="positive"), pr=Answer(value="negative"))
    asked = _asked_next(imported)
    assert "hormone_receptors" not in asked
    assert item_for(imported, "hormone_receptors").chosen == ("er-only",)


def test_half_an_import_still_leaves_the_sheet_to_be_asked() -> None:
    assert "armpit" in _asked_next(told(BIOPSY, armpit_ultrasound=Answer(value="clear")))
    assert "surgery_done" in _asked_next(told(SURGERY, margins=Answer(value="clear")))
    assert "genes" in _asked_next(told(BIOPSY, side=Answer(value="left")))


# --- Ticking rows ---------------------------------------------------------------------------------
def test_ticks_are_joined_and_what_is_left_empty_is_not_among_them() -> None:
    after = say(BIOPSY, report_findings=["left", "grade-2", "dcis-too", "lymphovascular"])
    assert values(after, "side", "grade", "features") == [
        "left",
        "2",
        ("dcis-too", "lymphovascular"),
    ]
    fewer = say(after, report_findings=["left", "grade-2", "dcis-too"])
    assert values(fewer, "features") == [("dcis-too",)]
    assert item_for(fewer, "report_findings").chosen == ("left", "grade-2", "dcis-too")


def test_taking_a_tick_away_says_that_nothing_was_found() -> None:
    after = say(say(BIOPSY, report_findings=["left", "paget"]), report_findings=["left"])
    assert after.case.facts["features"] == Answer(value=())


@pytest.mark.parametrize("sheet", [sheet for sheet in BANK.sheets if sheet.kind == "choices"])
def test_nothing_ticked_is_no_answer_to_any_sheet(sheet: Sheet) -> None:
    context = say(EMPTY, stage=(sheet.stages or ("post-surgery",))[0], report_in_hand="yes")
    with pytest.raises(Unfit, match="nothing is chosen"):
        check(item_for(context, sheet.id), Chosen(()))


def test_where_one_row_must_be_right_leaving_all_empty_is_not_sure() -> None:
    after = say(SURGERY, surgery_done=["lumpectomy"])
    assert values(after, "surgery", "margins", "leftover_cancer") == [
        "lumpectomy",
        "not-sure",
        "not-sure",
    ]


def test_no_gene_test_never_says_that_it_found_nothing() -> None:
    not_done = say(BIOPSY, genes=["not-done"])
    assert values(not_done, "gene_test", "gene_found") == ["not-done", None]


def test_leaving_a_group_empty_that_has_a_row_for_none_is_not_sure() -> None:
    assert values(say(BIOPSY, family=["ashkenazi"]), "family_history", "ashkenazi") == [
        "not-sure",
        "yes",
    ]
    assert values(say(BIOPSY, family=["none"]), "family_history") == [("none",)]
    assert values(say(METASTATIC, tumor_tests=["pd-l1-positive"]), "mutations") == ["not-sure"]


def test_not_ticking_says_no_where_the_bank_says_so() -> None:
    after = say(BIOPSY, about_me=["implants"])
    assert values(after, "implants", "pregnant", "fertility_wish") == ["yes", "no", "no"]
    none = say(BIOPSY, about_me=["none"])
    assert values(none, "implants", "pregnant") == ["no", "no"]
    assert item_for(none, "about_me").chosen == ("none",)


def test_what_was_told_elsewhere_and_has_no_row_here_stays() -> None:
    gene = told(BIOPSY, gene_test=Answer(value="done"), gene_found=Answer(value=("tp53",)))
    assert values(say(gene, genes=["brca1"]), "gene_found") == [("brca1", "tp53")]
    assert values(say(gene, genes=["nothing-found"]), "gene_found") == [("none",)]
    line = told(METASTATIC, line=Answer(value=7))
    assert values(say(line, treatment_now=["growing"]), "line", "growing") == [7, "yes"]
    unsure = told(BIOPSY, fertility_wish=Answer(value="unsure"))
    assert values(say(unsure, about_me=["implants"]), "fertility_wish") == ["unsure"]


@pytest.mark.parametrize(
    ("sheet", "ids", "label"),
    [
        ("report_findings", ("grade-1", "grade-3"), "grade 3"),
        ("family", ("breast", "none"), "none of these cancers"),
        ("about_me", ("pregnant", "none"), "none of these"),
    ],
)
def test_rows_that_contradict_each_other_are_refused_by_their_names(
    sheet: str, ids: tuple[str, ...], label: str
) -> None:
    with pytest.raises(WrongValue, match=label):
        answer(BIOPSY, sheet, Chosen(ids))


def test_none_of_these_cancers_goes_together_with_ashkenazi_family() -> None:
    after = say(BIOPSY, family=["ashkenazi", "none"])
    assert values(after, "family_history", "ashkenazi") == [("none",), "yes"]


@pytest.mark.parametrize("state", ["not-sure", "later", "does-not-apply"])
@pytest.mark.parametrize(
    ("start", "sheet"),
    [
        (SURGERY, "surgery_done"),
        (SURGERY, "nodes_after_surgery"),
        (METASTATIC, "treatment_now"),
        (BIOPSY, "imaging"),
        (BIOPSY, "about_me"),
        (BIOPSY, "genes"),
    ],
)
def test_a_mark_on_a_list_is_kept_and_the_list_counts_as_asked(
    start: Context, sheet: str, state: str
) -> None:
    assert sheet in _asked_next(start)
    after = say(start, {sheet: Marked(state)})
    assert item_for(after, sheet).marked == state
    assert (sheet in _asked_next(after)) == (state == "later")


# --- Rows that come and go ------------------------------------------------------------------------
def test_rows_that_cannot_be_so_are_not_offered() -> None:
    def rows(context: Context) -> list[str]:
        return [option.id for option in item_for(context, "about_me").options]

    assert {"pregnant", "breastfeeding", "none"} <= {*rows(BIOPSY)}
    for row in ("man", "stopped"):
        assert not {"pregnant", "breastfeeding", "none"} & {*rows(say(BIOPSY, periods=row))}
    assert rows(say(BIOPSY, periods="cannot-tell")) == rows(BIOPSY)


def test_a_row_that_is_gone_keeps_its_answer_and_brings_it_back() -> None:
    hopes = say(BIOPSY, periods="regular", about_me=["hopes-for-children"])
    after = say(hopes, periods="stopped", about_me=["implants"])
    assert values(after, "fertility_wish", "implants") == ["yes", "yes"]
    assert item_for(after, "about_me").chosen == ("implants",)
    back = say(after, periods="regular")
    assert set(item_for(back, "about_me").chosen) == {"hopes-for-children", "implants"}


# --- Laws -----------------------------------------------------------------------------------------
@given(st.sampled_from(STAGES), st.randoms(use_true_random=False))
def test_whatever_is_replied_a_sheet_counts_as_asked_and_confirming_it_changes_nothing(
    stage: str, rnd: random.Random
) -> None:
    context = say(EMPTY, stage=stage, report_in_hand="yes")
    for sheet in BANK.sheets:
        if not find_place(context, sheet.id):
            continue
        try:
            context = say(context, {sheet.id: valid_reply(item_for(context, sheet.id), rnd)})
        except WrongValue:
            continue
        assert sheet.id not in _asked_next(context)
        item = item_for(context, sheet.id)
        assert set(item.chosen) <= {option.id for option in item.options}
        if not item.marked and item.chosen:
            assert say(context, {sheet.id: list(item.chosen)}).case == context.case


def _asked_next(context: Context) -> set[str]:
    """Everything that the interview still asks of this case, one thing after another."""
    passed: set[str] = set()
    while place := next_place(context, passed):
        passed.add(place.id)
    return passed


def test_every_sheet_of_the_bank_is_asked_somewhere() -> None:
    """A sheet that no case is asked for is a mistake in the bank, or in this program."""
    asked = set()
    for stage in STAGES:
        asked |= _asked_next(say(EMPTY, stage=stage, report_in_hand="yes"))
    assert {sheet.id for sheet in BANK.sheets} <= asked


@pytest.mark.parametrize("reply", ["later", "leave-this-part"])
def test_later_takes_nothing_away_that_is_told_already(reply: str) -> None:
    grade = Answer(value="2", source=Source(file="r.pdf"))
    half = told(BIOPSY, grade=grade)
    case = answer(half, "report_findings", Marked(reply))
    assert case.facts["grade"] == grade
    assert case.facts["features"] == Answer(state="later")
