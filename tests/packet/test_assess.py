"""Reasons for a second opinion in this case, which kind comes first, and nothing against one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.assess import assessment_document
from so_cli.packet.assess import Assessment, make_assessment

Assess = Callable[[str], Assessment]


@pytest.fixture
def assess(bank: Bank, make_case: Callable[..., Case], today: date) -> Assess:
    return lambda text: make_assessment(bank, make_case(text), today)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ("stage: post-biopsy\nfacts: {options_offered: several}", "reason-several-options"),
        ("stage: post-biopsy\nfacts: {doctor_unsure: yes}", "reason-doctor-unsure"),
        ("stage: post-biopsy\nfacts: {cancer_type: atypia}", "reason-hard-to-call"),
        ("stage: pre-surgery\nfacts: {cancer_type: dcis}", "reason-hard-to-call"),
        ("stage: pre-surgery\nfacts: {cancer_type: phyllodes}", "reason-rare-type"),
        ("stage: metastatic", "reason-metastatic"),
        ("stage: post-biopsy\nfacts: {insurance: [private]}", "reason-insurer"),
        ("stage: post-biopsy\nfacts: {her2: pending}", "reason-result-pending"),
        ("stage: post-biopsy\nfacts: {concerns: [understand-first]}", "reason-understand-first"),
        ("stage: post-biopsy\nfacts: {er: negative, er_percent: 80}", "reason-papers-differ"),
    ],
)
def test_a_reason_comes_from_the_case(assess: Assess, facts: str, reason: str) -> None:
    stage = facts.partition("\n")[0]
    assert reason in {note.id for note in assess(facts).reasons}
    if "facts" in facts:
        assert reason not in {note.id for note in assess(stage).reasons}


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ("{report_in_hand: not-yet}", "kind-report"),
        ("{cancer_type: dcis, dense_breasts: yes}", "kind-pathology"),
        ("{her2: equivocal}", "kind-pathology"),
        ("{cancer_type: invasive-ductal, dense_breasts: yes}", "kind-imaging"),
        ("{cancer_type: invasive-ductal}", "kind-plan-before-surgery"),
    ],
)
def test_the_kind_that_comes_first_stands_first(assess: Assess, facts: str, first: str) -> None:
    assert assess(f"stage: post-biopsy\nfacts: {facts}").kinds[0].id == first


@pytest.mark.parametrize(
    "stage", ["post-biopsy", "pre-surgery", "post-surgery", "in-treatment", "metastatic"]
)
def test_every_stage_has_a_kind_a_word_on_waiting_and_somebody_to_call(
    assess: Assess, stage: str
) -> None:
    made = assess(f"stage: {stage}")
    assert made.kinds
    assert made.fine
    assert any("How long is it safe to wait" in note.text for note in made.wait)
    assert not any(re.search(r"\d+ (?:days|weeks|months)", note.text) for note in made.wait)
    said = " ".join(note.text for note in made.calls)
    assert all(number in said for number in ("1-800-422-6237", "1-800-227-2345", "988"))


def test_treatment_goes_on_while_one_waits(assess: Assess) -> None:
    for stage in ("in-treatment", "metastatic"):
        said = " ".join(note.text for note in assess(f"stage: {stage}").wait)
        assert re.search(r"not (?:stop|skip)", said), stage


def test_who_knows_nothing_yet_gets_no_reason_made_up(assess: Assess) -> None:
    made = assess("decision: which way")
    assert made.reasons == ()
    assert "reason enough" in to_markdown(assessment_document(made))


def test_what_cannot_wait_stands_before_every_reason(assess: Assess) -> None:
    made = assess("stage: metastatic\nfacts: {urgent_signs: [chest-pain]}")
    text = to_markdown(assessment_document(made))
    assert text.index("Call 911 now") < text.index("## Reasons")


def test_about_somebody_else_it_speaks_of_her(assess: Assess) -> None:
    text = to_markdown(assessment_document(assess("stage: metastatic\nfacts: {role: family}")))
    assert "{" not in text
    assert not re.search(r"\bYou\b", text.replace("You can ask either", ""))


def test_every_source_that_is_named_is_listed(assess: Assess, bank: Bank) -> None:
    made = assess("stage: metastatic")
    named = {note.id for part in (made.reasons, made.kinds, made.calls) for note in part}
    wanted = {name for each in bank.assess if each.id in named for name in each.sources}
    assert wanted <= {source.id for source in made.sources}
