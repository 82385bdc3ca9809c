"""FHIR resources to statements, each kind of resource in a function of its own.

R4 and R4B, and the older DSTU2 and STU3, whose keys stand beside the newer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from so_cli.case.model import Source
from so_cli.inputs.fhir.values import (
    Json,
    concept,
    concepts,
    day,
    extensions,
    first_code,
    listed,
    mapping,
    place_of,
    said,
    sites,
    tail,
    text,
)
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.spoken import short, spoken
from so_cli.inputs.statement import Coding, Concept, Standing, Statement

MAX_PARTS = 100
_STAGE = Coding("loinc", "21914-7", "Stage")
"""What a stage of a Condition is called, where the Condition does not say."""

NEVER: dict[str, Standing] = {
    "entered-in-error": "not-so", "refuted": "not-so", "cancelled": "not-so",
}  # fmt: skip
_CONDITION: dict[str, Standing] = {"resolved": "past", "inactive": "past"}
_ENDS = ("DateTime", "Date", "Period", "Boolean", "Age", "Range", "String")
_UNSURE: dict[str, Standing] = {
    **NEVER, "provisional": "unclear", "differential": "unclear", "unconfirmed": "unclear",
}  # fmt: skip
_RESULT: dict[str, Standing] = {
    **NEVER, "registered": "not-so", "preliminary": "unclear", "unknown": "unclear",
    "partial": "unclear",
}  # fmt: skip
_CORRECTED = frozenset({"amended", "corrected"})
DONE: dict[str, Standing] = {
    **NEVER, "not-done": "not-so", "preparation": "planned", "on-hold": "planned",
    "suspended": "planned", "in-progress": "unclear", "aborted": "unclear", "stopped": "unclear",
    "unknown": "unclear",
}  # fmt: skip
_OUTCOME: dict[str, Standing] = {"385671000": "unclear"}
"""How a procedure ended that did not succeed."""
_ALLERGY: dict[str, Standing] = {**NEVER, "resolved": "past", "inactive": "past"}


class Around(Struct, frozen=True):
    """What a resource needs of the file around it.

    file      its name.
    by_id     resources that others point to, by type and id.
    about     ids of the problems that a result speaks of, where another resource says so.
    renamed   ids by the address that an entry has in its Bundle.
    pdf_pages takes PDFs apart.
    """

    file: str
    by_id: Mapping[tuple[str, str], Json]
    about: Mapping[str, tuple[str, ...]]
    renamed: Mapping[str, str]
    pdf_pages: PdfPages | None = None

    def source(self, resource: Json, words: str, when: date | None = None) -> Source:
        """Where it stands."""
        where = f"{text(resource.get('resourceType'))} {text(resource.get('id'))}"
        return Source(self.file, short(where), when, short(words))

    def problems(self, *raw: Any) -> tuple[str, ...]:
        """The ids of the problems among these references."""
        found: dict[str, None] = {}
        for one in raw:
            for reference in listed(one)[:MAX_PARTS]:
                inner = mapping(reference).get("reference")
                kind, name = tail(inner if isinstance(inner, dict) else reference)
                name = self.renamed.get(name, name)
                if name and kind in {"", "Condition"} and not self._is_part(name):
                    found[name] = None
        return tuple(found)

    def _is_part(self, name: str) -> bool:
        """Whether an address without a type is that of a tissue or a place in the body."""
        return any((kind, name) in self.by_id for kind in ("BodyStructure", "Specimen"))


def condition(raw: Json, around: Around) -> Iterator[Statement]:
    """A diagnosis, and the stages that stand in it."""
    what = concept(raw.get("code"))
    if what is None:
        return
    name = text(raw.get("id"))
    standing = standing_of(
        (_UNSURE, raw.get("verificationStatus")), (_CONDITION, raw.get("clinicalStatus"))
    )
    if standing == "holds" and "clinicalStatus" not in raw and _has_ended(raw):
        standing = "past"
    when = day(
        raw.get("onsetDateTime"), raw.get("onsetPeriod"), raw.get("recordedDate"),
        raw.get("assertedDate"), raw.get("dateRecorded"),
        *(one.get("valueDateTime") for one in extensions(raw, "asserteddate")),
    )  # fmt: skip
    histology = next(
        (one.get("valueCodeableConcept") for one in extensions(raw, "histology-morphology")), None
    )
    where = sites(raw)
    words = ", ".join([what.words, *(site.words for site in where)])
    yield Statement(
        kind="problem",
        what=what,
        source=around.source(raw, words, when),
        id=name,
        standing=standing,
        sites=where,
        morphology=concept(histology),
        date=when,
        category=concepts(raw.get("category")),
    )
    for stage in listed(raw.get("stage"))[:MAX_PARTS]:
        value = concept(mapping(stage).get("summary"))
        if value is not None:
            yield Statement(
                kind="result",
                what=Concept((_STAGE,)),
                value=value,
                source=around.source(raw, f"{_STAGE.display}: {value.words}", when),
                standing=standing,
                about=(name,) if name else (),
                date=when,
            )


def _has_ended(condition: Json) -> bool:
    """Whether it names its end, which some write down in place of a status."""
    return any(condition.get(f"abatement{kind}") for kind in _ENDS)


def observation(raw: Json, around: Around) -> Iterator[Statement]:
    """A result with its parts."""
    what = concept(raw.get("code"))
    if what is None:
        return
    name = text(raw.get("id"))
    when = day(
        raw.get("effectiveDateTime"), raw.get("effectivePeriod"), raw.get("effectiveInstant"),
        raw.get("issued"),
    )  # fmt: skip
    specimen = around.by_id.get(("Specimen", tail(raw.get("specimen"))[1]), {})
    taken_at = concepts(mapping(specimen.get("collection")).get("bodySite"))
    shared: dict[str, Any] = {
        "kind": "result",
        "standing": standing_of((_RESULT, raw.get("status"))),
        "about": around.problems(raw.get("focus")) or around.about.get(name, ()),
        "sites": (*sites(raw), *taken_at),
        "method": concept(raw.get("method")) or concept(specimen.get("type")),
        "date": when,
    }
    parts = []
    for part in listed(raw.get("component"))[:MAX_PARTS]:
        component = mapping(part)
        its = concept(component.get("code"))
        if its is None:
            continue
        value = said(component)
        parts.append(
            Statement(
                **shared,
                what=its,
                value=value,
                interpretation=_judged(component),
                source=around.source(raw, _told(its, value), when),
            )
        )
    value = said(raw)
    yield Statement(
        **shared,
        what=what,
        value=value,
        parts=tuple(parts),
        is_corrected=first_code(raw.get("status")) in _CORRECTED,
        interpretation=_judged(raw),
        id=name,
        category=concepts(raw.get("category")),
        source=around.source(
            raw,
            "; ".join([_told(what, value or _judged(raw)), *(part.source.words for part in parts)]),
            when,
        ),
    )


def procedure(raw: Json, around: Around) -> Iterator[Statement]:
    """Something that was done."""
    what = concept(raw.get("code"))
    if what is None:
        return
    when = day(*(raw.get(f"{key}{kind}") for key in ("performed", "occurrence")
                 for kind in ("DateTime", "Period")))  # fmt: skip
    where = sites(raw)
    for one in extensions(raw, "bodystructure", "body-structure"):
        _kind, name = tail(one.get("valueReference"))
        where += place_of(around.by_id.get(("BodyStructure", name), {}))
    not_done = raw.get("notPerformed") is True or raw.get("notDone") is True
    standing = standing_of((DONE, raw.get("status")), (_OUTCOME, raw.get("outcome")))
    words = ", ".join([what.words, *(site.words for site in where)])
    yield Statement(
        kind="procedure",
        what=what,
        source=around.source(raw, words, when),
        id=text(raw.get("id")),
        standing="not-so" if not_done else standing,
        sites=where,
        about=reasons_of(raw, around),
        reason=concepts(raw.get("reasonCode") or raw.get("reasonCodeableConcept")),
        date=when,
        place=by_whom(raw),
    )


def allergy(raw: Json, around: Around) -> Iterator[Statement]:
    """What she is allergic to."""
    what = concept(raw.get("code")) or concept(raw.get("substance"))
    if what is None:
        return
    standing = standing_of(
        (_ALLERGY, raw.get("verificationStatus")), (_ALLERGY, raw.get("clinicalStatus")),
        (_ALLERGY, raw.get("status")),
    )  # fmt: skip
    yield Statement(
        kind="allergy",
        what=what,
        source=around.source(raw, what.words),
        id=text(raw.get("id")),
        standing=standing,
    )


def standing_of(*found: tuple[Mapping[str, Standing], Any]) -> Standing:
    """What the statuses say together: the first that is not plainly so."""
    for known, raw in found:
        standing = known.get(first_code(raw), "holds")
        if standing != "holds":
            return standing
    return "holds"


def reasons_of(raw: Json, around: Around) -> tuple[str, ...]:
    """The ids of the problems for which something was done."""
    return around.problems(raw.get("reasonReference"), raw.get("reason"))


def _judged(raw: Json) -> Concept | None:
    return next(iter(concepts(raw.get("interpretation"))), None)


def _told(what: Concept, value: Any) -> str:
    words = spoken(value)
    return f"{what.words}: {words}" if words else what.words


def by_whom(raw: Json) -> str:
    """Who did it or where, by the names that stand there; addresses are never kept."""
    found = [mapping(raw.get("location"))]
    for key in ("performer", "resultsInterpreter", "author", "custodian"):
        for one in listed(raw.get(key))[:MAX_PARTS]:
            person = mapping(one)
            found += [mapping(person.get("actor")), person]
    return short(next((text(one["display"]) for one in found if text(one.get("display"))), ""))
