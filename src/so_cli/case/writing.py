"""A Case to what stands in its file: the short and plain forms that a person would write."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
import msgspec.structs

from so_cli.case.model import Answer, Case


def as_written(case: Case) -> dict[str, Any]:
    """The case as the keys and values of its file; what is as it is by default is left out."""
    written: dict[str, Any] = _written({"so": case.so, "id": case.id} | _plain(case))
    return written


def _plain(value: Any) -> Any:
    """The value in lists, mappings and texts; of a struct only what is not as it is by default.

    An answer that is a value and nothing else stands in its short form.
    """
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        said = {
            field.encode_name: _plain(getattr(value, field.name))
            for field in fields
            if field.required or getattr(value, field.name) != _default(field)
        }
        is_short = isinstance(value, Answer) and said.keys() == {"value"}
        return said["value"] if is_short else said
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    is_made = field.default_factory is not msgspec.NODEFAULT
    return field.default_factory() if is_made else field.default


def _written(value: Any) -> Any:
    """The value as it stands in the file: a text that is a day as a day, without quotes."""
    if isinstance(value, dict):
        return {_text(key): _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    if not isinstance(value, str):
        return value
    if len(value) == 10 and value[4] == value[7] == "-":
        with suppress(ValueError):
            day = date.fromisoformat(value)
            return day if day.isoformat() == value else value
    return _text(value)


def _text(text: str) -> str:
    """The text; bytes that never were text (a broken paste) become "?", so that it can be saved."""
    return text if text.isascii() else text.encode(errors="replace").decode()
