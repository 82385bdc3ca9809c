"""What is in a bank and used by nothing in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank, Cited
from so_cli.bank.conditions import facts_in, names_in
from so_cli.bank.entries import each_entry
from so_cli.bank.model import When
from so_cli.bank.selection import Conditioned
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem


def unused_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Facts, named conditions, topics and sources that nothing refers to.

    A word may stand in her own papers alone, so words are not looked at.
    """
    used = {
        "facts": _used_facts(bank),
        "conditions": {name for when in _conditions(bank) for name in names_in(when)},
        "topics": {question.topic for question in bank.questions},
        "sources": _used_sources(bank),
    }
    for section, names in used.items():
        for entry, found in each_entry(bank, documents, section):
            if entry.id not in names:
                yield found((), wording.NOT_USED.format(id=entry.id), wording.USE_IT_OR_NOT)


def _conditions(bank: Bank) -> list[When | None]:
    """Every condition of the bank."""
    sections: tuple[Iterable[Conditioned], ...] = (
        bank.questions, bank.records, bank.steps, bank.notes, bank.chapters, bank.sheets,
        bank.facts, bank.conditions, bank.conflicts, bank.assess,
        *(sheet.rows for sheet in bank.sheets),
    )  # fmt: skip
    return [entry.when for section in sections for entry in section]


def _used_facts(bank: Bank) -> set[str]:
    """Facts that a condition reads, that the doctor sees, or that are not values at all.

    A text that she typed stands on her own pages, and is used by that.
    """
    named = bank.scope.named
    used = {name for when in _conditions(bank) for name in facts_in(when, named)}
    used |= {name for conflict in bank.conflicts for name in conflict.facts}
    printed = {fact.id for fact in bank.facts if fact.doctor}
    asked = {name for chapter in bank.chapters for name in chapter.asks}
    return used | printed | asked


def _used_sources(bank: Bank) -> set[str]:
    sections: tuple[Iterable[Cited], ...] = (
        bank.questions, bank.records, bank.steps, bank.notes, bank.words, bank.conditions,
        bank.assess, bank.center_lists, bank.letters, bank.late,
    )  # fmt: skip
    return {name for section in sections for entry in section for name in entry.sources}
