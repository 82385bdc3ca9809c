"""The logo of a letterhead: a picture beside the file that names it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from so_cli.bank.letterhead import MAX_LOGO_BYTES
from so_cli.bank.loader import load_bank, open_bank

Overlay = Callable[..., Path]
SVG = (
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    b'<rect width="9" height="9"/></svg>'
)


def png(width: int, height: int) -> bytes:
    """A picture in one color of so many pixels, or one that only claims them."""
    made = BytesIO()
    Image.new("1", (min(width, 9), min(height, 9))).save(made, "PNG")
    whole = made.getvalue()
    return whole[:16] + struct.pack(">II", width, height) + whole[24:]


PNG = png(9, 9)


@pytest.mark.parametrize(("name", "data", "kind"), [("a.png", PNG, "png"), ("b.dat", SVG, "svg")])
def test_a_logo_is_read_from_beside_the_file(
    name: str, data: bytes, kind: str, overlay: Overlay
) -> None:
    folder = overlay(letterhead=f"name: Our Hospital\nlogo: {name}\n")
    (folder / name).write_bytes(data)
    logo = open_bank([folder]).logo
    assert logo is not None
    assert (logo.data, logo.kind) == (data, kind)


def test_each_folder_keeps_its_own_logo_under_one_letterhead(overlay: Overlay) -> None:
    first = overlay(letterhead="name: Our Hospital\nlogo: a.png\n")
    (first / "a.png").write_bytes(PNG)
    second = overlay(letterhead="name: Their Hospital\n")
    bank = open_bank([first, second])
    assert bank.letterhead is not None
    assert bank.letterhead.name == "Their Hospital"
    assert bank.logo is not None


def test_without_a_logo_there_is_none(overlay: Overlay) -> None:
    assert open_bank().logo is None
    assert open_bank([overlay(letterhead="name: Our Hospital\n")]).logo is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.png", None, "there is no such picture in this folder"),
        ("../a.png", PNG, "there is no such picture in this folder"),
        ("/etc/hostname", None, "there is no such picture in this folder"),
        ("a.jpg", b"\xff\xd8\xff", "neither a PNG nor an SVG"),
        ("a.png", PNG + bytes(MAX_LOGO_BYTES), "larger than 1 MB"),
        ("a.png", PNG[:40], "cannot be drawn"),
        ("a.png", png(65_000, 65_000), "too many pixels"),
        ("a.svg", b"<svg", "cannot be drawn"),
        ("a.svg", SVG.replace(b"9", b"0"), "cannot be drawn"),
    ],
)
def test_a_wrong_logo_is_named_with_its_line(
    name: str, data: bytes | None, said: str, overlay: Overlay
) -> None:
    folder = overlay(letterhead=f"name: Our Hospital\nlogo: {name}\n")
    if data is not None:
        (folder / name).write_bytes(data)
    (problem,) = load_bank([folder]).problems
    assert said in problem.sentence
    assert (problem.line, problem.key) == (2, "logo")
    assert problem.file.endswith("letterhead.yaml")
