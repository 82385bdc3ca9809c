"""FHIR resources that are papers or pictures, to statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from so_cli.inputs.fhir.papers import attached
from so_cli.inputs.fhir.resources import (
    DONE,
    MAX_PARTS,
    NEVER,
    Around,
    by_whom,
    reasons_of,
    standing_of,
)
from so_cli.inputs.fhir.resources import observation as result
from so_cli.inputs.fhir.values import Json, concept, concepts, day, listed, mapping, sites, text
from so_cli.inputs.files.pages import pages_of_wrapped
from so_cli.inputs.statement import Concept, Standing, Statement

_LONGEST_ANSWER = 200
"""Letters that a result may have; above that it is a report."""
_PAPER: dict[str, Standing] = {**NEVER, "registered": "not-so", "superseded": "not-so"}


def report(raw: Json, around: Around) -> Iterator[Statement]:
    """A DiagnosticReport."""
    when = day(raw.get("effectiveDateTime"), raw.get("effectivePeriod"), raw.get("issued"))
    content = attached(raw.get("presentedForm"), around.pdf_pages)
    yield from _paper(raw, around, concept(raw.get("code")), when, content)


def document(raw: Json, around: Around) -> Iterator[Statement]:
    """A DocumentReference."""
    context = mapping(raw.get("context"))
    when = day(context.get("period"), raw.get("date"), raw.get("created"), raw.get("indexed"))
    attachments = [mapping(one).get("attachment") for one in listed(raw.get("content"))]
    content = attached(attachments, around.pdf_pages)
    what = concept(raw.get("type")) or concept(raw.get("description"))
    yield from _paper(raw, around, what, when, content)


def observation(raw: Json, around: Around) -> Iterator[Statement]:
    """An Observation; one that is a whole report is a paper besides."""
    yield from result(raw, around)
    value = raw.get("valueString")
    if isinstance(value, str) and len(value) > _LONGEST_ANSWER:
        when = day(raw.get("effectiveDateTime"), raw.get("effectivePeriod"), raw.get("issued"))
        pages = pages_of_wrapped(value.encode(errors="replace"), "text/plain", around.pdf_pages)
        yield from _paper(raw, around, concept(raw.get("code")), when, (pages, bool(pages)))


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
    if what == Concept():
        return
    when = day(raw.get("started"))
    yield Statement(
        kind="procedure",
        what=what,
        source=around.source(raw, what.words, when),
        id=text(raw.get("id")),
        standing=standing_of((DONE, raw.get("status"))),
        sites=tuple(site for one in [raw, *series] for site in sites(one)),
        date=when,
        place=by_whom(raw),
    )


def _paper(
    raw: Json,
    around: Around,
    what: Concept | None,
    when: date | None,
    content: tuple[tuple[str, ...], bool],
) -> Iterator[Statement]:
    category = concepts(raw.get("category"))
    if what is None and not category:
        return
    what = what or category[0]
    pages, has_content = content
    yield Statement(
        kind="document",
        what=what,
        source=around.source(raw, what.words, when),
        id=text(raw.get("id")),
        standing=standing_of((_PAPER, raw.get("status")), (NEVER, raw.get("docStatus"))),
        category=category,
        about=reasons_of(raw, around),
        date=when,
        place=by_whom(raw),
        pages=pages,
        has_content=has_content,
    )
