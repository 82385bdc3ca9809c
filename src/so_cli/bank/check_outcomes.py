"""What is wrong in outcomes.yaml: ids that point nowhere, conditions, bad questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.conditions import compile_when
from so_cli.bank.entries import each_entry, twice
from so_cli.bank.model import NEVER_ALONE
from so_cli.bank.strict_yaml import Document
from so_cli.bank.typed import nearest, one_of
from so_cli.errors import Problem


def _diagnosis(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    compared = {each.id: each for each in bank.diagnosis}
    for entry, found in each_entry(bank, documents, "diagnosis"):
        fact, said = bank.fact.get(entry.id), compared[entry.id]
        if fact is None:
            wrong = wording.UNKNOWN_FACT.format(fact=entry.id)
            yield found(("id",), wrong, nearest(entry.id, bank.fact))
            continue
        finer = [name for names in said.covers.values() for name in names]
        named = [("unknown", name) for name in said.unknown]
        named += [("unclear", name) for name in said.unclear]
        named += [("covers", name) for name in (*said.covers, *finer)]
        for key, name in named:
            if fact.choice(name) is None:
                wrong = wording.UNKNOWN_CHOICE.format(value=name, fact=fact.id)
                yield found((key,), wrong, one_of(name, [choice.id for choice in fact.choices]))


def _parts(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    parts = {str(part.id): part for part in bank.parts}
    for entry, found in each_entry(bank, documents, "parts"):
        choices = parts[entry.id].choices
        known = [choice.id for choice in choices]
        yield from twice(found, "choices", known)
        for index, choice in enumerate(choices):
            for name in choice.covers:
                if name not in known:
                    wrong = wording.POINTS_NOWHERE.format(id=name)
                    yield found(("choices", index, "covers"), wrong, one_of(name, known))
            for path, wrong, right in compile_when(choice.when, bank.scope)[1]:
                yield found(("choices", index, "when", *path), wrong, right)


def _next_steps(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Questions after two opinions keep the rules of all questions."""
    steps = {step.id: step for step in bank.next}
    for entry, found in each_entry(bank, documents, "next"):
        for index, ask in enumerate(steps[entry.id].ask):
            if ask.who and {*ask.who} <= NEVER_ALONE:
                yield found(("ask", index, "who"), wording.ALONE_IN_ASK, wording.ADD_A_DOCTOR)
            if ask.text.count("?") != 1:
                wrong = wording.NOT_ONE_QUESTION
                yield found(("ask", index, "text"), wrong, wording.ASK_ONE_THING)


OUTCOME_CHECKS: tuple[Callable[[Bank, Mapping[str, Document]], Iterable[Problem]], ...] = (
    _diagnosis,
    _parts,
    _next_steps,
)
