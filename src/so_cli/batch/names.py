"""What an output is called: by the id of its case, on every system and without tricks."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

from so_cli import wording
from so_cli.batch.model import Place
from so_cli.case.reading import CASE_ID
from so_cli.errors import Problem

MAX_BYTES = 200
"""Systems know at most 255 bytes in a name; the ending, and what is unfinished, need some."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])")


def name_flaw(case_id: str) -> tuple[str, str] | None:
    """Why no file can be called so, and what would be right; None where it can."""
    if not CASE_ID.fullmatch(case_id):
        return wording.NOT_AN_ID.format(id=case_id[:60]), wording.CASE_IDS
    if len(case_id.encode(errors="replace")) > MAX_BYTES:
        return wording.ID_TOO_LONG, wording.SHORTER_ID
    if case_id[-1] in " .":
        return wording.ID_ENDS_BADLY, wording.ANOTHER_ID
    if case_id.casefold().endswith(".fhir"):
        return wording.ENDS_IN_FHIR, wording.ANOTHER_ID
    if _RESERVED.fullmatch(case_id.partition(".")[0].strip().casefold()):
        return wording.ID_IS_RESERVED.format(id=case_id), wording.ANOTHER_ID
    return None


def name_key(case_id: str) -> str:
    """The same for two ids whose files would be one on a system that looks at letters loosely."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", case_id).casefold())


def id_taken(case_id: str, place: Place, holder: str) -> Problem:
    """What is wrong with a case whose id another one has, which stands at `holder`."""
    wrong = wording.ID_IS_TAKEN.format(id=case_id, place=holder)
    return Problem(place.name, place.line, "id", wrong, wording.ID_OF_ITS_OWN)


def shard_of(case_id: str) -> str:
    """The subfolder for a case, one of 256: the same for the same id, wherever it runs."""
    return f"{crc32(name_key(case_id).encode(errors='replace')) & 0xFF:02x}"
