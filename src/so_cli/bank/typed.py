"""Plain values to typed structs; every problem found, each with its line and what would be right.

msgspec decides what is valid. It stops at its first error and knows no lines, so a value that it
refuses is walked field by field here to name all that is wrong.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from so_cli import wording
from so_cli.bank.strict_yaml import MAX_PROBLEMS, Document, Path_
from so_cli.errors import Problem

T = TypeVar("T")


def typed(
    document: Document, value: Any, path: Path_, wanted: type[T]
) -> tuple[T | None, list[Problem]]:
    """`value`, which stands at `path` of `document`, as `wanted`, or all that is wrong with it."""
    value = without_empty(value)
    try:
        return msgspec.convert(value, wanted, strict=False), []
    except msgspec.ValidationError as error:
        problems = list(islice(_explain(document, value, path, wanted), MAX_PROBLEMS))
        return None, problems or [document.problem(path, str(error))]


def without_empty(value: Any) -> Any:
    """The value without keys that stand there with nothing after them."""
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return ["" if item is None else without_empty(item) for item in value]
    return value


def nearest(word: str, known: Any, cutoff: float = 0.6) -> str:
    """`did you mean ...?` for the nearest known word, or an empty text."""
    from difflib import get_close_matches  # a mistake is rare, and the module slow to load

    close = get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return wording.DID_YOU_MEAN.format(word=close[0]) if close else ""


def one_of(word: str, known: Any) -> str:
    """What would be right for an unknown word: the nearest, or the few that there are."""
    names = sorted(known)
    return nearest(word, names) or (
        wording.ONE_OF.format(words=", ".join(names)) if 0 < len(names) <= 20 else ""
    )


def _explain(document: Document, value: Any, path: Path_, wanted: Any) -> Iterator[Problem]:
    """All problems of a value that msgspec refuses."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if isinstance(wanted, type) and issubclass(wanted, Struct):
        yield from _explain_struct(document, value, path, wanted)
    elif origin in (Union, types.UnionType):
        yield from _explain_union(document, value, path, arguments)
    elif origin in (list, tuple):
        if not isinstance(value, list):
            yield document.problem(path, wording.NOT_A_LIST, wording.WRITE_A_LIST)
            return
        for index, item in enumerate(value):
            yield from _check(document, item, (*path, index), arguments[0])
    elif origin is dict:
        if not isinstance(value, dict):
            yield document.problem(path, wording.NOT_A_MAPPING, wording.WRITE_A_MAPPING)
            return
        for key, item in value.items():
            yield from _check(document, item, (*path, key), arguments[1])
    else:
        yield document.problem(path, *_leaf(value, wanted))


def _check(document: Document, value: Any, path: Path_, wanted: Any) -> Iterator[Problem]:
    """The problems of a part, none where msgspec takes it."""
    try:
        msgspec.convert(value, wanted, strict=False)
    except msgspec.ValidationError:
        yield from _explain(document, value, path, wanted)


def _explain_struct(
    document: Document, value: Any, path: Path_, wanted: type[Struct]
) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield document.problem(path, wording.NOT_A_MAPPING, wording.WRITE_A_MAPPING)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(wanted)}
    absent = [name for name in fields if name not in value]
    for name in absent:
        if fields[name].required:
            yield document.problem(path, wording.MISSING_KEY.format(key=name))
    for key, item in value.items():
        if key in fields:
            yield from _check(document, item, (*path, key), fields[key].type)
        else:
            yield document.problem((*path, key), wording.UNKNOWN_KEY, one_of(key, absent))


def _explain_union(
    document: Document, value: Any, path: Path_, arguments: tuple[Any, ...]
) -> Iterator[Problem]:
    """Explain by the member of the union that the value looks like."""
    for argument in arguments:
        is_struct = isinstance(argument, type) and issubclass(argument, Struct)
        is_list = get_origin(argument) in (list, tuple)
        if (isinstance(value, dict) and is_struct) or (isinstance(value, list) and is_list):
            yield from _explain(document, value, path, argument)
            return
    leaves = [argument for argument in arguments if argument is not type(None)]
    yield document.problem(path, *_leaf(value, leaves[0]))


def _leaf(value: Any, wanted: Any) -> tuple[str, str]:
    """What is wrong with a single value, and what would be right."""
    wrong = wording.NOT_RIGHT_HERE
    if get_origin(wanted) is Literal:
        return wrong, one_of(str(value), map(str, get_args(wanted)))
    if get_origin(wanted) is Annotated:
        bounds = get_args(wanted)[1]
        return wrong, wording.WANT_BETWEEN.format(least=bounds.ge, most=bounds.le)
    right = {
        int: wording.WANT_WHOLE_NUMBER,
        float: wording.WANT_NUMBER,
        bool: wording.WANT_TRUE_FALSE,
        dt.date: wording.WANT_DATE,
        str: wording.WANT_TEXT,
    }
    return wrong, right.get(wanted, "")
