"""Small papers of every kind, made where a test needs them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst

from so_cli.inputs.files.opening import papers_in
from so_cli.inputs.files.paper import Paper, Trouble

RECORDS = Path(__file__).parents[1] / "data" / "records"
PATIENT = b'{"resourceType": "Patient", "id": "1"}'
CCDA = b'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title></ClinicalDocument>'


def opened(data: bytes, name: str = "paper") -> tuple[list[Paper], list[Trouble]]:
    """The papers in these bytes, and the troubles."""
    return sorted_out(papers_in(io.BytesIO(data), name))


def sorted_out(found: Iterable[Paper | Trouble]) -> tuple[list[Paper], list[Trouble]]:
    """Papers and troubles apart."""
    everything = [*found]
    return (
        [each for each in everything if isinstance(each, Paper)],
        [each for each in everything if isinstance(each, Trouble)],
    )


def refused(data: bytes, name: str = "paper") -> str:
    """What is said of bytes in which there is no paper, with the advice."""
    return why_none(papers_in(io.BytesIO(data), name))


def why_none(found: Iterable[Paper | Trouble]) -> str:
    """What is said where there is no paper."""
    papers, troubles = sorted_out(found)
    assert not papers
    return "\n".join(f"{each.sentence}\n{each.advice}" for each in troubles)


def gzip_of(data: bytes) -> bytes:
    """The same bytes every time, so that tests keep their names."""
    return gzip.compress(data, mtime=0)


def zip_of(members: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    file = io.BytesIO()
    with ZipFile(file, "w", method) as zipped:
        for name, data in members.items():
            zipped.writestr(ZipInfo(name), data, method)
    return file.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def pdf_of(*pages: str) -> bytes:
    """A PDF with a page for each text; a page without text shows a drawing."""
    drawing = "#rect(width: 50%, height: 50%, fill: gray)"
    source = "\n#pagebreak()\n".join(page or drawing for page in pages)
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made
