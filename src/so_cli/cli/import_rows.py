"""The lines that a person can tick: each value that her papers say, and all else they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.inputs.accept import PERSON, allergy_id, medicine_id, record_id
from so_cli.inputs.later_stage import Later
from so_cli.inputs.proposal import Proposal, ProposedFact, ProposedValue
from so_cli.outputs.pages.lists import joined
from so_cli.packet.texts import birthday_text, medicine_text

MOST_FILES = 5
"""So many papers are named; the others are counted."""


class Said(NamedTuple):
    """A value that the papers say of a fact."""

    fact: ProposedFact
    value: ProposedValue


class Row(Struct, frozen=True, kw_only=True):
    """A line; without `said` it is about something that is no fact, by its kind and name.

    `why` says what is not certain about it, and is empty where all is.
    """

    id: str
    label: str
    why: str = ""
    said: Said | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it may be taken without asking."""
        return not self.why


def rows_of(proposal: Proposal, facts: Iterable[ProposedFact]) -> list[Row]:
    """All that is new, in the order in which it is shown."""
    rows: list[Row] = []
    if name := person_text(proposal.name, proposal.born):
        rows.append(Row(id=PERSON, label=name))
    for fact in facts:
        if fact.beside == "new" and len(fact.values) == 1:
            rows.append(_row("fact", Said(fact, fact.values[0])))
        rows += [_row(f"perhaps-{n}", Said(fact, value)) for n, value in enumerate(fact.perhaps)]
    return [*rows, *_other_rows(proposal)]


def _other_rows(proposal: Proposal) -> Iterable[Row]:
    for drug in proposal.medicines:
        if drug.is_taken and drug.beside == "new":
            label = wording.MEDICINE_LINE.format(what=medicine_text(drug.medicine))
            yield Row(id=medicine_id(drug), label=label, why=drug.doubt)
    for allergy in proposal.allergies:
        if allergy.beside == "new":
            label = wording.ALLERGY_LINE.format(what=allergy.name)
            yield Row(id=allergy_id(allergy), label=label)
    for record in proposal.records:
        if record.beside == "new":
            state = wording.RECORD_STATES[record.state.status]
            yield Row(id=record_id(record), label=labelled(record.title, state))


def person_text(name: str, born: date | None) -> str:
    """A name and birth date, as far as they are known."""
    return joined(name, wording.BORN.format(day=birthday_text(born)) if born else "")


def stage_news(bank: Bank, case: Case, later: Later) -> str:
    """What the papers say of where things stand, beside what the case says."""
    said = labelled(later.because.label, later.because.values[0].text)
    return wording.STAGE_MAY_BE_LATER.format(said=said, stage=bank.stage_title(case.stage))


def labelled(label: str, text: str) -> str:
    """What something is, and what is said of it."""
    return wording.REVIEW_ROW.format(label=label, text=text)


def _row(kind: str, said: Said) -> Row:
    label = labelled(said.fact.label, said.value.text)
    why = " ".join(said.value.doubts)
    return Row(id=f"{kind}/{said.fact.id}", label=label, why=why, said=said)
