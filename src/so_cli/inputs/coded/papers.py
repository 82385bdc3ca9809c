"""Papers: which record of the bank each is, if it is about the breast cancer at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import speaks_of_breast
from so_cli.inputs.coded.tumors import Tumors
from so_cli.inputs.model import RecordSeen
from so_cli.inputs.statement import Concept, Statement

_NEAR = timedelta(days=60)
MAX_DAYS = 200
_BIOPSY, _SURGERY = "biopsy-report", "surgical-pathology-report"


def read_papers(statements: Iterable[Statement], tumors: Tumors, notes: Notes) -> None:
    """Each paper that is a record, here or still to be asked for."""
    days = _days(notes)
    surgeries = [date.fromisoformat(str(each.value)) for each in notes.findings
                 if each.fact == "surgery_on"][:MAX_DAYS]  # fmt: skip
    for one in statements:
        if one.kind != "document" or one.standing == "not-so":
            continue
        codes = notes.codes.of(one.what, "record")
        for category in () if codes else one.category:
            codes += notes.codes.of(category, "record")
        for code in codes[:1]:
            if _is_about_it(one, code, tumors, days):
                _note(one, code, surgeries, notes)
            elif one.has_content and not one.pages:
                notes.pass_over(one.source, wording.PASSED_NO_TEXT)
            elif one.has_content and tumors.grown:
                notes.pass_over(one.source, wording.PASSED_OTHER_PAPER)


def _is_about_it(one: Statement, code: Code, tumors: Tumors, days: set[date]) -> bool:
    belongs = tumors.of(one)
    if belongs.why_not:
        return False
    if code.breast or speaks_of_breast(one.what, *(Concept((), page) for page in one.pages)):
        return True
    if one.pages or not tumors.grown:
        return False
    return one.date is not None and any(abs(one.date - day) <= _NEAR for day in days)


def _days(notes: Notes) -> set[date]:
    """Days on which something of the cancer was found or done."""
    records = {one.date for one in notes.records if one.date is not None}
    said = {
        date.fromisoformat(str(one.value))
        for one in notes.findings
        if one.fact in {"diagnosed_on", "surgery_on"}
    }
    return {*sorted(records | said)[-MAX_DAYS:]}


def _note(one: Statement, code: Code, surgeries: list[date], notes: Notes) -> None:
    is_of_surgery = code.record == _BIOPSY and _is_of_surgery(one, surgeries)
    record = _SURGERY if is_of_surgery else code.record
    if record in notes.bank.record:
        notes.records.append(
            RecordSeen(
                record=record,
                what=notes.words(one.what),
                source=one.source,
                is_here=one.has_content,
                date=one.date,
                place=one.place,
            )
        )


def _is_of_surgery(one: Statement, surgeries: list[date]) -> bool:
    """Whether a pathology report is of the surgery: of that day, or shortly after."""
    if one.date is None:
        return False
    return any(timedelta() <= one.date - day <= _NEAR for day in surgeries)
