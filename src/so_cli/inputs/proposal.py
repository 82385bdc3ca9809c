"""What the papers say beside what the case says, as it is shown and as it is given as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from so_cli.bank.model import Group
from so_cli.case.model import Medicine, RecordState, Source, Stored
from so_cli.inputs.model import Also, PassedOver, RecordSeen
from so_cli.inputs.people import WhoseFiles

Beside = Literal["new", "same", "different"]
"""How it compares with the case."""


class ProposedValue(Struct, frozen=True, kw_only=True):
    """One value with its text, every place that says it, and why it must be asked, if it must."""

    value: Stored
    text: str
    sources: tuple[Source, ...]
    doubts: tuple[str, ...] = ()


class ProposedFact(Struct, frozen=True, kw_only=True):
    """A fact as the papers say it.

    values    one, or several that differ; the likeliest first.
    perhaps   of a fact with many choices: those of which no paper is sure, beside the sure ones.
    earlier   what papers said before it was corrected, or in a way that tells less.
    in_case   the answer of the case, as text; empty where it has none.
    is_certain  it leaves nothing to ask: one value, without a doubt, against which nothing speaks.
    """

    id: str
    label: str
    group: Group
    beside: Beside
    is_certain: bool
    values: tuple[ProposedValue, ...]
    earlier: tuple[ProposedValue, ...] = ()
    perhaps: tuple[ProposedValue, ...] = ()
    in_case: str = ""

    @property
    def is_news(self) -> bool:
        """Whether there is anything to take, or to ask."""
        return self.beside != "same" or bool(self.perhaps)


class ProposedTumor(Struct, frozen=True, kw_only=True):
    """One of several tumors in the papers; `is_kept`: the case has it as another tumor."""

    id: str
    name: str
    side: str
    date: date | None
    facts: tuple[ProposedFact, ...]
    is_kept: bool = False


class ProposedMedicine(Struct, frozen=True, kw_only=True):
    """A medicine; one that is no longer taken is shown and never proposed for the list."""

    medicine: Medicine
    source: Source
    beside: Beside
    is_taken: bool
    doubt: str = ""


class ProposedAllergy(Struct, frozen=True, kw_only=True):
    """Something she is allergic to."""

    name: str
    source: Source
    beside: Beside


class ProposedRecord(Struct, frozen=True, kw_only=True):
    """A record that is here (`arrived`), or of which the papers say that it must exist."""

    id: str
    title: str
    beside: Beside
    seen: RecordSeen
    state: RecordState


class Proposal(Struct, frozen=True, kw_only=True):
    """Everything that can go into the case, and what is only shown.

    name, born  of the person, where the case does not have them yet.
    facts       of the person, and of the tumor where there is one; of several `tumors` each has its
                own, and those of which no paper says whose they are stand in `unclaimed`.
    also, passed_over  are only shown.
    """

    people: tuple[WhoseFiles, ...]
    name: str
    born: date | None
    facts: tuple[ProposedFact, ...]
    tumors: tuple[ProposedTumor, ...]
    unclaimed: tuple[ProposedFact, ...]
    medicines: tuple[ProposedMedicine, ...]
    allergies: tuple[ProposedAllergy, ...]
    records: tuple[ProposedRecord, ...]
    also: tuple[Also, ...]
    passed_over: tuple[PassedOver, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could go into a case, whatever it says already."""
        of_cancer = self.facts or self.tumors or self.unclaimed
        return not (of_cancer or self.medicines or self.allergies or self.records)
