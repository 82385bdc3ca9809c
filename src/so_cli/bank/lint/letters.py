"""Letters that could not be filled, for people of whom all is known, and of whom nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.entries import each_entry
from so_cli.bank.letters import FIELDS, RECORD_KEYS, faults, fill
from so_cli.bank.strict_yaml import Document
from so_cli.errors import BadFile, Problem

_LISTS = {"records", "slides", "case_lines", "questions"}
_RECORD = dict.fromkeys(RECORD_KEYS, "word")
_FULL: dict[str, Any] = {
    **dict.fromkeys(FIELDS, "word"),
    "records": [_RECORD],
    "slides": [_RECORD],
    "case_lines": ["word"],
    "questions": ["word"],
    "is_helper": True,
}
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(FIELDS, ""),
    **{name: [] for name in _LISTS},
    "is_helper": False,
}


def letter_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Bodies that cannot be read, ask for what there is not, or break for somebody."""
    for entry, found in each_entry(bank, documents, "letters"):
        letter = bank.letter[entry.id]
        place = found(("body",), "", "")
        problems = [
            place._replace(line=place.line + fault.line - 1, wrong=fault.wrong, right=fault.right)
            for fault in faults(letter.body)
        ]
        yield from problems
        for fields in () if problems else (_FULL, _EMPTY):
            try:
                fill(letter, fields)
            except BadFile:
                yield found(("body",), wording.NOT_A_LETTER, wording.CHECK_THE_BRACES)
                break
