"""How much is taken in, whatever a file claims to hold."""

from __future__ import annotations

from typing import BinaryIO

from so_cli import wording
from so_cli.inputs.files.paper import Unreadable

HEAD = 65_536
"""Bytes that are looked at to see what a file is."""
MAX_JSON = 200_000_000
"""Bytes of a file of JSON: a whole record of many years."""
MAX_FILE = 50_000_000
"""Bytes of any other file, and of a member of a zip."""
MAX_TEXT = 5_000_000
"""Bytes of running text: two thousand pages."""
MAX_TOTAL = 500_000_000
"""Bytes that come out of one zip."""
MAX_MEMBERS = 20_000
MAX_DIRECTORY = 10_000_000
"""Bytes of a zip's list of members."""
MAX_RATIO = 200
"""How much larger a packed file may become; records reach 30."""
MAX_DEPTH = 200
"""Elements of an XML file inside each other."""
MAX_ELEMENTS = 300_000
"""Elements of an XML file; the largest summaries have 30,000."""
MAX_PAGES = 2_000
MAX_PDF_SECONDS = 20.0
MAX_PARTS = 8_000_000
"""Values in a file of JSON, a hundred bytes of memory each; a large record has 500,000."""
MAX_BAD_LINES = 1_000
"""Lines without a record, where those with one are fewer still."""
MAX_LINES_IN_TROUBLE = 5
"""So many of them are named; the others are counted."""


def read_at_most(head: bytes, rest: BinaryIO, limit: int) -> bytes:
    """What was read already, and all that follows. Raises Unreadable above `limit` bytes."""
    check_size(len(head), limit)
    data = head + rest.read(limit + 1 - len(head))
    check_size(len(data), limit)
    return data


def check_size(size: int, limit: int) -> None:
    """Raise Unreadable where something is larger than it may be."""
    if size > limit:
        raise Unreadable(wording.TOO_LARGE.format(limit=limit // 1_000_000), wording.GIVE_A_PART)
