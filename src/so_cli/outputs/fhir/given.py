"""What a packet says to each question, as FHIR has answers."""

from __future__ import annotations

from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.case.values import read_date
from so_cli.clean import clean
from so_cli.outputs.fhir.answers import ABSENT_CODE, MARK_OF, NONE_OF_THESE, coding, is_coded
from so_cli.outputs.fhir.names import Resource
from so_cli.outputs.fhir.questionnaire import kind_of
from so_cli.packet.model import FactLine, Packet
from so_cli.packet.texts import medicine_text

BOTH_IN_THE_TEXT = "as-text"
"""Two papers say two things: the pages show both, and a form has room for one only."""


class Given(Struct, frozen=True):
    """The answers to one question, or the code of why there is none.

    `told`: what conditions read, its codes or its number.
    """

    answers: tuple[Resource, ...] = ()
    told: frozenset[str] | float | None = None
    absent: str = ""


def given_in(bank: Bank, packet: Packet) -> dict[str, Given]:
    """What the packet says, by fact."""
    double = {
        conflict.id
        for conflict in packet.conflicts
        if all(side.fact == conflict.id for side in conflict.values)
    }
    found = {
        line.id: Given(absent=BOTH_IN_THE_TEXT) if line.id in double else _given(bank, line)
        for line in packet.facts
    }
    texts = _own_texts(packet)
    found |= {fact.id: _in_words(texts[fact.kind]) for fact in bank.facts if texts.get(fact.kind)}
    return {name: given for name, given in found.items() if given.answers or given.absent}


def _given(bank: Bank, line: FactLine) -> Given:
    fact, value = bank.fact[line.id], line.value
    if value is None:
        mark = MARK_OF.get(line.state) if line.state else None
        if mark and is_coded(fact):
            return _coded(fact, mark)
        return Given(absent=ABSENT_CODE[mark] if mark else "")
    if is_coded(fact):
        codes = value if isinstance(value, tuple) else (str(value),)
        return _coded(fact, *(codes or (NONE_OF_THESE,)))
    if isinstance(value, int | float):
        is_whole = kind_of(fact) == "integer"
        kind, number = ("valueInteger", int(value)) if is_whole else ("valueDecimal", value)
        return Given(({kind: number},), value)
    day = read_date(str(value)) if fact.kind == "date" else None
    return Given(({"valueDate": day.isoformat()},)) if day else _in_words([line.text])


def _coded(fact: Fact, *codes: str) -> Given:
    return Given(tuple({"valueCoding": coding(fact, code)} for code in codes), frozenset(codes))


def _in_words(texts: list[str]) -> Given:
    cleaned = [clean(text, keep_newlines=True).strip() for text in texts]
    return Given(tuple({"valueString": text} for text in cleaned if text))


def _own_texts(packet: Packet) -> dict[str, list[str]]:
    """What stands in other parts of a case than its facts, by the kind of the fact that asks it."""
    asked = (*packet.top, *packet.next, *packet.rest, *packet.calls)
    own = [question.text for question in asked if question.own]
    said = {line.value for line in packet.facts}  # her main question is a fact, and has its item
    return {
        "decision": [packet.decision],
        "medicines": [medicine_text(medicine) for medicine in packet.medicines],
        "allergies": [*packet.allergies],
        "questions": [text for text in own if text not in said],
    }
