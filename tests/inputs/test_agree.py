"""What several places say of one fact: as one value where they agree, side by side where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen import A, B, finding

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.inputs.agree import added, agree
from so_cli.inputs.model import Finding


def values(bank: Bank, *findings: Finding) -> list[object]:
    return [each.value for each in agree(bank.fact[findings[0].fact], findings).values]


def test_two_papers_that_agree_are_one_value_with_both_sources(bank: Bank) -> None:
    agreed = agree(bank.fact["er"], [finding("er", "positive"), finding("er", "positive", file=B)])
    (value,) = agreed.values
    assert value.is_sure
    assert [source.file for source in value.sources] == [A, B]


def test_two_papers_that_differ_stay_side_by_side(bank: Bank) -> None:
    said = finding("er", "positive"), finding("er", "negative", file=B)
    assert values(bank, *said) == ["positive", "negative"]


def test_a_doubt_goes_where_another_place_has_none(bank: Bank) -> None:
    said = finding("er", "positive", doubt="Which?"), finding("er", "positive", file=B)
    (value,) = agree(bank.fact["er"], said).values
    assert value.is_sure
    assert [source.file for source in value.sources] == [B, A], "the sure place speaks first"


def test_a_doubt_that_all_share_stays(bank: Bank) -> None:
    (value,) = agree(bank.fact["er"], [finding("er", "positive", doubt="Which?")]).values
    assert value.doubts == ("Which?",)


def test_a_doubtful_other_value_does_not_go_away(bank: Bank) -> None:
    said = finding("side", "right", doubt="Only the reason says so."), finding("side", "left")
    assert values(bank, *said) == ["left", "right"]


@pytest.mark.parametrize(
    ("rough", "exact"), [("III", "IIIA"), ("I", "IA"), ("II", "IIB"), ("I", "IB")]
)
def test_the_more_exact_stage_says_what_the_other_says(bank: Bank, rough: str, exact: str) -> None:
    said = finding("stage_group", rough), finding("stage_group", exact)
    assert values(bank, *said) == [exact]
    assert [each.value for each in agree(bank.fact["stage_group"], said).earlier] == [rough]


@pytest.mark.parametrize(("one", "other"), [("I", "IIA"), ("IIB", "IIIC"), ("II", "III")])
def test_stages_that_cannot_both_be_so_stay(bank: Bank, one: str, other: str) -> None:
    assert values(bank, finding("stage_group", one), finding("stage_group", other)) == [one, other]


def test_a_correction_wins_and_what_it_corrects_is_shown(bank: Bank) -> None:
    said = [
        finding("her2", "negative", day="2026-10-01"),
        finding("her2", "positive", day="2026-10-09", replaces=True),
    ]
    agreed = agree(bank.fact["her2"], said)
    assert [each.value for each in agreed.values] == ["positive"]
    assert [each.value for each in agreed.earlier] == ["negative"]


@pytest.mark.parametrize(
    ("fact", "waiting", "result"),
    [
        ("her2", "pending", "negative"),
        ("her2", "pending", "equivocal"),
        ("gene_test", "pending", "done"),
        ("mri", "planned", "done"),
        ("er", "pending", "positive"),
    ],
)
def test_a_result_overtakes_waiting_for_it(
    bank: Bank, fact: str, waiting: str, result: str
) -> None:
    said = finding(fact, waiting, day="2026-10-01"), finding(fact, result, day="2026-10-08")
    assert values(bank, *said) == [result]
    assert values(bank, *reversed(said)) == [result]


def test_an_unclear_her2_is_settled_by_the_second_test_and_not_by_the_first_again(
    bank: Bank,
) -> None:
    said = [
        finding("her2", "equivocal", day="2026-10-01"),
        finding("her2", "negative", day="2026-11-01"),
    ]
    assert values(bank, *said) == ["equivocal", "negative"]
    settled = agree(bank.fact["her2"], said, [("her2_ish", "not-amplified")])
    assert [each.value for each in settled.values] == ["negative"]


@pytest.mark.parametrize("results", [[], [("her2_ish", "pending")], [("her2_ihc", "1")]])
def test_without_a_result_of_the_second_test_it_stays_unclear(
    bank: Bank, results: list[tuple[str, str]]
) -> None:
    said = [finding("her2", "equivocal"), finding("her2", "negative")]
    assert len(agree(bank.fact["her2"], said, results).values) == 2


def test_an_older_result_is_not_what_is_waited_for(bank: Bank) -> None:
    said = (
        finding("her2", "pending", day="2026-10-08"),
        finding("her2", "negative", day="2020-01-02"),
    )
    assert len(values(bank, *said)) == 2


def test_of_many_choices_the_sure_ones_stand_together(bank: Bank) -> None:
    said = [
        finding("had", ("radiation",)),
        finding("had", ("lumpectomy",), file=B),
        finding("had", ("chemotherapy",), file=B, doubt="It was ordered."),
    ]
    agreed = agree(bank.fact["had"], said)
    assert [each.value for each in agreed.values] == [("lumpectomy", "radiation")]
    assert [each.value for each in agreed.perhaps] == [("chemotherapy",)]


def test_a_choice_that_rules_out_the_rest_is_a_contradiction(bank: Bank) -> None:
    said = finding("gene_found", ("none",)), finding("gene_found", ("brca1",), file=B)
    assert len(values(bank, *said)) == 2


@pytest.mark.parametrize(
    ("told", "more", "together"),
    [
        (None, ("radiation",), ("radiation",)),
        (("radiation",), ("chemotherapy",), ("chemotherapy", "radiation")),
        (("none",), ("radiation",), ("radiation",)),
        (("radiation",), ("none",), ("none",)),
        (("none",), ("none",), ("none",)),
    ],
)
def test_what_is_added_never_rules_out_what_stands_beside_it(
    bank: Bank,
    told: tuple[str, ...] | None,
    more: tuple[str, ...],
    together: tuple[str, ...],
) -> None:
    assert added(bank.fact["had"], told, more) == together


def test_the_diagnosis_has_its_first_date_and_surgery_its_last(bank: Bank) -> None:
    days = "2026-10-08", "2026-09-30"
    assert values(bank, *(finding("diagnosed_on", day) for day in days)) == ["2026-09-30"]
    assert values(bank, *(finding("surgery_on", day) for day in days)) == ["2026-10-08"]


def test_texts_stand_beside_each_other(bank: Bank) -> None:
    said = [finding("tnm", text) for text in ("cT3 cN0 cM0", "pT2 pN1a", "pT2")]
    assert values(bank, *said) == ["cT3 cN0 cM0; pT2 pN1a"]


@given(st.data())
def test_nothing_that_is_said_is_lost(data: st.DataObject) -> None:
    bank = open_bank()
    fact = bank.fact[data.draw(st.sampled_from(["er", "her2", "stage_group", "had", "gene_found"]))]
    picked = data.draw(
        st.lists(st.sampled_from([choice.id for choice in fact.choices]), min_size=1)
    )
    many = fact.kind == "choices"
    said = [
        finding(fact.id, (each,) if many else each, doubt=data.draw(st.sampled_from(["", "Why?"])))
        for each in picked
    ]
    agreed = agree(fact, said)
    shown = [each.value for each in (*agreed.values, *agreed.earlier, *agreed.perhaps)]
    flat = {name for value in shown for name in (value if isinstance(value, tuple) else (value,))}
    assert flat == set(picked)
    assert agreed.values
