"""`so case list`: what is saved, and what comes next in each case."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.forms import is_locked
from so_cli.case.model import Case
from so_cli.case.store import case_files, load_case, name_of
from so_cli.clean import clean
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    today,
)
from so_cli.errors import SoError
from so_cli.outputs.as_json import to_json
from so_cli.packet.build import upcoming
from so_cli.packet.texts import day_text, days_text, visit_text


class CaseRow(Struct, frozen=True, kw_only=True):
    """One case of the list. `readable`: it can be read without a passphrase, and is in order."""

    name: str
    stage: Stage | None = None
    visit: str | None = None
    next_date: date | None = None
    next_what: Literal["visit", "decide"] | None = None
    days: int | None = None
    readable: bool = True
    locked: bool = False


def list_(
    due: Annotated[
        bool, typer.Option("--due", help="Only cases with a day to come, the next one first.")
    ] = False,
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """List the cases that are called by name, each with its stage and what comes next.

    For example: so case list --due
    """
    del case, plain, no_input  # it lists them all, prints plain lines and never asks
    the_bank = bank_for(bank)
    day = today()
    rows = [_row(path, the_bank, day) for path in case_files()]
    if due:
        coming = [(row.next_date, row.name, row) for row in rows if row.next_date]
        rows = [row for _day, _name, row in sorted(coming, key=lambda each: each[:2])]
    if json:
        sys.stdout.write(to_json({"cases": rows}))
        return
    if not rows:
        typer.echo(wording.NOTHING_DUE if due and case_files() else wording.NO_CASES)
    for row in rows:
        columns = [days_text(row.days)] if due and row.days is not None else []
        columns += [row.name, *_said(row, the_bank)]
        typer.echo(clean("  ".join(filter(None, columns))))


def _row(path: Path, bank: Bank, day: date) -> CaseRow:
    name = name_of(path)
    if is_locked(path):
        return CaseRow(name=name, readable=False, locked=True)
    try:
        case = load_case(path, bank)
    except SoError:
        return CaseRow(name=name, readable=False)
    coming = upcoming(case, day)
    next_date, what = _next(case, coming[0].date if coming else None, day)
    return CaseRow(
        name=name,
        stage=case.stage,
        visit=visit_text(coming[0]) if coming else None,
        next_date=next_date,
        next_what=what,
        days=(next_date - day).days if next_date else None,
    )


def _next(
    case: Case, visit: date | None, day: date
) -> tuple[date | None, Literal["visit", "decide"] | None]:
    """The nearest day to come, and what it is for; on one day the visit comes first."""
    decide = case.decide_by if case.decide_by and case.decide_by >= day else None
    if visit and (decide is None or visit <= decide):
        return visit, "visit"
    return (decide, "decide") if decide else (None, None)


def _said(row: CaseRow, bank: Bank) -> tuple[str, str]:
    """The stage, and what comes next, in words."""
    if row.locked:
        return wording.LOCKED_ROW, ""
    if not row.readable:
        return wording.CASE_NOT_READABLE, ""
    stage = bank.stage_title(row.stage) or wording.NO_STAGE_YET
    if row.next_what == "decide" and row.next_date:
        return stage, wording.NEXT_DECISION.format(what=day_text(row.next_date))
    return stage, wording.NEXT_VISIT.format(what=row.visit) if row.visit else ""
