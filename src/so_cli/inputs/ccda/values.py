"""Reads the data types of HL7 version 3. What is not as it should be counts as absent."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from so_cli.inputs.statement import Coding, Concept, Quantity, Said
from so_cli.inputs.systems import system_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HL7 = {"": "urn:hl7-org:v3"}
MAX_CODINGS = 20
MAX_TEXT = 2_000
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DIGITS = re.compile(r"\d{4,8}")
_NUMBERS = frozenset({"PQ", "INT", "REAL", "MO"})
_MORPHOLOGY = "116676008"
_OF_SITES = frozenset({"", "272741003", "363698007", "363704007", "405813007", "405814001"})
"""What a qualifier is called that names a side or a part of the body."""
_ICD_9_PROCEDURES = "2.16.840.1.113883.6.104"
_IS_PROCEDURE = re.compile(r"\d\d(?:\.\d{1,2})?")
"""Two digits before the point; some systems put diagnoses under that number too."""

Resolve = Callable[[str], str]
"""The words in the running text to which a reference such as `#problem3` points."""


def find(element: Element | None, path: str) -> Element | None:
    """The first child at a path, of HL7's namespace."""
    return None if element is None else element.find(path, HL7)


def find_all(element: Element | None, path: str) -> list[Element]:
    """All of them."""
    return [] if element is None else element.findall(path, HL7)


def attribute(element: Element | None, path: str, name: str) -> str:
    """An attribute of the first child at a path; empty where there is none."""
    found = find(element, path)
    return "" if found is None else found.get(name, "").strip()[:MAX_TEXT]


def words_in(element: Element | None) -> str:
    """All text in an element, in one line, bounded."""
    if element is None:
        return ""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > MAX_TEXT * 2:
            break
    return " ".join(" ".join(parts).split())[:MAX_TEXT]


def original(element: Element | None, resolve: Resolve) -> str:
    """The text of an element, or what it refers to."""
    own = words_in(element)
    return own or resolve(attribute(element, "reference", "value"))


def templates(element: Element) -> set[str]:
    """The numbers of the templates that an element follows."""
    return {each.get("root", "") for each in find_all(element, "templateId")}


def identity(element: Element) -> str:
    """How other entries point to this one."""
    found = find(element, "id")
    if found is None or not found.get("root"):
        return ""
    return ":".join(filter(None, [found.get("root"), found.get("extension")]))[:MAX_TEXT]


def concept(element: Element | None, resolve: Resolve) -> Concept | None:
    """A coded value with its translations and its words."""
    if element is None:
        return None
    raw = [
        element,
        *find_all(element, "translation"),
        *find_all(element, "translation/translation"),
    ]
    codings = [found for each in raw[:MAX_CODINGS] if (found := _coding(each)) is not None]
    text = _without_group(original(find(element, "originalText"), resolve), codings)
    return Concept(tuple(dict.fromkeys(codings)), text) if codings or text else None


def _without_group(text: str, codings: list[Coding]) -> str:
    """A name without the group before it: "Beta blockers + Metoprolol" is Metoprolol."""
    names = (each.display for each in codings if each.display)
    return next((name for name in names if text.endswith(f" + {name}")), text)


def sites(element: Element, resolve: Resolve) -> tuple[Concept, ...]:
    """Body sites, and the sides that stand as their qualifiers."""
    targets = find_all(element, "targetSiteCode")
    holders = [*targets, *find_all(element, "value"), *find_all(element, "code")]
    found = [concept(each, resolve) for each in targets]
    found += [
        concept(find(each, "value"), resolve)
        for each in qualifiers(holders)
        if attribute(each, "name", "code") in _OF_SITES
    ]
    return tuple(each for each in found if each is not None)


def morphology(element: Element, resolve: Resolve) -> Concept | None:
    """What the cells look like, where it stands as a qualifier."""
    for each in qualifiers(find_all(element, "value")):
        if attribute(each, "name", "code") == _MORPHOLOGY:
            return concept(find(each, "value"), resolve)
    return None


def qualifiers(elements: list[Element]) -> Iterator[Element]:
    """What makes codes narrower."""
    for element in elements:
        yield from find_all(element, "qualifier")


def said(value: Element, resolve: Resolve) -> Said:
    """What an observation says."""
    kind = value.get(_TYPE, "").rpartition(":")[2]
    if kind in _NUMBERS:
        return _quantity(value) or concept(value, resolve)
    if kind.startswith("IVL_"):
        return _range(value)
    if kind.startswith("RTO"):
        parts = [attribute(value, name, "value") for name in ("numerator", "denominator")]
        return "/".join(parts) if all(parts) else None
    if kind == "BL":
        return {"true": True, "false": False}.get(value.get("value", ""))
    return concept(value, resolve) or _text(value, resolve)


def day(raw: str) -> date | None:
    """The day of a time such as 20050406100000; a year or a month alone is none."""
    found = _DAY.match(raw)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def when(element: Element | None) -> date | None:
    """The day of an element's time, or on which it began."""
    for path in ("effectiveTime", "effectiveTime/low", "effectiveTime/center"):
        for each in find_all(element, path):
            if (found := day(each.get("value", ""))) is not None:
                return found
    return None


def is_over(element: Element, today: date) -> bool:
    """Whether its time has an end, and that lies in the past."""
    now = f"{today:%Y%m%d}"
    ends = (each.get("value", "") for each in find_all(element, "effectiveTime/high"))
    found = [match[0] for end in ends if (match := _DIGITS.match(end))]
    return any(end < now[: len(end)] for end in found)


def _coding(element: Element) -> Coding | None:
    code, display = (element.get(key, "").strip()[:MAX_TEXT] for key in ("code", "displayName"))
    if not code:
        return None
    number, name = (element.get(key, "").strip() for key in ("codeSystem", "codeSystemName"))
    if number == _ICD_9_PROCEDURES and not _IS_PROCEDURE.fullmatch(code):
        number = "icd-9"
    system = system_of(number, code)
    if system == number and name:
        system = system_of(name, code)
    return Coding(system[:MAX_TEXT], code, display)


def _number(raw: str) -> float | None:
    try:
        value = float(raw)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _quantity(element: Element | None) -> Quantity | None:
    value = None if element is None else _number(element.get("value", ""))
    if element is None or value is None:
        return None
    unit = element.get("unit", "").strip()[:MAX_TEXT]
    return Quantity(value, "" if unit == "1" else unit)


def _text(value: Element, resolve: Resolve) -> str | None:
    if value.get("representation") == "B64":
        return None
    return original(value, resolve) or value.get("value", "").strip()[:MAX_TEXT] or None


def _range(element: Element) -> Said:
    low, high = _quantity(find(element, "low")), _quantity(find(element, "high"))
    if low and high:
        return Quantity(low.value, low.unit or high.unit, most=high.value)
    if low:
        return Quantity(low.value, low.unit, ">")
    if high:
        return Quantity(high.value, high.unit, "<")
    return _quantity(find(element, "center")) or _quantity(element)
