"""The readers, each as a function of bytes, and the papers that are broken for them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.errors import SoError
from so_cli.inputs.gather import gather
from so_cli.inputs.propose import propose
from so_cli.inputs.read import read_stream

RECORDS = Path(__file__).parents[2] / "tests" / "data" / "records"
TODAY = date(2026, 11, 20)
MOST_SECONDS = 2
"""For one input."""
MOST_MEMORY = 300_000_000
"""Bytes, for all of them."""
Target = Callable[[bytes], None]


@cache
def bank() -> Bank:
    return open_bank()


def whole(data: bytes, name: str = "input") -> None:
    """All the way from bytes to what is shown: opened, read, put together, beside a case."""
    read = read_stream(io.BytesIO(data), name, bank(), TODAY)
    propose(bank(), Case(), gather(bank(), read.readings))


def in_a_zip(data: bytes) -> None:
    """As a member of an archive that is whole."""
    name = "IHE_XDM/A/DOC.XML" if data.lstrip()[:1] == b"<" else "clinical-records/a.json"
    with io.BytesIO() as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, data)
        whole(stream.getvalue())


def as_text(data: bytes) -> None:
    """As a report, whatever it is."""
    whole(b"REPORT\n" + data)


TARGETS: dict[str, Target] = {
    "file": whole,
    "fhir": whole,
    "ccda": whole,
    "report": as_text,
    "pdf": whole,
    "zip": whole,
    "member": in_a_zip,
}


def attempt(target: Target, data: bytes) -> None:
    """One input; our own errors are answers too."""
    try:
        target(data)
    except SoError as error:
        if not str(error).strip():
            raise AssertionError("an error must say something") from error


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Papers that are right, of the kind that a target reads, small ones first."""
    found = sorted(_seeds(name), key=len)
    return tuple(each for each in found if len(each) < 300_000) or tuple(found[:1])


def _seeds(name: str) -> Iterator[bytes]:
    for path in sorted(RECORDS.rglob("*")):
        if not path.is_file() or path.name == "README.md":
            continue
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            if name == "file":
                yield data
            data = gzip.decompress(data)
        kind = _kind(data)
        if name in {"file", kind} or (name == "member" and kind in {"fhir", "ccda"}):
            yield data
    if name in {"file", "pdf"}:
        yield _pdf()
    if name in {"file", "zip"}:
        yield _zip()


def _kind(data: bytes) -> str:
    start = data.lstrip()[:1]
    return "ccda" if start == b"<" else "fhir" if start in {b"{", b"["} else "report"


def _pdf() -> bytes:
    import typst

    page = "#set page(width: 10cm, height: 8cm)\nBreast, left: ER positive (90%). HER2 2+."
    made = typst.Compiler(page.encode()).compile(format="pdf")
    return made if isinstance(made, bytes) else b""


def _zip() -> bytes:
    with io.BytesIO() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("IHE_XDM/A1/DOC0001.XML", next(iter(seeds("ccda"))))
            archive.writestr("apple_health_export/clinical-records/a.json", seeds("fhir")[0])
            archive.writestr("apple_health_export/export.xml", b"<HealthData/>")
        return stream.getvalue()
