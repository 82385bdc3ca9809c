"""What is wanted of a zip, read in memory, one member at a time; nothing is ever written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedIOBase
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  (it is a class)

from so_cli import wording
from so_cli.inputs.files.limits import (
    HEAD,
    MAX_DIRECTORY,
    MAX_FILE,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_TOTAL,
    check_size,
)
from so_cli.inputs.files.paper import Trouble, Unreadable, member_name, short_name

_WANTED = re.compile(r"\.(?:json|ndjson|jsonl|xml)$", re.IGNORECASE)
_LEFT = re.compile(r"\.(?:pdf|txt|rtf|docx?|html?|zip)$", re.IGNORECASE)
"""Members that may be a report, and that a person has to look at first."""
_CLINICAL = re.compile(r"(?:^|/)clinical-records/[^/]+\.json$", re.IGNORECASE)
_FROM_APPLE = re.compile(r"(?:^|/)(?:clinical-records/.*|export_cda\.xml)$", re.IGNORECASE)
_OFFICE = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"}
_MOST_NAMED = 3
_IS_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_CANNOT_UNPACK = (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for a member that is not as its list says."""


class Member:
    """A member of a zip that is wanted."""

    def __init__(self, zipped: _Zip, info: ZipInfo, file: str) -> None:
        self._zip = zipped
        self._info = info
        self.file = file

    def head(self) -> bytes:
        """Its first bytes, to see what it is. Raises Unreadable."""
        return self._zip.head_of(self._info)

    def read(self) -> bytes:
        """All of it. Raises Unreadable where it is too large, locked or damaged."""
        return self._zip.all_of(self._info)


def members_of(stream: BinaryIO, name: str) -> Iterator[Member | Trouble]:
    """The members that can be papers, in order; then what was left in the zip, if it matters.

    Raises Unreadable where the zip as a whole cannot be read or is not to be trusted.
    """
    bounded = _Bounded(stream)
    try:
        zipped = ZipFile(bounded)
    except _CANNOT_UNPACK:
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN) from None
    _check(zipped.infolist())
    bounded.limit = MAX_FILE + 1
    files = [info for info in zipped.infolist() if _is_file(info.filename)]
    is_apple = any(_FROM_APPLE.search(info.filename) for info in files)
    wanted = _CLINICAL if is_apple else _WANTED
    members = [info for info in files if wanted.search(info.filename)]
    own = _Zip(zipped)
    for info in members:
        yield Member(own, info, member_name(name, info.filename))
    left = [info.filename for info in files if _LEFT.search(info.filename)]
    if is_apple and not members:
        yield Trouble(name, wording.APPLE_WITHOUT_RECORDS, wording.GET_RECORDS_INTO_APPLE)
    elif left and not is_apple:
        yield Trouble(name, wording.LEFT_IN_ZIP.format(files=_some(left)), wording.TAKE_OUT_OF_ZIP)


def _some(names: list[str]) -> str:
    """The first of these names, and how many more there are."""
    shown = ", ".join(short_name(name) for name in names[:_MOST_NAMED])
    more = len(names[_MOST_NAMED:])
    return wording.AND_FILES.format(files=shown, count=more) if more else shown


def _check(infos: list[ZipInfo]) -> None:
    """Raise Unreadable for the zip of an office program, and for one made to do harm."""
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(wording.TOO_MANY_MEMBERS.format(limit=MAX_MEMBERS), wording.GIVE_A_PART)
    if _OFFICE & {info.filename for info in infos}:
        raise Unreadable(wording.OFFICE_FILE, wording.SAVE_AS_PDF)
    if _overlap(infos):
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN)


def _is_file(name: str) -> bool:
    """Whether a member is a file that somebody put there, and not what a Mac adds to a zip.

    ZipInfo.is_dir fails for a member without a name.
    """
    is_shadow = name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")
    return bool(name) and not name.endswith("/") and not is_shadow


def _overlap(infos: list[ZipInfo]) -> bool:
    """Whether two members share bytes, as no honest zip has it and zip bombs have."""
    places = sorted((each.header_offset, each.compress_size) for each in infos)
    ends = (start + _LOCAL_HEADER + size for start, size in places)
    return any(end > start for end, (start, _) in zip(ends, places[1:], strict=False))


class _Zip:
    """A zip, and how much came out of it so far."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zip = zipped
        self._taken = 0

    def head_of(self, info: ZipInfo) -> bytes:
        return self._unpacked(info, HEAD)

    def all_of(self, info: ZipInfo) -> bytes:
        check_size(info.file_size, MAX_FILE)
        check_size(self._taken + info.file_size, MAX_TOTAL)
        if info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise Unreadable(wording.UNPACKS_TOO_LARGE, wording.GET_IT_AGAIN)
        data = self._unpacked(info, MAX_FILE + 1)
        check_size(len(data), MAX_FILE)
        self._taken += len(data)
        return data

    def _unpacked(self, info: ZipInfo, most: int) -> bytes:
        if info.flag_bits & _IS_ENCRYPTED:
            raise Unreadable(wording.LOCKED_MEMBER, wording.UNLOCK_ZIP)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Unreadable(wording.STRANGE_PACKING, wording.PACK_AGAIN)
        try:
            with self._zip.open(info) as member:
                return member.read(most)
        except (*_CANNOT_UNPACK, OSError):
            raise Unreadable(wording.BROKEN_MEMBER, wording.GET_IT_AGAIN) from None


class _Bounded(BufferedIOBase):
    """A stream of which nobody can ask too much at once: a zip names the size of its own list."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.limit = MAX_DIRECTORY

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int | None = -1) -> bytes:
        asked = self.limit if size is None or size < 0 else size
        if asked > self.limit:
            raise BadZipFile
        return self._stream.read(asked)
