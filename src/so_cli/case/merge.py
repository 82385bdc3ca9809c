"""One case laid over another: answers from a file over those that are saved already."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from so_cli.case.model import Hospital, Opinion

S = TypeVar("S", bound=Struct)
_KEYS: dict[Any, str] = {Opinion: "id", Hospital: "name"}
"""What lists of these are told apart by: one in both is laid over, and none is lost."""


def lay_over(base: S, over: S) -> S:
    """`base` with everything that `over` says; what `over` leaves empty stays as it was."""
    changes: dict[str, Any] = {}
    for field in fields(type(over)):
        before, after = getattr(base, field.name), getattr(over, field.name)
        is_empty = after in ("", None, (), {})
        if is_empty:
            continue
        if key := _KEYS.get(type(after[0]) if isinstance(after, tuple) else None):
            changes[field.name] = _by_key(before, after, key)
        elif isinstance(after, dict):
            changes[field.name] = before | after
        elif isinstance(after, Struct) and isinstance(before, type(after)):
            changes[field.name] = lay_over(before, after)
        else:
            changes[field.name] = after
    return replace(base, **changes)


def _by_key(before: tuple[S, ...], after: tuple[S, ...], key: str) -> tuple[S, ...]:
    merged = {getattr(each, key): each for each in before}
    for each in after:
        name = getattr(each, key)
        merged[name] = lay_over(merged[name], each) if name in merged else each
    return tuple(merged.values())
