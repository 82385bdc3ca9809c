"""FHIR JSON, of any shape and version, to statements and the people it is about.

Nothing here knows what a code means. Nothing raises: a value of the wrong type counts as absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from so_cli.inputs.fhir import documents, medicines, people, resources
from so_cli.inputs.fhir.links import spoken_of
from so_cli.inputs.fhir.resources import Around
from so_cli.inputs.fhir.values import Json, listed, mapping, tail, text
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.model import PersonSeen
from so_cli.inputs.statement import Stated, Statement

MAX_RESOURCES = 500_000
MAX_PEOPLE = 20

_MAKERS: dict[str, Callable[[Json, Around], Iterator[Statement]]] = {
    "Patient": people.sex,
    "Condition": resources.condition,
    "Observation": documents.observation,
    "Procedure": resources.procedure,
    "AllergyIntolerance": resources.allergy,
    "DiagnosticReport": documents.report,
    "DocumentReference": documents.document,
    "ImagingStudy": documents.imaging,
    "MedicationStatement": medicines.medicine,
    "MedicationUsage": medicines.medicine,
    "MedicationRequest": medicines.medicine,
    "MedicationOrder": medicines.medicine,
    "MedicationPrescription": medicines.medicine,
    "MedicationAdministration": medicines.medicine,
    "MedicationDispense": medicines.medicine,
}
_POINTED_TO = frozenset({"Medication", "BodyStructure", "Specimen"})
_MEASURED_AT_EVERY_VISIT = frozenset({"vital-signs", "social-history"})
_OF_SOMEBODY = frozenset({"", "Patient"})


def read_fhir(parsed: Any, file: str, pdf_pages: PdfPages | None = None) -> Stated:
    """The statements of a parsed FHIR file: a Bundle, a resource, or a list of these."""
    found, renamed = _resources(parsed)
    around = Around(
        file,
        {(one["resourceType"], text(one.get("id"))): one for one in found if _is_pointed_to(one)},
        spoken_of(found, renamed),
        renamed,
        pdf_pages,
    )
    statements: list[Statement] = []
    for one in found:
        make = _MAKERS.get(one["resourceType"])
        if make is not None and not _is_passed(one):
            made = make(one, around)
            statements += map(_doubted, made) if _may_be_turned(one) else made
    return Stated(tuple(statements), _people(found, around))


def _resources(parsed: Any) -> tuple[list[Json], dict[str, str]]:
    """All resources in their order, and their ids by the address of their entry."""
    found: list[Json] = []
    renamed: dict[str, str] = {}
    waiting: list[Any] = [parsed]
    while waiting and len(found) < MAX_RESOURCES:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif not isinstance(one, dict) or not isinstance(one.get("resourceType"), str):
            continue
        elif one["resourceType"] == "Bundle":
            entries = _current([mapping(entry) for entry in listed(one.get("entry"))], one)
            for entry in entries:
                resource, (_kind, address) = mapping(entry.get("resource")), _address(entry)
                if address and text(resource.get("id")) not in {"", address}:
                    renamed[address] = text(resource["id"])
            waiting.extend(entry.get("resource") for entry in reversed(entries))
        else:
            found.append(one)
    return found, renamed


def _current(entries: list[Json], bundle: Json) -> list[Json]:
    """The entries; of a history, which has the newest first, the last state of each resource."""
    if bundle.get("type") != "history":
        return entries
    newest: dict[tuple[str, str], Json] = {}
    for entry in entries:
        request, resource = mapping(entry.get("request")), mapping(entry.get("resource"))
        its = (text(resource.get("resourceType")), text(resource.get("id")))
        key = its if all(its) else tail(text(entry.get("fullUrl") or request.get("url")))
        newest.setdefault(key, entry)
    return [
        entry
        for entry in newest.values()
        if mapping(entry.get("request")).get("method") != "DELETE"
    ]


def _address(entry: Json) -> tuple[str, str]:
    return tail(text(entry.get("fullUrl") or entry.get("fullURL")))


def _may_be_turned(one: Json) -> bool:
    """Whether a mark may turn its meaning around; one that points elsewhere turns nothing."""
    marks = listed(one.get("modifierExtension"))
    return any("valueReference" not in mapping(mark) for mark in marks)


def _doubted(one: Statement) -> Statement:
    return one if one.standing in {"not-so", "planned"} else replace(one, standing="unclear")


def _is_pointed_to(one: Json) -> bool:
    return one["resourceType"] in _POINTED_TO


def _is_passed(one: Json) -> bool:
    """Whether it is nobody's diagnosis or test: of somebody else, or measured at every visit."""
    subject = one.get("subject") or one.get("patient")
    if subject is not None and tail(subject)[0] not in _OF_SOMEBODY and "/" in _reference(subject):
        return not _reference(subject).startswith(("http", "urn"))
    if one["resourceType"] != "Observation":
        return False
    for category in listed(one.get("category")):
        for coding in listed(mapping(category).get("coding")):
            if text(mapping(coding).get("code")) in _MEASURED_AT_EVERY_VISIT:
                return True
    return False


def _reference(raw: Any) -> str:
    return text(mapping(raw).get("reference"))


def _people(found: list[Json], around: Around) -> tuple[PersonSeen, ...]:
    """The Patients; where there is none, those whom the resources name, if they are several."""
    patients = [one for one in found if one["resourceType"] == "Patient"]
    if not patients:
        subjects = [
            one.get("subject") or one.get("patient")
            for one in found
            if one["resourceType"] in _MAKERS
        ]
        named = {tail(one): one for one in subjects if tail(one)[0] == "Patient" and tail(one)[1]}
        if len(named) > 1:
            patients = [_patient(name, one) for (_kind, name), one in named.items()]
    unique = {
        (text(one.get("id")), seen.name, seen.born): seen
        for one in patients
        for seen in [people.person(one, around)]
    }
    return tuple(unique.values())[:MAX_PEOPLE]


def _patient(name: str, subject: Any) -> Json:
    """A Patient of whom only a reference is there."""
    shown = [{"text": mapping(subject).get("display")}]
    return {"resourceType": "Patient", "id": name, "name": shown}
