"""The names that FHIR has for things, and ours for what only we have."""

from __future__ import annotations

from typing import Any, Final

Resource = dict[str, Any]
"""A part of FHIR as it stands in JSON."""

OURS: Final = "https://so.invalid/fhir"
"""Where names of our own begin. `.invalid` leads nowhere by design: nothing is ever fetched."""

ABSENT_CODES: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ASSERTED_CODES: Final = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"
_EXTENSIONS: Final = "http://hl7.org/fhir/StructureDefinition"
ABSENT: Final = f"{_EXTENSIONS}/data-absent-reason"
CONTROL: Final = f"{_EXTENSIONS}/questionnaire-itemControl"
CONTROL_CODES: Final = "http://hl7.org/fhir/questionnaire-item-control"
EXCLUSIVE: Final = f"{_EXTENSIONS}/questionnaire-optionExclusive"
AT_MOST: Final = f"{_EXTENSIONS}/questionnaire-maxOccurs"
LEAST: Final = f"{_EXTENSIONS}/minValue"
MOST: Final = f"{_EXTENSIONS}/maxValue"
UNIT: Final = f"{_EXTENSIONS}/questionnaire-unit"
UNITS: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
SYSTEMS: Final = {"loinc": LOINC, "snomed": "http://snomed.info/sct"}
"""The code systems in which a question itself can have a code, by their short names."""


def extension(url: str, kind: str, value: object) -> Resource:
    """What FHIR itself has no place for: `kind` is the type, as in valueCode."""
    return {"url": url, f"value{kind}": value}


def concept(system: str, code: str, display: str) -> Resource:
    """A code with its words."""
    return {"coding": [{"system": system, "code": code, "display": display}]}
