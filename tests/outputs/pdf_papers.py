"""Papers as PDFs, each drawn once, and what their tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace
from papers import (
    CASES,
    EXAMPLES,
    NAMES,
    Paper,
    named_paper,
    text_of,
    texts_of_block,
)
from pdf_reader import Page, Pdf, read_pdf

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.clean import clean
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.look import Look
from so_cli.outputs.pages.blocks import Block, Document, Items
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.letter import letter_document, make_letter
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, make_checklist

TODAY = date(2026, 11, 20)
LETTERS = ("center", "helper", "insurer", "records", "referral", "slides")
FILLED = (*(f"{kind} filled" for kind in KINDS), *(f"{kind} blank" for kind in LETTERS), *LETTERS)
PACKETS = (*CASES, *EXAMPLES, "empty")
EVERYTHING = tuple(dict.fromkeys((*NAMES, *PACKETS, *FILLED)))


class Drawn(NamedTuple):
    document: Document
    data: bytes
    pdf: Pdf

    @property
    def doctors(self) -> list[Page]:
        """The pages before the person's own."""
        count = sum(part.kind == "doctor" for part in self.document.parts)
        return list(self.pdf.pages[:count])

    @property
    def own(self) -> list[Page]:
        return list(self.pdf.pages[len(self.doctors) :])


@cache
def draw(name: str, look: Look | None = None) -> Drawn:
    """One of EVERYTHING: the papers of all formats, and each filled checklist and each letter."""
    document, content = _paper(name, open_bank())
    data = to_pdf(document, content, look or Look()).data
    return Drawn(document, data, read_pdf(data))


def _paper(name: str, bank: Bank) -> Paper:
    kind, _, how = name.partition(" ")
    case = load_case(EXAMPLES["example-before-surgery"], bank)
    if kind in LETTERS:
        packet = make_packet(bank, Case() if how == "blank" else case, TODAY)
        letter = make_letter(bank, packet, kind, is_blank=how == "blank")
        return Paper(letter_document(letter, packet), letter)
    if how == "filled":
        found = next(each for each in KINDS if each == kind)
        checklist = make_checklist(bank, case, found, TODAY, is_blank=False)
        return Paper(checklist_document(checklist), checklist)
    return named_paper(name, bank, TODAY)


def squeezed(text: str) -> str:
    """Without blanks, and without the places where a long word may break."""
    return "".join(clean(text).split())


def text_on(page: Page) -> str:
    return squeezed("".join(run.text for run in page.body))


def printed_texts(document: Document) -> Iterator[str]:
    """What stands on paper, from top to bottom; of a form, only the first details."""
    for part in document.parts:
        yield text_of(part.title)
        for section in part.sections:
            yield text_of(section.title)
            for block in section.blocks:
                yield from texts_of_block(_short(block, document))


def _short(block: Block, document: Document) -> Block:
    if not document.is_form or not isinstance(block, Items):
        return block
    items = (replace(item, more=item.more[: document.details]) for item in block.items)
    return replace(block, items=tuple(items))
