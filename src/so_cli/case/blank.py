"""A case with nothing answered yet: what there is to answer at a stage, as data and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from so_cli import wording
from so_cli.bank.bank import Bank, Staged
from so_cli.bank.model import Fact, Sheet, Stage
from so_cli.bank.selection import Conditioned
from so_cli.case.csv_cells import COLUMNS
from so_cli.case.model import FORMAT

_ASKED_ALONG = {"person": "age"}
"""Facts with a value that are asked by a fact of another kind."""

S = TypeVar("S", bound=Staged)


class Group(NamedTuple):
    """Facts that are asked together, and what they are about."""

    title: str
    facts: tuple[Fact, ...]


def facts_at(bank: Bank, stage: Stage) -> list[Group]:
    """The facts of a stage: by chapter as the interview asks them, then those it never asks."""
    groups = []
    listed: set[str] = set()
    for chapter in bank.chapters:
        asked = _asked(bank, chapter.asks, stage) if _may_hold(bank, chapter, stage) else ()
        names = [name for name in dict.fromkeys(asked) if name not in listed]
        listed |= {*names}
        groups.append(Group(chapter.title, tuple(_told(bank, names, stage))))
    ever_asked = {*_ASKED_ALONG.values(), *(name for each in bank.chapters for name in each.asks)}
    ever_asked |= {name for sheet in bank.sheets for row in sheet.rows for name in row.sets}
    others = (fact for fact in bank.facts if fact.id not in ever_asked)
    names = [fact.id for fact in at_stage(bank, others, stage)]
    groups.append(Group(wording.NEVER_ASKED, tuple(_told(bank, names, stage))))
    return [group for group in groups if group.facts]


def at_stage(bank: Bank, entries: Iterable[S], stage: Stage) -> Iterator[S]:
    """The entries for this stage, those too that depend on an answer."""
    for entry in entries:
        if (not entry.stages or stage in entry.stages) and _may_hold(bank, entry, stage):
            yield entry


def blank_data(bank: Bank, stage: Stage, case_id: str) -> dict[str, Any]:
    """A case in which each fact of the stage has its place, and no answer."""
    facts = {fact.id: None for group in facts_at(bank, stage) for fact in group.facts}
    return {"so": FORMAT, "id": case_id, "stage": stage, "facts": facts}


def columns(bank: Bank, stage: Stage) -> tuple[str, ...]:
    """The columns of a table with a case of this stage in each row."""
    return (*COLUMNS, *(fact.id for group in facts_at(bank, stage) for fact in group.facts))


def _asked(bank: Bank, asks: Iterable[str], stage: Stage) -> Iterator[str]:
    """The facts that these facts and sheets ask for."""
    for ask in at_stage(bank, (bank.sheet.get(name) or bank.fact[name] for name in asks), stage):
        if isinstance(ask, Sheet):
            rows = (row for row in ask.rows if _may_hold(bank, row, stage))
            yield from (name for row in rows for name in row.sets)
        else:
            yield _ASKED_ALONG.get(ask.kind, ask.id)


def _told(bank: Bank, names: Iterable[str], stage: Stage) -> Iterator[Fact]:
    """Those of these facts that people answer with a value."""
    facts = (bank.fact[name] for name in names if name in bank.fact)
    return (fact for fact in facts if fact.is_told and _may_hold(bank, fact, stage))


def _may_hold(bank: Bank, entry: Conditioned, stage: Stage) -> bool:
    return bank.holds(entry, {"stage": stage}) is not False
