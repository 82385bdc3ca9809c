"""Whatever a case says, a row of a spreadsheet can say it too, and no bytes make reading fail."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from csv_sheets import FILE, TODAY, rows_of
from hypothesis import given
from hypothesis import strategies as st

from so_cli.bank.loader import open_bank
from so_cli.case.csv_cells import COLUMNS
from so_cli.case.csv_reading import read_header, read_row, records
from so_cli.case.model import Answer, Case, Person, Visit
from so_cli.case.reading import STATES, read_case
from so_cli.case.store import dump_case

BANK = open_bank()
_NO_CELL = re.compile(r"=|[@+-][A-Za-z]|#|Err:", re.IGNORECASE)


def _can_stand_in_a_cell(text: str) -> bool:
    """Whether a text means itself in a spreadsheet."""
    return not (_NO_CELL.match(text) or "\0" in text or text in STATES)


TEXTS = (
    st.text(st.characters(codec="utf-8") | st.sampled_from('",;\t\r\n '), max_size=40)
    .map(str.strip)
    .filter(_can_stand_in_a_cell)
)


def _cells(case: Case) -> dict[str, str]:
    """The case as a spreadsheet would hold it."""
    visit = case.visits[0] if case.visits else Visit()
    cells = {
        "id": case.id,
        "stage": case.stage or "",
        "name": case.person.name,
        "born": str(case.person.born or ""),
        "visit_date": str(visit.date or ""),
        "visit_with": visit.with_,
        "visit_specialty": visit.specialty,
        "decide_by": str(case.decide_by or ""),
        "decision": case.decision,
    }
    for name, answer in case.facts.items():
        value = answer.value
        cells[name] = answer.state or (
            ("|".join(value) or "none") if isinstance(value, tuple) else str(value)
        )
    return cells


@st.composite
def row_cases(draw: st.DrawFn, any_case: st.SearchStrategy[Case]) -> Case:
    """A case that says only what a row can say."""
    case = draw(any_case)
    facts = {}
    for name, answer in case.facts.items():
        if BANK.fact[name].kind == "text" and answer.value is not None:
            if text := draw(TEXTS):
                facts[name] = Answer(value=text)
        elif answer.value == () and BANK.fact[name].choice("none"):
            facts[name] = Answer(value=("none",))  # nothing chosen has no other word there
        else:
            facts[name] = Answer(value=answer.value, state=answer.state)
    days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
    visit = Visit(
        date=draw(days),
        with_=draw(TEXTS),
        specialty=draw(st.sampled_from(["", "insurer", "breast-surgeon"])),
    )
    return Case(
        id=draw(st.from_regex(r"[A-Za-z0-9][\w.-]{0,20}", fullmatch=True)),
        stage=case.stage,
        person=Person(name=draw(TEXTS), born=draw(days)),
        visits=() if visit == Visit() else (visit,),
        decision=draw(TEXTS),
        decide_by=draw(days),
        facts=facts,
    )


@pytest.mark.slow
@given(data=st.data())
def test_a_row_says_what_the_same_case_says_in_its_file(
    any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(row_cases(any_case), max_size=4))
    rows = [_cells(case) for case in drawn]
    columns = data.draw(st.permutations(sorted({*COLUMNS}.union(*rows))))
    delimiter = data.draw(st.sampled_from(",;\t"))
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    sheet = io.StringIO()
    for row in [{name: name for name in columns}, *rows]:
        cells = [row.get(name, "") for name in columns]
        # Python's writer does not quote a line end that is not its own.
        has_breaks = any(mark in cell for cell in cells for mark in "\r\n")
        is_quoted = has_breaks or data.draw(st.booleans())
        csv.writer(
            sheet,
            delimiter=delimiter,
            lineterminator=end,
            quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL,
        ).writerow(cells)
        sheet.write(data.draw(st.sampled_from(["", end, delimiter + end])))
    written = sheet.getvalue().encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    expected = [read_case(dump_case(case), "a.yaml", BANK) for case in drawn]
    assert rows_of(written, BANK) == [
        (case.id, *each) for case, each in zip(drawn, expected, strict=True)
    ]


@given(data=st.binary(max_size=200) | st.text('id,name;"\n\r\t=#\0', max_size=80).map(str.encode))
def test_no_bytes_make_it_fail_or_lose_a_row(data: bytes) -> None:
    written = b"id,name\n" + data
    stream = io.BytesIO(written)
    header = read_header(stream, FILE, BANK)
    end = header.size
    for at in records(stream, header):
        between = written[end : at.offset]
        assert between.strip(b' ,\t\r\n"') == b""
        assert at.line == written.count(b"\n", 0, at.offset) + 1
        end = at.offset + at.length
        _, case, problems = read_row(written[at.offset : end], header, at, FILE, BANK, TODAY)
        assert (case is None) == bool(problems)
    assert written[end:].strip(b' ,\t\r\n"') == b""
