"""A document as a PDF that prints well and that a screen reader can read (PDF/UA-1).

It goes in as data, never as source text. The same document makes the same bytes, but where a
letter needs a font of the machine.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import Struct

from so_cli import wording
from so_cli.bank.loader import data_folder
from so_cli.bank.strict_yaml import read_text
from so_cli.clean import clean
from so_cli.errors import BadFile, Problem
from so_cli.outputs.look import Look, template_data, template_folders
from so_cli.outputs.pages.blocks import Document

if TYPE_CHECKING:
    from typst import TypstError

TEMPLATE = "document.typ"
MAX_TEMPLATE_BYTES = 1_000_000
IN_PLACE_OF_A_LETTER = "?"
_LONG_WORD = re.compile(r"\S{30,}")
_MAY_BREAK = re.compile(r"(\S{15})(?=\S)")
_ZERO_WIDTH_SPACE = "\u200b"
_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ ([^\n:]+):(\d+):")
_PACKAGE = re.compile(r'(?:import|include)\s*\(?\s*"@')


class Pdf(NamedTuple):
    """A file, and the letters for which no font was found; a question mark stands for each."""

    data: bytes
    undrawn: tuple[str, ...]


def to_pdf(document: Document, content: Struct, look: Look) -> Pdf:
    """The whole document. Raises BadFile where the template cannot be used."""
    from typst import TypstError

    template, source = _template(look)
    undrawn: tuple[str, ...] = ()
    uses_system = False
    while True:
        data = template_data(document, content, look, partial(_printed, undrawn=undrawn))
        try:
            return Pdf(_compiled(source, data, look, uses_system=uses_system), undrawn)
        except TypstError as error:
            found = [text for text in _without_font(error) if text not in undrawn]
            if not found:
                raise _fault(error, template) from error
            if uses_system:
                undrawn = (*undrawn, *found)
            # Fonts of the machine take time to find, and differ: only where ours do not do.
            uses_system = True


def _compiled(source: str, data: dict[str, Any], look: Look, *, uses_system: bool) -> bytes:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=uses_system,
        include_embedded_fonts=False,
        font_paths=[str(data_folder() / "fonts")],
    )
    logo = {f"logo.{look.logo.kind}": look.logo.data} if look.logo else {}
    data = {**data, "logo": next(iter(logo), None)}
    files = {"main.typ": source.encode(), "data.json": msgspec.json.encode(data), **logo}
    made = typst.Compiler(font_paths=fonts).compile(
        files,  # type: ignore[type-var]  # its stub does not know that it takes files by name
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(made)  # only pictures come as several
    return made


def _template(look: Look) -> tuple[Path, str]:
    """The template and its text. It may not fetch anything: packages would come from the web."""
    path = next(
        folder / TEMPLATE for folder in template_folders(look) if (folder / TEMPLATE).is_file()
    )
    source = read_text(path, max_bytes=MAX_TEMPLATE_BYTES)
    if found := _PACKAGE.search(source):
        line = source.count("\n", 0, found.start()) + 1
        raise BadFile([Problem(str(path), line, "", wording.NO_PACKAGES, wording.WRITE_IT_HERE)])
    return path, source


def _printed(text: str, *, undrawn: tuple[str, ...]) -> str:
    """The text as it can be printed: no control signs, and long words may break."""
    text = clean(text)
    for letters in undrawn:
        text = text.replace(letters, IN_PLACE_OF_A_LETTER)
    if len(text) < 30:
        return text
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.sub(rf"\1{_ZERO_WIDTH_SPACE}", word[0]), text)


def _without_font(error: TypstError) -> list[str]:
    """The letters that Typst could not draw, as it names them."""
    found = dict.fromkeys(_UNDRAWN.findall(error.diagnostic))
    return [_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in found]


def _fault(error: TypstError, template: Path) -> BadFile:
    """What is wrong in a template, and on which line."""
    place = _PLACE.search(error.diagnostic)
    line = int(place[2]) if place and place[1] == "main.typ" else 0
    wrong = wording.TEMPLATE_FAILS.format(why=clean(error.message).rstrip("."))
    right = "; ".join(map(clean, error.hints)) or wording.CHECK_THE_TEMPLATE
    return BadFile([Problem(str(template), line, "", wrong, right)])
