"""The logo of a letterhead: a picture beside `letterhead.yaml`."""

from __future__ import annotations

from pathlib import Path
from struct import unpack
from typing import Literal

from msgspec import Struct, json

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.bank.strict_yaml import Document
from so_cli.clean import clean
from so_cli.errors import Problem

MAX_LOGO_BYTES = 1_000_000
MAX_PIXELS = 20_000_000
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
    if found := _fault_of(data):
        wrong, right = found
        return None, [place._replace(wrong=wrong, right=right)]
    return Logo(data, "png" if data.startswith(_PNG) else "svg"), []


def _fault_of(data: bytes) -> tuple[str, str] | None:
    """What is wrong with a picture, and what would be right."""
    if len(data) > MAX_LOGO_BYTES:
        return wording.LARGE_LOGO, wording.SMALLER_LOGO
    if not data.startswith(_PNG) and b"<svg" not in data[:2000]:
        return wording.NOT_A_LOGO, wording.LOGO_KINDS
    if _pixels(data) > MAX_PIXELS:
        return wording.MANY_PIXELS, wording.SMALLER_LOGO
    why = _why_not(data)
    return (wording.CANNOT_DRAW_LOGO.format(why=why), wording.LOGO_KINDS) if why else None


def _pixels(data: bytes) -> int:
    """How many pixels a PNG says that it has: few bytes can claim all of the memory."""
    if not data.startswith(_PNG) or len(data) < 24:
        return 0
    width, height = unpack(">II", data[16:24])
    return int(width * height)


def _why_not(data: bytes) -> str:
    """Why a picture cannot be drawn on paper; empty where it can."""
    import typst

    files = {
        "main.typ": b"""
            #set document(title: "logo")
            #image(bytes(json("logo.json")), width: 1cm, height: 1cm, alt: "logo")
        """,
        "logo.json": json.encode([*data]),
    }
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    try:
        typst.Compiler(font_paths=fonts).compile(
            files,  # type: ignore[type-var]  # its stub does not know that it takes files by name
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return clean(error.message)
    return ""
