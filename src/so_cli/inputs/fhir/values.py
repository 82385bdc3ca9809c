"""Reads the data types of FHIR. What has another type than it should have counts as absent."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from so_cli.inputs.statement import Coding, Concept, Quantity, Said
from so_cli.inputs.systems import system_of

Json = dict[str, Any]

MAX_CODINGS = 20
MAX_TEXT = 2_000
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T|$)")
_SIGNS = {"<": "<", "<=": "<", ">": ">", ">=": ">"}
_LATERALITY = ("laterality", "locationqualifier")


def mapping(raw: Any) -> Json:
    """The object, or an empty one."""
    return raw if isinstance(raw, dict) else {}


def listed(raw: Any) -> list[Any]:
    """The list; a single value as a list of one, as other versions of FHIR write it."""
    if isinstance(raw, list):
        return raw
    return [] if raw is None else [raw]


def text(raw: Any) -> str:
    """The text, bounded."""
    return raw.strip()[:MAX_TEXT] if isinstance(raw, str) else ""


def number(raw: Any) -> float | None:
    """The number, unless it is none that can be written down."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    try:
        value = float(raw)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def day(*raw: Any) -> date | None:
    """The first whole date among these (texts, or periods by their start); a year alone is none."""
    for one in raw:
        start = one.get("start") if isinstance(one, dict) else one
        found = _DAY.match(start) if isinstance(start, str) else None
        if found:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def coding(raw: Any) -> Coding | None:
    """One code with its system's short name."""
    if not isinstance(raw, dict):
        return None
    code = raw.get("code")
    if isinstance(code, int) and not isinstance(code, bool) and abs(code) < 10**18:
        code = str(code)
    name, display = raw.get("system"), raw.get("display")
    code = text(code)
    if not code and not isinstance(display, str):
        return None
    return Coding(system_of(text(name), code), code, text(display))


def concept(raw: Any) -> Concept | None:
    """What is named by codes and words; a bare text or a bare code too."""
    if isinstance(raw, str):
        return Concept((), text(raw)) if raw.strip() else None
    if not isinstance(raw, dict):
        return None
    inner = raw.get("coding")
    if inner is None and "code" in raw:
        inner = [raw]
    if inner is None and isinstance(raw.get("concept"), dict):  # CodeableReference
        return concept(raw["concept"])
    codings = [found for one in listed(inner)[:MAX_CODINGS] if (found := coding(one)) is not None]
    words = text(raw.get("text"))
    return Concept(tuple(codings), words) if codings or words else None


def concepts(raw: Any) -> tuple[Concept, ...]:
    """Each of a list of concepts."""
    found = (concept(one) for one in listed(raw)[:MAX_CODINGS])
    return tuple(one for one in found if one is not None)


def first_code(raw: Any) -> str:
    """The code of a status, which is a text in some versions of FHIR and a concept in others."""
    if isinstance(raw, str):
        return raw.strip().lower()
    for one in listed(raw):
        found = concept(one)
        if found is not None:
            code = next((coding.code for coding in found.codings if coding.code), found.text)
            return code.strip().lower()
    return ""


def quantity(raw: Any) -> Quantity | None:
    """A number with its unit."""
    raw = mapping(raw)
    value = number(raw.get("value"))
    if value is None:
        return None
    unit = text(raw.get("unit")) or text(raw.get("code"))
    return Quantity(value, unit, _SIGNS.get(text(raw.get("comparator")), ""))


def said(resource: Json, name: str = "value") -> Said:
    """`value[x]`, of the kinds that can answer something."""
    for kind, read in (("CodeableConcept", concept), ("Quantity", quantity)):
        raw = resource.get(name + kind)
        if raw is not None and (found := read(raw)) is not None:
            return found
    if text(resource.get(f"{name}String")):
        return text(resource[f"{name}String"])
    whole = number(resource.get(f"{name}Integer"))
    if whole is not None:
        return Quantity(whole)
    if isinstance(resource.get(f"{name}Boolean"), bool):
        return bool(resource[f"{name}Boolean"])
    between = mapping(resource.get(f"{name}Range"))
    low, high = quantity(between.get("low")), quantity(between.get("high"))
    if low and high:
        return Quantity(low.value, low.unit or high.unit, most=high.value)
    return None


def tail(reference: Any) -> tuple[str, str]:
    """The type, where it is named, and the id that a reference points to."""
    raw = text(reference.get("reference") if isinstance(reference, dict) else reference)
    raw = raw.partition("/_history")[0].removeprefix("urn:uuid:").removeprefix("urn:oid:")
    before, _slash, name = raw.rpartition("/")
    return before.rpartition("/")[2], name


def extensions(resource: Json, *words: str) -> Iterable[Json]:
    """The extensions in whose address one of the words stands."""
    for one in listed(resource.get("extension"))[:MAX_CODINGS]:
        if isinstance(one, dict) and any(word in text(one.get("url")).lower() for word in words):
            yield one


def sites(resource: Json) -> tuple[Concept, ...]:
    """Body sites, with the side where it stands in an extension or a qualifier."""
    found: list[Concept] = []
    for raw in listed(resource.get("bodySite"))[:MAX_CODINGS]:
        found += concepts(raw)
        found += _sides(mapping(raw))
    found += _sides(resource)
    return tuple(found)


def place_of(structure: Json) -> tuple[Concept, ...]:
    """The site that a BodyStructure describes."""
    parts = [structure.get(key) for key in ("location", "locationQualifier", "laterality")]
    for one in listed(structure.get("includedStructure"))[:MAX_CODINGS]:
        parts += [mapping(one).get("structure"), mapping(one).get("laterality")]
    return tuple(found for part in parts for found in concepts(part))


def _sides(resource: Json) -> list[Concept]:
    raw = [one.get("valueCodeableConcept") for one in extensions(resource, *_LATERALITY)]
    return [found for one in raw if (found := concept(one)) is not None]
