"""Small FHIR papers for tests, and what they are read as."""

from __future__ import annotations

from datetime import date
from typing import Any

from so_cli.bank.loader import open_bank
from so_cli.inputs.coded import in_plain_words, read_statements
from so_cli.inputs.fhir import read_fhir
from so_cli.inputs.model import Reading

Json = dict[str, Any]
TODAY = date(2026, 11, 20)
SYSTEMS = {
    "snomed": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "icd-10": "http://hl7.org/fhir/sid/icd-10-cm",
    "icd-o": "http://terminology.hl7.org/CodeSystem/icd-o-3",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "hgnc": "http://www.genenames.org",
    "ajcc": "http://cancerstaging.org",
    "cpt": "http://www.ama-assn.org/go/cpt",
    "gtr": "http://www.ncbi.nlm.nih.gov/gtr",
    "dicom": "http://dicom.nema.org/resources/ontology/DCM",
}
POSITIVE = "snomed 10828004 Positive"
NEGATIVE = "snomed 260385009 Negative"


def concept(*codes: str, text: str = "") -> Json:
    """`concept("loinc 85337-4 Estrogen receptor", text="ER")`."""
    codings = []
    for one in codes:
        system, code, *display = one.split(" ", 2)
        codings.append({"system": SYSTEMS[system], "code": code, "display": "".join(display)})
    return {"coding": codings, **({"text": text} if text else {})}


def condition(*codes: str, text: str = "", **more: Any) -> Json:
    return {"resourceType": "Condition", "id": "dx", "code": concept(*codes, text=text)} | more


BREAST = condition("snomed 254837009 Malignant neoplasm of breast")
LEFT = condition("icd-10 C50.912 Malignant neoplasm of left female breast", id="left")
RIGHT = condition("icd-10 C50.911 Malignant neoplasm of right female breast", id="right")
COLON = condition("snomed 93761005 Primary malignant neoplasm of colon", id="colon")


def result(*codes: str, text: str = "", value: Any = None, **more: Any) -> Json:
    """An Observation; a value of one word pair is a code, a number has its unit beside it."""
    found: Json = {"resourceType": "Observation", "id": "r", "status": "final"}
    found["code"] = concept(*codes, text=text)
    if isinstance(value, tuple):
        found["valueQuantity"] = {"value": value[0], "unit": value[1]}
    elif isinstance(value, str) and value.split(" ")[0] in SYSTEMS:
        found["valueCodeableConcept"] = concept(value)
    elif isinstance(value, str):
        found["valueString"] = value
    return found | more


def procedure(*codes: str, text: str = "", on: str = "2026-02-01", **more: Any) -> Json:
    return {
        "resourceType": "Procedure", "id": "p", "status": "completed", "performedDateTime": on,
        "code": concept(*codes, text=text),
    } | more  # fmt: skip


def medicine(*codes: str, text: str = "", kind: str = "MedicationStatement", **more: Any) -> Json:
    return {
        "resourceType": kind, "id": "m", "status": "active",
        "medicationCodeableConcept": concept(*codes, text=text),
    } | more  # fmt: skip


def about(name: str) -> list[Json]:
    return [{"reference": f"Condition/{name}"}]


def read(*resources: Any) -> Reading:
    found = read_fhir(list(resources), "export.json")
    return read_statements(
        in_plain_words(found.statements, open_bank()),
        found.people,
        open_bank(),
        file="export.json",
        kind="fhir",
        today=TODAY,
    )


def sure(reading: Reading) -> dict[str, Any]:
    """Facts that are sure: a value, or a set of several."""
    return _by_fact(reading, is_sure=True)


def asked(reading: Reading) -> dict[str, Any]:
    """Facts that have a doubt."""
    return _by_fact(reading, is_sure=False)


def doubts(reading: Reading) -> set[str]:
    return {one.doubt for one in reading.findings if one.doubt}


def passed(reading: Reading) -> set[str]:
    return {one.why for one in reading.passed_over}


def _by_fact(reading: Reading, *, is_sure: bool) -> dict[str, Any]:
    found: dict[str, set[Any]] = {}
    for one in reading.findings:
        if one.is_sure == is_sure:
            value = one.value[0] if isinstance(one.value, tuple) else one.value
            found.setdefault(one.fact, set()).add(value)
    return {fact: next(iter(v)) if len(v) == 1 else v for fact, v in found.items()}
