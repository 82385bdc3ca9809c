"""Whose FHIR file it is. Names, birth dates and sex; no number, address or insurer is ever kept."""

from __future__ import annotations

from collections.abc import Iterator

from so_cli.inputs.fhir.resources import Around
from so_cli.inputs.fhir.values import Json, day, extensions, first_code, listed, mapping, text
from so_cli.inputs.model import PersonSeen
from so_cli.inputs.spoken import short
from so_cli.inputs.statement import Coding, Concept, Statement

_SEX = Concept((Coding("loinc", "46098-0", "Sex"),))
_AT_BIRTH = {"F": "female", "M": "male"}
_BEST = ("official", "usual")


def person(raw: Json, around: Around) -> PersonSeen:
    """The person that a Patient names."""
    name, born = _name(raw), day(raw.get("birthDate"))
    return PersonSeen(source=around.source(raw, name), name=name, born=born)


def sex(raw: Json, around: Around) -> Iterator[Statement]:
    """The sex that a Patient names, as a result; that of her birth too, where it is another."""
    at_birth = [_AT_BIRTH.get(text(one.get("valueCode"))) for one in extensions(raw, "birthsex")]
    named = dict.fromkeys([first_code(raw.get("gender")), *at_birth])
    for gender in (each for each in named if each in {"female", "male"}):
        words = f"{_SEX.words}: {gender}"
        yield Statement(
            kind="result", what=_SEX, value=gender, source=around.source(raw, words)
        )  # fmt: skip


def _name(raw: Json) -> str:
    names = [mapping(one) for one in listed(raw.get("name"))]
    names.sort(key=lambda one: text(one.get("use")) not in _BEST)
    for one in names:
        parts = [*listed(one.get("given")), *listed(one.get("family"))]
        found = " ".join(text(part) for part in parts if text(part)) or text(one.get("text"))
        if found:
            return short(found)
    return ""
