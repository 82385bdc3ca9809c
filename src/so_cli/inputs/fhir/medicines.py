"""The five kinds of FHIR resources that speak of medicines, to statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from so_cli.inputs.fhir.resources import Around
from so_cli.inputs.fhir.values import (
    Json,
    concept,
    concepts,
    day,
    first_code,
    listed,
    mapping,
    quantity,
    tail,
    text,
)
from so_cli.inputs.spoken import short, spoken
from so_cli.inputs.statement import Concept, Standing, Statement

_ALWAYS: dict[str, Standing] = {
    "entered-in-error": "not-so", "cancelled": "not-so", "declined": "not-so",
    "not-taken": "not-so", "not-done": "not-so",
    "draft": "planned", "proposed": "planned", "on-hold": "planned",
    "intended": "planned", "preparation": "planned", "completed": "past", "stopped": "past",
    "ended": "past", "unknown": "unclear",
}  # fmt: skip
_NO_ORDER = frozenset({"plan", "proposal", "option"})
_ORDERS = frozenset({"MedicationRequest", "MedicationOrder", "MedicationPrescription"})


def medicine(raw: Json, around: Around) -> Iterator[Statement]:
    """A medicine that was stated, ordered, given or handed out."""
    what = _which(raw, around)
    if what is None:
        return
    kind = text(raw.get("resourceType"))
    when = day(
        raw.get("effectiveDateTime"), raw.get("effectivePeriod"), raw.get("authoredOn"),
        raw.get("dateWritten"), raw.get("whenHandedOver"), raw.get("occurrenceDateTime"),
        raw.get("occurencePeriod"), raw.get("dateAsserted"),
    )  # fmt: skip
    dosage = mapping(next(iter(listed(raw.get("dosageInstruction") or raw.get("dosage"))), None))
    yield Statement(
        kind="medicine",
        what=what,
        source=around.source(raw, _named(what), when),
        id=text(raw.get("id")),
        standing=_standing(raw, kind),
        about=around.problems(raw.get("reasonReference")),
        reason=concepts(raw.get("reasonCode") or raw.get("reasonCodeableConcept")),
        date=when,
        dose=_dose(dosage),
        how_often=_how_often(dosage),
        is_order=kind in _ORDERS,
    )


def _which(raw: Json, around: Around) -> Concept | None:
    """The medicine itself, or the one that is pointed to, here or elsewhere in the file."""
    found = concept(raw.get("medicationCodeableConcept") or raw.get("medication"))
    if found is not None:
        return found
    medication = mapping(raw.get("medication"))
    reference = raw.get("medicationReference") or medication.get("reference") or medication
    _kind, name = tail(reference)
    if name.startswith("#"):
        inside = (mapping(one) for one in listed(raw.get("contained")))
        pointed: Json = next((one for one in inside if one.get("id") == name[1:]), {})
    else:
        pointed = around.by_id.get(("Medication", around.renamed.get(name, name)), {})
    return concept(pointed.get("code")) or concept(mapping(reference).get("display"))


def _standing(raw: Json, kind: str) -> Standing:
    if raw.get("wasNotTaken") is True or raw.get("wasNotGiven") is True or raw.get("doNotPerform"):
        return "not-so"
    if first_code(raw.get("intent")) in _NO_ORDER:
        return "planned"
    standing = _ALWAYS.get(first_code(raw.get("status")), "holds")
    # What was handed out long ago says nothing about today.
    return "past" if kind == "MedicationDispense" and standing == "holds" else standing


def _named(what: Concept) -> str:
    """The words, with the names of its codes where those are others."""
    names = {coding.display: None for coding in what.codings if coding.display}
    others = [name for name in names if name.lower() not in what.words.lower()]
    return f"{what.words} ({'; '.join(others)})" if others else what.words


def _dose(dosage: Json) -> str:
    each = mapping(next(iter(listed(dosage.get("doseAndRate"))), None))
    found = quantity(dosage.get("doseQuantity") or each.get("doseQuantity") or dosage.get("dose"))
    return short(spoken(found)) if found else ""


def _how_often(dosage: Json) -> str:
    timing: Any = mapping(dosage.get("timing")).get("code")
    found = concept(timing)
    return short(text(dosage.get("text")) or (found.words if found else ""))
