"""Cases in JSON, read quickly: for lists of many thousands.

What is right takes a short way here; anything else is read again by `read_case`, which knows every
problem and its line. Both give the same case.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import Any, TypeVar

import msgspec
from msgspec import DecodeError, convert
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import as_text
from so_cli.case.model import FORMAT, Answer, Case, Opinion, OtherTumor
from so_cli.case.reading import MAX_CASE_BYTES, flaws, read_case, settled_answer
from so_cli.case.strict_json import may_drop_keys, stop_of
from so_cli.case.values import WrongValue
from so_cli.errors import BadFile, Problem

MAX_KEPT = 3_000
"""Answers kept, so that `her2: positive` is typed and checked once."""
_STRANGE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]")
"""Characters that JSON takes and a case file does not."""
_PLAIN = (str, int, float, tuple, list, type(None))
"""What an answer is written as; a truth value is none, and has an explanation of its own."""


P = TypeVar("P", OtherTumor, Opinion)


class _LongWay(Exception):
    """The short way does not lead there."""


class JsonCases:
    """Reads cases in JSON for one bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._facts = bank.fact
        self._kept: dict[tuple[str, Any], Answer] = {}
        # As it was written: 2.0 is no grade, and 1e1 no size.
        self._decode = msgspec.json.Decoder(float_hook=str).decode

    def read(self, data: bytes, file: str, line: int = 1) -> tuple[Case | None, list[Problem]]:
        """The case in `data`, which begins on this line of the file, or all that is wrong."""
        try:
            raw = self._decode(data.removeprefix(BOM_UTF8))
        except (UnicodeDecodeError, RecursionError):
            return self._long_way(data, file, line)
        except DecodeError as error:
            return None, [_not_json(error, data, file, line)]
        try:
            return self._short_way(raw, data), []
        except (_LongWay, DecodeError, WrongValue, RecursionError):
            return self._long_way(data, file, line)

    def _long_way(self, data: bytes, file: str, line: int) -> tuple[Case | None, list[Problem]]:
        try:
            case, problems = read_case(as_text(data, file), file, self._bank)
        except BadFile as error:
            case, problems = None, [*error.problems]
        return case, [each._replace(line=max(each.line, 1) + line - 1) for each in problems]

    def _short_way(self, raw: Any, data: bytes) -> Case:
        if type(raw) is not dict or may_drop_keys(raw, data):
            raise _LongWay
        if (b"\x7f" in data or not data.isascii()) and _STRANGE.search(data):
            raise _LongWay
        answers = raw.pop("facts", {})
        tumors, opinions = (_taken_out(raw, key) for key in ("other_tumors", "opinions"))
        case = convert(raw, Case, strict=False)
        if case.so != FORMAT or flaws(case):
            raise _LongWay
        if type(answers) is not dict or len(data) > MAX_CASE_BYTES:
            raise _LongWay
        return replace(
            case,
            facts=self._settled(answers),
            other_tumors=self._settled_parts(case.other_tumors, tumors),
            opinions=self._settled_parts(case.opinions, opinions),
        )

    def _settled_parts(self, parts: tuple[P, ...], answers: list[dict[str, Any]]) -> tuple[P, ...]:
        """The same parts of a case, with the answers that stand in each."""
        return tuple(
            replace(part, facts=self._settled(each))
            for part, each in zip(parts, answers, strict=True)
        )

    def _settled(self, answers: dict[str, Any]) -> dict[str, Answer]:
        """The answers, typed by their facts, under the facts' present ids."""
        settled: dict[str, Answer] = {}
        kept = self._kept
        for name, raw in answers.items():
            given = tuple(raw) if type(raw) is list else raw
            if given is True or given is False:
                raise _LongWay  # to a dictionary, True and 1 are the same key
            try:
                settled[name] = kept[name, given]
            except (KeyError, TypeError):
                if given is not None:
                    settled[name] = self._typed(name, given)
        return settled

    def _typed(self, name: str, given: Any) -> Answer:
        fact = self._facts.get(name)
        if fact is None or fact.id != name:
            raise _LongWay
        if type(given) is dict:
            if "other" in given or type(given.get("value")) not in _PLAIN:
                raise _LongWay
            return settled_answer(fact, convert(given, Answer, strict=False))
        if type(given) not in _PLAIN or (fact.kind == "text" and type(given) is not str):
            raise _LongWay
        if type(given) is tuple and not all(type(item) is str for item in given):
            raise _LongWay
        answer = settled_answer(fact, Answer(value=given))
        if fact.kind != "text":
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            self._kept[name, given] = answer
        return answer


def _not_json(error: Exception, data: bytes, file: str, line: int) -> Problem:
    """What stopped the decoder, and on which line."""
    stop = stop_of(error, data, max_bytes=MAX_CASE_BYTES)
    wrong = wording.NOT_JSON.format(why=stop.why)
    return Problem(file, line + stop.line - 1, "", wrong, wording.ONE_CASE_A_LINE)


def _taken_out(raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The answers in each part of a list, which are left out of the list."""
    parts = raw.get(key, [])
    if type(parts) is not list:
        raise _LongWay
    if not all(type(part) is dict and type(part.get("facts", {})) is dict for part in parts):
        raise _LongWay
    return [part.pop("facts", {}) for part in parts]
