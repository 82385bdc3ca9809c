"""What a section of a C-CDA document is for, and what its entries are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from so_cli import wording
from so_cli.inputs.ccda.values import attribute, find, find_all, templates, words_in
from so_cli.inputs.statement import Concept

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Kind = Literal[
    "problem", "history", "before-surgery", "procedure", "medicine", "allergy", "result", "plan",
    "note", "holder", "none",
]  # fmt: skip
"""Of a section or of an entry. before-surgery: what was thought then; holder: what an entry holds
counts; none: neither it nor that."""

_SECTION = "{urn:hl7-org:v3}section"
_FAMILY = frozenset({"10157-6", "8670-2"})
_FAMILY_TEMPLATES = frozenset({"2.16.840.1.113883.10.20.22.2.15", "2.16.840.1.113883.10.20.1.4"})
_SECTIONS: dict[str, Kind] = {
    "11450-4": "problem", "10219-4": "before-surgery", "10218-6": "problem", "46241-6": "problem",
    "42347-5": "problem", "11535-2": "problem", "11348-0": "history",
    "47519-4": "procedure", "59769-0": "procedure", "29554-3": "procedure", "10223-6": "procedure",
    "10160-0": "medicine", "10183-2": "medicine", "75311-1": "medicine", "42346-7": "medicine",
    "48765-2": "allergy", "30954-2": "result", "26436-6": "result",
    "18776-5": "plan", "59772-4": "plan", "61146-7": "plan", "62387-6": "plan",
    "10157-6": "none", "8670-2": "none", "46240-8": "none", "11369-6": "none", "8716-3": "none",
    "29762-2": "none", "48768-6": "none", "42348-3": "none", "46264-8": "none",
    "59768-2": "none", "59774-0": "none",
}  # fmt: skip
"""By the code of the section; indications are reasons, and anesthesia is no treatment."""
_SECTION_TEMPLATES: dict[Kind, str] = {
    "problem": "22.2.5 22.2.5.1 1.11",
    "history": "22.2.20",
    "procedure": "22.2.7 22.2.7.1 1.12",
    "medicine": "22.2.1 22.2.1.1 1.8",
    "allergy": "22.2.6 22.2.6.1 1.2",
    "result": "22.2.3 22.2.3.1 1.14",
    "plan": "22.2.10 22.2.30 1.10",
    # Families, encounters, vaccines, vital signs, habits, insurers.
    "none": "22.2.15 1.4 22.2.22 22.2.22.1 1.3 22.2.2 22.2.2.1 1.6 22.2.4 22.2.4.1 1.16 "
    "22.2.17 1.15 22.2.18 1.9",
}
"""By template, where a section has no code; the numbers follow HL7's own, `_HL7`."""
_ENTRY_TEMPLATES: dict[Kind, str] = {
    # Families, indications, vital signs, vaccines, encounters, risks, what stands beside a problem.
    "none": "22.4.45 22.4.46 1.22 1.23 1.42 22.4.19 22.4.26 22.4.27 1.35 22.4.52 22.4.49 22.4.80 "
    "1.21 22.4.136 22.4.6 22.4.8 22.4.9 22.4.31 22.4.122",
    "allergy": "22.4.7 22.4.90 1.18",
    "problem": "22.4.4 1.28",
    "result": "22.4.2 1.31",
    "procedure": "22.4.12 22.4.13 22.4.14 22.4.39 22.4.41 1.29 6.2.5",
    "medicine": "22.4.16 22.4.42 1.24",
    "note": "22.4.202",
}
_HL7 = "2.16.840.1.113883.10.20."
_IHE: dict[str, Kind] = {
    "1.3.6.1.4.1.19376.1.5.3.1.4.5": "problem",
    "1.3.6.1.4.1.19376.1.5.3.1.4.6": "allergy",
    "1.3.6.1.4.1.19376.1.5.3.1.4.7": "medicine",
}
"""Templates of C32 documents."""
_RANK: tuple[Kind, ...] = ("none", "allergy", "problem", "result", "procedure", "medicine", "note")
"""An allergy is a kind of problem, so it comes first where an entry follows both."""
_OBSERVED: dict[Kind, Kind] = {
    "problem": "problem", "history": "problem", "before-surgery": "problem",
    "allergy": "allergy", "result": "result", "procedure": "procedure", "plan": "procedure",
}  # fmt: skip
_SIDE = frozenset({"laterality", "side"})
_HOLDERS = frozenset({"act", "organizer"})


def _by_number(templates: dict[Kind, str]) -> dict[str, Kind]:
    return {_HL7 + each: kind for kind, numbers in templates.items() for each in numbers.split()}


_SECTION_OF = _by_number(_SECTION_TEMPLATES)
_ENTRY_OF = _by_number(_ENTRY_TEMPLATES) | _IHE


def her_sections(root: Element) -> Iterator[tuple[Element, frozenset[Kind]]]:
    """Her sections, each with what it and the sections around it are for.

    A section about somebody else is left out, with all that stands in it.
    """
    waiting: list[tuple[Element, frozenset[Kind]]] = [(root, frozenset())]
    while waiting:
        element, kinds = waiting.pop()
        if element.tag == _SECTION:
            if _is_of_family(element) or is_of_another(element):
                continue
            kinds |= {kind_of_section(element)}
            yield element, kinds
        waiting += [(child, kinds) for child in reversed(element)]


def is_of_another(element: Element) -> bool:
    """Whether a section or an entry names somebody else as the one that it is about."""
    return find(element, "subject") is not None


def _is_of_family(section: Element) -> bool:
    code = attribute(section, "code", "code")
    return code in _FAMILY or bool(templates(section) & _FAMILY_TEMPLATES)


def title_of(section: Element) -> str:
    """What the section calls itself."""
    name = words_in(find(section, "title")) or attribute(section, "code", "displayName")
    return name or wording.CDA_SECTION


def sides_of(section: Element) -> tuple[Concept, ...]:
    """The side, where a section in this one is there to say it."""
    inner = find_all(section, "component/section")
    texts = [words_in(find(each, "text")) for each in inner if title_of(each).lower() in _SIDE]
    return tuple(Concept((), text) for text in texts if text)


def kind_of_section(section: Element) -> Kind:
    """What its entries are, unless they say otherwise."""
    found = _SECTIONS.get(attribute(section, "code", "code"))
    if found is not None:
        return found
    kinds = (_SECTION_OF[each] for each in templates(section) if each in _SECTION_OF)
    return next(kinds, "holder")


def kind_of_entry(name: str, followed: set[str], section: Kind) -> Kind:
    """What an element of this name is that follows these templates, in such a section."""
    kinds = {_ENTRY_OF[each] for each in followed if each in _ENTRY_OF}
    if kinds:
        return min(kinds, key=_RANK.index)
    if name == "observation":
        return _OBSERVED.get(section, "none")
    if name == "procedure" or (name == "act" and section in {"procedure", "plan"}):
        return "procedure"
    if name == "substanceAdministration":
        return "medicine"
    return "holder" if name in _HOLDERS else "none"
