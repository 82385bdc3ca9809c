"""How paper looks: its size, the size of its letters, and the templates that draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args
from unicodedata import bidirectional

import msgspec
from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.letterhead import Logo
from so_cli.bank.loader import data_folder
from so_cli.case.atomic import real
from so_cli.errors import BadFile, NoAccess, Problem
from so_cli.outputs.pages.blocks import Document

Paper = Literal["letter", "a4"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
Reader = Literal["doctor", "me", "both"]
READERS: tuple[Reader, ...] = get_args(Reader)
"""Whose pages of a packet are wanted."""
FOLDER = "templates"
NAMES = ("document.html", "style.css", "document.typ")
"""The templates that there are; a folder may replace each by name."""
LANGUAGE = "en"
MAX_TEMPLATE_BYTES = 1_000_000
_LEFT_TO_RIGHT = "\u200e"
AS_THEY_ARE = frozenset({"svg", "link"})
"""What is no text to be read, by its key."""


class Look(Struct, frozen=True):
    """What a person or a clinic chose. `templates`: folders to look in before our own."""

    paper: Paper = "letter"
    large_print: bool = False
    templates: tuple[Path, ...] = ()
    logo: Logo | None = None


def make_look(
    bank: Bank, overlays: Sequence[Path], paper: Paper, templates: Path | None, *, large: bool
) -> Look:
    """How paper shall look. Raises what `check_templates` raises."""
    own = [check_templates(templates)] if templates else []
    folders = (*own, *overlay_templates(overlays))
    return Look(paper=paper, large_print=large, templates=folders, logo=bank.logo)


def template_folders(look: Look) -> list[Path]:
    """The folders in which a template is looked for, in this order."""
    return [*look.templates, data_folder() / FOLDER]


def find_template(folders: Sequence[Path], name: str) -> Path | None:
    """A template from the first folder that has it. Raises BadFile for a link out of its folder.

    A folder may come from somebody else, and must not bring other files of this machine to paper.
    """
    path = next((path for folder in folders if (path := folder / name).is_file()), None)
    if path is None or real(path).is_relative_to(real(path.parent)):
        return path
    raise BadFile([Problem(str(path), 0, "", wording.LEADS_OUT, wording.COPY_IT_HERE)])


def check_templates(folder: Path) -> Path:
    """The folder of templates. Raises NoAccess where there is none, BadFile with none in it."""
    if not folder.is_dir():
        raise NoAccess(wording.NO_SUCH_FOLDER.format(folder=folder), wording.MAKE_THE_FOLDER)
    if not any((folder / name).is_file() for name in NAMES) and not (folder / "letters").is_dir():
        right = wording.ONE_OF.format(words=", ".join([*NAMES, "letters/"]))
        raise BadFile([Problem(str(folder), 0, "", wording.NO_TEMPLATE, right)])
    return folder


def overlay_templates(overlays: Sequence[Path]) -> list[Path]:
    """The folders of templates in banks that are laid over ours, the last one first."""
    return [folder for each in reversed(overlays) if (folder := each / FOLDER).is_dir()]


def template_data(
    document: Document, content: Struct | None, look: Look, text: Callable[[str], str]
) -> dict[str, Any]:
    """What every template is given, with `text` made of each text (docs/templates.md)."""
    return {
        "document": _each(msgspec.to_builtins(document), text),
        "content": _each(msgspec.to_builtins(content), text),
        "language": LANGUAGE,
        "paper": look.paper,
        "large_print": look.large_print,
        "page_of": wording.PAGE_OF,
        "logo_words": wording.LOGO_WORDS,
    }


def _each(value: Any, text: Callable[[str], str]) -> Any:
    """The same data with something done to every text in it."""
    if isinstance(value, str):
        return _settled(text(value))
    if isinstance(value, list | tuple):
        return [_each(item, text) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in AS_THEY_ARE else _each(item, text) for key, item in value.items()
        }
    return value


def _settled(text: str) -> str:
    """The text; Hebrew or Arabic ends in a mark, or it would turn a number after it around."""
    if text.isascii() or not any(bidirectional(letter) in {"R", "AL"} for letter in text):
        return text
    return f"{text}{_LEFT_TO_RIGHT}"
