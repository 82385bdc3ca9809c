"""Small papers of every kind, made where a test needs them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst

from so_cli.errors import BadFile
from so_cli.inputs.opening import papers_in
from so_cli.inputs.paper import Paper, Trouble

RECORDS = Path(__file__).parents[1] / "data" / "records"
PATIENT = b'{"resourceType": "Patient", "id": "1"}'
CCDA = b'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title></ClinicalDocument>'


def opened(data: bytes, name: str = "paper") -> tuple[list[Paper], list[Trouble]]:
    """The papers in these bytes, and the troubles."""
    troubles: list[Trouble] = []
    return list(papers_in(io.BytesIO(data), name, troubles)), troubles


def refused(data: bytes, name: str = "paper") -> str:
    """What is said of bytes in which there is no paper, with the advice."""
    try:
        papers, _ = opened(data, name)
    except BadFile as error:
        return str(error)
    raise AssertionError(papers)


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
