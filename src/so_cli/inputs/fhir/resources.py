"""FHIR resources to statements, each kind of resource in a function of its own.

R4 and R4B, and the older DSTU2 and STU3, whose keys stand beside the newer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from so_cli.case.model import Source
from so_cli.inputs.fhir.papers import PdfPages, attached
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
    short,
    sites,
    spoken,
    tail,
    text,
)
from so_cli.inputs.statement import Coding, Concept, Standing, Statement

MAX_PARTS = 100
_NOTHING = Concept()
_STAGE = Coding("loinc", "21914-7", "Stage")
"""What a stage of a Condition is called, where the Condition does not say."""

_NEVER: dict[str, Standing] = {
    "entered-in-error": "not-so", "refuted": "not-so", "cancelled": "not-so",
}  # fmt: skip
_CONDITION: dict[str, Standing] = {"resolved": "past", "inactive": "past"}
_UNSURE: dict[str, Standing] = {
    **_NEVER, "provisional": "unclear", "differential": "unclear", "unconfirmed": "unclear",
}  # fmt: skip
_RESULT: dict[str, Standing] = {
    **_NEVER, "registered": "not-so", "preliminary": "unclear", "unknown": "unclear",
    "partial": "unclear",
}  # fmt: skip
_DONE: dict[str, Standing] = {
    **_NEVER, "not-done": "not-so", "preparation": "planned", "on-hold": "planned",
    "suspended": "planned", "in-progress": "unclear", "aborted": "unclear", "stopped": "unclear",
    "unknown": "unclear",
}  # fmt: skip
_ALLERGY: dict[str, Standing] = {**_NEVER, "resolved": "past", "inactive": "past"}
_PAPER: dict[str, Standing] = {**_NEVER, "registered": "not-so", "superseded": "not-so"}


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

    def source(self, resource: Json, words: str, **dates: Any) -> Source:
        """Where it stands."""
        where = f"{text(resource.get('resourceType'))} {text(resource.get('id'))}"
        return Source(self.file, short(where), dates.get("date"), short(words))

    def problems(self, *raw: Any) -> tuple[str, ...]:
        """The ids of the problems among these references."""
        found: dict[str, None] = {}
        for one in raw:
            for reference in listed(one)[:MAX_PARTS]:
                inner = mapping(reference).get("reference")
                kind, name = tail(inner if isinstance(inner, dict) else reference)
                if name and kind in {"", "Condition"}:
                    found[self.renamed.get(name, name)] = None
        return tuple(found)


def condition(raw: Json, around: Around) -> Iterator[Statement]:
    """A diagnosis, and the stages that stand in it."""
    what = concept(raw.get("code"))
    if what is None:
        return
    name = text(raw.get("id"))
    standing = _standing(
        (_UNSURE, raw.get("verificationStatus")), (_CONDITION, raw.get("clinicalStatus"))
    )
    when = day(
        raw.get("onsetDateTime"), raw.get("onsetPeriod"), raw.get("recordedDate"),
        raw.get("assertedDate"), raw.get("dateRecorded"),
    )  # fmt: skip
    histology = next(
        (one.get("valueCodeableConcept") for one in extensions(raw, "histology-morphology")), None
    )
    where = sites(raw)
    words = ", ".join([what.words, *(site.words for site in where)])
    yield Statement(
        kind="problem",
        what=what,
        source=around.source(raw, words, date=when),
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
                source=around.source(raw, f"{_STAGE.display}: {value.words}", date=when),
                standing=standing,
                about=(name,) if name else (),
                date=when,
            )


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
    shared: dict[str, Any] = {
        "kind": "result",
        "standing": _standing((_RESULT, raw.get("status"))),
        "about": around.problems(raw.get("focus")) or around.about.get(name, ()),
        "sites": sites(raw),
        "method": concept(raw.get("method")),
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
                source=around.source(raw, _told(its, value), date=when),
            )
        )
    value = said(raw)
    yield Statement(
        **shared,
        what=what,
        value=value,
        parts=tuple(parts),
        interpretation=_judged(raw),
        id=name,
        category=concepts(raw.get("category")),
        source=around.source(raw, _told(what, value or _judged(raw)), date=when),
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
    words = ", ".join([what.words, *(site.words for site in where)])
    yield Statement(
        kind="procedure",
        what=what,
        source=around.source(raw, words, date=when),
        id=text(raw.get("id")),
        standing="not-so" if not_done else _standing((_DONE, raw.get("status"))),
        sites=where,
        about=_reasons(raw, around),
        reason=concepts(raw.get("reasonCode") or raw.get("reasonCodeableConcept")),
        date=when,
        place=_by(raw),
    )


def allergy(raw: Json, around: Around) -> Iterator[Statement]:
    """What she is allergic to."""
    what = concept(raw.get("code")) or concept(raw.get("substance"))
    if what is None:
        return
    standing = _standing(
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


def report(raw: Json, around: Around) -> Iterator[Statement]:
    """A DiagnosticReport."""
    when = day(raw.get("effectiveDateTime"), raw.get("effectivePeriod"), raw.get("issued"))
    pages, has_content = attached(raw.get("presentedForm"), around.pdf_pages)
    yield from _paper(raw, around, concept(raw.get("code")), when, pages, has_content)


def document(raw: Json, around: Around) -> Iterator[Statement]:
    """A DocumentReference."""
    context = mapping(raw.get("context"))
    when = day(context.get("period"), raw.get("date"), raw.get("created"), raw.get("indexed"))
    attachments = [mapping(one).get("attachment") for one in listed(raw.get("content"))]
    pages, has_content = attached(attachments, around.pdf_pages)
    what = concept(raw.get("type")) or concept(raw.get("description"))
    yield from _paper(raw, around, what, when, pages, has_content)


def imaging(raw: Json, around: Around) -> Iterator[Statement]:
    """An ImagingStudy: pictures were taken, and stand somewhere else."""
    series = [mapping(one) for one in listed(raw.get("series"))[:MAX_PARTS]]
    kinds = [raw.get("modality"), raw.get("modalityList"), raw.get("procedureCode")]
    kinds += [one.get("modality") for one in series]
    codings = {
        one: None for kind in kinds for found in concepts(kind) for one in found.codings
    }  # fmt: skip
    words = text(raw.get("description")) or next(
        (text(one.get("description")) for one in series if one.get("description")), ""
    )
    what = Concept(tuple(codings), words)
    if what == _NOTHING:
        return
    when = day(raw.get("started"))
    yield Statement(
        kind="procedure",
        what=what,
        source=around.source(raw, what.words, date=when),
        id=text(raw.get("id")),
        standing=_standing((_DONE, raw.get("status"))),
        sites=tuple(site for one in [raw, *series] for site in sites(one)),
        date=when,
        place=_by(raw),
    )


def _paper(  # noqa: PLR0913 - what a paper is made of
    raw: Json, around: Around, what: Concept | None, when: Any, pages: tuple[str, ...],
    has_content: bool,  # noqa: FBT001
) -> Iterator[Statement]:  # fmt: skip
    category = concepts(raw.get("category"))
    if what is None and not category:
        return
    what = what or category[0]
    yield Statement(
        kind="document",
        what=what,
        source=around.source(raw, what.words, date=when),
        id=text(raw.get("id")),
        standing=_standing((_PAPER, raw.get("status")), (_NEVER, raw.get("docStatus"))),
        category=category,
        about=_reasons(raw, around),
        date=when,
        place=_by(raw),
        pages=pages,
        has_content=has_content,
    )


def _standing(*found: tuple[Mapping[str, Standing], Any]) -> Standing:
    """What the statuses say together: the first that is not plainly so."""
    for known, raw in found:
        standing = known.get(first_code(raw), "holds")
        if standing != "holds":
            return standing
    return "holds"


def _reasons(raw: Json, around: Around) -> tuple[str, ...]:
    return around.problems(raw.get("reasonReference"), raw.get("reason"))


def _judged(raw: Json) -> Concept | None:
    return next(iter(concepts(raw.get("interpretation"))), None)


def _told(what: Concept, value: Any) -> str:
    words = spoken(value)
    return f"{what.words}: {words}" if words else what.words


def _by(raw: Json) -> str:
    """Who did it or where, by the names that stand there; addresses are never kept."""
    found = [mapping(raw.get("location"))]
    for key in ("performer", "resultsInterpreter", "author", "custodian"):
        for one in listed(raw.get(key))[:MAX_PARTS]:
            person = mapping(one)
            found += [mapping(person.get("actor")), person]
    return short(next((text(one["display"]) for one in found if text(one.get("display"))), ""))
