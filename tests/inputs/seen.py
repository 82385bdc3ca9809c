"""Readings as tests write them."""

from __future__ import annotations

from datetime import date

from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Source, Stored
from so_cli.inputs.gather import gather
from so_cli.inputs.model import Finding, PersonSeen, Reading, RecordSeen, Tumor
from so_cli.inputs.proposal import Proposal
from so_cli.inputs.propose import propose

A, B = "a.pdf", "b.json"


def source(file: str = A, where: str = "line 1", day: str = "", words: str = "") -> Source:
    return Source(
        file=file, where=where, date=date.fromisoformat(day) if day else None, words=words
    )


def finding(
    fact: str,
    value: Stored,
    *,
    file: str = A,
    where: str = "line 1",
    day: str = "",
    doubt: str = "",
    tumor: str = "",
    replaces: bool = False,
) -> Finding:
    return Finding(
        fact=fact,
        value=value,
        source=source(file, where, day, f"{fact} {value}"),
        doubt=doubt,
        tumor=tumor,
        replaces=replaces,
    )


def person(name: str = "", born: str = "", file: str = A) -> PersonSeen:
    return PersonSeen(
        source=source(file), name=name, born=date.fromisoformat(born) if born else None
    )


def tumor(name: str, side: str = "", *, file: str = A, day: str = "") -> Tumor:
    return Tumor(
        id=name,
        name=name,
        source=source(file),
        side=side,
        date=date.fromisoformat(day) if day else None,
    )


def reading(
    *findings: Finding,
    file: str = A,
    people: tuple[PersonSeen, ...] = (),
    tumors: tuple[Tumor, ...] = (),
    records: tuple[RecordSeen, ...] = (),
) -> Reading:
    return Reading(
        file=file, kind="report", findings=findings, people=people, tumors=tumors, records=records
    )


def proposed(bank: Bank, case: Case, *readings: Reading) -> Proposal:
    """What these readings propose for the case."""
    return propose(bank, case, gather(bank, readings))
