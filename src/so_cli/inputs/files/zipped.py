"""What is wanted of a zip, read in memory, one member at a time; nothing is ever written out."""

from __future__ import annotations

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
from so_cli.inputs.files.members import wanted_among
from so_cli.inputs.files.paper import Trouble, Unreadable, member_name

_OFFICE = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"}
_IS_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_CANNOT_UNPACK = (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for a member that is not as its list says."""


class ZipMember:
    """A member of a zip that is wanted, as `Member`."""

    def __init__(self, zipped: _Zip, info: ZipInfo, file: str) -> None:
        self._zip = zipped
        self._info = info
        self.file = file

    def head(self) -> bytes:
        return self._zip.head_of(self._info)

    def read(self) -> bytes:
        return self._zip.all_of(self._info)


def members_of(stream: BinaryIO, name: str) -> Iterator[ZipMember | Trouble]:
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
    own = _Zip(zipped)
    for each in wanted_among(name, zipped.infolist(), lambda info: info.filename):
        if isinstance(each, Trouble):
            yield each
        else:
            yield ZipMember(own, each, member_name(name, each.filename))


def _check(infos: list[ZipInfo]) -> None:
    """Raise Unreadable for the zip of an office program, and for one made to do harm."""
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(wording.TOO_MANY_MEMBERS.format(limit=MAX_MEMBERS), wording.GIVE_A_PART)
    if _OFFICE & {info.filename for info in infos}:
        raise Unreadable(wording.OFFICE_FILE, wording.SAVE_AS_PDF)
    if _overlap(infos):
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN)


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
