"""What is wrong between the entries of a bank: ids that point nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.check_codes import code_problems
from so_cli.bank.check_outcomes import OUTCOME_CHECKS
from so_cli.bank.conditions import compile_when, facts_in, names_in
from so_cli.bank.entries import FOR_EVERYBODY, VOICED, each_entry, twice
from so_cli.bank.model import CALLED, NEVER_ALONE, VALUE_KINDS, Fact
from so_cli.bank.strict_yaml import Document
from so_cli.bank.typed import nearest, one_of
from so_cli.errors import Problem
from so_cli.voice import SLOTS, slots_in, unknown_slots

LEAST_QUESTIONS, LEAST_RECORDS = 10, 5
MAX_SHORT = 60
_ADDRESS = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


def reference_problems(bank: Bank, documents: Mapping[str, Document]) -> list[Problem]:
    """Everything wrong between entries, each with the line of the entry."""
    echoes = _echoes(bank, documents)
    return [
        problem
        for check in _CHECKS
        for problem in check(bank, documents)
        if problem.wrong not in echoes
    ]


def _echoes(bank: Bank, documents: Mapping[str, Document]) -> set[str]:
    """What others would say of an entry that could not be read; its own problem says enough."""
    unread = {
        name
        for document in documents.values()
        if isinstance(document.value, dict)
        for section, items in document.value.items()
        if isinstance(items, list)
        for name in _written_ids(items) - _read_ids(bank, section)
    }
    return {
        sentence
        for name in unread
        for sentence in (
            wording.UNKNOWN_FACT.format(fact=name),
            wording.UNKNOWN_CONDITION.format(name=name),
            wording.POINTS_NOWHERE.format(id=name),
        )
    }


def _written_ids(items: Iterable[object]) -> set[str]:
    ids = (item.get("id") for item in items if isinstance(item, dict))
    return {name for name in ids if isinstance(name, str)}


def _read_ids(bank: Bank, section: str) -> set[str]:
    """The ids of a section that could be read; a section may be misspelt."""
    found = getattr(bank, section, ())
    return {entry.id for entry in found} if isinstance(found, tuple) else set()


def _conditions(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    for section in (
        "questions", "records", "steps", "notes", "chapters", "sheets", "facts", "conditions",
        "conflicts", "assess",
    ):  # fmt: skip
        for entry, found in each_entry(bank, documents, section):
            _test, complaints = compile_when(getattr(entry, "when"), bank.scope)  # noqa: B009 - Entry has no `when`, these sections do
            for path, wrong, right in complaints:
                yield found(("when", *path), wrong, right)
    for entry, found in each_entry(bank, documents, "sheets"):
        for index, row in enumerate(getattr(entry, "rows")):  # noqa: B009 - as above
            for path, wrong, right in compile_when(row.when, bank.scope)[1]:
                yield found(("rows", index, "when", *path), wrong, right)


def _circles(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    named = bank.scope.named
    uses = {name: names_in(condition.when) for name, condition in named.items()}
    for entry, found in each_entry(bank, documents, "conditions"):
        if entry.id in _reached(entry.id, uses):
            yield found(("when",), wording.CIRCLE.format(id=entry.id), wording.BREAK_CIRCLE)
    reads = {fact.id: facts_in(fact.when, named) for fact in bank.facts}
    for entry, found in each_entry(bank, documents, "facts"):
        if entry.id in _reached(entry.id, reads):
            yield found(("when",), wording.CIRCLE.format(id=entry.id), wording.BREAK_CIRCLE)


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in edges.get(waiting.pop(), set()) - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def _pointers(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Ids that point to another section."""
    helped = [bank.fact[name] for name in ("concerns", "unsure_about") if name in bank.fact]
    helps = {choice.id for fact in helped for choice in fact.choices}
    shown = {chapter.id for chapter in bank.chapters} | {"packet", "compare"}
    asked = bank.fact.keys() | bank.sheet.keys()
    targets: list[tuple[str, str, Iterable[str]]] = [
        *([("questions", "helps", helps)] if len(helped) == 2 else []),
        ("notes", "shown", shown),
        ("chapters", "asks", asked),
        ("conflicts", "facts", bank.fact.keys()),
        *(
            (section, "sources", bank.source.keys())
            for section in (
                "questions",
                "records",
                "late",
                "steps",
                "notes",
                "words",
                "conditions",
                "assess",
                "center_lists",
                "letters",
            )
        ),
    ]
    for section, key, known in targets:
        for entry, found in each_entry(bank, documents, section):
            for index, name in enumerate(getattr(entry, key)):
                if name not in known:
                    wrong = wording.POINTS_NOWHERE.format(id=name)
                    yield found((key, index), wrong, nearest(name, known))
    lists = {each.id for each in bank.center_lists}
    on_list = {center.id: center.list for center in bank.centers}
    for entry, found in each_entry(bank, documents, "centers"):
        if on_list[entry.id] not in lists:
            wrong = wording.POINTS_NOWHERE.format(id=on_list[entry.id])
            yield found(("list",), wrong, nearest(on_list[entry.id], lists))
    for entry, found in each_entry(bank, documents, "questions"):
        topic = getattr(entry, "topic")  # noqa: B009 - Entry has no topic, questions do
        if topic not in bank.topic:
            wrong = wording.POINTS_NOWHERE.format(id=topic)
            yield found(("topic",), wrong, one_of(topic, bank.topic))


def _late(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    notes = {note.id: note for note in bank.late}
    for entry, found in each_entry(bank, documents, "late"):
        letter = notes[entry.id].letter
        if letter and letter not in bank.letter:
            wrong = wording.POINTS_NOWHERE.format(id=letter)
            yield found(("letter",), wrong, one_of(letter, bank.letter))


def _questions(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    for entry, found in each_entry(bank, documents, "questions"):
        question = bank.question[entry.id]
        if len(question.short) > MAX_SHORT:
            wrong = wording.TOO_LONG.format(length=len(question.short))
            yield found(("short",), wrong, wording.AT_MOST.format(length=MAX_SHORT))
        if question.ask and set(question.ask) <= NEVER_ALONE:
            yield found(("ask",), wording.ALONE_IN_ASK, wording.ADD_A_DOCTOR)
        if question.text.count("?") != 1:
            yield found(("text",), wording.NOT_ONE_QUESTION, wording.ASK_ONE_THING)
        if not question.stages:
            yield found(("stages",), wording.NO_STAGES, wording.NAME_A_STAGE)
        if not question.sources:
            yield found(("sources",), wording.NO_SOURCE, wording.NAME_A_SOURCE)


def _sources(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    for entry, found in each_entry(bank, documents, "sources"):
        if not _ADDRESS.fullmatch(bank.source[entry.id].url):
            yield found(("url",), wording.NOT_AN_ADDRESS, wording.WRITE_AN_ADDRESS)


def _enough(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Every stage yields enough, whatever the facts."""
    for entry, found in each_entry(bank, documents, "stages"):
        questions = sum(
            entry.id in question.stages and question.when is None and not {*question.ask} <= CALLED
            for question in bank.questions
        )
        records = sum(entry.id in item.stages and item.when is None for item in bank.records)
        if questions < LEAST_QUESTIONS:
            yield found(
                (), wording.FEW_QUESTIONS.format(count=questions, least=LEAST_QUESTIONS), ""
            )
        if records < LEAST_RECORDS:
            yield found((), wording.FEW_RECORDS.format(count=records, least=LEAST_RECORDS), "")


def _sheets(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    for entry, found in each_entry(bank, documents, "sheets"):
        sheet = bank.sheet[entry.id]
        yield from twice(found, "rows", [row.id for row in sheet.rows])
        parts = [(("rows", i, "sets"), row.sets) for i, row in enumerate(sheet.rows)]
        for path, sets in [*parts, (("unticked",), sheet.unticked)]:
            for name, value in sets.items():
                fact = bank.fact.get(name)
                if fact is None:
                    wrong = wording.UNKNOWN_FACT.format(fact=name)
                    yield found((*path, name), wrong, nearest(name, bank.fact))
                elif fact.choices and fact.choice(value) is None:
                    wrong = wording.UNKNOWN_CHOICE.format(value=value, fact=name)
                    known = [choice.id for choice in fact.choices]
                    yield found((*path, name), wrong, one_of(value, known))


def _facts(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    for entry, found in each_entry(bank, documents, "facts"):
        fact: Fact = bank.fact[entry.id]
        if fact.kind in {"choice", "choices"} and not fact.choices:
            yield found(("choices",), wording.NEEDS_CHOICES, "")
        yield from twice(found, "choices", [choice.id for choice in fact.choices])
        if fact.kind not in VALUE_KINDS and fact.doctor:
            yield found(("doctor",), wording.NOT_A_VALUE, "")


def _voices(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Slots where no voice fills them, or in texts that fit everybody."""
    for section, keys in VOICED:
        for entry, found in each_entry(bank, documents, section):
            for key in keys:
                for slot in unknown_slots(getattr(entry, key)):
                    wrong = wording.UNKNOWN_SLOT.format(slot=slot)
                    yield found((key,), wrong, one_of(slot, SLOTS))
    for section, keys in FOR_EVERYBODY:
        for entry, found in each_entry(bank, documents, section):
            for key in keys:
                for slot in slots_in(getattr(entry, key)):
                    wrong = wording.SLOT_NOT_FILLED.format(slot=slot)
                    yield found((key,), wrong, wording.FIT_EVERYBODY)


_CHECKS: tuple[Callable[[Bank, Mapping[str, Document]], Iterable[Problem]], ...] = (
    _conditions,
    _circles,
    _pointers,
    _late,
    _questions,
    *OUTCOME_CHECKS,
    code_problems,
    _sources,
    _enough,
    _sheets,
    _facts,
    _voices,
)
