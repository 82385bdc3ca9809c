"""Which questions come first: the rule, each criterion in turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from so_cli.bank.model import Who
from so_cli.packet.ranking import Candidate, Ranked, rank

SURGEON: tuple[Who, ...] = ("breast-surgeon",)
ONCOLOGIST: tuple[Who, ...] = ("medical-oncologist",)


def one(
    name: str,
    *,
    ask: tuple[Who, ...] = SURGEON,
    priority: int = 2,
    helps: tuple[str, ...] = (),
    when: bool = False,
    theme: str = "",
) -> Candidate:
    return Candidate(
        id=name, ask=ask, priority=priority, helps=helps, is_conditioned=when, theme=theme
    )


def order(ranked: Ranked) -> list[str]:
    return [*ranked.top, *ranked.next, *ranked.rest]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            one("a", ask=SURGEON, priority=3),
            one("b", ask=ONCOLOGIST, priority=1, helps=("work",), when=True),
            id="for this doctor before priority",
        ),
        pytest.param(
            one("a", priority=1),
            one("b", priority=2, helps=("work", "drugs"), when=True),
            id="priority before what helps",
        ),
        pytest.param(
            one("a", helps=("work", "drugs")),
            one("b", helps=("work",), when=True),
            id="more that helps before conditioned",
        ),
        pytest.param(one("a", when=True), one("b"), id="conditioned before general"),
        pytest.param(
            one("a", helps=("work",)), one("b", helps=("cost",)), id="only her own wishes count"
        ),
        pytest.param(
            one("a", ask=()), one("b", ask=ONCOLOGIST), id="a question for anybody fits every visit"
        ),
    ],
)
def test_the_better_question_comes_first_wherever_it_stood(
    better: Candidate, worse: Candidate
) -> None:
    for given_order in ([better, worse], [worse, better]):
        ranked = rank(given_order, specialty="breast-surgeon", wishes={"work", "drugs"})
        assert order(ranked) == ["a", "b"]


def test_where_all_else_is_equal_the_order_of_the_bank_decides() -> None:
    assert order(rank([one("b"), one("a"), one("c")])) == ["b", "a", "c"]


def test_without_a_known_specialty_every_question_is_for_the_visit() -> None:
    assert order(rank([one("a", ask=ONCOLOGIST), one("b")])) == ["a", "b"]


def test_her_own_top_beats_all_in_her_order() -> None:
    worst = one("mine", ask=ONCOLOGIST, priority=9)
    others = [one(f"q{n}", priority=1, when=True, helps=("work",)) for n in range(10)]
    ranked = rank(
        [*others, worst], chosen=["mine", "q9"], specialty="breast-surgeon", wishes={"work"}
    )
    assert ranked.top == ("mine", "q9", "q0")


def test_one_question_of_a_theme_stands_in_the_first_eight() -> None:
    twins = [one(f"her2-{n}", priority=1, theme="her2") for n in range(4)]
    others = [one(f"q{n}") for n in range(9)]
    ranked = rank([*twins, *others])
    assert ranked.top == ("her2-0", "q0", "q1")
    assert ranked.next == ("q2", "q3", "q4", "q5", "q6")
    assert ranked.rest == ("her2-1", "her2-2", "her2-3", "q7", "q8")


def test_two_of_a_theme_stand_together_where_she_chose_both() -> None:
    twins = [one("a", theme="her2"), one("b", theme="her2"), one("c", theme="her2")]
    assert rank(twins, chosen=["a", "b"]) == Ranked(("a", "b"), (), ("c",))


def test_three_are_on_top_and_five_are_next() -> None:
    ranked = rank([one(f"q{n}") for n in range(10)])
    assert [len(part) for part in (ranked.top, ranked.next, ranked.rest)] == [3, 5, 2]


CANDIDATES = st.lists(
    st.builds(
        one,
        st.integers(0, 10_000).map(str),
        ask=st.sampled_from([(), SURGEON, ONCOLOGIST, SURGEON + ONCOLOGIST]),
        priority=st.integers(1, 3),
        helps=st.sampled_from([(), ("work",), ("work", "cost"), ("drugs",)]),
        when=st.booleans(),
        theme=st.sampled_from(["", "", "her2", "nodes"]),
    ),
    unique_by=lambda candidate: candidate.id,
    max_size=25,
)


@given(CANDIDATES, st.data())
def test_every_candidate_lands_in_exactly_one_place(
    candidates: list[Candidate], data: st.DataObject
) -> None:
    ids = [candidate.id for candidate in candidates]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []
    ranked = rank(candidates, chosen=chosen, specialty="breast-surgeon", wishes={"work"})
    assert sorted(order(ranked)) == sorted(ids)
    assert ranked.top[: len(chosen)] == tuple(chosen)
    themes = [c.theme for c in candidates if c.theme and c.id in {*ranked.top, *ranked.next}]
    extra = len(themes) - len(set(themes))
    assert extra <= max(0, len(chosen) - 1)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_given_matters_only_between_equals(
    candidates: list[Candidate], random: object
) -> None:
    """Shuffled, and with ties settled by the bank's order again, the result is the same."""
    place = {candidate.id: number for number, candidate in enumerate(candidates)}
    distinct = [
        Candidate(
            id=c.id,
            ask=c.ask,
            priority=c.priority * 1000 + place[c.id],
            helps=c.helps,
            is_conditioned=c.is_conditioned,
            theme=c.theme,
        )
        for c in candidates
    ]
    shuffled = list(distinct)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(shuffled, specialty="breast-surgeon") == rank(distinct, specialty="breast-surgeon")
