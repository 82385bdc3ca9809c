"""The logo of a letterhead: a picture beside `letterhead.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem

MAX_LOGO_BYTES = 1_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


class Logo(Struct, frozen=True):
    """A picture as it stands in its file."""

    data: bytes
    kind: Literal["png", "svg"]


def read_logo(head: Letterhead, document: Document) -> tuple[Logo | None, list[Problem]]:
    """The logo that a letterhead names, from the folder of the file that names it."""
    if not head.logo:
        return None, []
    place = document.problem(("logo",), wording.NO_LOGO, wording.LOGO_BESIDE)
    path = Path(place.file).parent / head.logo
    if path.name != head.logo or not path.is_file():
        return None, [place]
    with path.open("rb") as stream:
        data = stream.read(MAX_LOGO_BYTES + 1)
    if len(data) > MAX_LOGO_BYTES:
        return None, [place._replace(wrong=wording.LARGE_LOGO, right=wording.SMALLER_LOGO)]
    if data.startswith(_PNG):
        return Logo(data, "png"), []
    if b"<svg" in data[:2000]:
        return Logo(data, "svg"), []
    return None, [place._replace(wrong=wording.NOT_A_LOGO, right=wording.LOGO_KINDS)]
