"""What a command gives, in any of its formats, as bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.outputs.look import Look, Reader
from so_cli.outputs.pages.blocks import Document
from so_cli.packet.model import Packet

Format = Literal["md", "html", "pdf", "txt", "json", "ics", "fhir"]
FORMATS_OF_A_PACKET: tuple[Format, ...] = get_args(Format)
FORMATS = tuple(kind for kind in FORMATS_OF_A_PACKET if kind not in {"ics", "fhir"})
MEASURED: frozenset[Format] = frozenset({"html", "pdf"})
"""The formats that show what only paper needs."""


def ending(kind: str) -> str:
    """How the name of a file in one of the formats ends, without its first dot."""
    return "fhir.json" if kind == "fhir" else kind


class Paper(NamedTuple):
    """Data, and how it is drawn where it is drawn at all.

    markdown  where Markdown is not drawn from the document, as with a letter
    calendar  where there are days to put into a calendar
    fhir      where there are answers that programs of hospitals can read
    """

    content: Struct
    document: Callable[[], Document]
    markdown: Callable[[], str] | None = None
    calendar: Callable[[], str] | None = None
    fhir: Callable[[], str] | None = None


class Rendered(NamedTuple):
    """A file's bytes, and the letters for which a PDF found no font."""

    data: bytes
    undrawn: tuple[str, ...] = ()


def packet_paper(
    bank: Bank, packet: Packet, reader: Reader = "both", *, on_paper: bool = True
) -> Paper:
    """The packet for whoever reads it; its data, its days and its answers are always whole.

    on_paper  whether one of the MEASURED formats will be made of it.
    """

    def calendar() -> str:
        from so_cli.outputs.as_ics import to_ics

        return to_ics(packet)

    def fhir() -> str:
        from so_cli.outputs.fhir.bundle import to_fhir

        return to_fhir(bank, packet)

    @cache
    def document() -> Document:
        from so_cli.outputs.pages.packet import packet_document

        return packet_document(packet, reader, on_paper=on_paper)

    return Paper(packet, document, calendar=calendar, fhir=fhir)


def render(paper: Paper, kind: str, look: Look) -> Rendered:
    """The file in one of FORMATS_OF_A_PACKET. Raises BadFile where a template cannot be used."""
    if kind == "pdf":
        from so_cli.outputs.as_pdf import to_pdf

        return Rendered(*to_pdf(paper.document(), paper.content, look))
    return Rendered(_text(paper, kind, look).encode())


def _text(paper: Paper, kind: str, look: Look) -> str:
    if kind == "json":
        from so_cli.outputs.as_json import to_json

        return to_json(paper.content)
    if kind == "ics" and paper.calendar:
        return paper.calendar()
    if kind == "fhir" and paper.fhir:
        return paper.fhir()
    if kind == "html":
        from so_cli.outputs.as_html import to_html

        return to_html(paper.document(), paper.content, look)
    if kind == "txt":
        from so_cli.outputs.as_text import to_text

        return to_text(paper.document())
    from so_cli.outputs.as_markdown import to_markdown

    return paper.markdown() if paper.markdown else to_markdown(paper.document())
