"""What the papers say beside what the case says: new, the same, or different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.case.model import Answer, Case, RecordState, Stored
from so_cli.inputs.agree import Value, retested, waiting
from so_cli.inputs.coded.drug_names import as_said
from so_cli.inputs.gather import Found, FoundTumor, Gathered
from so_cli.inputs.model import RecordSeen
from so_cli.inputs.people import WhoseFiles
from so_cli.inputs.proposal import (
    Beside,
    Proposal,
    ProposedAllergy,
    ProposedFact,
    ProposedMedicine,
    ProposedRecord,
    ProposedTumor,
    ProposedValue,
)
from so_cli.packet.texts import birthday_text, value_text

LED_BY = {
    "er_percent": "er", "pr_percent": "pr", "her2_ihc": "her2", "her2_ish": "her2",
    "nodes_by": "nodes", "nodes_positive": "nodes", "size_by": "size_mm",
    "genomic_score": "genomic_test", "genomic_result": "genomic_test",
}  # fmt: skip
"""Facts that say more of another: where that one is not clear, neither are they."""


def propose(bank: Bank, case: Case, gathered: Gathered) -> Proposal:
    """What the papers say, beside the case."""
    who = gathered.people[0] if gathered.people else WhoseFiles("", None, ())
    return Proposal(
        people=gathered.people,
        name="" if case.person.name else as_signed(who.name),
        born=None if case.person.born else who.born,
        facts=_facts(bank, case.facts, gathered.found),
        tumors=_tumors(bank, case, gathered.tumors),
        unclaimed=tuple(
            _doubted(each, wording.OF_NO_TUMOR)
            for each in _facts(bank, case.facts, gathered.unclaimed)
        ),
        medicines=tuple(
            ProposedMedicine(
                medicine=each.medicine,
                source=each.source,
                beside=_in_list(
                    each.medicine.name, (as_said(known.name) for known in case.medicines)
                ),
                is_taken=each.is_taken,
                doubt=each.doubt,
            )
            for each in gathered.medicines
        ),
        allergies=tuple(
            ProposedAllergy(
                name=each.name, source=each.source, beside=_in_list(each.name, case.allergies)
            )
            for each in gathered.allergies
        ),
        records=tuple(
            _record(bank, case, seen) for seen in gathered.records if seen.record in bank.record
        ),
        also=gathered.also,
        passed_over=gathered.passed_over,
    )


def as_signed(name: str) -> str:
    """A name as people write it themselves: Jane Doe, where a list says DOE, JANE."""
    last, comma, first = name.partition(",")
    turned = f"{first.strip()} {last.strip()}" if comma and "," not in first else name
    return turned.title() if turned.isupper() else turned


def _facts(
    bank: Bank, answers: Mapping[str, Answer], found: Iterable[Found]
) -> tuple[ProposedFact, ...]:
    found = tuple(found)
    results = [(each.fact, value.value) for each in found if each.is_sure for value in each.values]
    facts = {}
    for each in found:
        fact = bank.fact[each.fact]
        waits = waiting(fact, is_retested=retested(fact, results))
        facts[fact.id] = _fact(fact, answers.get(fact.id), each, waits)
    return tuple(_led(each, facts) for each in facts.values())


def _led(fact: ProposedFact, facts: Mapping[str, ProposedFact]) -> ProposedFact:
    """The fact, in doubt where the one that it says more of is."""
    leader = facts.get(LED_BY.get(fact.id, ""))
    if leader is None or leader.is_certain or leader.beside == "same" or not fact.is_certain:
        return fact
    return _doubted(fact, wording.BELONGS_TO.format(label=leader.label))


def _doubted(fact: ProposedFact, doubt: str) -> ProposedFact:
    values = tuple(replace(value, doubts=(*value.doubts, doubt)) for value in fact.values)
    return replace(fact, is_certain=False, values=values)


def _fact(fact: Fact, answer: Answer | None, found: Found, waits: frozenset[str]) -> ProposedFact:
    told = answer if answer and answer.value is not None else None
    values = found.values
    if told and len(values) == 1 and fact.kind == "choices":
        values = (_added(fact, told, values[0]),)
    beside = _beside(told, answer, values, waits)
    known = {*told.value} if told and isinstance(told.value, tuple) else set()
    perhaps = (each for each in found.perhaps if not {*_many(each.value)} <= known)
    return ProposedFact(
        id=fact.id,
        label=fact.label,
        group=fact.group,
        beside=beside,
        is_certain=len(values) == 1 and values[0].is_sure and beside != "different",
        values=tuple(_shown(fact, each) for each in values),
        earlier=tuple(_shown(fact, each) for each in found.earlier),
        perhaps=tuple(_shown(fact, each) for each in perhaps),
        in_case=answer_text(fact, answer),
    )


def answer_text(fact: Fact, answer: Answer | None) -> str:
    """An answer of the case in words, with a second value where it has one.

    That it does not apply is an answer, and "not sure" and "later" are none.
    """
    if answer is not None and answer.state == "does-not-apply":
        return wording.STATES[answer.state]
    if answer is None or answer.value is None:
        return ""
    values = (answer.value, *(other.value for other in answer.other))
    return wording.AND.join(value_text(fact, value) for value in values)


def _added(fact: Fact, told: Answer, value: Value) -> Value:
    """What is told and what the papers add; choices that rule each other out are not added."""
    said = {*_many(told.value), *_many(value.value)}
    alone = {choice.id for choice in fact.choices if choice.exclusive}
    if said & alone and len(said) > 1:
        return value
    ordered = tuple(choice.id for choice in fact.choices if choice.id in said)
    return Value(ordered, value.sources, value.doubts)


def _beside(
    told: Answer | None,
    answer: Answer | None,
    values: tuple[Value, ...],
    waits: frozenset[str],
) -> Beside:
    if told is None or told.value is None:
        return "different" if answer and answer.state == "does-not-apply" else "new"
    in_case = {told.value, *(other.value for other in told.other)}
    if {each.value for each in values} <= in_case:
        return "same"
    if len(values) > 1 or told.other:
        return "different"
    is_more = isinstance(told.value, tuple) and {*told.value} < {*_many(values[0].value)}
    is_result = told.value in waits and values[0].value not in waits
    return "new" if is_more or is_result else "different"


def _many(value: Stored | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _shown(fact: Fact, value: Value) -> ProposedValue:
    return ProposedValue(
        value=value.value,
        text=value_text(fact, value.value),
        sources=value.sources,
        doubts=value.doubts,
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
            facts=_facts(bank, case.facts, tumor.found),
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
