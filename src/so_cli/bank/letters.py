"""Letters: `letters/*.md`, a head of keys between two lines of dashes and a body to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from so_cli import wording
from so_cli.bank.model import LetterText
from so_cli.bank.strict_yaml import Document, Place, parse
from so_cli.errors import BadFile, Problem

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FOLDER, SECTION = "letters", "letters"
_FENCE = "---"


def parse_letter(text: str, path: Path) -> tuple[Document, list[Problem]]:
    """A letter as a bank document with one entry, whose id is the name of its file."""
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not lines or lines[0].rstrip() != _FENCE or not end:
        wrong = Problem(str(path), 1, "", wording.NO_LETTER_HEAD, wording.WRITE_A_HEAD)
        return Document(str(path), None, {}), [wrong]
    # A blank line in place of the first fence, so that the lines of the head stay as they are.
    head, problems = parse("\n".join(["", *lines[1:end]]), str(path))
    if not isinstance(head.value, dict):
        wrong = Problem(str(path), 2, "", wording.NOT_A_MAPPING, wording.WRITE_A_HEAD)
        return Document(str(path), None, {}), problems or [wrong]
    body = [*lines[end + 1 :], ""]
    first = next((i for i, line in enumerate(body) if line.strip()), 0)
    entry = {"id": path.stem, **head.value, "body": "\n".join(body[first:]).rstrip() + "\n"}
    value = {SECTION: [entry]}
    places: dict[int, dict[str | int, Place]] = {
        **head.places,
        id(value): {SECTION: 1},
        id(value[SECTION]): {0: 1},
        id(entry): {"id": 1, "body": end + 2 + first, **head.places.get(id(head.value), {})},
    }
    return Document(str(path), value, places, kept=(head, value)), problems


def environment() -> SandboxedEnvironment:
    """Where bodies are filled: nothing of Python is in reach, and a missing name is an error."""
    from jinja2 import StrictUndefined  # slow to load, and few commands write letters
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


def fill(letter: LetterText, fields: Mapping[str, Any]) -> str:
    """The body with its places filled; `fields` are escaped for Markdown already.

    Raises BadFile where the body asks for what there is not.
    """
    from jinja2 import TemplateError

    try:
        filled = environment().from_string(letter.body).render(fields)
    except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
        wrong = wording.NOT_A_LETTER.format(why=error)
        file = f"{FOLDER}/{letter.id}.md"
        raise BadFile([Problem(file, 0, "", wrong, wording.CHECK_THE_BRACES)]) from error
    paragraphs = [part.strip("\n") for part in filled.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part.strip()) + "\n"


def plain_text(body: str) -> str:
    """The sentences of a body, without what is filled in, as they are read; lists end in stops."""
    import re

    words = re.sub(r"{%.*?%}|{{.*?}}", " ", body, flags=re.DOTALL)
    lines = (line.strip("-*# \\[]0123456789.").strip() for line in words.splitlines())
    return " ".join(
        line if line.endswith((".", "?", "!")) else f"{line}." for line in lines if line
    )
