"""A case without what names a person: to look at many, or to pass pages on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from so_cli.case.model import Answer, Case, Doctor, Person, Source
from so_cli.case.values import age_on


def without_names(case: Case, today: date) -> Case:
    """The case without names, birth dates, phone numbers, places, notes and names of files.

    Of the birth date the age stays. Her own words stay too: nobody but a reader can tell what is
    a name in them.
    """
    person, questions = case.person, case.questions
    facts = _anonymous(case.facts)
    if person.born and (age := age_on(person.born, today)) is not None:
        facts["age"] = Answer(value=age)
    return replace(
        case,
        person=Person(
            pronouns=None if person.pronouns == "name" else person.pronouns,
            interpreter=person.interpreter,
        ),
        answered_by="",
        doctors=tuple(Doctor(role=doctor.role, first=doctor.first) for doctor in case.doctors),
        visits=tuple(replace(visit, with_="", place="") for visit in case.visits),
        facts=facts,
        questions=replace(
            questions,
            answers={name: replace(each, from_="") for name, each in questions.answers.items()},
        ),
        records={name: replace(each, note="", file="") for name, each in case.records.items()},
        steps={name: replace(each, note="") for name, each in case.steps.items()},
        other_tumors=tuple(
            replace(tumor, facts=_anonymous(tumor.facts)) for tumor in case.other_tumors
        ),
        opinions=tuple(
            replace(each, by="", place="", facts=_anonymous(each.facts)) for each in case.opinions
        ),
        hospitals=(),
    )


def _anonymous(facts: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers without who gave them and how the papers are called that they are from."""
    return {
        name: replace(
            answer,
            told_by="",
            source=_nameless(answer.source),
            other=tuple(replace(each, source=_nameless(each.source)) for each in answer.other),
        )
        for name, answer in facts.items()
    }


def _nameless(source: Source | None) -> Source | None:
    return replace(source, file="") if source else None
