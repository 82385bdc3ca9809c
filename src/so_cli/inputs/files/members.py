"""Which files of a zip or a folder can be papers, and which a person has to look at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from so_cli import wording
from so_cli.inputs.files.paper import Trouble, short_name, some_names

T = TypeVar("T")
_WANTED = re.compile(r"\.(?:json|ndjson|jsonl|xml)$", re.IGNORECASE)
_LEFT = re.compile(r"\.(?:pdf|txt|rtf|docx?|html?|zip|gz)$", re.IGNORECASE)
"""Files that may be a report, and that a person has to look at first."""
_CLINICAL = re.compile(r"(?:^|/)clinical-records/[^/]+\.json$", re.IGNORECASE)
_FROM_APPLE = re.compile(r"(?:^|/)(?:clinical-records/.*|export_cda\.xml)$", re.IGNORECASE)
_MOST_NAMED = 3


class Member(Protocol):
    """A file in a zip or a folder; `file` is its name with that of what it stands in."""

    file: str

    def head(self) -> bytes:
        """Its first bytes, to see what it is. Raises Unreadable."""

    def read(self) -> bytes:
        """All of it. Raises Unreadable where it is too large, locked or damaged."""


def wanted_among(
    outer: str, files: Sequence[T], name_of: Callable[[T], str]
) -> Iterator[T | Trouble]:
    """Those that can be papers, in order; then what was left, if it matters.

    outer    the name of the zip or folder
    name_of  gives the path of a file in it, with / between its parts
    """
    own = [each for each in files if _is_own(name_of(each))]
    names = [name_of(each) for each in own]
    is_apple = any(_FROM_APPLE.search(name) for name in names)
    wanted = _CLINICAL if is_apple else _WANTED
    yield from (each for each, name in zip(own, names, strict=True) if wanted.search(name))
    left = [name for name in names if _LEFT.search(name)]
    if is_apple and not any(wanted.search(name) for name in names):
        yield Trouble(outer, wording.APPLE_WITHOUT_RECORDS, wording.GET_RECORDS_INTO_APPLE)
    elif left and not is_apple:
        shown = some_names([short_name(name) for name in left], _MOST_NAMED)
        yield Trouble(outer, wording.LEFT_UNOPENED.format(files=shown), wording.GIVE_BY_NAME)


def _is_own(name: str) -> bool:
    """Whether it is a file that somebody put there, and not what a Mac adds.

    A folder in a zip ends with /. ZipInfo.is_dir fails for a member without a name.
    """
    is_shadow = name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")
    return bool(name) and not name.endswith("/") and not is_shadow
