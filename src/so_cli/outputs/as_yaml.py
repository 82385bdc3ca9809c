"""Entries of a bank as YAML, as an author would write them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import yaml
from msgspec import Struct


def as_yaml(entries: Mapping[str, Struct]) -> str:
    """Each section with one entry; what is as it is by default is left out."""
    shown = {section: [_said(entry)] for section, entry in entries.items()}
    return yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=96)


def _said(entry: Struct) -> dict[str, object]:
    fields = msgspec.structs.fields(type(entry))
    told = {
        field.encode_name: getattr(entry, field.name)
        for field in fields
        if field.required or getattr(entry, field.name) != field.default
    }
    plain: dict[str, object] = msgspec.to_builtins(told, builtin_types=())
    return {key: value for key, value in plain.items() if value not in (None, [], {})}
