"""What is wanted of a zip, read in memory, one member at a time; nothing is ever written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedIOBase
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  (it is a class)

from so_cli import wording
from so_cli.inputs.limits import (
    HEAD,
    MAX_DIRECTORY,
    MAX_FILE,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_TOTAL,
    check_size,
)
from so_cli.inputs.paper import Trouble, Unreadable, member_name

_WANTED = (".json", ".ndjson", ".jsonl", ".xml")
_LEFT = (".pdf", ".txt", ".rtf", ".doc", ".docx", ".htm", ".html", ".zip")
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
        return self._zip.take(self._info, HEAD, whole=False)

    def read(self) -> bytes:
        """All of it. Raises Unreadable where it is too large, locked or damaged."""
        return self._zip.take(self._info, MAX_FILE, whole=True)


def members_of(stream: BinaryIO, name: str, troubles: list[Trouble]) -> Iterator[Member]:
    """The members that can be papers, in order; the troubles gain what was passed over.

    Raises Unreadable where the zip as a whole cannot be read or is not to be trusted.
    """
    bounded = _Bounded(stream)
    try:
        zipped = ZipFile(bounded)
    except _CANNOT_UNPACK:
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN) from None
    infos = zipped.infolist()
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(wording.TOO_MANY_MEMBERS.format(limit=MAX_MEMBERS), wording.GIVE_A_PART)
    names = {info.filename for info in infos}
    if names & _OFFICE:
        raise Unreadable(wording.OFFICE_FILE, wording.SAVE_AS_PDF)
    if _overlap(infos):
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN)
    bounded.limit = MAX_FILE + 1
    own = _Zip(zipped)
    wanted = _wanted(infos)
    for info in wanted:
        yield Member(own, info, member_name(name, info.filename))
    troubles += _passed_over(name, infos, wanted, is_apple=_is_from_apple(names))


def _wanted(infos: list[ZipInfo]) -> list[ZipInfo]:
    files = [info for info in infos if not _is_folder(info) and not _is_shadow(info.filename)]
    if _is_from_apple({info.filename for info in files}):
        return [info for info in files if _CLINICAL.search(info.filename)]
    return [info for info in files if info.filename.lower().endswith(_WANTED)]


def _passed_over(
    name: str, infos: list[ZipInfo], wanted: list[ZipInfo], *, is_apple: bool
) -> list[Trouble]:
    if is_apple:
        if wanted:
            return []
        return [Trouble(name, wording.APPLE_WITHOUT_RECORDS, wording.GET_RECORDS_INTO_APPLE)]
    left = [
        info.filename
        for info in infos
        if info.filename.lower().endswith(_LEFT) and not _is_shadow(info.filename)
    ]
    if left:
        names = [member_name(name, each).removeprefix(f"{name}: ") for each in left[:_MOST_NAMED]]
        shown = ", ".join(names)
        if more := len(left[_MOST_NAMED:]):
            shown = wording.AND_FILES.format(files=shown, count=more)
        wrong = wording.LEFT_IN_ZIP.format(files=shown)
        return [Trouble(name, wrong, wording.TAKE_OUT_OF_ZIP)]
    return [] if wanted else [Trouble(name, wording.NO_RECORDS_IN_ZIP, wording.WHAT_CAN_BE_READ)]


def _is_from_apple(names: set[str]) -> bool:
    return any(_FROM_APPLE.search(name) for name in names)


def _is_folder(info: ZipInfo) -> bool:
    """ZipInfo.is_dir fails for a member without a name."""
    return info.filename.endswith("/") or not info.filename


def _is_shadow(name: str) -> bool:
    """What a Mac adds to a zip."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


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

    def take(self, info: ZipInfo, limit: int, *, whole: bool) -> bytes:
        if info.flag_bits & _IS_ENCRYPTED:
            raise Unreadable(wording.LOCKED_MEMBER, wording.UNLOCK_ZIP)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Unreadable(wording.STRANGE_PACKING, wording.PACK_AGAIN)
        if whole:
            check_size(info.file_size, limit)
            check_size(self._taken + info.file_size, MAX_TOTAL)
            if info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise Unreadable(wording.UNPACKS_TOO_LARGE, wording.GET_IT_AGAIN)
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1 if whole else limit)
        except (*_CANNOT_UNPACK, OSError):
            raise Unreadable(wording.BROKEN_MEMBER, wording.GET_IT_AGAIN) from None
        if whole:
            check_size(len(data), limit)
            self._taken += len(data)
        return data


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
