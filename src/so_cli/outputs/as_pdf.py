"""A document as a PDF that prints well and that a screen reader can read (PDF/UA-1).

It goes in as data, never as source text. The same document makes the same bytes, but where a
letter needs a font of the machine.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import Struct

from so_cli import wording
from so_cli.bank.loader import data_folder
from so_cli.bank.strict_yaml import read_text
from so_cli.clean import clean
from so_cli.errors import BadFile, Problem
from so_cli.outputs.look import (
    MAX_TEMPLATE_BYTES,
    Look,
    find_template,
    template_data,
    template_folders,
)
from so_cli.outputs.pages.blocks import Document

if TYPE_CHECKING:
    from typst import Compiler, TypstError

TEMPLATE = "document.typ"
IN_PLACE_OF_A_LETTER = "?"
LONG, PIECE = 30, 15
"""A word of so many letters may break after so few, for nothing may run over the edge."""
_CONTENT = re.compile(r"\bcontent\b")
"""How a template names it; ours does not, and need not wait for it."""
_SPACES = re.compile(" {2,}")
_ACCENTS = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")
"""No writing has more on one letter; a tower of them would cover other lines."""
_LONG_WORD = re.compile(rf"[^ ]{{{LONG},}}")
_ADDRESS = re.compile(r"https?://")
_LONG_RUN = re.compile(rf"[^\W\d_]{{{LONG},}}|\d{{{LONG},}}")
_ZERO_WIDTH_SPACE, _ZERO_WIDTH_JOINER = "\u200b", "\u200d"
_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ (?:[^\n]*[/\\])?main\.typ:(\d+):")
_BROKEN_PICTURE = re.compile("decode image|parse SVG|linked image|image format")
_NO_PACKAGE = ("package not found", "failed to download package")
_NOBODY = "http://127.0.0.1:9"
_WAYS_OUT = {"HTTPS_PROXY": _NOBODY, "HTTP_PROXY": _NOBODY, "ALL_PROXY": _NOBODY, "NO_PROXY": ""}


class Pdf(NamedTuple):
    """A file, and the letters for which no font was found; a question mark stands for each."""

    data: bytes
    undrawn: tuple[str, ...]


def to_pdf(document: Document, content: Struct, look: Look) -> Pdf:
    """The whole document. Raises BadFile where the template, or the logo, cannot be used."""
    from typst import TypstError

    template = find_template(template_folders(look), TEMPLATE) or Path(TEMPLATE)
    source = read_text(template, max_bytes=MAX_TEMPLATE_BYTES)
    undrawn: tuple[str, ...] = ()
    uses_system = False
    used = content if _CONTENT.search(source) else None
    while True:
        printed = partial(_printed, undrawn=_any_of(undrawn))
        data = template_data(document, used, look, printed)
        try:
            made = _compiled(source, data, look, uses_system=uses_system)
        except TypstError as error:
            found = [text for text in _without_font(error) if text not in undrawn]
            if not found:
                raise _fault(error, template, has_logo=look.logo is not None) from error
            if uses_system:
                undrawn = (*undrawn, *found)
            # Fonts of the machine take time to find, and differ: only where ours do not do.
            uses_system = True
        else:
            return Pdf(made, tuple(filter(_is_seen, undrawn)))


def _compiled(source: str, data: dict[str, Any], look: Look, *, uses_system: bool) -> bytes:
    # Only text can go in as a file, so a picture goes in as numbers.
    logo = list(look.logo.data) if look.logo else None
    data = {**data, "logo": logo, "words": {"contents": wording.CONTENTS}}
    files = {"main.typ": source.encode(), "data.json": msgspec.json.encode(data)}
    compiler = _compiler(uses_system=uses_system)

    def compile_() -> bytes:
        made = compiler.compile(
            files,  # type: ignore[type-var]  # its stub does not know that it takes files by name
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
        if not isinstance(made, bytes):
            raise TypeError(made)  # only pictures come as several
        return made

    with _no_way_out():
        return _interruptible(compile_)


@cache
def _compiler(*, uses_system: bool) -> Compiler:
    """One for all papers of a process: to find the fonts takes longer than to set a page."""
    import typst

    # All that a template may read is what it is given, and this folder; the web not at all.
    root = data_folder() / "fonts"
    fonts = typst.Fonts(
        include_system_fonts=uses_system, include_embedded_fonts=False, font_paths=[str(root)]
    )
    return typst.Compiler(root=root, font_paths=fonts, package_path=root, package_cache_path=root)


def _interruptible(work: Callable[[], bytes]) -> bytes:
    """What the work gives; Ctrl-C ends the waiting, which Typst itself would not notice."""
    done: list[bytes] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    if failed:
        raise failed[0]
    return done[0]


@contextmanager
def _no_way_out() -> Iterator[None]:
    """Typst fetches packages that a template names, and has no switch for it: nobody answers."""
    ways = {**_WAYS_OUT, **{name.lower(): value for name, value in _WAYS_OUT.items()}}
    before = {name: os.environ.get(name) for name in ways}
    os.environ.update(ways)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _printed(text: str, *, undrawn: re.Pattern[str] | None) -> str:
    """The text as it can be printed: no control signs, and long words may break."""
    text = clean(text)
    if undrawn:
        text = undrawn.sub(lambda part: IN_PLACE_OF_A_LETTER if _is_seen(part[0]) else "", text)
    if len(text) < LONG:
        return text
    text = _ACCENTS.sub(r"\1", _SPACES.sub(" ", text))
    return _LONG_WORD.sub(_breakable, text)


def _breakable(word: re.Match[str]) -> str:
    """A long word with places where it may break, none of them within a letter.

    An address is left as it is, to be copied: Typst breaks it between letters, digits and signs.
    """
    if _ADDRESS.match(word[0]) and not _LONG_RUN.search(word[0]):
        return word[0]
    pieces = [""]
    for letter in word[0]:
        ends = len(pieces[-1]) >= PIECE and not pieces[-1].endswith(_ZERO_WIDTH_JOINER)
        if ends and _is_seen(letter):
            pieces.append("")
        pieces[-1] += letter
    return _ZERO_WIDTH_SPACE.join(pieces)


def _is_seen(text: str) -> bool:
    """Whether it is a letter or a sign of its own, and not just part of the one before it."""
    return any(unicodedata.category(letter)[0] not in "CM" for letter in text)


def _any_of(texts: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if texts else None


def _without_font(error: TypstError) -> list[str]:
    """The letters that Typst could not draw, as it names them."""
    found = dict.fromkeys(_UNDRAWN.findall(error.diagnostic))
    return [_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in found]


def _fault(error: TypstError, template: Path, *, has_logo: bool) -> BadFile:
    """What is wrong in a template, and on which line; or in the logo that it draws."""
    place = _PLACE.search(error.diagnostic)
    line = int(place[1]) if place else 0
    if has_logo and _BROKEN_PICTURE.search(error.message):
        right = wording.LOGO_KINDS
        return BadFile([Problem("letterhead.yaml", 0, "logo", wording.NOT_A_LOGO, right)])
    if error.message.startswith(_NO_PACKAGE):
        return BadFile(
            [Problem(str(template), line, "", wording.NO_PACKAGES, wording.WRITE_IT_HERE)]
        )
    wrong = wording.TEMPLATE_FAILS.format(why=clean(error.message).rstrip("."))
    right = clean(error.hints[0]) if error.hints else wording.CHECK_THE_TEMPLATE
    return BadFile([Problem(str(template), line, "", wrong, right)])
