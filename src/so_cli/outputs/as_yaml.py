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


def _said(value: object) -> object:
    if isinstance(value, Struct):
        told = {
            field.encode_name: _said(getattr(value, field.name))
            for field in msgspec.structs.fields(type(value))
            if field.required or getattr(value, field.name) != field.default
        }
        return {key: said for key, said in told.items() if said not in (None, [], {})}
    if isinstance(value, tuple | list):
        return [_said(item) for item in value]
    if isinstance(value, dict):
        return {key: _said(item) for key, item in value.items()}
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if str(int(value)) == value else value
    return value
