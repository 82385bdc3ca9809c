"""The running text of a C-CDA document, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from so_cli.clean import clean
from so_cli.inputs.ccda.values import HL7, words_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARK = "{urn:hl7-org:v3}"
_BLOCKS = frozenset({"paragraph", "list", "item", "table", "tr", "caption", "br", "footnote"})
_MAX_WORDS = 2_000
"""Letters of a name or an answer; a thousand entries may refer to one long text."""
_BETWEEN_CELLS = "\ue000"
_SILENT = frozenset({"renderMultiMedia", "colgroup", "footnoteRef"})


class Narrative:
    """What the ids in the running texts of a document stand for."""

    def __init__(self, root: Element) -> None:
        self._places: dict[str, tuple[Element, str]] = {}
        self._known: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for section in root.iter(f"{_MARK}section"):
            text = section.find("text", HL7)
            for each in () if text is None else text.iter():
                if (name := each.get("ID")) is not None:
                    self._places.setdefault(name, (each, each.tail or ""))

    def __call__(self, reference: str) -> str:
        """The words at a reference; an empty element marks those that follow it."""
        name = reference.removeprefix("#")
        if name not in self._places:
            return ""
        if name not in self._known:
            element, tail = self._places[name]
            words = words_in(element) or " ".join(tail[:1_000].split())
            self._known[name] = words[:_MAX_WORDS]
        return self._known[name]

    def text_at(self, reference: str) -> str:
        """All the text at a reference, in its lines."""
        name = reference.removeprefix("#")
        if name not in self._places:
            return ""
        if name not in self._texts:
            self._texts[name] = text_of(self._places[name][0])
        return self._texts[name]


def text_of(element: Element | None) -> str:
    """The text of a section as a person reads it: a line for each block and each row."""
    if element is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_parts(element)).split("\n"))
    text = "\n".join(line for line in lines if line).replace(f" {_BETWEEN_CELLS} ", "  ")
    return clean(text, keep_newlines=True)


def _parts(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(_MARK)
    if name in _SILENT or element.get("revised") == "delete":
        return
    if name == "tr":
        yield f"\n{_row(element)}\n"
        return
    is_block = name in _BLOCKS
    if is_block:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
    if is_block:
        yield "\n"


def _row(element: Element) -> str:
    """A row of two is a name and what is said of it."""
    cells = [" ".join("".join(_parts(cell)).split()) for cell in element]
    cells = [cell for cell in cells if cell]
    if len(cells) == 2 and not cells[0].endswith(":"):
        return ": ".join(cells)
    return f" {_BETWEEN_CELLS} ".join(cells)
