"""A document as one web page: nothing is fetched, no script, right on a phone and in print."""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from so_cli import wording
from so_cli.bank.loader import data_folder
from so_cli.bank.strict_yaml import read_text
from so_cli.case.atomic import real
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
    from markupsafe import Markup

TEMPLATE = "document.html"
FONTS = {
    ("normal", 400): "AtkinsonHyperlegibleNext-Regular.woff2",
    ("normal", 700): "AtkinsonHyperlegibleNext-Bold.woff2",
    ("italic", 400): "AtkinsonHyperlegibleNext-Italic.woff2",
}
"""The same font as in the PDF; what it cannot draw is drawn by the reader's own fonts."""
_KINDS = {"png": "image/png", "svg": "image/svg+xml"}
_PLACE = re.compile(r"\{(name|page|pages)\}")


def to_html(document: Document, content: Struct, look: Look) -> str:
    """The whole document. Raises BadFile where a template cannot be used."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    folders = template_folders(look)
    environment = SandboxedEnvironment(
        loader=FunctionLoader(partial(_template, folders)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    data = template_data(document, content, look, clean)
    try:
        page = environment.get_template(TEMPLATE).render(
            **data, fonts=_fonts(), logo=_logo(look), foot=_foot(document), words=_WORDS
        )
    except Exception as error:  # a template is a program: anything can go wrong in it
        raise _fault(error, folders) from error
    if not page.strip():
        wrong = wording.TEMPLATE_IS_EMPTY
        raise BadFile(
            [
                Problem(
                    str(find_template(folders, TEMPLATE)), 0, "", wrong, wording.CHECK_THE_TEMPLATE
                )
            ]
        )
    return f"{page.strip()}\n"


def _template(folders: list[Path], name: str) -> tuple[str, str, None]:
    """A template by name: its text, its file, and that it need not be read again."""
    path = find_template(folders, name)
    if path is None:
        from jinja2 import TemplateNotFound

        raise TemplateNotFound(name, wording.NO_SUCH_TEMPLATE.format(name=name))
    return read_text(path, max_bytes=MAX_TEMPLATE_BYTES), str(path), None


_WORDS = {"contents": wording.CONTENTS, "to_pages": wording.SKIP_TO_PAGES}
"""What the page itself says."""


def _fonts() -> list[dict[str, str | int]]:
    folder = data_folder() / "fonts"
    return [
        {"style": style, "weight": weight, "data": _encoded((folder / name).read_bytes())}
        for (style, weight), name in FONTS.items()
    ]


def _logo(look: Look) -> str:
    """The logo as an address that holds the picture itself; as such a picture runs nothing."""
    if look.logo is None:
        return ""
    return f"data:{_KINDS[look.logo.kind]};base64,{_encoded(look.logo.data)}"


def _encoded(data: bytes) -> str:
    return b64encode(data).decode()


def _foot(document: Document) -> Markup:
    """The foot of each printed page, whose it is and which of how many, as CSS says it."""
    from markupsafe import Markup

    name = _css(clean(document.name or document.title))
    parts = {"name": name, "page": "counter(page)", "pages": "counter(pages)"}
    said = enumerate(_PLACE.split(wording.PAGE_OF))
    foot = " ".join(parts[text] if at % 2 else _css(text) for at, text in said)
    return Markup(foot)  # noqa: S704 - nothing is left in it that HTML or CSS would obey


def _css(text: str) -> str:
    """Text in CSS: what is no plain letter goes in as its number, so that nothing ends it."""
    safe = (each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in text)
    return f'"{"".join(safe)}"'


def _fault(error: Exception, folders: list[Path]) -> BadFile:
    """What is wrong in which template, and on which line."""
    if isinstance(error, BadFile):
        return error
    file, line = getattr(error, "filename", None), getattr(error, "lineno", 0)
    if file is None:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if any(real(Path(frame.filename)).is_relative_to(real(folder)) for folder in folders)
        ]
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else (TEMPLATE, 0)
    why = clean(str(error)).rstrip(".") or type(error).__name__
    wrong = wording.TEMPLATE_FAILS.format(why=why)
    return BadFile([Problem(str(file), line or 0, "", wrong, wording.CHECK_THE_TEMPLATE)])
