"""The readings of all papers put together: what they say of each fact, and of which tumor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

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
    everything = [*(each for reading in readings for each in reading.findings), *_report(readings)]
    said = [each for each in everything if _fits(bank, each)]
    of_tumors = [each for each in said if describes_a_tumor(bank.fact[each.fact])]
    of_person = [each for each in said if not describes_a_tumor(bank.fact[each.fact])]
    tumors = tumors_in(readings, of_tumors)
    told_apart = [tumor for tumor in tumors if tumor.id]
    loose = [each for tumor in tumors if not tumor.id for each in tumor.findings]
    is_one = len(told_apart) <= 1
    return Gathered(
        people=people_in(readings),
        found=_found(bank, said if is_one else of_person),
        tumors=()
        if is_one
        else tuple(
            FoundTumor(each.id, each.name, each.side, each.date, _found(bank, each.findings))
            for each in told_apart
        ),
        unclaimed=() if is_one else _found(bank, loose),
        medicines=_medicines(readings),
        allergies=_allergies(readings),
        records=_records(readings),
        also=_once(each for reading in readings for each in reading.also),
        passed_over=_once(each for reading in readings for each in reading.passed_over),
    )


def _report(readings: Iterable[Reading]) -> Iterable[Finding]:
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
    seen: dict[str, MedicineSeen] = {}
    for reading in readings:
        for each in reading.medicines:
            name = each.medicine.name.casefold()
            if name not in seen or _tells_more(each, seen[name]):
                seen[name] = each
    return tuple(seen.values())


def _tells_more(one: MedicineSeen, other: MedicineSeen) -> bool:
    days = one.source.date or date.min, other.source.date or date.min
    return (not one.doubt, days[0], one.is_taken) > (not other.doubt, days[1], other.is_taken)


def _allergies(readings: Iterable[Reading]) -> tuple[AllergySeen, ...]:
    by_name: dict[str, AllergySeen] = {}
    for reading in readings:
        for each in reading.allergies:
            by_name.setdefault(each.name.casefold(), each)
    return tuple(by_name.values())


def _records(readings: Iterable[Reading]) -> tuple[RecordSeen, ...]:
    """Each record once: the paper itself before word of it, the newest before older ones."""
    best: dict[str, RecordSeen] = {}
    for reading in readings:
        for each in reading.records:
            known = best.get(each.record)
            if known is None or _rank(each) > _rank(known):
                best[each.record] = each
    return tuple(best.values())


def _rank(record: RecordSeen) -> tuple[bool, date]:
    return record.is_here, record.date or date.min


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))
