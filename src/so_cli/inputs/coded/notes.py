"""Collects what coded papers say while they are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from so_cli.bank.bank import Bank
from so_cli.case.model import Source, Stored
from so_cli.case.values import WrongValue, read_value
from so_cli.inputs.coded.labels import plain_words
from so_cli.inputs.codes import CodeIndex
from so_cli.inputs.model import (
    MAX_WHAT,
    AllergySeen,
    Also,
    Finding,
    MedicineSeen,
    PaperKind,
    PassedOver,
    PersonSeen,
    Reading,
    RecordSeen,
    Tumor,
)
from so_cli.inputs.statement import Concept
from so_cli.packet.texts import shortened

MAX_PASSED_OVER = 200
MAX_ALSO = 100


class Notes:
    """What was found so far. Every finding is checked against the facts of the bank."""

    def __init__(self, bank: Bank, codes: CodeIndex, today: date) -> None:
        self.bank = bank
        self.codes = codes
        self.today = today
        self.findings: list[Finding] = []
        self.medicines: list[MedicineSeen] = []
        self.allergies: list[AllergySeen] = []
        self.records: list[RecordSeen] = []
        self.also: list[Also] = []
        self.passed_over: list[PassedOver] = []

    def say(
        self, fact: str, value: Stored, source: Source, *, tumor: str = "", doubt: str = ""
    ) -> None:
        """One fact; what the bank has no fact or choice for is no finding."""
        known = self.bank.fact.get(fact)
        if known is None:
            return
        raw = [value] if known.kind == "choices" and isinstance(value, str) else value
        try:
            read = read_value(known, raw)
        except WrongValue:
            return
        stored = read.isoformat() if isinstance(read, date) else read
        self.findings.append(
            Finding(fact=fact, value=stored, source=source, doubt=doubt, tumor=tumor)
        )

    def words(self, concept: Concept) -> str:
        """What it is called, in words wherever there are any."""
        return plain_words(concept, self.codes, self.bank)

    def mention(self, label: str, text: str, source: Source) -> None:
        """Something worth reading that is no fact."""
        if len(self.also) < MAX_ALSO:
            self.also.append(Also(label=label, text=text, source=source))

    def pass_over(self, source: Source, why: str) -> None:
        """Something that looks like a fact and is not taken."""
        if len(self.passed_over) < MAX_PASSED_OVER:
            what = shortened(source.words, MAX_WHAT)
            self.passed_over.append(PassedOver(what=what, why=why, source=source))

    def reading(
        self, file: str, kind: PaperKind, people: Iterable[PersonSeen], tumors: Iterable[Tumor]
    ) -> Reading:
        """All of it, each thing once."""
        allergies: dict[str, AllergySeen] = {}
        for one in self.allergies:
            allergies.setdefault(one.name.lower(), one)
        return Reading(
            file=file,
            kind=kind,
            people=tuple(people),
            findings=tuple(_each_once(self.findings)),
            tumors=tuple(tumors),
            medicines=tuple(self.medicines),
            allergies=tuple(allergies.values()),
            records=tuple(_latest(self.records)),
            also=tuple({(one.label, one.text): one for one in self.also}.values()),
            passed_over=tuple({(one.what, one.why): one for one in self.passed_over}.values()),
        )


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Each value of a fact once; what is sure somewhere is not doubted elsewhere."""
    kept: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        key = (one.fact, one.value, one.tumor)
        if key not in kept or (one.is_sure and not kept[key].is_sure):
            kept[key] = one
    return list(kept.values())


def _latest(records: Iterable[RecordSeen]) -> list[RecordSeen]:
    """Each paper; of what was done many times, the last time, but every year of pictures."""
    kept: dict[tuple[object, ...], RecordSeen] = {}
    for one in records:
        year = one.date.year if one.date else None
        key = (one.record, one.is_here, one.source.where if one.is_here else one.what, year)
        before = kept.get(key)
        if before is None or (one.date and before.date and one.date > before.date):
            kept[key] = one
    return list(kept.values())
