"""Plain names for what a paper names by a code alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.codes import Code
from so_cli.inputs.codes import CodeIndex, index_of
from so_cli.inputs.statement import Concept, Statement

_KIND = re.compile(
    r"\s*\((?:procedure|regime/therapy|disorder|finding|situation|body structure|substance"
    r"|medicinal product|qualifier value)\)$"
)
"""What SNOMED puts behind its names for those who write codes."""


def plain_words(concept: Concept, codes: CodeIndex, bank: Bank) -> str:
    """The concept's own words; where it has only codes, what the table and the bank call them."""
    return _label(concept, codes, bank) or _KIND.sub("", concept.words) or concept.words


def in_plain_words(statements: Iterable[Statement], bank: Bank) -> tuple[Statement, ...]:
    """The statements, with no bare code in the words of their sources that has a plain name."""
    codes = index_of(bank)
    return tuple(_relabelled(one, codes, bank) for one in statements)


def _relabelled(one: Statement, codes: CodeIndex, bank: Bank) -> Statement:
    words = one.source.words
    for concept in _concepts(one):
        if label := _label(concept, codes, bank):
            words = words.replace(concept.words, label, 1)
    if words == one.source.words:
        return one
    parts = tuple(_relabelled(part, codes, bank) for part in one.parts)
    return replace(one, source=replace(one.source, words=words), parts=parts)


def _concepts(one: Statement) -> Iterator[Concept]:
    """All that may stand in the words of its source."""
    said = (one.what, one.value, one.interpretation, *one.sites)
    yield from (each for each in said if isinstance(each, Concept))
    for part in one.parts:
        yield from _concepts(part)


def _label(concept: Concept, codes: CodeIndex, bank: Bank) -> str:
    if concept.text or any(coding.display for coding in concept.codings):
        return ""
    names = (_name(code, bank) for code in codes.of(concept))
    found = next(filter(None, names), "")
    # A code of T, N or M keeps its small letter.
    return found[:1].upper() + found[1:] if found[1:2].islower() else found


def _name(code: Code, bank: Bank) -> str:
    if code.means in {"breast-cancer", "past-breast-cancer"}:
        is_past = code.means == "past-breast-cancer"
        return wording.BREAST_CANCER_ONCE if is_past else wording.BREAST_CANCER
    if code.means == "medicine":
        return next(iter(code.names), "")
    fact, record = bank.fact.get(code.fact), bank.record.get(code.record)
    if fact is None or code.means in {"ask", "also", "never"}:
        return record.title if record else code.note or code.value
    if code.means == "test":
        return fact.label
    choice = fact.choice(code.value)
    return choice.label if choice else code.value
