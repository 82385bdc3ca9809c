"""Anything that is given as JSON, with stable keys in a stable order."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct

# JSON itself escapes only the oldest control characters; a terminal obeys more than those.
_UNSAFE = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def to_json(document: Struct | dict[str, Any]) -> str:
    """The document, indented, ending in a line break."""
    return _safe(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()) + "\n"


def to_json_line(document: Struct) -> bytes:
    """The same in one line, as JSON Lines have it."""
    data = msgspec.json.encode(document)
    if data.isascii() and b"\x7f" not in data:
        return data + b"\n"
    return f"{_safe(data.decode())}\n".encode()


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
