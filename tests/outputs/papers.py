"""Papers to look at, by their names, and the words that must stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hostile import DAY, case_of
from msgspec import Struct
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.bank.model import VALUE_KINDS, Fact, Stage
from so_cli.case.model import (
    Answer,
    Case,
    Opinion,
    OwnQuestion,
    PlanPart,
    Questions,
    Source,
    Stored,
)
from so_cli.case.store import load_case
from so_cli.interview.context import Context
from so_cli.interview.remaining import still_to_ask
from so_cli.outputs.pages.ask_list import ask_list_document
from so_cli.outputs.pages.assess import assessment_document
from so_cli.outputs.pages.blocks import (
    Block,
    Document,
    Fields,
    Heading,
    Items,
    Line,
    Paragraph,
    Table,
)
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.compare import comparison_document
from so_cli.outputs.pages.letter import letter_document, make_letter
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.ask_list import make_ask_list
from so_cli.packet.assess import make_assessment
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, make_checklist
from so_cli.packet.comparison import make_comparison

TESTS = Path(__file__).parents[1]
CASES = {path.stem: path for path in sorted((TESTS / "cases").glob("*.yaml"))}
EXAMPLES = {
    f"example-{path.stem}": path for path in sorted((TESTS.parent / "examples").glob("*.yaml"))
}
NAMES = (*CASES, "empty", *KINDS, "letter", "assessment", "opinions", "ask")
"""Every paper there is: packets of cases, one of nobody, each blank checklist."""
OPINIONS = (
    Opinion(
        id="first",
        by="Dr. Stone",
        who="breast-surgeon",
        plan={"surgery": PlanPart(value="mastectomy"), "nodes": PlanPart(value="node-surgery")},
    ),
    Opinion(
        id="second",
        by="Dr. Rivera",
        who="medical-oncologist",
        date=DAY,
        facts={"her2": Answer(value="positive"), "side": Answer(value="left")},
        plan={
            "surgery": PlanPart(value="lumpectomy"),
            "nodes": PlanPart(value="sentinel"),
            "order": PlanPart(value="other", text="Drugs, then see"),
        },
        reason="It is small, and it may shrink.",
    ),
)


class Paper(NamedTuple):
    """Pages, and what they were made from."""

    document: Document
    content: Struct


def packet_paper(bank: Bank, case: Case, today: date) -> Paper:
    packet = make_packet(bank, case, today)
    return Paper(packet_document(packet), packet)


def named_paper(name: str, bank: Bank, today: date) -> Paper:
    """One of NAMES, or of EXAMPLES."""
    for kind in KINDS:
        if name == kind:
            blank = make_checklist(bank, Case(stage="pre-surgery"), kind, today, is_blank=True)
            return Paper(checklist_document(blank), blank)
    case = load_case(CASES["post-biopsy"], bank)
    if name == "assessment":
        made = make_assessment(bank, case, today)
        return Paper(assessment_document(made), made)
    if name == "opinions":
        compared = make_comparison(bank, replace(case, opinions=OPINIONS), today)
        return Paper(comparison_document(compared), compared)
    if name == "ask":
        asked = make_ask_list(bank, case, today, still_to_ask(Context(bank, case, today)))
        return Paper(ask_list_document(asked), asked)
    if name == "letter":
        packet = make_packet(bank, case, today)
        letter = make_letter(bank, packet, "records", is_blank=False)
        return Paper(letter_document(letter, packet), letter)
    path = (CASES | EXAMPLES).get(name)
    return packet_paper(bank, load_case(path, bank) if path else Case(), today)


def whole_case(bank: Bank, text: str, stage: Stage) -> Case:
    """A case with this text wherever one can write, and every fact answered at length."""
    source = Source(file=text, where=text, words=text)
    facts = {
        fact.id: Answer(value=_longest(fact, text), source=source if number % 2 else None)
        for number, fact in enumerate(bank.facts)
        if fact.kind in VALUE_KINDS
    }
    own = tuple(OwnQuestion(id=f"own-{number}", text=text) for number in range(2, 10))
    case = case_of(text)
    return replace(
        case,
        stage=stage,
        person=replace(case.person, born=DAY),
        decide_by=DAY,
        facts=facts,
        questions=Questions(own=own),
        medicines=case.medicines * 5,
    )


def _longest(fact: Fact, text: str) -> Stored:
    """The answer with the most words."""
    if fact.kind == "choice":
        return max(fact.choices, key=lambda choice: len(choice.shorthand or choice.id)).id
    if fact.kind == "choices":
        several = [choice.id for choice in fact.choices if not choice.exclusive]
        return tuple(several[: fact.at_most or len(several)])
    if fact.kind == "number":
        return int(fact.max or 100)
    return DAY.isoformat() if fact.kind == "date" else text


def texts_of_document(document: Document) -> Iterator[str]:
    """Every text from top to bottom."""
    for part in document.parts:
        yield text_of(part.title)
        for section in part.sections:
            yield text_of(section.title)
            for block in section.blocks:
                yield from texts_of_block(block)


def texts_of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield text_of(block.line)
        case Items():
            for item in block.items:
                yield from map(text_of, (item.line, *item.more))
        case Fields():
            yield from block.names
        case Table():
            yield from block.columns
            for number, row in enumerate(block.rows):
                yield text_of(row)
                yield from map(text_of, block.more[number : number + 1])
                yield from map(text_of, block.cells[number] if block.cells else ())


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)
