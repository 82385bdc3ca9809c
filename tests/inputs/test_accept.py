"""What she confirms goes into her case, with where it stands; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from seen import B, finding, person, reading, source, tumor

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Medicine
from so_cli.inputs.accept import Taken, accept, answer_of, beside_the_case, certain
from so_cli.inputs.gather import gather
from so_cli.inputs.model import AllergySeen, MedicineSeen, Reading, RecordSeen
from so_cli.inputs.propose import propose
from so_cli.packet.known import know

MakeCase = Callable[..., Case]


def taken(bank: Bank, case: Case, *readings: Reading) -> Case:
    """The case with all that is certain."""
    proposal = propose(bank, case, gather(bank, readings))
    return accept(case, proposal, certain(proposal))


def test_a_certain_fact_goes_in_with_its_source(bank: Bank, make_case: MakeCase) -> None:
    case = taken(bank, make_case("stage: pre-surgery"), reading(finding("er", "positive")))
    assert case.facts["er"].value == "positive"
    assert case.facts["er"].source == source(words="er positive")


def test_what_is_in_doubt_or_in_conflict_stays_out(bank: Bank, make_case: MakeCase) -> None:
    before = make_case("facts: {pr: negative}")
    papers = reading(
        finding("her2", "positive", doubt="2+ of what?"),
        finding("grade", "2"),
        finding("grade", "3", file=B),
        finding("pr", "positive"),
    )
    assert taken(bank, before, papers) == before


def test_reading_the_same_papers_twice_changes_nothing(bank: Bank, make_case: MakeCase) -> None:
    papers = Reading(
        file="a.pdf",
        kind="report",
        people=(person("Jane Doe", "1971-04-02"),),
        findings=(finding("er", "positive"), finding("had", ("radiation",))),
        medicines=(MedicineSeen(medicine=Medicine(name="tamoxifen"), source=source()),),
        allergies=(AllergySeen(name="penicillin", source=source()),),
        records=(RecordSeen(record="biopsy-report", what="B", source=source(), is_here=True),),
    )
    once = taken(bank, make_case("stage: pre-surgery"), papers)
    assert (once.person.name, once.medicines[0].name) == ("Jane Doe", "tamoxifen")
    assert once.allergies == ("penicillin",)
    assert once.records["biopsy-report"].status == "arrived"
    assert taken(bank, once, papers) == once


def test_a_medicine_of_the_past_or_in_doubt_is_not_put_on_the_list(
    bank: Bank, make_case: MakeCase
) -> None:
    seen = [("letrozole", False, ""), ("tamoxifen", True, "Code and text differ.")]
    papers = Reading(
        file="a.pdf",
        kind="fhir",
        medicines=tuple(
            MedicineSeen(medicine=Medicine(name=name), source=source(), is_taken=now, doubt=doubt)
            for name, now, doubt in seen
        ),
    )
    assert taken(bank, make_case(""), papers).medicines == ()


def test_an_allergy_to_a_medicine_does_not_put_it_on_the_list(
    bank: Bank, make_case: MakeCase
) -> None:
    papers = Reading(
        file="a.pdf",
        kind="fhir",
        medicines=(
            MedicineSeen(medicine=Medicine(name="penicillin"), source=source(), doubt="From 2011."),
        ),
        allergies=(AllergySeen(name="penicillin", source=source()),),
    )
    case = taken(bank, make_case(""), papers)
    assert (case.allergies, case.medicines) == (("penicillin",), ())


def test_two_values_kept_both_become_a_question(bank: Bank, make_case: MakeCase) -> None:
    papers = reading(finding("her2", "positive"), finding("her2", "negative", file=B))
    case = make_case("stage: pre-surgery")
    proposal = propose(bank, case, gather(bank, [papers]))
    both = answer_of(*proposal.facts[0].values)
    kept = accept(case, proposal, Taken(answers={"her2": both}))
    assert [other.value for other in kept.facts["her2"].other] == ["negative"]
    assert know(bank, kept, date(2026, 11, 20)).double == ("her2",)


def test_what_she_said_and_what_a_paper_says_can_stand_together(
    bank: Bank, make_case: MakeCase
) -> None:
    case = make_case("facts: {er: negative}")
    proposal = propose(bank, case, gather(bank, [reading(finding("er", "positive"))]))
    answer = beside_the_case(case.facts["er"], proposal.facts[0])
    assert (answer.value, [other.value for other in answer.other]) == ("negative", ["positive"])
    again = beside_the_case(answer, proposal.facts[0])
    assert again == answer


def test_the_other_tumor_is_kept_apart(bank: Bank, make_case: MakeCase) -> None:
    papers = reading(
        finding("er", "positive", tumor="A"),
        finding("er", "negative", tumor="B"),
        finding("pr", "negative", tumor="B", doubt="Hard to read."),
        tumors=(tumor("A", "left"), tumor("B", "right", day="2026-10-01")),
    )
    case = make_case("stage: pre-surgery")
    proposal = propose(bank, case, gather(bank, [papers]))
    assert certain(proposal).answers == {}, "which of them is meant somebody must say"
    left = next(each for each in proposal.tumors if each.side == "left")
    answers = {each.id: answer_of(each.values[0]) for each in left.facts}
    chosen = Taken(answers=answers, tumor=left.id)
    case = accept(case, proposal, chosen)
    assert case.facts["er"].value == "positive"
    (other,) = case.other_tumors
    assert {name: answer.value for name, answer in other.facts.items()} == {"er": "negative"}
    assert accept(case, proposal, chosen) == case


def test_without_a_yes_to_the_name_it_stays_out(bank: Bank, make_case: MakeCase) -> None:
    papers = reading(people=(person("Jane Doe", "1971-04-02"),))
    case = make_case("")
    proposal = propose(bank, case, gather(bank, [papers]))
    assert accept(case, proposal, Taken(answers={})) == case
