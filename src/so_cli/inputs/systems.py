"""The code systems that the table knows, and the names that files give them."""

from __future__ import annotations

import re

_NAMES = {
    "snomed": ("snomed.info/sct", "2.16.840.1.113883.6.96", "snomed", "snomedct", "sct"),
    "loinc": ("loinc.org", "2.16.840.1.113883.6.1", "loinc", "ln", "lnc"),
    "icd-10": (
        "hl7.org/fhir/sid/icd-10-cm", "hl7.org/fhir/sid/icd-10", "2.16.840.1.113883.6.90",
        "2.16.840.1.113883.6.3", "icd10", "icd10cm", "i10",
    ),
    "icd-9": (
        "hl7.org/fhir/sid/icd-9-cm", "hl7.org/fhir/sid/icd-9", "2.16.840.1.113883.6.103",
        "2.16.840.1.113883.6.2", "icd9", "icd9cm", "icd9cmdiagnosiscodes", "i9",
    ),
    "icd-9-procedures": (
        "hl7.org/fhir/sid/icd-9-cm/procedure", "2.16.840.1.113883.6.104", "icd9procedures",
    ),
    "icd-o": (
        "terminology.hl7.org/codesystem/icd-o-3", "2.16.840.1.113883.6.43.1", "icdo", "icdo3",
    ),
    "rxnorm": ("www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88", "rxnorm"),
    "atc": ("www.whocc.no/atc", "2.16.840.1.113883.6.73", "atc", "whoatc"),
    "cpt": ("www.ama-assn.org/go/cpt", "2.16.840.1.113883.6.12", "cpt", "cpt4", "c4"),
    "hcpcs": (
        "terminology.hl7.org/codesystem/hcpcs", "www.cms.gov/medicare/coding/hcpcsreleasecodesets",
        "2.16.840.1.113883.6.285", "2.16.840.1.113883.6.14", "hcpcs",
    ),
    "hgnc": (
        "www.genenames.org", "www.genenames.org/geneid", "2.16.840.1.113883.6.281", "hgnc",
    ),
    "gtr": ("www.ncbi.nlm.nih.gov/gtr", "gtr"),
    "ajcc": ("cancerstaging.org", "www.cancerstaging.org", "2.16.840.1.113883.15.6", "ajcc"),
    "dicom": ("dicom.nema.org/resources/ontology/dcm", "1.2.840.10008.2.16.4", "dicom", "dcm"),
}  # fmt: skip
_SHORT = {name: short for short, names in _NAMES.items() for name in names}
_BEFORE = re.compile(r"^(?:urn:oid:|https?://)|/+$")
_SEEN: dict[str, str] = {}
_SEEN_AT_MOST = 1_000
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SNOMED = re.compile(r"[1-9][0-9]{5,17}")


def system_of(name: str, code: str = "") -> str:
    """The short name of a code system, from its address, its number (OID) or a name.

    A system that the table does not know keeps the name that it has. What stands under LOINC and
    has the form of a SNOMED code, without the hyphen that all LOINC codes have, is SNOMED.
    """
    short = _SEEN.get(name)
    if short is None:
        plain = _BEFORE.sub("", name.strip().lower())
        short = _SHORT.get(plain) or _SHORT.get(_NOT_LETTERS.sub("", plain)) or name
        if len(_SEEN) < _SEEN_AT_MOST:
            _SEEN[name] = short
    if short == "loinc" and _SNOMED.fullmatch(code):
        return "snomed"
    return short
