"""Packet and checklist as JSON, with stable keys in a stable order."""

from __future__ import annotations

import msgspec
from msgspec import Struct


def to_json(document: Struct) -> str:
    """The document, indented, ending in a line break."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
