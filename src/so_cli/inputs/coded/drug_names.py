"""Names of medicines as people say them: without what catalogs of drugs put around them."""

from __future__ import annotations

import re

_FORMS = {
    # Groups of forms, which say only how it gets into the body: by mouth or by needle goes
    # without saying.
    "Oral Product": "", "Oral Liquid Product": "", "Chewable Product": "", "Pill": "",
    "Disintegrating Oral Product": "", "Injectable Product": "",
    "Topical Product": "for the skin", "Transdermal Product": "patch",
    "Ophthalmic Product": "for the eye", "Otic Product": "for the ear",
    "Nasal Product": "for the nose", "Inhalant Product": "to inhale",
    "Sublingual Product": "under the tongue", "Vaginal Product": "vaginal",
    "Rectal Product": "rectal",
    # Forms.
    "Oral Tablet": "tablet", "Oral Capsule": "capsule", "Tablet": "tablet", "Capsule": "capsule",
    "Injectable Solution": "injection", "Injectable Suspension": "injection",
    "Injection": "injection", "Prefilled Syringe": "injection", "Auto-Injector": "auto-injector",
    "Oral Solution": "oral solution", "Oral Suspension": "oral suspension",
    "Topical Cream": "cream", "Topical Ointment": "ointment", "Topical Gel": "gel",
    "Vaginal Cream": "vaginal cream", "Transdermal System": "patch", "Drug Implant": "implant",
    "Nasal Spray": "nasal spray", "Ophthalmic Solution": "eye drops",
    "Metered Dose Inhaler": "inhaler", "Dry Powder Inhaler": "inhaler",
    "Extended Release": "extended-release",
    "Delayed Release": "delayed-release", "Disintegrating": "disintegrating",
    "Chewable": "chewable",
}  # fmt: skip
"""The words that RxNorm has for forms, and what people say for them."""
_UNITS = {
    "MG": "mg", "MCG": "mcg", "ML": "mL", "UNT": "units", "MEQ": "mEq", "ACTUAT": "puff",
    "HR": "hour",
}  # fmt: skip
_BY_LENGTH = sorted(_FORMS, key=len, reverse=True)
_FORM = re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, _BY_LENGTH))})(?=\s|$|,)")
_UNIT = re.compile(rf"(?<=[\d/ ])(?:{'|'.join(_UNITS)})(?=[\s/,)]|$)")
_PACK = re.compile(r"\{(.*)\}\s*Pack(?:\s*\[([^\[\]]+)\])?\s*", re.DOTALL)
"""{28 (norethindrone 0.35 MG Oral Tablet)} Pack [Camila]."""
_IN_PACK = re.compile(r"\((?!\s*inert\b)([^()]+)\)", re.IGNORECASE)
_AROUND = re.compile(
    r"^[\d.]+ (?:ML|HR|ACTUAT) (?=\D)"  # the size of the bottle, the hours that it lasts
    r"|\s*\(as [^()]*\)"  # the salt, beside the strength
    r"|\s*\[BN\]$"  # a catalog's mark for a brand
)
_SHORT = 4
"""Capitals no longer than this are an abbreviation."""
_TALL = re.compile(r"\b(?=[A-Za-z]*[a-z]{2})(?=[A-Za-z]*[A-Z]{3})[A-Za-z]{7,}\b")
"""DOXOrubicin, vinCRIStine: capitals against mistaking one name for another that looks alike."""


def as_said(name: str) -> str:
    """The name with its strength and its form, in plain words; never empty where it was not."""
    if name.isupper() and len(name) > _SHORT:
        return name.lower()
    plain = _AROUND.sub("", _unpacked(name))
    plain = _FORM.sub(lambda found: _FORMS[found[0]], plain)
    plain = _UNIT.sub(lambda found: _UNITS[found[0]], plain)
    plain = _TALL.sub(lambda found: found[0].lower(), plain)
    return " ".join(plain.split()) or name


def _unpacked(name: str) -> str:
    """Of a pack its brand, or what is in it; pills without a drug are not counted."""
    packed = _PACK.fullmatch(name)
    if packed is None:
        return name
    inside = _IN_PACK.search(packed[1])
    return packed[2] or (inside[1] if inside else name)
