"""Records in JSON, one document or one a line, read with what JSON readers let pass refused."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec

from so_cli import wording
from so_cli.case.strict_json import may_drop_keys, stop_of
from so_cli.clean import clean
from so_cli.inputs.files.limits import MAX_BAD_LINES, MAX_LINES_IN_TROUBLE, MAX_PARTS
from so_cli.inputs.files.paper import Unreadable

_decode = msgspec.json.Decoder().decode
_LONGEST_KEY = 40
_CANNOT_HOLD = (msgspec.DecodeError, UnicodeDecodeError)


def records_in(data: bytes) -> tuple[Any, list[Unreadable]]:
    """What a file of records says, a resource or a list of them, and its lines that say nothing.

    `data` is UTF-8 without a byte order mark. Raises Unreadable where no resource is in it.
    """
    if sum(data.count(mark) for mark in (b",", b"{", b"[")) > MAX_PARTS:
        raise Unreadable(wording.TOO_MANY_PARTS, wording.GIVE_A_PART)
    try:
        return _records(parsed(data)), []
    except Unreadable as error:
        first, _, rest = data.lstrip().partition(b"\n")
        if not rest.strip() or not _stands_alone(first):
            raise error from None
    return _of_lines([line for line in data.splitlines() if line.strip()])


def parsed(data: bytes) -> Any:
    """The value of a JSON document. Raises Unreadable where it is none, or not to be trusted.

    Refused are NaN, numbers beyond all measure, a key that stands twice, and endless nesting.
    """
    try:
        value = _decode(data)
    except RecursionError:
        raise Unreadable(wording.TOO_DEEP, wording.GET_IT_AGAIN) from None
    except _CANNOT_HOLD as error:
        wrong = wording.NOT_JSON.format(why=stop_of(error, data).why)
        raise Unreadable(wrong, wording.GET_IT_AGAIN) from None
    if may_drop_keys(value, data) and (key := _key_that_stands_twice(data)) is not None:
        wrong = wording.KEY_TWICE.format(key=clean(key)[:_LONGEST_KEY])
        raise Unreadable(wrong, wording.GET_IT_AGAIN)
    return value


def _records(value: Any) -> Any:
    """The value, if there is a resource at its top."""
    tops = value if type(value) is list else [value]
    if not any(type(each) is dict and type(each.get("resourceType")) is str for each in tops):
        raise Unreadable(wording.NO_RECORDS_IN_JSON, wording.WHAT_CAN_BE_READ)
    return value


def _of_lines(lines: list[bytes]) -> tuple[Any, list[Unreadable]]:
    records: list[Any] = []
    wrong: list[Unreadable] = []
    for number, line in enumerate(lines, 1):
        try:
            records.append(_records(parsed(line)))
        except Unreadable as error:
            sentence = wording.ON_LINE.format(line=number, wrong=error.sentence)
            wrong.append(Unreadable(sentence, error.advice))
        if len(wrong) > max(MAX_BAD_LINES, len(records)):
            raise wrong[0]
    if not records:
        raise wrong[0]
    named, more = wrong[:MAX_LINES_IN_TROUBLE], wrong[MAX_LINES_IN_TROUBLE:]
    if more:
        named.append(Unreadable(wording.MORE_LINES.format(count=len(more))))
    return records, named


def _stands_alone(line: bytes) -> bool:
    try:
        _decode(line)
    except (*_CANNOT_HOLD, RecursionError):
        return False
    return True


def _key_that_stands_twice(data: bytes) -> str | None:
    twice: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            twice.extend(key for key, count in counted.items() if count > 1)

    try:
        json.loads(data, object_pairs_hook=look)
    except (ValueError, RecursionError):  # a decoder that is less strict in what it calls JSON
        raise Unreadable(wording.NO_RECORDS_IN_JSON, wording.GET_IT_AGAIN) from None
    return twice[0] if twice else None
