"""Letters: `letters/*.md`, a head of keys between two lines of dashes and a body to fill in.

A body is data, not a program: it may choose and repeat, over what it is given, and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from so_cli import wording
from so_cli.bank.model import LetterText
from so_cli.bank.strict_yaml import Document, Place, parse
from so_cli.bank.typed import nearest
from so_cli.clean import clean
from so_cli.errors import BadFile, Problem

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

FOLDER, SECTION = "letters", "letters"
MAX_LETTER_BYTES = 100_000
FIELDS = frozenset(
    {
        "today", "blank", "name", "born", "phone", "is_helper", "helper",
        "they", "them", "their", "They", "Their", "are", "have", "do",
        "visit_day", "visit_with", "visit_place", "need_by",
        "records", "slides", "case_lines", "decision", "decide_by", "questions", "first_doctor",
    }
)  # fmt: skip
"""What a letter can be filled with."""
RECORD_KEYS = frozenset({"title", "plain", "holder", "form", "ask_by"})
"""What each of its `records` and `slides` has."""

_FENCE = "---"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NODES = re.compile(
    "Template|Output|TemplateData|Name|Getattr|If|For|Filter|Test|Const|Concat|Compare|Operand"
    "|And|Or|Not|CondExpr|Assign|List|Tuple"
)
_FILTERS = frozenset({"capitalize", "default", "first", "join", "length", "list", "selectattr"})
_TESTS = frozenset({"defined", "equalto", "in"})
_DEEPEST = 3
"""Loops inside each other."""


class Fault(NamedTuple):
    """Why a body cannot be filled, on which of its lines (from 1), and what would be right."""

    line: int
    wrong: str
    right: str = wording.CHECK_THE_BRACES


def parse_letter(text: str, path: Path) -> tuple[Document, list[Problem]]:
    """A letter as a bank document with one entry, whose id is the name of its file."""

    def refused(line: int, wrong: str, right: str) -> tuple[Document, list[Problem]]:
        problem = Problem(clean(str(path)), line, "", wrong, right)
        return Document(str(path), None, {}), [problem]

    lines = clean(text, keep_newlines=True).splitlines()
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not _NAME.fullmatch(path.stem):
        return refused(0, wording.NOT_A_LETTER_NAME, wording.LETTER_NAMES)
    if not lines or lines[0].rstrip() != _FENCE or not end:
        return refused(1, wording.NO_LETTER_HEAD, wording.WRITE_A_HEAD)
    # A blank line in place of the first fence, so that the lines of the head stay as they are.
    head, problems = parse("\n".join(["", *lines[1:end]]), str(path))
    if not isinstance(head.value, dict) or {"id", "body"} & head.value.keys():
        return refused(2, wording.NO_LETTER_HEAD, wording.WRITE_A_HEAD)
    body = [*lines[end + 1 :], ""]
    first = next((i for i, line in enumerate(body) if line.strip()), -1)
    if first < 0 or body[first].rstrip() == _FENCE:
        return refused(end + 2, wording.NO_LETTER_BODY, wording.WRITE_THE_BODY)
    entry = {"id": path.stem, **head.value, "body": "\n".join(body[first:]).rstrip() + "\n"}
    value = {SECTION: [entry]}
    places: dict[int, dict[str | int, Place]] = {
        **head.places,
        id(value): {SECTION: 1},
        id(value[SECTION]): {0: 1},
        id(entry): {"id": 1, "body": end + 2 + first, **head.places.get(id(head.value), {})},
    }
    return Document(str(path), value, places, kept=(head, value)), problems


def faults(body: str) -> list[Fault]:
    """Everything in a body that cannot be read, or is no business of a letter."""
    from jinja2 import TemplateSyntaxError

    try:
        tree = _environment().parse(body)
        return sorted(set(_faults_of(tree, FIELDS, 0)))
    except TemplateSyntaxError as error:
        return [Fault(error.lineno, wording.NOT_A_LETTER)]
    except RecursionError:
        return [Fault(1, wording.TOO_DEEP)]


def fill(letter: LetterText, fields: Mapping[str, Any]) -> str:
    """The body with its places filled; `fields` are escaped for Markdown already.

    Raises BadFile where the body cannot be read or asks for what there is not.
    """
    from jinja2 import TemplateError

    file = f"{FOLDER}/{letter.id}.md"
    found = faults(letter.body)
    if not found:
        try:
            filled = _environment().from_string(letter.body).render(fields)
        except (TemplateError, TypeError, ValueError):
            found = [Fault(0, wording.NOT_A_LETTER)]
    if found:
        problems = [Problem(file, 0, "", fault.wrong, fault.right) for fault in found]
        raise BadFile(problems, wording.CHECK_THE_BANK)
    whole = re.sub(r"(?<!\.)\.\.(?!\.)", ".", filled)  # "Ann Rivera, M.D." may end a sentence
    paragraphs = [part.strip("\n") for part in whole.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part.strip()) + "\n"


def plain_text(body: str) -> str:
    """The sentences of a body, without what is filled in, as they are read; lists end in stops."""
    words = re.sub(r"{%.*?%}|{{.*?}}", " ", body, flags=re.DOTALL)
    lines = (line.strip("-*# \\[]0123456789.").strip() for line in words.splitlines())
    return " ".join(
        line if line.endswith((".", "?", "!")) else f"{line}." for line in lines if line
    )


def _environment() -> Environment:
    """Where bodies are filled: nothing but the fields is in reach, and a missing one an error."""
    from jinja2 import StrictUndefined  # slow to load, and few commands write letters
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        optimized=False,  # nothing is worked out before it is known to be harmless
    )
    made.globals.clear()
    return made


def _faults_of(node: nodes.Node, known: frozenset[str], depth: int) -> list[Fault]:
    """What is wrong in a part of a body; `known` are the names that it may use."""
    from jinja2 import nodes

    if depth > _DEEPEST or not _NODES.fullmatch(type(node).__name__):
        return [Fault(node.lineno, wording.LETTERS_ONLY_FILL)]
    match node:
        case nodes.Filter(name=name):
            wanted = _FILTERS
        case nodes.Test(name=name):
            wanted = _TESTS
        case nodes.Getattr(attr=name):
            wanted = RECORD_KEYS
        case nodes.Name(name=name, ctx="load"):
            wanted = known
        case _:
            name, wanted = "", frozenset({""})
    if name not in wanted:
        wrong = wording.UNKNOWN_FIELD.format(name=clean(name)[:60])
        return [Fault(node.lineno, wrong, nearest(name, wanted))]
    stored = {each.name for each in node.find_all(nodes.Name) if each.ctx == "store"}
    inner = known | stored if isinstance(node, nodes.Template | nodes.For) else known
    deeper = depth + isinstance(node, nodes.For)
    return [
        fault for child in node.iter_child_nodes() for fault in _faults_of(child, inner, deeper)
    ]
