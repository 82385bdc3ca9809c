"""The readings of all papers put together: what they say of each fact, and of which tumor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.case.values import WrongValue, read_value
from so_cli.inputs.agree import Value, agree
from so_cli.inputs.model import (
    AllergySeen,
    Also,
    Finding,
    MedicineSeen,
    PassedOver,
    Reading,
    RecordSeen,
)
from so_cli.inputs.people import WhoseFiles, people_in
from so_cli.inputs.tumors import describes_a_tumor, tumors_in
from so_cli.inputs.ways import split_by_way

T = TypeVar("T")
PATHOLOGY = frozenset({"biopsy-report", "surgical-pathology-report", "metastatic-biopsy-report"})
"""The records that the interview calls the pathology report."""


class Found(Struct, frozen=True):
    """What is said of a fact: see `agree.Agreed`."""

    fact: str
    values: tuple[Value, ...]
    earlier: tuple[Value, ...] = ()
    perhaps: tuple[Value, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether there is one value, and no doubt about it."""
        return len(self.values) == 1 and self.values[0].is_sure


class FoundTumor(Struct, frozen=True):
    """One of several tumors, with what is said of it."""

    id: str
    name: str
    side: str
    date: date | None
    found: tuple[Found, ...]


class Gathered(Struct, frozen=True, kw_only=True):
    """All that the papers say, with what belongs together put together.

    found   facts of the person, and of the tumor where there is one.
    tumors  where there are several: each with its facts, the newest first. Facts of which no paper
            says whose they are stand in `unclaimed`.
    """

    people: tuple[WhoseFiles, ...]
    found: tuple[Found, ...]
    tumors: tuple[FoundTumor, ...]
    unclaimed: tuple[Found, ...]
    medicines: tuple[MedicineSeen, ...]
    allergies: tuple[AllergySeen, ...]
    records: tuple[RecordSeen, ...]
    also: tuple[Also, ...]
    passed_over: tuple[PassedOver, ...]


def gather(bank: Bank, readings: Sequence[Reading]) -> Gathered:
    """Everything in the readings, for this bank; what it has no fact or choice for is left out."""
    findings = (each for reading in readings for each in reading.findings)
    said = [each for each in (*findings, *_report_in_hand(readings)) if _fits(bank, each)]
    of_tumors = [each for each in said if describes_a_tumor(bank.fact[each.fact])]
    tumors, unclaimed = tumors_in(readings, of_tumors)
    if len(tumors) > 1:
        found = [each for each in said if not describes_a_tumor(bank.fact[each.fact])]
    else:
        found, tumors, unclaimed = said, (), ()
    return Gathered(
        people=people_in(readings),
        found=_found(bank, found),
        tumors=tuple(
            FoundTumor(each.id, each.name, each.side, each.date, _found(bank, each.findings))
            for each in tumors
        ),
        unclaimed=_found(bank, unclaimed),
        medicines=_medicines(readings),
        allergies=_allergies(readings),
        records=_records(readings),
        also=_once(each for reading in readings for each in reading.also),
        passed_over=_once(each for reading in readings for each in reading.passed_over),
    )


def _report_in_hand(readings: Iterable[Reading]) -> Iterator[Finding]:
    """That the pathology report is in hand, where it is among the papers."""
    for reading in readings:
        for each in reading.records:
            if each.is_here and each.record in PATHOLOGY:
                yield Finding(fact="report_in_hand", value="yes", source=each.source)


def _fits(bank: Bank, finding: Finding) -> bool:
    """Whether this bank has the fact and the choice; an overlay may have taken them away."""
    fact = bank.fact.get(finding.fact)
    if fact is None or not fact.is_told:
        return False
    try:
        read_value(fact, finding.value)
    except WrongValue:
        return False
    return True


def _found(bank: Bank, findings: Sequence[Finding]) -> tuple[Found, ...]:
    counting, overtaken = split_by_way(findings)
    results = [(each.fact, each.value) for each in counting if each.is_sure]
    found = []
    for fact in bank.facts:
        said_of_it = [each for each in counting if each.fact == fact.id]
        agreed = agree(fact, said_of_it, results)
        if agreed.values:
            before = agree(fact, [each for each in overtaken if each.fact == fact.id]).values
            said = {each.value for each in agreed.values}
            more = (each for each in before if each.value not in said)
            earlier = (*agreed.earlier, *more)
            found.append(Found(fact.id, agreed.values, earlier, agreed.perhaps))
    return tuple(found)


def _medicines(readings: Iterable[Reading]) -> tuple[MedicineSeen, ...]:
    """Each medicine once: as it is taken now, where a paper says so."""
    return _best(
        (each for reading in readings for each in reading.medicines),
        lambda each: each.medicine.name.casefold(),
        lambda each: (not each.doubt, each.source.date or date.min, each.is_taken),
    )


def _allergies(readings: Iterable[Reading]) -> tuple[AllergySeen, ...]:
    return _best(
        (each for reading in readings for each in reading.allergies),
        lambda each: each.name.casefold(),
        lambda _each: (),
    )


def _records(readings: Iterable[Reading]) -> tuple[RecordSeen, ...]:
    """Each record once: the paper itself before word of it, the newest before older ones."""
    return _best(
        (each for reading in readings for each in reading.records),
        lambda each: each.record,
        lambda each: (each.is_here, each.date or date.min),
    )


def _best(
    things: Iterable[T], name_of: Callable[[T], str], rank: Callable[[T], tuple[Any, ...]]
) -> tuple[T, ...]:
    """Each thing once, by its name: of several the one that ranks highest, else the first."""
    best: dict[str, T] = {}
    for each in things:
        name = name_of(each)
        if name not in best or rank(each) > rank(best[name]):
            best[name] = each
    return tuple(best.values())


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))
