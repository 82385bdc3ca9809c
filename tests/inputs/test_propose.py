"""What the papers say stands beside what the case says: new, the same, or different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace
from seen import A, B, finding, person, proposed, reading, source, tumor

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Medicine
from so_cli.inputs.model import Finding, MedicineSeen, RecordSeen
from so_cli.inputs.proposal import ProposedFact

MakeCase = Callable[..., Case]


def fact(bank: Bank, case: Case, *findings: Finding) -> ProposedFact:
    (found,) = proposed(bank, case, reading(*findings)).facts
    return found


def test_what_the_case_does_not_have_is_new(bank: Bank, make_case: MakeCase) -> None:
    er = fact(bank, make_case("stage: pre-surgery"), finding("er", "positive"))
    assert (er.beside, er.is_certain, er.in_case) == ("new", True, "")
    assert er.values[0].text == "positive"
    assert er.values[0].sources == (source(A, words="er positive"),)


def test_not_sure_and_later_are_no_answers(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("facts: {er: {state: not-sure}, pr: {state: later}}")
    assert fact(bank, case, finding("er", "positive")).beside == "new"
    assert fact(bank, case, finding("pr", "positive")).beside == "new"


def test_the_same_answer_is_no_news(bank: Bank, make_case: MakeCase) -> None:
    er = fact(bank, make_case("facts: {er: positive}"), finding("er", "positive"))
    assert (er.beside, er.is_news) == ("same", False)


def test_a_medicine_of_the_list_is_known_by_its_name_in_a_catalog(
    bank: Bank, make_case: MakeCase
) -> None:
    case = make_case("medicines: [{name: Letrozole 2.5 MG Oral Tablet}]")
    seen = MedicineSeen(medicine=Medicine(name="letrozole 2.5 mg tablet"), source=source(A))
    (medicine,) = proposed(bank, case, replace(reading(), medicines=(seen,))).medicines
    assert medicine.beside == "same"


def test_another_answer_is_shown_beside_hers_and_is_not_certain(
    bank: Bank, make_case: MakeCase
) -> None:
    er = fact(bank, make_case("facts: {er: negative}"), finding("er", "positive"))
    assert (er.beside, er.is_certain, er.in_case) == ("different", False, "negative")


def test_a_result_that_was_waited_for_contradicts_nothing(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("facts: {her2: pending, report_in_hand: not-yet, nodes: not-checked}")
    assert fact(bank, case, finding("her2", "negative")).beside == "new"
    assert fact(bank, case, finding("report_in_hand", "yes")).beside == "new"
    assert fact(bank, case, finding("nodes", "clear")).beside == "new"
    assert fact(bank, case, finding("her2", "equivocal")).beside == "new"


def test_an_unclear_her2_waits_for_the_second_test(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("facts: {her2: equivocal}")
    again = finding("her2", "negative"), finding("her2_ihc", "1")
    (by_ihc, _) = proposed(bank, case, reading(*again)).facts
    assert by_ihc.beside == "different"
    ish = finding("her2", "negative"), finding("her2_ish", "not-amplified")
    (by_ish, _) = proposed(bank, case, reading(*ish)).facts
    assert (by_ish.beside, by_ish.is_certain) == ("new", True)


def test_does_not_apply_is_an_answer_too(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("facts: {er: {state: does-not-apply}}")
    assert fact(bank, case, finding("er", "positive")).beside == "different"


def test_two_values_in_the_papers_are_not_certain(bank: Bank, make_case: MakeCase) -> None:
    said = finding("grade", "2"), finding("grade", "3", file=B)
    grade = fact(bank, make_case("stage: pre-surgery"), *said)
    assert not grade.is_certain
    assert [each.text[0] for each in grade.values] == ["2", "3"]


def test_a_doubt_is_not_certain(bank: Bank, make_case: MakeCase) -> None:
    her2 = fact(bank, make_case(""), finding("her2", "positive", doubt="2+ of what?"))
    assert not her2.is_certain
    assert her2.values[0].doubts == ("2+ of what?",)


def test_what_says_more_of_an_unclear_answer_is_unclear_too(
    bank: Bank, make_case: MakeCase
) -> None:
    papers = reading(finding("pr", "negative"), finding("pr_percent", 0))
    pr, percent = proposed(bank, make_case("facts: {pr: positive}"), papers).facts
    assert (pr.beside, percent.beside, percent.is_certain) == ("different", "new", False)
    assert "Progesterone" in percent.values[0].doubts[0]
    assert all(each.is_certain for each in proposed(bank, make_case(""), papers).facts)


def test_what_the_papers_add_to_a_list_is_added(bank: Bank, make_case: MakeCase) -> None:
    case = make_case("facts: {had: [chemotherapy]}")
    had = fact(bank, case, finding("had", ("radiation",)))
    assert (had.beside, had.is_certain) == ("new", True)
    assert had.values[0].value == ("chemotherapy", "radiation")
    assert fact(bank, case, finding("had", ("chemotherapy",))).beside == "same"


def test_none_of_them_in_the_case_is_a_contradiction(bank: Bank, make_case: MakeCase) -> None:
    had = fact(bank, make_case("facts: {had: [none]}"), finding("had", ("radiation",)))
    assert (had.beside, had.is_certain) == ("different", False)


def test_a_fact_that_this_bank_does_not_have_is_left_out(bank: Bank, make_case: MakeCase) -> None:
    said = finding("shoe_size", 38), finding("er", "perhaps"), finding("size_mm", -4)
    assert proposed(bank, make_case(""), reading(*said)).facts == ()


def test_the_pathology_report_among_the_papers_is_in_hand(bank: Bank, make_case: MakeCase) -> None:
    seen = RecordSeen(record="biopsy-report", what="Biopsy", source=source(), is_here=True)
    found = proposed(bank, make_case(""), reading(records=(seen,)))
    assert [(each.id, each.values[0].value) for each in found.facts] == [("report_in_hand", "yes")]
    (record,) = found.records
    assert (record.state.status, record.state.file) == ("arrived", A)


def test_what_was_done_without_a_report_is_to_be_asked_for(bank: Bank, make_case: MakeCase) -> None:
    seen = RecordSeen(
        record="mammogram-images",
        what="Mammogram",
        source=source(),
        is_here=False,
        date=date(2026, 10, 2),
        place="City Hospital",
    )
    (record,) = proposed(bank, make_case(""), reading(records=(seen,))).records
    assert record.state.status == "needed"
    assert record.state.note == "Mammogram, done on Oct 2, 2026 at City Hospital. Ask for it."
    asked = make_case("records: {mammogram-images: {status: requested, date: 2026-11-01}}")
    (known,) = proposed(bank, asked, reading(records=(seen,))).records
    assert (known.beside, known.state.status) == ("same", "requested")


def test_a_record_that_has_come_is_no_longer_waited_for(bank: Bank, make_case: MakeCase) -> None:
    seen = RecordSeen(record="biopsy-report", what="Biopsy", source=source(), is_here=True)
    case = make_case("records: {biopsy-report: {status: requested, note: by phone}}")
    (record,) = proposed(bank, case, reading(records=(seen,))).records
    assert (record.beside, record.state.status, record.state.note) == ("new", "arrived", "by phone")


def test_since_when_a_record_is_here_is_neither_its_own_date_nor_that_of_the_call(
    bank: Bank, make_case: MakeCase
) -> None:
    seen = RecordSeen(
        record="biopsy-report",
        what="Biopsy",
        source=source(),
        is_here=True,
        date=date(2026, 10, 2),
    )
    for known, since in (
        ("", None),
        ("records: {biopsy-report: {status: requested, date: 2026-11-01}}", None),
        ("records: {biopsy-report: {status: arrived, date: 2026-11-05}}", date(2026, 11, 5)),
    ):
        (record,) = proposed(bank, make_case(known), reading(records=(seen,))).records
        assert (record.state.status, record.state.date) == ("arrived", since)


def test_the_name_comes_from_the_papers_where_the_case_has_none(
    bank: Bank, make_case: MakeCase
) -> None:
    papers = reading(people=(person("Jane Doe", "1971-04-02"),))
    assert proposed(bank, make_case(""), papers).name == "Jane Doe"
    named = proposed(bank, make_case("person: {name: Pat}"), papers)
    assert (named.name, named.born) == ("", date(1971, 4, 2))


def test_of_two_tumors_each_has_its_facts(bank: Bank, make_case: MakeCase) -> None:
    papers = reading(
        finding("er", "positive", tumor="A"),
        finding("er", "negative", tumor="B"),
        finding("sex", "female"),
        finding("ki67_percent", 20),
        tumors=(tumor("A", "left"), tumor("B", "right")),
    )
    found = proposed(bank, make_case(""), papers)
    assert [each.id for each in found.facts] == ["sex"]
    assert {each.side: each.facts[0].values[0].text for each in found.tumors} == {
        "left": "positive",
        "right": "negative",
    }
    (unclaimed,) = found.unclaimed
    assert (unclaimed.id, unclaimed.is_certain) == ("ki67_percent", False)
    assert "which of the tumors" in unclaimed.values[0].doubts[0]
