"""Questions that ask nearly the same thing, so that one packet would ask it twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.entries import each_entry
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem

MOST_ALIKE = 0.75
"""The share of their words that two questions may have in common."""
_SMALL = re.compile(
    r"an?|and|any|are|as|at|be|been|before|by|can|could|did|do|does|for|from|get|had|has|have|how"
    r"|if?|in|is|its?|me|my|of|on|or|our|should|so|than|that|the|them|then|there|these|they|this"
    r"|to|was|we|were|what|when|where|which|who|why|will|with|would|your?|after|more|other"
)
_WORD = re.compile(r"[^\W_][\w'-]*")


def alike_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """The later of two questions that share most of their words, a stage and somebody to ask."""
    later: dict[str, str] = {}
    words = {question.id: _words(question.text) for question in bank.questions}
    for first, second in combinations(bank.questions, 2):
        meet = {*first.stages} & {*second.stages} and {*first.ask} & {*second.ask}
        if meet and _alike(words[first.id], words[second.id]) > MOST_ALIKE:
            later.setdefault(second.id, first.id)
    for entry, found in each_entry(bank, documents, "questions"):
        if other := later.get(entry.id):
            yield found(("text",), wording.NEARLY_THE_SAME.format(id=other), wording.JOIN_THEM)


def _words(text: str) -> frozenset[str]:
    """The words that carry the meaning, in their plain form."""
    found = (word.lower().removesuffix("s") for word in _WORD.findall(text))
    return frozenset(word for word in found if not _SMALL.fullmatch(word))


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    together = first | second
    return len(first & second) / len(together) if together else 0.0
