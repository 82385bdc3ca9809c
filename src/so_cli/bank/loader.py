"""`data/*.yaml`, and banks laid over it, to a Bank and all problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.check import reference_problems
from so_cli.bank.model import (
    Chapter,
    Condition,
    Conflict,
    Entry,
    Fact,
    Letterhead,
    Note,
    Question,
    Record,
    Reference,
    Sheet,
    StageInfo,
    Step,
    Topic,
    Word,
)
from so_cli.bank.overlay import lay_over
from so_cli.bank.strict_yaml import Document, parse, read_text
from so_cli.bank.typed import nearest, one_of, typed
from so_cli.errors import BadFile, NoAccess, Problem

SECTIONS: dict[str, dict[str, type[Entry]]] = {
    "facts.yaml": {
        "chapters": Chapter,
        "sheets": Sheet,
        "facts": Fact,
        "conditions": Condition,
        "conflicts": Conflict,
    },
    "questions.yaml": {"stages": StageInfo, "topics": Topic, "questions": Question},
    "records.yaml": {"records": Record},
    "steps.yaml": {"steps": Step},
    "notes.yaml": {"notes": Note},
    "words.yaml": {"words": Word},
    "sources.yaml": {"sources": Reference},
}
LETTERHEAD = "letterhead.yaml"
MAX_BANK_BYTES = 50_000_000


class Loaded(Struct, frozen=True):
    """A bank with its documents, which know the line of everything in it."""

    bank: Bank
    documents: dict[str, Document]
    problems: tuple[Problem, ...]


def data_folder() -> Path:
    """Where the shipped bank stands, in an installed wheel and in a checkout alike."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def open_bank(overlays: Sequence[Path] = ()) -> Bank:
    """The shipped bank with `overlays` laid over it, for use.

    The shipped bank alone is not cross-checked here, as its tests do that; an overlay is.
    Raises BadFile with every problem, NoAccess where a file cannot be read.
    """
    loaded = load_bank(overlays)
    problems = loaded.problems or (
        reference_problems(loaded.bank, loaded.documents) if overlays else ()
    )
    if problems:
        raise BadFile(sorted(problems), wording.CHECK_THE_BANK)
    return loaded.bank


def load_bank(overlays: Sequence[Path] = ()) -> Loaded:
    """The bank and every problem in the form of its files."""
    digest = hashlib.sha256()
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for folder in (data_folder(), *overlays):
        if not folder.is_dir():
            raise NoAccess(wording.NO_BANK_FOLDER.format(folder=folder))
        problems += _strangers(folder)
        for name in (*SECTIONS, LETTERHEAD):
            path = folder / name
            if not path.is_file():
                continue
            text = read_text(path, max_bytes=MAX_BANK_BYTES)
            digest.update(f"{name}\0{len(text)}\0{text}".encode())
            document, found = parse(text, str(path))
            problems += found
            if name in documents:
                document, found = lay_over(documents[name], document)
                problems += found
            documents[name] = document
    parts: dict[str, Any] = {}
    for name, sections in SECTIONS.items():
        if name in documents:
            found_parts, found = _read(documents[name], sections)
            parts |= found_parts
            problems += found
    if LETTERHEAD in documents:
        parts["letterhead"], found = typed(
            documents[LETTERHEAD], documents[LETTERHEAD].value, (), Letterhead
        )
        problems += found
    bank = Bank(**parts, digest=digest.hexdigest()[:16])
    return Loaded(bank, documents, tuple(problems))


def check_bank(overlays: Sequence[Path] = ()) -> tuple[Bank, list[Problem]]:
    """The bank and everything that is wrong with it, references included, in file order."""
    loaded = load_bank(overlays)
    return loaded.bank, sorted(
        {*loaded.problems, *reference_problems(loaded.bank, loaded.documents)}
    )


def _strangers(folder: Path) -> Iterable[Problem]:
    """Files that look like a part of a bank and are none: mostly a misspelt name."""
    known = {*SECTIONS, LETTERHEAD}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name not in known:
            yield Problem(str(path), 0, "", wording.UNKNOWN_BANK_FILE, one_of(path.name, known))


def _read(
    document: Document, sections: dict[str, type[Entry]]
) -> tuple[dict[str, tuple[Entry, ...]], list[Problem]]:
    """The entries of a file by section."""
    if document.value is None:
        return {}, []
    if not isinstance(document.value, dict):
        return {}, [document.problem((), wording.NOT_A_MAPPING, one_of("", sections))]
    parts: dict[str, tuple[Entry, ...]] = {}
    problems: list[Problem] = []
    for section, raw in document.value.items():
        if section not in sections:
            right = nearest(section, sections) or one_of(section, sections)
            problems.append(document.problem((section,), wording.UNKNOWN_KEY, right))
        elif not isinstance(raw, list):
            problems.append(document.problem((section,), wording.NOT_A_LIST))
        else:
            entries: dict[str, Entry] = {}
            for index, item in enumerate(raw):
                entry, found = typed(document, item, (section, index), sections[section])
                problems += found
                if entry is None:
                    continue
                if entry.id in entries:
                    wrong = wording.SAME_ID_TWICE.format(id=entry.id)
                    problems.append(document.problem((section, index, "id"), wrong))
                entries.setdefault(entry.id, entry)
            parts[section] = tuple(entries.values())
    return parts, problems
