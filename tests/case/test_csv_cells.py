"""A cell of a spreadsheet says what it would say in a case file, or is refused in plain words."""

from __future__ import annotations

from datetime import date

import pytest
from csv_sheets import cases_of, problems_of, rows_of

from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.bank.strict_yaml import parse
from so_cli.bank.typed import typed
from so_cli.case.model import Answer, Visit
from so_cli.case.values import MAX_TEXT

DAY = "2026-12-10"
BY_HAND = "write the date as 2026-12-10"


def sheet(column: str, cell: str, delimiter: str = ",") -> bytes:
    """A file with one row, in which this cell stands below this name."""
    quoted = '"' + cell.replace('"', '""') + '"'
    return f"id{delimiter}{column}\npat{delimiter}{quoted}\n".encode()


def answer(bank: Bank, fact: str, cell: str, delimiter: str = ",") -> Answer:
    (case,) = cases_of(sheet(fact, cell, delimiter), bank)
    return case.facts[fact]


def wrong(bank: Bank, column: str, cell: str, delimiter: str = ",") -> str:
    """The sentence about the one thing that is wrong with this cell."""
    (problem,) = problems_of(sheet(column, cell, delimiter), bank)
    assert (problem.line, problem.key) == (2, column)
    assert problem.wrong.startswith("row 2, column B: ")
    return problem.sentence.removeprefix("row 2, column B: ")


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        ("her2", "positive", "positive"),
        ("her2", " Positive ", "positive"),
        ("cancer_type", "INVASIVE-DUCTAL", "invasive-ductal"),
        ("stage_group", "iiia", "IIIA"),
        ("grade", "2", "2"),
        ("grade", "2.0", "2"),
        ("her2_ihc", "0.00", "0"),
        ("pregnant", "YES", "yes"),
        ("node_surgery", "none", "none"),
        ("size_mm", "22", 22),
        ("size_mm", "22.0", 22),
        ("size_mm", "2.2 cm", 22),
        ("size_mm", "22,5", 22.5),
        ("er_percent", "80%", 80),
        ("concerns", "work", ("work",)),
        ("concerns", "fertility|work", ("work", "fertility")),
        ("concerns", " Work | fertility |", ("work", "fertility")),
        ("tnm", " pT2 N1 ", "pT2 N1"),
        ("tnm", "a|b", "a|b"),
        ("surgery_on", DAY, DAY),
        ("surgery_on", "Dec 10, 2026", DAY),
    ],
)
def test_an_answer_is_read_as_in_a_case_file(
    bank: Bank, fact: str, cell: str, value: object
) -> None:
    assert answer(bank, fact, cell) == Answer(value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("fact", ["her2", "concerns", "size_mm", "surgery_on", "tnm"])
@pytest.mark.parametrize("state", ["not-sure", "later", "does-not-apply"])
def test_every_fact_takes_the_three_states(bank: Bank, fact: str, state: str) -> None:
    assert answer(bank, fact, state).state == state
    assert answer(bank, fact, state).value is None


def test_a_state_may_be_written_large_where_no_text_belongs(bank: Bank) -> None:
    assert answer(bank, "her2", "Not-Sure").state == "not-sure"
    assert answer(bank, "main_question", "Later").value == "Later"


def test_none_means_none_chosen_or_the_choice_of_that_name(bank: Bank) -> None:
    assert answer(bank, "unsure_about", "none").value == ()
    assert answer(bank, "concerns", "NONE").value == ()
    assert answer(bank, "gene_found", "none").value == ("none",)
    assert answer(bank, "main_question", "none").value == "none"


def test_an_empty_cell_is_unanswered(bank: Bank) -> None:
    (case,) = cases_of(sheet("concerns", "  "), bank)
    assert case.facts == {}


@pytest.mark.parametrize(
    ("fact", "cell", "says"),
    [
        ("her2", "postive", "this is not an answer of her2; did you mean 'positive'?"),
        ("grade", "2.5", "this is not an answer of grade; write one of: 1, 2, 3"),
        ("pregnant", "TRUE", "'TRUE' is not an answer of pregnant; write yes"),
        ("pregnant", "false", "'false' is not an answer of pregnant; write no"),
        ("size_mm", "1,234", "this does not fit here; write a number"),
        ("age", "12", "this does not fit here; write a number from 15 to 115"),
        ("concerns", "work|fertilty", "this is not an answer of concerns; did you mean"),
        ("concerns", "none|work", "this is not an answer of concerns"),
        ("concerns", "|", "this is not an answer of concerns"),
        ("concerns", "work|not-sure", "this is not an answer of concerns"),
        ("concerns", "work|cost|travel|fertility", "these are 4 answers; choose at most 3"),
        ("gene_found", "brca1|none", "'none' rules out the other answers"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    bank: Bank, fact: str, cell: str, says: str
) -> None:
    assert wrong(bank, fact, cell).startswith(says)


def test_small_letters_help_only_where_one_choice_is_meant() -> None:
    choices = "[{id: Ab, label: x}, {id: aB, label: y}, {id: c, label: z, was: [Old]}]"
    bank = _bank_with(f"{{id: odd, label: Odd, kind: choice, ask: '?', choices: {choices}}}")
    assert answer(bank, "odd", "Ab").value == "Ab"
    assert answer(bank, "odd", "aB").value == "aB"
    assert answer(bank, "odd", "OLD").value == "c"
    assert wrong(bank, "odd", "AB").startswith("this is not an answer of odd")


def _bank_with(fact: str) -> Bank:
    """A bank with this fact and nothing else."""
    document, _ = parse(fact, "facts.yaml")
    made, problems = typed(document, document.value, (), Fact)
    assert made is not None, problems
    return Bank(lambda kind: (made,) if kind is Fact else ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        "Dec 10, 2026",
        "December 10 2026",
        "10 December 2026",
        "10th dec 2026",
        "10-Dec-2026",
    ],
)
def test_a_day_with_one_reading_is_read_in_every_file(
    bank: Bank, cell: str, delimiter: str
) -> None:
    (case,) = cases_of(sheet("born", cell, delimiter), bank)
    assert case.person.born == date(2026, 12, 10)
    assert answer(bank, "diagnosed_on", cell, delimiter).value == DAY


@pytest.mark.parametrize(
    ("cell", "delimiter", "day"),
    [
        ("12/10/2026", ",", date(2026, 12, 10)),
        ("2/1/2026", "\t", date(2026, 2, 1)),
        ("12/12/2026", ";", date(2026, 12, 12)),
        ("25/12/2026", ";", date(2026, 12, 25)),
        ("12/25/2026", ";", date(2026, 12, 25)),
        ("25.12.2026", ";", date(2026, 12, 25)),
        ("25.12.2026", ",", date(2026, 12, 25)),
        ("25-12-2026", ",", date(2026, 12, 25)),
        ("7.7.2026", ";", date(2026, 7, 7)),
    ],
)
def test_a_day_of_numbers_is_read_in_the_custom_of_the_file(
    bank: Bank, cell: str, delimiter: str, day: date
) -> None:
    (case,) = cases_of(sheet("decide_by", cell, delimiter), bank)
    assert case.decide_by == day


@pytest.mark.parametrize(
    ("cell", "delimiter", "says"),
    [
        ("12/10/2026", ";", f"this day can be read in two ways; {BY_HAND}"),
        ("10.12.2026", ";", f"this day can be read in two ways; {BY_HAND}"),
        ("10.12.2026", ",", f"this day can be read in two ways; {BY_HAND}"),
        ("10-12-2026", "\t", f"this day can be read in two ways; {BY_HAND}"),
        ("12/10/26", ",", f"a year of two digits can be read in two ways; {BY_HAND}"),
        ("10-Dec-26", ",", f"a year of two digits can be read in two ways; {BY_HAND}"),
        ("Dec 10, 26", ",", f"a year of two digits can be read in two ways; {BY_HAND}"),
        ("12/10", ",", f"this day has no year; {BY_HAND}"),
        ("Dec 10", ",", f"this day has no year; {BY_HAND}"),
        ("10. December", ";", f"this day has no year; {BY_HAND}"),
        ("2026-02-30", ",", f"this does not fit here; {BY_HAND}"),
        ("2/30/2026", ",", f"this does not fit here; {BY_HAND}"),
        ("25/12/2026", ",", f"this does not fit here; {BY_HAND}"),
        ("30.2.2026", ";", f"this does not fit here; {BY_HAND}"),
        ("Feb 30, 2026", ",", f"this does not fit here; {BY_HAND}"),
        ("12/10-2026", ",", f"this does not fit here; {BY_HAND}"),
        ("December 2026", ",", f"this does not fit here; {BY_HAND}"),
        ("2026", ",", f"this does not fit here; {BY_HAND}"),
        ("soon", ",", f"this does not fit here; {BY_HAND}"),
        ("46366", ",", "this is a bare number, not a day; format the column as a date"),
        ("46366.5", ",", "this is a bare number, not a day; format the column as a date"),
    ],
)
@pytest.mark.parametrize("column", ["visit_date", "surgery_on"])
def test_a_day_that_is_none_or_could_be_two_is_refused(
    bank: Bank, column: str, cell: str, delimiter: str, says: str
) -> None:
    assert wrong(bank, column, cell, delimiter).startswith(says)


@pytest.mark.parametrize("column", ["name", "decision", "tnm", "her2", "id", "born"])
@pytest.mark.parametrize(
    "cell", ["=A2", '=HYPERLINK("http://x.example","y")', "@SUM(1)", "+cmd(1)", "-now()", " =1"]
)
def test_a_formula_is_refused_wherever_it_stands(bank: Bank, column: str, cell: str) -> None:
    quoted = cell.replace('"', '""')
    head = "id,name" if column == "id" else f"id,{column}"
    row = f'"{quoted}",x' if column == "id" else f'pat,"{quoted}"'
    (problem,) = problems_of(f"{head}\n{row}\n".encode(), bank)
    assert problem.key == column
    assert problem.sentence.endswith("this is a formula; write its result")


@pytest.mark.parametrize("cell", ["-5 degrees (cold)", "+1 555 0100 (home)", "@work", "- all (3)"])
def test_what_only_begins_like_a_formula_is_a_text(bank: Bank, cell: str) -> None:
    assert answer(bank, "tnm", cell).value == cell


@pytest.mark.parametrize(
    "cell", ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#null!", "Err:502"]
)
@pytest.mark.parametrize("column", ["name", "tnm", "her2", "visit_with"])
def test_an_error_of_the_spreadsheet_is_refused(bank: Bank, column: str, cell: str) -> None:
    says = "this is an error of the spreadsheet; mend the cell, or empty it"
    assert wrong(bank, column, cell) == says


def test_a_text_about_a_number_is_no_error(bank: Bank) -> None:
    assert answer(bank, "tnm", "#N/A is what they wrote").value == "#N/A is what they wrote"
    assert answer(bank, "tnm", "Early").value == "Early"


@pytest.mark.parametrize("column", ["tnm", "name", "decision"])
def test_a_cell_has_at_most_so_many_characters(bank: Bank, column: str) -> None:
    cases_of(sheet(column, "x" * MAX_TEXT), bank)
    says = f"a cell here is longer than {MAX_TEXT} characters; shorten it"
    assert wrong(bank, column, "x" * (MAX_TEXT + 1)) == says


def test_a_nul_byte_is_refused(bank: Bank) -> None:
    assert wrong(bank, "name", "Pat\0Doe").startswith("there is a character here that cannot")


@pytest.mark.parametrize("cell", ["Before surgery", "before SURGERY", "pre-surgery", "Pre-Surgery"])
def test_a_stage_is_an_id_or_a_title(bank: Bank, cell: str) -> None:
    (case,) = cases_of(sheet("stage", cell), bank)
    assert case.stage == "pre-surgery"


def test_an_unknown_stage_is_refused_with_the_nearest(bank: Bank) -> None:
    assert wrong(bank, "stage", "pre-surgry").endswith("did you mean 'pre-surgery'?")
    assert "write one of: in-treatment, metastatic" in wrong(bank, "stage", "IV")


def test_what_is_said_of_the_visit_makes_one_visit(bank: Bank) -> None:
    data = (
        b"id,visit_date,visit_with,visit_specialty\n"
        b"a,2026-12-10,Dr. Rivera,Medical-Oncologist\n"
        b"b,,Dr. Rivera,\n"
        b"c,,,\n"
    )
    whole, part, without = cases_of(data, bank)
    assert whole.visits == (
        Visit(date=date(2026, 12, 10), with_="Dr. Rivera", specialty="medical-oncologist"),
    )
    assert part.visits == (Visit(with_="Dr. Rivera"),)
    assert without.visits == ()


def test_a_specialty_is_one_that_the_program_knows(bank: Bank) -> None:
    says = wrong(bank, "visit_specialty", "oncologist")
    assert says == "this does not fit here; did you mean 'medical-oncologist'?"


@pytest.mark.parametrize("cell", ["../etc", ".hidden", "a/b", "a\nb", "x" * 65])
def test_an_id_must_be_able_to_name_a_file(bank: Bank, cell: str) -> None:
    ((name, case, problems),) = rows_of(f'id,name\n"{cell}",x\n'.encode(), bank)
    assert (name, case) == ("", None)
    assert [problem.key for problem in problems] == ["id"]
    assert "cannot be the id of a case; use letters, digits" in problems[0].sentence
