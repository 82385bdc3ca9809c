"""One row of a spreadsheet is one case, exactly as a case file would say it."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from csv_sheets import (
    FILE,
    cases_of,
    header_of,
    header_problems,
    problems_of,
    rows_of,
)

from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS, Fact
from so_cli.case import csv_bytes
from so_cli.case.csv_cells import COLUMNS
from so_cli.case.csv_reading import CsvRecord, read_header, records
from so_cli.case.model import Answer, Case, Person, Visit
from so_cli.case.reading import MAX_CASE_BYTES
from so_cli.case.values import MAX_TEXT
from so_cli.errors import Problem

SHEET = Path(__file__).parents[1] / "cases" / "spreadsheet.csv"


# --- The header ---


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_header_says_how_the_file_is_written(
    bank: Bank, delimiter: str, bom: bytes, end: str
) -> None:
    data = bom + delimiter.join(["id", "Stage", "", " HER2 ", '"grade"', ""]).encode()
    header = header_of(data + end.encode(), bank)
    assert header.delimiter == delimiter
    assert header.columns == ("id", "stage", "", "her2", "grade")
    assert (header.size, header.lines) == (len(data + end.encode()), 1)


def test_a_header_with_nothing_but_ids_has_commas(bank: Bank) -> None:
    assert header_of(b"id\n", bank).delimiter == ","


def test_a_name_in_quotes_may_take_two_lines(bank: Bank) -> None:
    data = b'id,"her2\n",grade\r\npat,positive,2\n'
    assert header_of(data, bank).lines == 2
    assert [case.facts["grade"].value for case in cases_of(data, bank)] == ["2"]
    assert problems_of(data.replace(b"positive", b"x"), bank)[0].line == 3


def test_every_fact_and_every_other_column_can_stand_in_the_header(bank: Bank) -> None:
    facts = [fact.id for fact in bank.facts if fact.kind in VALUE_KINDS]
    names = [*COLUMNS, *facts]
    assert header_of(",".join(names).encode(), bank).columns == tuple(names)


def test_every_problem_of_a_header_is_named_with_its_place(bank: Bank) -> None:
    assert header_problems(b"stage,her3,name,HER2,Name,her2\n", bank) == [
        Problem(
            FILE, 1, "her3", "row 1, column B: there is no such column", "did you mean 'her2'?"
        ),
        Problem(
            FILE,
            1,
            "Name",
            "row 1, column E: this column stands here twice, first as column C",
            "keep one of them",
        ),
        Problem(
            FILE,
            1,
            "her2",
            "row 1, column F: this column stands here twice, first as column D",
            "keep one of them",
        ),
        Problem(
            FILE,
            1,
            "id",
            "row 1: there is no column 'id'",
            "add one, with a short name or a number for each person",
        ),
    ]


def test_a_part_of_the_interview_that_is_no_fact_is_no_column(bank: Bank) -> None:
    (problem,) = header_problems(b"id,my_records\n", bank)
    assert problem.sentence.startswith("row 1, column B: there is no such column")


def test_columns_are_counted_as_a_spreadsheet_does(bank: Bank) -> None:
    (problem,) = header_problems(b"id" + b"," * 26 + b"nonsense\n", bank)
    assert "column AA:" in problem.wrong
    (problem,) = header_problems(b"id" + b"," * 702 + b"nonsense\n", bank)
    assert "column AAA:" in problem.wrong


def test_a_header_of_nonsense_does_not_fill_the_screen(bank: Bank) -> None:
    assert len(header_problems(",".join(f"x{n}" for n in range(5000)).encode(), bank)) == 100


def test_a_fact_may_stand_under_its_former_name_but_only_once(overlay_with_was: Bank) -> None:
    bank = overlay_with_was
    (case,) = cases_of(b"id,Old_Name\npat,a\n", bank)
    assert case.facts == {"new_name": Answer(value="a")}
    (problem,) = header_problems(b"id,old_name,new_name\n", bank)
    assert "first as column B" in problem.wrong


@pytest.fixture
def overlay_with_was() -> Bank:
    fact = Fact(id="new_name", label="x", kind="text", ask="?", was=("old_name",))
    return Bank(lambda kind: (fact,) if kind is Fact else ())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the first row does not name the columns"),
        (b"\xef\xbb\xbf", "the first row does not name the columns"),
        (b"\r\nid,stage\r\n", "the first row does not name the columns"),
        ("id\tstage\npat\t\n".encode("utf-16"), 'save it as "CSV UTF-8"'),
        ("id\tstage\npat\t\n".encode("utf-16-le"), 'save it as "CSV UTF-8"'),
        (b"\xfe\xff" + "id,stage\npat,\n".encode("utf-16-be"), 'save it as "CSV UTF-8"'),
        (b"id,na\xefme\n", "this is not a text file; save it as plain text (UTF-8)"),
        (b"PK\x03\x04\x00\x00\xff", 'save it as "CSV UTF-8"'),
        (b"id,name\rpat,Pat\r", "a line ends here in an old way"),
        (b'"id,name\npat,Pat\n', "none closes it (lines taken in: 2)"),
        (b'"id"x,name\n', "something follows a quotation mark"),
        (b"id," + b"x" * 4_000_000, "this row is larger than 4 MB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_is_no_spreadsheet_is_refused_at_its_first_line(
    bank: Bank, data: bytes, says: str
) -> None:
    (problem,) = header_problems(data, bank)
    assert (problem.file, problem.line, problem.key) == (FILE, 1, "")
    assert problem.wrong.startswith("row 1: ")
    assert says in problem.sentence


# --- Where rows stand ---


def test_rows_are_found_with_their_bytes_lines_and_numbers(bank: Bank) -> None:
    data = (
        b"\xef\xbb\xbfid;name\r\n"
        b'a;"two\r\nlines"\r\n'
        b";\r\n"
        b'  ; ""\r\n'
        b"\r\n"
        b'b;5" of; "x"\r\n'
        b'c;"a "" b\n;\n""\n"\r\n'
        b"d;last"
    )
    stream = io.BytesIO(data)
    found = list(records(stream, read_header(stream, FILE, bank)))
    assert [(each.line, each.row) for each in found] == [(2, 2), (7, 6), (8, 7), (12, 8)]
    assert [data[each.offset : each.offset + each.length] for each in found] == [
        b'a;"two\r\nlines"\r\n',
        b'b;5" of; "x"\r\n',
        b'c;"a "" b\n;\n""\n"\r\n',
        b"d;last",
    ]


def test_a_quote_that_is_never_closed_is_one_row_that_is_refused(bank: Bank) -> None:
    data = b'id,name\na,Ann\nb,"Bea\nc,Cat\nd,Dot\n'
    (_, first, _), (name, case, problems) = rows_of(data, bank)
    assert first == Case(id="a", person=Person(name="Ann"))
    assert (name, case) == ("b", None)
    assert problems == [
        Problem(
            FILE,
            3,
            "",
            'row 3: a quotation mark (") opens a cell here, and none closes it (lines taken in: 3)',
            'look for a quotation mark (") that is not closed',
        )
    ]


@pytest.mark.parametrize("filler", [b"x,y\n" * 100, b"x" * 400], ids=["lines", "one line"])
def test_it_swallows_no_more_than_a_case_may_hold(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, filler: bytes
) -> None:
    monkeypatch.setattr(csv_bytes, "MAX_CASE_BYTES", 300)
    data = b'id,name\nb,"Bea\n' + filler + b"\nz,Zoe\n"
    found = rows_of(data, bank)
    assert found[0][0] == "b"
    assert found[0][1] is None
    assert "larger than" in found[0][2][0].wrong
    assert found[-1][1] == Case(id="z", person=Person(name="Zoe"))
    stream = io.BytesIO(data)
    ats = list(records(stream, read_header(stream, FILE, bank)))
    assert ats[0].length == 301
    assert ats[-1].line == data.count(b"\n")


def test_a_line_of_many_megabytes_is_never_held_whole(bank: Bank) -> None:
    class Watched(io.BytesIO):
        """Knows the most that was read from it at once."""

        most = 0

        def readline(self, size: int | None = -1) -> bytes:
            line = super().readline(size)
            self.most = max(self.most, len(line))
            return line

    stream = Watched(b"id,name\n" + b"x" * 9_000_000 + b"\nz,Zoe\n")
    header = read_header(stream, FILE, bank)
    large, last = records(stream, header)
    assert large == CsvRecord(8, MAX_CASE_BYTES + 1, line=2, row=2)
    assert last == CsvRecord(9_000_009, 6, line=3, row=3)
    assert stream.most == MAX_CASE_BYTES + 1


# --- A row ---


def test_a_problem_names_the_row_the_column_and_the_line(bank: Bank) -> None:
    data = b'id,name,her2\na,"two\nlines",positive\n\nb,Bea,postive\n'
    assert problems_of(data, bank) == [
        Problem(
            FILE,
            5,
            "her2",
            "row 4, column C: this is not an answer of her2",
            "did you mean 'positive'?",
        )
    ]


def test_every_problem_of_a_row_is_named_and_its_id(bank: Bank) -> None:
    data = b"her2,born,id,stage\nx,1/1/71,pat,y\n"
    ((name, case, problems),) = rows_of(data, bank)
    assert (name, case) == ("pat", None)
    assert [problem.key for problem in problems] == ["her2", "born", "stage"]


def test_a_row_without_an_id_is_refused(bank: Bank) -> None:
    ((name, case, problems),) = rows_of(b"name,id\nPat,\n", bank)
    assert (name, case) == ("", None)
    assert problems == [Problem(FILE, 2, "id", "row 2, column B: 'id' is missing")]


def test_missing_cells_are_unanswered(bank: Bank) -> None:
    assert cases_of(b"id,name,her2\na\nb,Bea\n", bank) == [
        Case(id="a"),
        Case(id="b", person=Person(name="Bea")),
    ]


def test_empty_cells_beyond_the_last_column_do_not_matter(bank: Bank) -> None:
    assert cases_of(b"id,name\na,Ann,, ,\n", bank) == [Case(id="a", person=Person(name="Ann"))]


def test_a_cell_without_a_name_above_it_is_refused(bank: Bank) -> None:
    beyond, under = problems_of(b"id,,name\na,,Ann,x\nb,y,Bea\n", bank)
    says = (
        "something stands here, and the column has no name; "
        "name the column in the first row, or empty this cell"
    )
    assert beyond.sentence == f"row 2, column D: {says}"
    assert under.sentence == f"row 3, column B: {says}"


def test_a_row_of_nonsense_does_not_fill_the_screen(bank: Bank) -> None:
    assert len(problems_of(b"id,name\na,Ann" + b",x" * 5000, bank)) == 100


def test_bytes_that_are_no_text_are_found_in_their_cell(bank: Bank) -> None:
    data = b"id,name,decision\na,Ann\xe9,x\nb,\xef\xbf\xbd,y\n"
    (name, case, problems), (_, right, _) = rows_of(data, bank)
    assert (name, case) == ("a", None)
    assert problems == [
        Problem(
            FILE,
            2,
            "name",
            "row 2, column B: this is not a text file",
            "save it as plain text (UTF-8)",
        )
    ]
    assert right is not None
    assert right.person.name == "\ufffd"  # a character of its own, which may stand in a text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (b'a,"Ann"x', 'write "" for a quotation mark inside a cell'),
        (b"a,Ann\rb,Bea", "a line ends here in an old way"),
        (b"a," + b"x" * 200_000, f"longer than {MAX_TEXT} characters; shorten it"),
    ],
    ids=["quote", "line end", "long"],
)
def test_a_row_that_cannot_be_parted_is_refused(bank: Bank, row: bytes, says: str) -> None:
    (name, case, (problem,)), (_, after, _) = rows_of(b"id,name\n" + row + b"\nz,Zoe\n", bank)
    assert (name, case) == ("a", None)
    assert (problem.line, problem.key) == (2, "")
    assert says in problem.sentence
    assert after == Case(id="z", person=Person(name="Zoe"))


def test_the_limit_of_the_csv_module_is_left_as_it_is(bank: Bank) -> None:
    before = csv.field_size_limit()
    problems_of(b"id,name\na," + b"x" * 200_000 + b"\n", bank)
    assert csv.field_size_limit() == before


def test_a_whole_spreadsheet_is_read(bank: Bank) -> None:
    found = {case.id: case for case in cases_of(SHEET.read_bytes(), bank)}
    assert list(found) == ["mona-01", "ida-02", "fay-03", "nora-04", "pia-05", "una-06"]
    assert found["mona-01"] == Case(
        id="mona-01",
        stage="pre-surgery",
        person=Person(name="Mona Madeup", born=date(1971, 4, 2)),
        visits=(
            Visit(date=date(2026, 12, 10), with_="Dr. Rivera", specialty="medical-oncologist"),
        ),
        decision="whether to have chemotherapy before surgery",
        decide_by=date(2026, 12, 20),
        facts={
            "her2": Answer(value="equivocal"),
            "grade": Answer(value="2"),
            "size_mm": Answer(value=22.5),
            "proposed": Answer(value=("mastectomy", "chemotherapy")),
            "concerns": Answer(value=("work", "fertility")),
            "gene_test": Answer(state="not-sure"),
            "main_question": Answer(value="Can I keep my breast?\nAnd if not; why?"),
        },
    )
    assert found["ida-02"].person.born == date(1958, 12, 25)
    assert found["fay-03"].facts["mutations"] == Answer(value=())
    assert found["nora-04"].decision == "radiation:\nyes or no"
    assert found["pia-05"].stage == "in-treatment"
    assert found["una-06"] == Case(id="una-06", person=Person(name="Una Unreal"))
