"""What the person has confirmed, taken into her case; nothing else is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from so_cli.bank.model import Fact, Stage
from so_cli.case.model import Answer, Case, OtherTumor, OtherValue
from so_cli.inputs.agree import added
from so_cli.inputs.proposal import (
    Proposal,
    ProposedAllergy,
    ProposedFact,
    ProposedMedicine,
    ProposedRecord,
    ProposedTumor,
    ProposedValue,
)

PERSON = "person"


class Taken(Struct, frozen=True, kw_only=True):
    """What goes into the case.

    answers    fact id -> the answer that it gets.
    tumor      the id of the tumor that the case is about; the others become `other_tumors`, with
               what their papers say for certain.
    others     what else: `person`, and `medicine/NAME`, `allergy/NAME`, `record/ID`.
    stage      where things stand by now, if she said so.
    """

    answers: Mapping[str, Answer]
    tumor: str = ""
    others: Collection[str] = ()
    stage: Stage | None = None


def certain(proposal: Proposal) -> Taken:
    """All that leaves nothing to ask. Of several tumors somebody must say which is meant."""
    answers = {
        fact.id: answer_of(fact.values[0])
        for fact in proposal.facts
        if fact.is_certain and fact.beside == "new"
    }
    return Taken(answers=answers, others=_certain_others(proposal))


def _certain_others(proposal: Proposal) -> frozenset[str]:
    medicines = (each for each in proposal.medicines if each.is_taken and not each.doubt)
    return frozenset({
        *(medicine_id(each) for each in medicines),
        *(allergy_id(each) for each in proposal.allergies),
        *(record_id(each) for each in proposal.records),
        PERSON,
    })  # fmt: skip


def medicine_id(medicine: ProposedMedicine) -> str:
    """What a medicine is called among all that can be taken."""
    return f"medicine/{medicine.medicine.name}"


def allergy_id(allergy: ProposedAllergy) -> str:
    """The same of an allergy; somebody may take what she is said to be allergic to."""
    return f"allergy/{allergy.name}"


def record_id(record: ProposedRecord) -> str:
    """The same of a record."""
    return f"record/{record.id}"


def answer_of(value: ProposedValue, *others: ProposedValue) -> Answer:
    """The answer with where it stands; with `others`, one that waits to be cleared up."""
    return Answer(
        value=value.value,
        source=value.sources[0],
        other=tuple(OtherValue(value=each.value, source=each.sources[0]) for each in others),
    )


def answer_adding(fact: Fact, told: Answer | None, values: Sequence[ProposedValue]) -> Answer:
    """The answer with what rows about one fact say; of many choices they add to what was told."""
    answer = answer_of(values[0])
    if fact.kind != "choices":
        return answer
    chosen = told.value if told else None
    for each in values:
        chosen = added(fact, chosen, each.value)
    return replace(answer, value=chosen)


def beside_the_case(answer: Answer, fact: ProposedFact) -> Answer:
    """The answer of the case with what the papers say beside it, until somebody knows."""
    known = {answer.value, *(each.value for each in answer.other)}
    more = tuple(
        OtherValue(value=each.value, source=each.sources[0])
        for each in fact.values
        if each.value not in known
    )
    return replace(answer, other=(*answer.other, *more))


def accept(case: Case, proposal: Proposal, taken: Taken) -> Case:
    """The case with all that was taken."""
    medicines = (
        each.medicine
        for each in proposal.medicines
        if each.is_taken and each.beside == "new" and medicine_id(each) in taken.others
    )
    allergies = (
        each.name
        for each in proposal.allergies
        if each.beside == "new" and allergy_id(each) in taken.others
    )
    records = {
        each.id: each.state
        for each in proposal.records
        if each.beside == "new" and record_id(each) in taken.others
    }
    person = case.person
    if PERSON in taken.others:
        person = replace(
            person, name=person.name or proposal.name, born=person.born or proposal.born
        )
    return replace(
        case,
        stage=taken.stage or case.stage,
        person=person,
        facts={**case.facts, **taken.answers},
        medicines=(*case.medicines, *medicines),
        allergies=(*case.allergies, *allergies),
        records={**case.records, **records},
        other_tumors=_other_tumors(case, proposal, taken.tumor),
    )


def _other_tumors(case: Case, proposal: Proposal, meant: str) -> tuple[OtherTumor, ...]:
    if not meant:
        return case.other_tumors
    more = [_other_tumor(tumor) for tumor in proposal.tumors if tumor.id != meant]
    known = {(tumor.name, tumor.date) for tumor in more}
    # The same papers read once more say it anew, and not twice.
    kept = [tumor for tumor in case.other_tumors if (tumor.name, tumor.date) not in known]
    return (*kept, *more)


def _other_tumor(tumor: ProposedTumor) -> OtherTumor:
    facts = {
        fact.id: answer_of(*fact.values)
        for fact in tumor.facts
        if all(not value.doubts for value in fact.values)
    }
    return OtherTumor(name=tumor.name, date=tumor.date, facts=facts)
