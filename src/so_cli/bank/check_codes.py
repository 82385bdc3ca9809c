"""What is wrong in codes.yaml: ids that point nowhere, what a meaning lacks, one code twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.codes import Code
from so_cli.bank.entries import Found, each_entry
from so_cli.bank.strict_yaml import Document
from so_cli.bank.typed import nearest, one_of
from so_cli.errors import Problem

CODES = "codes.yaml"
_WITH_PATTERNS = frozenset({"icd-10", "icd-9"})
_NEEDS: dict[str, tuple[str, ...]] = {
    "says": ("fact", "value"),
    "test": ("fact",),
    "answer": ("value",),
    "medicine": ("fact", "value", "names"),
    "record": ("record",),
    "done": ("record",),
    "also": ("note",),
}


def code_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Everything wrong in the code table, in the order of its entries.

    A bank that is laid over ours may take a fact or a record away. What our codes said of it then
    means nothing, and is no problem.
    """
    codes = {code.id: code for code in bank.codes}
    seen: set[tuple[str, ...]] = set()
    below = _file_below(documents)
    for entry, found in each_entry(bank, documents, "codes"):
        code = codes[entry.id]
        yield from (each for each in _points(code, bank, found) if each.file != below)
        for key in _NEEDS.get(code.means, ()):
            if not getattr(code, key):
                wrong = wording.CODE_NEEDS.format(means=code.means, key=key)
                yield found(("means",), wrong, "")
        if code.system not in _WITH_PATTERNS and set(code.code) & {"?", "*"}:
            yield found(("code",), wording.NO_PATTERN_HERE, wording.WRITE_EACH_CODE)
        if any(name != name.lower() for name in code.names):
            yield found(("names",), wording.NOT_SMALL_LETTERS, "")
        same = (code.system, code.code, code.means, code.fact, code.value, code.record)
        if same in seen:
            yield found(("code",), wording.SAME_ID_TWICE.format(id=code.code), "")
        seen.add(same)


def _file_below(documents: Mapping[str, Document]) -> str:
    """The code table below a bank that was laid over its facts or records; empty without one."""
    is_laid_over = any(
        documents[name].kept for name in ("facts.yaml", "records.yaml") if name in documents
    )
    return documents[CODES].file if is_laid_over and CODES in documents else ""


def _points(code: Code, bank: Bank, found: Found) -> Iterable[Problem]:
    fact = bank.fact.get(code.fact)
    if code.fact and fact is None:
        wrong = wording.UNKNOWN_FACT.format(fact=code.fact)
        yield found(("fact",), wrong, nearest(code.fact, bank.fact))
    # The value of a test is a part of the fact or a method, not an answer.
    is_answer = fact is not None and fact.choices and code.value and code.means != "test"
    if fact is not None and is_answer and fact.choice(code.value) is None:
        wrong = wording.UNKNOWN_CHOICE.format(value=code.value, fact=code.fact)
        yield found(("value",), wrong, one_of(code.value, [each.id for each in fact.choices]))
    if code.record and code.record not in bank.record:
        wrong = wording.POINTS_NOWHERE.format(id=code.record)
        yield found(("record",), wrong, nearest(code.record, bank.record))
