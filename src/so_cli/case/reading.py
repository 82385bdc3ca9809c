"""A case file's text to a Case, and every problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any, TypeVar, get_args

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.bank.strict_yaml import Document, Path_, parse
from so_cli.bank.typed import typed, without_empty
from so_cli.case.model import (
    CONFLICT,
    FORMAT,
    MAIN_QUESTION,
    Answer,
    Case,
    Opinion,
    OtherTumor,
    State,
)
from so_cli.case.values import WrongValue, as_stored, clock, read_value
from so_cli.errors import Problem

STATES = frozenset(get_args(State))
CASE_ID = re.compile(r"[^\W_][\w .-]{0,63}")
"""An id names files, so it has no separators and does not begin with a dot."""
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
    shaped = _in_long_form(without_empty(raw))
    case, found = typed(document, shaped, (), Case)
    problems += found
    answers = case.facts if case else _readable_answers(shaped.get("facts"))
    facts, found = _settle(document, ("facts",), answers, bank)
    problems += found
    problems += [document.problem(*flaw) for flaw in flaws(case)] if case else []
    if case is None or problems:
        return None, sorted({*problems})
    tumors, found = _settle_parts(document, "other_tumors", case.other_tumors, bank)
    opinions, problems = _settle_parts(document, "opinions", case.opinions, bank)
    if found or problems:
        return None, sorted({*found, *problems})
    settled = replace(case, so=FORMAT, facts=facts, other_tumors=tumors, opinions=opinions)
    return settled, []


def strangers(case: Case, bank: Bank) -> Strangers:
    """The ids in a case that this bank does not have."""
    own = {question.id for question in case.questions.own} | {MAIN_QUESTION}
    asked = {*case.questions.top, *case.questions.left_out, *case.questions.answers} - own
    asked |= {name for hospital in case.hospitals for name in hospital.answers}
    bank_asked = {name for name in asked if not _is_conflict(name)}
    facts = {*case.facts, *(name for tumor in case.other_tumors for name in tumor.facts)}
    facts |= {name for opinion in case.opinions for name in opinion.facts}
    return Strangers(
        facts=_beyond(facts, lambda: bank.fact),
        questions=_beyond(bank_asked, lambda: bank.question),
        records=_beyond(case.records.keys(), lambda: bank.record),
        steps=_beyond(case.steps.keys(), lambda: bank.step),
    )


def _beyond(names: AbstractSet[str], known: Callable[[], Mapping[str, object]]) -> tuple[str, ...]:
    """The names that are not known; a section that no name needs is not even read."""
    return tuple(sorted(names - known().keys())) if names else ()


def flaws(case: Case) -> list[tuple[Path_, str, str]]:
    """What its types cannot say is wrong with a case: where, what, and what would be right."""
    found: list[tuple[Path_, str, str]] = []
    if case.id and not CASE_ID.fullmatch(case.id):
        found.append((("id",), wording.NOT_AN_ID.format(id=case.id[:60]), wording.CASE_IDS))
    found += [
        (("visits", index, "time"), wording.NOT_RIGHT_HERE, wording.WANT_TIME)
        for index, visit in enumerate(case.visits)
        if visit.time and clock(visit.time) is None
    ]
    found += _twice(("questions", "own"), [question.id for question in case.questions.own])
    return found + _twice(("opinions",), [opinion.id for opinion in case.opinions])


def _twice(path: Path_, ids: Sequence[str]) -> list[tuple[Path_, str, str]]:
    """The ids that stand in a list more than once."""
    return [
        ((*path, index, "id"), wording.SAME_ID_TWICE.format(id=name), "")
        for index, name in enumerate(ids)
        if name in ids[:index]
    ]


def _is_conflict(name: str) -> bool:
    return name.startswith(CONFLICT)


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


def _in_long_form(raw: dict[str, Any]) -> dict[str, Any]:
    """The case with all its facts in long form, those of other tumors and opinions too."""
    shaped = dict(raw)
    shaped["facts"] = _long_form(raw.get("facts", {}))
    for key in ("other_tumors", "opinions"):
        if isinstance(raw.get(key), list):
            shaped[key] = [
                part | {"facts": _long_form(part["facts"])}
                if isinstance(part, dict) and "facts" in part
                else part
                for part in raw[key]
            ]
    return shaped


def _long_form(facts: Any) -> Any:
    """`her2: equivocal` is short for `her2: {value: equivocal}`."""
    if not isinstance(facts, dict):
        return facts
    return {
        key: value if isinstance(value, dict) else {"value": value} for key, value in facts.items()
    }


P = TypeVar("P", OtherTumor, Opinion)


def _settle_parts(
    document: Document, key: str, parts: tuple[P, ...], bank: Bank
) -> tuple[tuple[P, ...], list[Problem]]:
    """The same for each part of a case that has facts of its own."""
    settled = []
    problems: list[Problem] = []
    for index, part in enumerate(parts):
        facts, found = _settle(document, (key, index, "facts"), part.facts, bank)
        settled.append(replace(part, facts=facts))
        problems += found
    return tuple(settled), problems


def _settle(
    document: Document, path: Path_, answers: Mapping[str, Answer], bank: Bank
) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers with values typed by their facts, under the facts' present ids."""
    settled = dict(answers)
    problems: list[Problem] = []
    for name, answer in answers.items():
        fact = bank.fact.get(name)
        if fact is None:
            continue
        if fact.id != name and fact.id in settled:
            line = document.place((*path, fact.id))[1]
            wrong = wording.DUPLICATE_KEY.format(key=fact.id, line=line)
            problems.append(document.problem((*path, name), wrong, wording.ONE_KEY))
            continue
        try:
            del settled[name]
            settled[fact.id] = settled_answer(fact, answer)
        except WrongValue as error:
            problems.append(document.problem((*path, name), error.wrong, error.right))
    return settled, problems


def _readable_answers(facts: Any) -> dict[str, Answer]:
    """Those answers that have the shape of one."""
    answers: dict[str, Answer] = {}
    for name, value in facts.items() if isinstance(facts, dict) else ():
        with suppress(ValidationError):
            answers[name] = convert(value, Answer, strict=False)
    return answers


def settled_answer(fact: Fact, answer: Answer) -> Answer:
    """The answer with its value typed by its fact. Raises WrongValue."""
    if answer.value in STATES and fact.kind != "text" and answer.state is None:
        # `her2: not-sure` is what anybody would write by hand.
        answer = replace(answer, value=None, state=answer.value)
    if (answer.value is None) == (answer.state is None):
        raise WrongValue(wording.VALUE_OR_STATE, wording.KEEP_ONE)
    return replace(
        answer,
        value=None if answer.value is None else as_stored(read_value(fact, answer.value)),
        other=tuple(
            replace(item, value=as_stored(read_value(fact, item.value))) for item in answer.other
        ),
    )
