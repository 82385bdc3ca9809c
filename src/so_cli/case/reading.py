"""A case file's text to a Case, and every problem with its line (DESIGN 4.2)."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.bank.strict_yaml import Document, parse
from so_cli.bank.typed import typed, without_empty
from so_cli.case.model import FORMAT, Answer, Case
from so_cli.case.values import WrongValue, as_stored, read_value
from so_cli.errors import Problem

MAX_CASE_BYTES = 4_000_000
_JSON_ESCAPE = re.compile(
    r"\\(?:\\|/|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)  # fmt: skip
_VERSION = re.compile(r"[0-9]{1,9}")


class Strangers(Struct, frozen=True):
    """Ids of a case that this bank lacks: kept in the file, left out of every output."""

    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.facts, self.questions, self.records, self.steps))


def read_case(text: str, file: str, bank: Bank) -> tuple[Case | None, list[Problem]]:
    """The case in `text` (YAML or JSON), or all that is wrong with it."""
    if not text.strip():
        return None, [Problem(file, 0, "", wording.EMPTY_FILE, wording.EMPTY_CASE)]
    document, problems = parse(_as_yaml(text), file)
    raw = document.value
    if not isinstance(raw, dict):
        return None, problems or [
            document.problem((), wording.NOT_A_CASE, wording.CASE_STARTS_WITH)
        ]
    if newer := _newer_format(raw):
        return None, [document.problem(("so",), wording.NEWER_FORMAT.format(version=newer))]
    shaped = without_empty(raw)
    shaped["facts"] = _long_form(shaped.get("facts", {}))
    case, found = typed(document, shaped, (), Case)
    problems += found
    facts, found = _facts(document, case, shaped["facts"], bank)
    problems += found
    if case is None or problems:
        return None, sorted({*problems})
    return replace(case, so=FORMAT, facts=facts), []


def strangers(case: Case, bank: Bank) -> Strangers:
    """The ids in a case that this bank does not have."""
    own = {question.id for question in case.questions.own} | {"own-1"}
    asked = {*case.questions.top, *case.questions.left_out, *case.questions.answers} - own
    return Strangers(
        facts=tuple(sorted(case.facts.keys() - bank.fact.keys())),
        questions=tuple(
            sorted(name for name in asked - bank.question.keys() if not _is_conflict(name))
        ),
        records=tuple(sorted(case.records.keys() - bank.record.keys())),
        steps=tuple(sorted(case.steps.keys() - bank.step.keys())),
    )


def _is_conflict(name: str) -> bool:
    return name.startswith("conflict-")


def _as_yaml(text: str) -> str:
    """JSON's two ways of writing a character that YAML lacks, written out; lines stay."""
    if not text.lstrip().startswith("{"):
        return text

    def written_out(found: re.Match[str]) -> str:
        escape = found[0]
        if escape == "\\/":
            return "/"
        if escape == "\\\\":
            return escape
        high, low = int(escape[2:6], 16), int(escape[8:12], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))

    return _JSON_ESCAPE.sub(written_out, text)


def _newer_format(raw: dict[str, Any]) -> str:
    version = str(raw.get("so", FORMAT))
    return version if _VERSION.fullmatch(version) and int(version) > FORMAT else ""


def _long_form(facts: Any) -> Any:
    """`her2: equivocal` is short for `her2: {value: equivocal}`."""
    if not isinstance(facts, dict):
        return facts
    return {
        key: value if isinstance(value, dict) else {"value": value} for key, value in facts.items()
    }


def _facts(
    document: Document, case: Case | None, shaped: Any, bank: Bank
) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers with values typed by their facts; looked at even where other parts are wrong."""
    answers = dict(case.facts) if case else _readable_answers(shaped)
    problems: list[Problem] = []
    for name in list(answers):
        fact = bank.fact.get(name)
        if fact is None:
            continue
        if fact.id != name and fact.id in answers:
            wrong = wording.DUPLICATE_KEY.format(
                key=fact.id, line=document.place(("facts", fact.id))[1]
            )
            problems.append(document.problem(("facts", name), wrong, wording.ONE_KEY))
            continue
        try:
            answers[fact.id] = _typed_answer(fact, answers.pop(name))
        except WrongValue as error:
            problems.append(document.problem(("facts", name), error.wrong, error.right))
    return answers, problems


def _readable_answers(facts: Any) -> dict[str, Answer]:
    """Those answers that have the shape of one."""
    answers: dict[str, Answer] = {}
    for name, value in facts.items() if isinstance(facts, dict) else ():
        with suppress(ValidationError):
            answers[name] = convert(value, Answer, strict=False)
    return answers


def _typed_answer(fact: Fact, answer: Answer) -> Answer:
    if (answer.value is None) == (answer.state is None):
        raise WrongValue(wording.VALUE_OR_STATE, wording.KEEP_ONE)
    return replace(
        answer,
        value=None if answer.value is None else as_stored(read_value(fact, answer.value)),
        other=tuple(
            replace(item, value=as_stored(read_value(fact, item.value))) for item in answer.other
        ),
    )
