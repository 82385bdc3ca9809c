"""One case laid over another: answers from a file over those that are saved already."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

S = TypeVar("S", bound=Struct)


def lay_over(base: S, over: S) -> S:
    """`base` with everything that `over` says; what `over` leaves empty stays as it was."""
    changes: dict[str, Any] = {}
    for field in fields(type(over)):
        before, after = getattr(base, field.name), getattr(over, field.name)
        is_empty = after in ("", None, (), {})
        if is_empty:
            continue
        if isinstance(after, dict):
            changes[field.name] = before | after
        elif isinstance(after, Struct) and isinstance(before, type(after)):
            changes[field.name] = lay_over(before, after)
        else:
            changes[field.name] = after
    return replace(base, **changes)
