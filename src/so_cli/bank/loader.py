"""`data/*.yaml`, and banks laid over it, to a Bank and all problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
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
from so_cli.bank.strict_yaml import Document, parse, read_text
from so_cli.bank.typed import one_of, typed
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

    The shipped bank alone is read section by section, as each is first used, and not
    cross-checked: its tests do that. With an overlay everything is read and checked at once.
    Raises BadFile with every problem, NoAccess where a file cannot be read.
    """
    if not overlays:
        shelf = _Shelf(data_folder())
        return Bank(shelf.section, digest=shelf.digest)
    loaded = load_bank(overlays)
    problems = loaded.problems or _reference_problems(loaded)
    if problems:
        raise BadFile(sorted(problems), wording.CHECK_THE_BANK)
    return loaded.bank


def load_bank(overlays: Sequence[Path] = ()) -> Loaded:
    """The bank and every problem in the form of its files."""
    problems: list[Problem] = []
    texts: list[tuple[str, str]] = []
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
            texts.append((name, text))
            document, found = parse(text, str(path))
            problems += found
            if name in documents:
                from so_cli.bank.overlay import lay_over

                document, found = lay_over(documents[name], document)
                problems += found
            documents[name] = document
    parts: dict[type[Entry], tuple[Entry, ...]] = {}
    letterhead = None
    for name, sections in SECTIONS.items():
        if name in documents:
            found_parts, found = _read(documents[name], sections)
            parts |= found_parts
            problems += found
    if LETTERHEAD in documents:
        letterhead, found = typed(
            documents[LETTERHEAD], documents[LETTERHEAD].value, (), Letterhead
        )
        problems += found
    bank = Bank(
        lambda kind: parts.get(kind, ()), digest=lambda: _digest(texts), letterhead=letterhead
    )
    return Loaded(bank, documents, tuple(problems))


def check_bank(overlays: Sequence[Path] = ()) -> tuple[Bank, list[Problem]]:
    """The bank and everything that is wrong with it, references included, in file order."""
    loaded = load_bank(overlays)
    return loaded.bank, sorted({*loaded.problems, *_reference_problems(loaded)})


class _Shelf:
    """The files of one bank folder, from which a section is taken when it is wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def section(self, kind: type[Entry]) -> tuple[Entry, ...]:
        """The entries of one kind."""
        for file, sections in SECTIONS.items():
            for name, its_kind in sections.items():
                if its_kind is kind:
                    return self._read(file, name, kind)
        return ()

    def digest(self) -> str:
        return _digest((name, self._text(name)) for name in SECTIONS)

    def _read(self, file: str, name: str, kind: type[Entry]) -> tuple[Entry, ...]:
        part = _part_of(self._text(file), name)
        document, problems = parse(part, file)
        parts, found = _read(document, {name: kind})
        if problems or found or not part:
            # Only now are the lines of the whole file worth the time.
            raise BadFile(load_bank().problems, wording.CHECK_THE_BANK)
        return parts[kind]

    def _text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = read_text(self._folder / file, max_bytes=MAX_BANK_BYTES)
        return self._texts[file]


def _part_of(text: str, section: str) -> str:
    """The lines of a top-level section: all that is not indented begins another."""
    found = re.search(rf"^{section}:.*\n(?:(?:[ #-].*)?\n)*", f"{text}\n", re.MULTILINE)
    return found[0] if found else ""


def _digest(texts: Iterable[tuple[str, str]]) -> str:
    import hashlib  # slow to load, and an interview needs it late

    digest = hashlib.sha256()
    for name, text in texts:
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()[:16]


def _reference_problems(loaded: Loaded) -> list[Problem]:
    from so_cli.bank.check import reference_problems  # not for the shipped bank alone

    return reference_problems(loaded.bank, loaded.documents)


def _strangers(folder: Path) -> Iterable[Problem]:
    """Files that look like a part of a bank and are none: mostly a misspelt name."""
    known = {*SECTIONS, LETTERHEAD}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name not in known:
            yield Problem(str(path), 0, "", wording.UNKNOWN_BANK_FILE, one_of(path.name, known))


def _read(
    document: Document, sections: dict[str, type[Entry]]
) -> tuple[dict[type[Entry], tuple[Entry, ...]], list[Problem]]:
    """The entries of a file by kind."""
    if document.value is None:
        return {}, []
    if not isinstance(document.value, dict):
        return {}, [document.problem((), wording.NOT_A_MAPPING, one_of("", sections))]
    parts: dict[type[Entry], tuple[Entry, ...]] = {}
    problems: list[Problem] = []
    for section, raw in document.value.items():
        if section not in sections:
            right = one_of(section, sections)
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
            parts[sections[section]] = tuple(entries.values())
    return parts, problems
