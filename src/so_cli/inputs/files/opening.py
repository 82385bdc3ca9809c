"""From a file of whatever kind to its papers, one at a time.

Nothing is written to disk, nothing is fetched, and what is not wanted is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zlib import error as ZlibError  # noqa: N812  (it is a class)

from so_cli import wording
from so_cli.clean import clean
from so_cli.errors import NoAccess
from so_cli.inputs.files import health_link
from so_cli.inputs.files.folder import files_in
from so_cli.inputs.files.kinds import What, is_clinical_document, kind_of_bytes, kind_of_text
from so_cli.inputs.files.limits import (
    HEAD,
    MAX_FILE,
    MAX_JSON,
    MAX_RATIO,
    MAX_TEXT,
    read_at_most,
)
from so_cli.inputs.files.members import Member
from so_cli.inputs.files.pages import pages_of_text
from so_cli.inputs.files.paper import Paper, Trouble, Unreadable, own_name
from so_cli.inputs.files.parsed_json import records_in
from so_cli.inputs.files.parsed_xml import clinical_document
from so_cli.inputs.files.pdf import pages_of, pages_without_text
from so_cli.inputs.files.running_text import start_of_text, text_in
from so_cli.inputs.files.zipped import members_of

_LIMITS: dict[What, int] = {
    "json": MAX_JSON, "ccda": MAX_FILE, "pdf": MAX_FILE,
    "html": MAX_TEXT, "rtf": MAX_TEXT, "text": MAX_TEXT,
}  # fmt: skip

_HANDED_OVER = ("/dev/", "/proc/")
"""Where a shell puts the pipe of `so import <(command)`; any other pipe may never be written to."""


def papers_of(path: Path) -> Iterator[Paper | Trouble]:
    """The papers in a file or a folder, and what in it could not be read; one of them at least.

    Raises NoAccess where it cannot be opened.
    """
    name = own_name(path)
    try:
        if path.is_dir():
            yield from _or_why_none(_members(files_in(path, name)), name)
            return
        with _opened(path) as stream:
            yield from papers_in(stream, name)
    except OSError as error:
        raise _no_access(path, error.strerror or "") from error


def papers_in(stream: BinaryIO, name: str) -> Iterator[Paper | Trouble]:
    """The same of a stream of bytes, such as standard input."""
    return _or_why_none(_papers(stream, name), name)


def _or_why_none(found: Iterable[Paper | Trouble], name: str) -> Iterator[Paper | Trouble]:
    is_empty = True
    try:
        for each in found:
            is_empty = False
            yield each
    except Unreadable as error:
        yield error.of(name)
        return
    if is_empty:
        yield Trouble(name, wording.NO_RECORDS_IN_IT, wording.WHAT_CAN_BE_READ)


def _papers(stream: BinaryIO, name: str) -> Iterator[Paper | Trouble]:
    head = stream.read(HEAD)
    kind = kind_of_bytes(head)
    if kind == "zip":
        yield from _members(members_of(_seekable(head, stream), name))
    elif kind == "gzip":
        unpacked = _unpacked(read_at_most(head, stream, MAX_JSON))
        kind = kind_of_bytes(unpacked[:HEAD])
        if kind in {"zip", "gzip"}:
            raise Unreadable(wording.PACKED_TWICE, wording.UNPACK_FIRST)
        yield from _single(unpacked, BytesIO(), kind, name)
    else:
        # Who pastes ends it once: what has come to its end is not read again.
        rest = stream if len(head) == HEAD else BytesIO()
        yield from _single(head, rest, kind, name)


def _single(head: bytes, rest: BinaryIO, kind: What | None, name: str) -> Iterator[Paper | Trouble]:
    """The papers in a file that is not packed, of which `head` is read and `rest` is not."""
    if not head.strip():
        raise Unreadable(wording.NOTHING_IN_IT, wording.GET_IT_AGAIN)
    if kind is None:
        kind = kind_of_text(start_of_text(head[:HEAD]))
    data = read_at_most(head, rest, _LIMITS[kind])
    if kind == "json":
        yield from _records(data, name)
    elif kind == "ccda":
        yield Paper(name, "ccda", clinical_document(data))
    elif kind == "pdf":
        yield from _pdf(data, name)
    elif kind in {"html", "rtf"}:
        yield Paper(name, "report", pages_of_text(data, kind))
    else:
        yield Paper(name, "report", _report(data))


def _records(data: bytes, name: str) -> Iterator[Paper | Trouble]:
    is_plain = data.isascii() and b"\0" not in data  # zeros: UTF-16 without its mark
    content, wrong = records_in(data if is_plain else text_in(data).encode())
    yield from (each.of(name) for each in wrong)
    yield Paper(name, "fhir", content)


def _pdf(data: bytes, name: str) -> Iterator[Paper | Trouble]:
    pages = pages_of(data)
    if pictures := pages_without_text(pages):
        wrong = wording.PAGES_ARE_PICTURES.format(pages=pictures)
        yield Trouble(name, wrong, wording.TEXT_OF_A_PICTURE)
    yield Paper(name, "report", pages)


def _report(data: bytes) -> tuple[str, ...]:
    if (link := health_link.explained(text_in(data))) is not None:
        raise link
    return pages_of_text(data, "text")


def _members(found: Iterable[Member | Trouble]) -> Iterator[Paper | Trouble]:
    for each in found:
        if isinstance(each, Trouble):
            yield each
        else:
            yield from _of_member(each)


def _of_member(member: Member) -> Iterator[Paper | Trouble]:
    """The paper in a file of a zip or a folder; none in XML that is there for other programs."""
    try:
        if not member.file.lower().endswith(".xml"):
            yield from _records(member.read(), member.file)
        elif is_clinical_document(member.head()):
            yield Paper(member.file, "ccda", clinical_document(member.read()))
    except Unreadable as error:
        yield error.of(member.file)


def _unpacked(data: bytes) -> bytes:
    limit = min(MAX_JSON, MAX_RATIO * len(data))
    try:
        with GzipFile(fileobj=BytesIO(data)) as stream:
            unpacked = stream.read(limit + 1)
    except (BadGzipFile, EOFError, ZlibError):
        raise Unreadable(wording.BROKEN_ZIP, wording.GET_IT_AGAIN) from None
    if len(unpacked) > limit:
        raise Unreadable(wording.UNPACKS_TOO_LARGE, wording.GET_IT_AGAIN)
    return unpacked


def _seekable(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The whole stream from its start."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return BytesIO(read_at_most(head, stream, MAX_JSON))


def _opened(path: Path) -> BinaryIO:
    try:
        if path.is_fifo() and not str(path).startswith(_HANDED_OVER):
            raise _no_access(path, wording.WAITS_FOR_OTHERS)
        return path.open("rb")
    except FileNotFoundError as error:
        name = clean(str(path))
        raise NoAccess(wording.NO_SUCH_FILE.format(file=name), wording.LOOK_AT_THE_NAME) from error
    except ValueError as error:  # a name that no file can have
        raise _no_access(path, clean(str(error))) from error


def _no_access(path: Path, why: str) -> NoAccess:
    return NoAccess(wording.CANNOT_READ.format(file=clean(str(path)), why=why))
