"""How much a tired person is asked at most: counted in the worst case, for every stage."""

from __future__ import annotations

import pytest
from talking import BANK, STAGES, Sitting, but, walker

from so_cli.bank.model import Fact
from so_cli.interview.prompters.item import Chosen, Marked, Reply

WALKS = 100
"""Random walks for each stage and each way of answering; what is asked turns on a few answers."""
AT_MOST = {stage: 25 if stage == "metastatic" else 30 for stage in STAGES}
BEFORE_THE_FIRST_PAGE = 8
REPORT_GROUPS = frozenset({"diagnosis", "receptors", "nodes"})


def counted(asked: list[str]) -> list[str]:
    """Prompts, each once, without the signs that cannot wait."""
    return [name for name in dict.fromkeys(asked) if not name.startswith("urgent_signs")]


def facts_of(name: str) -> list[Fact]:
    sheet = BANK.sheet.get(name)
    if sheet is None:
        return [BANK.fact[name.partition("/")[0]]]
    return [BANK.fact[fact] for row in sheet.rows for fact in row.sets]


def eager(stage: str, seed: int) -> Sitting:
    """A person with everything in hand, whose answers are as they happen to be."""
    return Sitting(but(walker(stage, seed, marks=0.1), report_in_hand="yes", urgent_now="yes"))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("way", ["eager", "as it comes", "not-sure", "later", "does-not-apply"])
def test_no_interview_is_longer_than_promised(stage: str, way: str) -> None:
    marks_throughout = way not in {"eager", "as it comes"}
    longest = first = 0
    for seed in range(1 if marks_throughout else WALKS):
        walk = walker(stage, seed, way if marks_throughout else "")
        sitting = eager(stage, seed) if way == "eager" else Sitting(walk)
        sitting.interview.run()
        longest = max(longest, len(counted(sitting.asked)))
        before = counted(sitting.asked[: sitting.asked_before_first_page])
        first = max(first, len(before))
    assert first <= BEFORE_THE_FIRST_PAGE
    assert longest <= AT_MOST[stage]


@pytest.mark.parametrize("mark", ["not-sure", "later", "does-not-apply"])
def test_who_does_not_know_the_stage_is_asked_no_more(mark: str) -> None:
    for seed in range(30):
        sitting = Sitting(but(walker("", seed), stage=Marked(mark)))
        sitting.interview.run()
        assert len(counted(sitting.asked)) <= min(AT_MOST.values())


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("reply", [Chosen(("not-yet",)), Marked("not-sure"), Marked("later")])
def test_without_the_report_nothing_is_asked_that_only_the_report_says(
    stage: str, reply: Reply
) -> None:
    for seed in range(20):
        sitting = Sitting(but(walker(stage, seed), report_in_hand=reply))
        sitting.interview.run()
        groups = {fact.group for name in counted(sitting.asked) for fact in facts_of(name)}
        assert not groups & REPORT_GROUPS


@pytest.mark.parametrize("stage", STAGES)
def test_every_prompt_of_the_bank_can_still_be_reached(stage: str) -> None:
    """A budget is easily kept by asking nothing: what is meant for a stage is asked there."""
    seen: set[str] = set()
    for seed in range(30):
        sitting = eager(stage, seed)
        sitting.interview.run()
        seen |= {*counted(sitting.asked)}
    meant = {
        name
        for chapter in BANK.chapters
        for name in chapter.asks
        if stage in ((BANK.sheet.get(name) or BANK.fact[name]).stages or (stage,))
    }
    assert meant - {"urgent_signs"} <= seen
