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
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
