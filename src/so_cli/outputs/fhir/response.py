"""The answers to a form as a QuestionnaireResponse of FHIR R4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from so_cli.outputs.fhir.enabling import Told, holds
from so_cli.outputs.fhir.form import Form, Group, Item
from so_cli.outputs.fhir.given import Given
from so_cli.outputs.fhir.names import ABSENT, Resource, extension


def told_by(given: Mapping[str, Given]) -> Told:
    """What conditions read of the answers."""
    return {name: each.told for name, each in given.items() if each.told is not None}


def response_items(parts: Iterable[Item | Group], given: Mapping[str, Given]) -> list[Resource]:
    """The answered items, in the groups in which the form has them."""
    found: list[Resource] = []
    for part in parts:
        if isinstance(part, Group):
            items = response_items(part.items, given)
            if items:
                found.append({"linkId": part.id, "text": part.title, "item": items})
        elif part.id in given:
            found.append(_item(part, given[part.id]))
    return found


def status_of(form: Form, given: Mapping[str, Given]) -> str:
    """Whether everything that is asked as things stand has its answer."""
    is_done = _is_done(form.groups, given, told_by(given))
    return "completed" if is_done else "in-progress"


def _item(item: Item, given: Given) -> Resource:
    absent = {"extension": [extension(ABSENT, "Code", given.absent)]} if given.absent else {}
    answers = {"answer": [*given.answers]} if given.answers else {}
    return {**absent, "linkId": item.id, "text": item.fact.label, **answers}


def _is_done(parts: Iterable[Item | Group], given: Mapping[str, Given], told: Told) -> bool:
    return all(
        _is_done(part.items, given, told) if isinstance(part, Group) else part.id in given
        for part in parts
        if holds(part.enabling, told)
    )
