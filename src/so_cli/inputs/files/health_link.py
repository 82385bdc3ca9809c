"""SMART Health Links: recognized and explained, for what they lead to is on the network."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from datetime import UTC, date, datetime
from typing import Any

from so_cli import wording
from so_cli.clean import clean
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.parsed_json import parsed
from so_cli.packet.texts import birthday_text

_LINK = re.compile(r"shlink:/([A-Za-z0-9_-]{1,20000})")
_MOST_AROUND = 500
"""Characters around a link in a text that is nothing else."""
_LONGEST_LABEL = 80


def explained(text: str) -> Unreadable | None:
    """The explanation of the link that the text is; None where it is another text.

    The link's address and key are never said: who has them can open the records.
    """
    found = _LINK.search(text)
    if found is None or len(text) - len(found[0]) > _MOST_AROUND:
        return None
    payload = _payload(found[1])
    label, until = payload.get("label"), _day(payload.get("exp"))
    parts = [wording.HEALTH_LINK]
    if isinstance(label, str) and label.strip():
        parts.append(wording.LINK_LABEL.format(label=clean(label)[:_LONGEST_LABEL]))
    if until is not None:
        parts.append(wording.LINK_UNTIL.format(date=birthday_text(until)))
    return Unreadable("; ".join(parts), wording.SAVE_FROM_LINK)


def _payload(encoded: str) -> dict[str, Any]:
    try:
        value = parsed(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, Unreadable):
        return {}
    return value if isinstance(value, dict) else {}


def _day(seconds: object) -> date | None:
    if not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
