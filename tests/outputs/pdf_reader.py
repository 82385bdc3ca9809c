"""Reads a PDF as a screen reader does, by its tags, and as a printer does, by what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2  # type: ignore[import-untyped, unused-ignore]
from pypdfium2 import raw

NOT_SPOKEN = frozenset({"Lbl", "TOC", "Figure"})
"""Numbers and marks of lists, the table of contents, and what a picture shows."""


FOOT = 54
"""How much of a page's height is left for its foot, in points."""


class Run(NamedTuple):
    """Letters on a line, all alike. `mark` ties them to their tag; what is at the foot has none."""

    text: str
    size: float
    box: tuple[float, float, float, float]
    font: str
    mark: int


class Page(NamedTuple):
    width: float
    height: float
    runs: tuple[Run, ...]

    @property
    def foot(self) -> str:
        return "".join(run.text for run in self.runs if run.box[3] < FOOT)

    @property
    def body(self) -> list[Run]:
        """What is not at the foot, and no more than an ornament."""
        return [run for run in self.runs if run.mark >= 0]

    def is_inside(self) -> bool:
        """Whether no letter crosses an edge."""
        return all(
            left >= 0 and bottom >= 0 and right <= self.width and top <= self.height
            for left, bottom, right, top in (run.box for run in self.runs)
        )


class Tag(NamedTuple):
    """A tagged part: a heading, a list, a paragraph. `text` is its own and that of all within."""

    name: str
    alt: str | None
    text: str
    page: int


class Pdf(NamedTuple):
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    spoken: str

    def named(self, *names: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name in names]


def read_pdf(data: bytes) -> Pdf:
    """All of it, its tags in reading order."""
    pages = tuple(pages_of(data))
    with pikepdf.open(BytesIO(data)) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}
        texts = [{} for _page in pages]  # type: list[dict[int, str]]
        for page, by_mark in zip(pages, texts, strict=True):
            for run in page.runs:
                by_mark[run.mark] = by_mark.get(run.mark, "") + run.text
        reader = _Tags(numbers, texts)
        spoken = reader.read(file.Root.StructTreeRoot, None)
    return Pdf(pages, tuple(reader.found), spoken)


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages, with what stands on each, in the order in which it was drawn."""
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            width, height = page.get_size()
            drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
            yield Page(width, height, tuple(map(_run, drawn)))


def _run(text: Any) -> Run:
    size = c_float()
    raw.FPDFTextObj_GetFontSize(text.raw, size)
    return Run(
        text=text.extract().replace("\x02", "-"),  # PDFium's sign for a hyphen that ends a line
        size=size.value * abs(text.get_matrix().d),
        box=text.get_bounds(),
        font=text.get_font().get_base_name().partition("+")[2],
        mark=raw.FPDFPageObj_GetMarkedContentID(text.raw),
    )


class _Tags:
    """Walks down the tags, and keeps each one that it meets."""

    def __init__(self, numbers: dict[Any, int], texts: list[dict[int, str]]) -> None:
        self.numbers = numbers
        self.texts = texts
        self.found: list[Tag] = []

    def read(self, tag: Any, page: int | None) -> str:
        """What is said below this tag, or at this mark."""
        if isinstance(tag, int):
            assert page is not None
            return self.texts[page].get(tag, "")
        if isinstance(tag, pikepdf.Array):
            return "".join(self.read(kid, page) for kid in tag)
        if "/Pg" in tag:
            page = self.numbers[tag.Pg.objgen]
        if "/MCID" in tag:
            return self.read(int(tag.MCID), page)
        return self.read_kids(tag, page)

    def read_kids(self, tag: Any, page: int | None) -> str:
        name = str(tag.get("/S", "")).lstrip("/")
        at = len(self.found)
        said = self.read(tag.K, page) if "/K" in tag else ""
        alt = str(tag.Alt) if "/Alt" in tag else None
        self.found.insert(at, Tag(name, alt, said, page or 0))
        return "" if name in NOT_SPOKEN else said
