"""What the papers say beside what the case says: new, the same, or different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, RecordState
from so_cli.inputs.coded.drug_names import as_said
from so_cli.inputs.gather import FoundTumor, Gathered
from so_cli.inputs.model import AllergySeen, MedicineSeen, RecordSeen
from so_cli.inputs.people import WhoseFiles, as_signed
from so_cli.inputs.proposal import (
    Beside,
    Proposal,
    ProposedAllergy,
    ProposedMedicine,
    ProposedRecord,
    ProposedTumor,
)
from so_cli.inputs.propose_facts import doubted, propose_facts
from so_cli.packet.texts import birthday_text


def propose(bank: Bank, case: Case, gathered: Gathered) -> Proposal:
    """What the papers say, beside the case."""
    who = gathered.people[0] if gathered.people else WhoseFiles("", None, ())
    unclaimed = propose_facts(bank, case.facts, gathered.unclaimed)
    return Proposal(
        people=gathered.people,
        name="" if case.person.name else as_signed(who.name),
        born=None if case.person.born else who.born,
        facts=propose_facts(bank, case.facts, gathered.found),
        tumors=_tumors(bank, case, gathered.tumors),
        unclaimed=tuple(doubted(each, wording.OF_NO_TUMOR) for each in unclaimed),
        medicines=tuple(_medicine(case, seen) for seen in gathered.medicines),
        allergies=tuple(_allergy(case, seen) for seen in gathered.allergies),
        records=tuple(
            _record(bank, case, seen) for seen in gathered.records if seen.record in bank.record
        ),
        also=gathered.also,
        passed_over=gathered.passed_over,
    )


def _tumors(bank: Bank, case: Case, tumors: Sequence[FoundTumor]) -> tuple[ProposedTumor, ...]:
    sides = [tumor.side for tumor in tumors]
    kept = {(tumor.name, tumor.date) for tumor in case.other_tumors}
    names = [_tumor_name(each, is_alone_there=sides.count(each.side) == 1) for each in tumors]
    return tuple(
        ProposedTumor(
            id=tumor.id,
            name=name,
            side=tumor.side,
            date=tumor.date,
            facts=propose_facts(bank, case.facts, tumor.found),
            is_kept=(name, tumor.date) in kept,
        )
        for name, tumor in zip(names, tumors, strict=True)
    )


def _tumor_name(tumor: FoundTumor, *, is_alone_there: bool) -> str:
    """The breast that it is in, and what a paper calls it where that tells more."""
    breast = wording.BREAST_OF_SIDE.get(tumor.side, "")
    if breast and (is_alone_there or not tumor.name):
        return breast
    return ", ".join(filter(None, (breast, tumor.name))) or wording.UNNAMED_TUMOR


def _medicine(case: Case, seen: MedicineSeen) -> ProposedMedicine:
    known = (as_said(medicine.name) for medicine in case.medicines)
    return ProposedMedicine(
        medicine=seen.medicine,
        source=seen.source,
        beside=_in_list(seen.medicine.name, known),
        is_taken=seen.is_taken,
        doubt=seen.doubt,
    )


def _allergy(case: Case, seen: AllergySeen) -> ProposedAllergy:
    beside = _in_list(seen.name, case.allergies)
    return ProposedAllergy(name=seen.name, source=seen.source, beside=beside)


def _in_list(name: str, known: Iterable[str]) -> Beside:
    return "same" if name.casefold() in {each.casefold() for each in known} else "new"


def _record(bank: Bank, case: Case, seen: RecordSeen) -> ProposedRecord:
    known = case.records.get(seen.record)
    if seen.is_here:
        # Since when it is here no paper says: its own date is that of what it tells, and the one in
        # the case is that of the call.
        before = known or RecordState(status="arrived")
        since = before.date if before.status == "arrived" else None
        file = before.file or seen.source.file
        state = replace(before, status="arrived", date=since, file=file)
    else:
        state = known or RecordState(status="needed", note=_done_note(seen))
    return ProposedRecord(
        id=seen.record,
        title=bank.record[seen.record].title,
        beside="same" if state == known else "new",
        seen=seen,
        state=state,
    )


def _done_note(seen: RecordSeen) -> str:
    """What was done, when and where, and what to ask for."""
    on = wording.WAS_DONE_ON.format(day=birthday_text(seen.date)) if seen.date else ""
    at = wording.WAS_DONE_AT.format(place=seen.place) if seen.place else ""
    return wording.WAS_DONE_ASK.format(what=seen.what, on=on, at=at)
