"""`data/*.yaml`, and banks laid over it, to a Bank and all problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.codes import Code
from so_cli.bank.directory import Center, CenterList
from so_cli.bank.letterhead import Logo, read_logo
from so_cli.bank.letters import FOLDER, MAX_LETTER_BYTES, SECTION, parse_letter
from so_cli.bank.model import (
    AssessNote,
    Chapter,
    Condition,
    Conflict,
    Entry,
    Fact,
    LateNote,
    Letterhead,
    LetterText,
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
from so_cli.bank.outcomes import ComparedFact, ComparedPart, NextStep, Outcome
from so_cli.bank.strict_yaml import Document, parse, read_text
from so_cli.bank.typed import one_of, typed
from so_cli.errors import BadFile, NoAccess, Problem

if TYPE_CHECKING:
    from so_cli.bank.lint.reading import Syllables

SECTIONS: dict[str, dict[str, type[Entry]]] = {
    "facts.yaml": {
        "chapters": Chapter,
        "sheets": Sheet,
        "facts": Fact,
        "conditions": Condition,
        "conflicts": Conflict,
    },
    "questions.yaml": {"stages": StageInfo, "topics": Topic, "questions": Question},
    "records.yaml": {"records": Record, "late": LateNote},
    "steps.yaml": {"steps": Step},
    "notes.yaml": {"notes": Note},
    "words.yaml": {"words": Word},
    "sources.yaml": {"sources": Reference},
    "assess.yaml": {"assess": AssessNote},
    "centers.yaml": {"center_lists": CenterList, "centers": Center},
    "outcomes.yaml": {
        "diagnosis": ComparedFact,
        "parts": ComparedPart,
        "outcomes": Outcome,
        "next": NextStep,
    },
    "codes.yaml": {"codes": Code},
}
LETTER: dict[str, type[Entry]] = {SECTION: LetterText}
LETTERHEAD = "letterhead.yaml"
MAX_BANK_BYTES = 50_000_000
ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


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
        return _shipped()
    loaded = load_bank(overlays)
    problems = loaded.problems or _reference_problems(loaded) or _letter_problems(loaded, overlays)
    if problems:
        raise BadFile(sorted(problems), wording.CHECK_THE_BANK)
    return loaded.bank


@cache
def _shipped() -> Bank:
    shelf = _Shelf(data_folder())
    return Bank(shelf.section, digest=shelf.digest)


def load_bank(overlays: Sequence[Path] = ()) -> Loaded:
    """The bank and every problem in the form of its files."""
    texts: list[tuple[str, str]] = []
    documents, problems = _documents([data_folder(), *overlays], texts)
    parts: dict[type[Entry], tuple[Entry, ...]] = {}
    letterhead: Letterhead | None = None
    logo: Logo | None = None
    for name, document in documents.items():
        if name == LETTERHEAD:
            letterhead, found = typed(document, document.value, (), Letterhead)
            if letterhead is not None:
                logo, more = read_logo(letterhead, document)
                found = [*found, *more]
        else:
            read, found = _read(document, SECTIONS.get(name, LETTER))
            for kind, entries in read.items():
                parts[kind] = (*parts.get(kind, ()), *entries)
        problems += found
    bank = Bank(
        lambda kind: parts.get(kind, ()),
        digest=lambda: _digest(texts),
        letterhead=letterhead,
        logo=logo,
    )
    return Loaded(bank, documents, tuple(problems))


def _documents(
    folders: Sequence[Path], texts: list[tuple[str, str]]
) -> tuple[dict[str, Document], list[Problem]]:
    """The files of the folders, each laid over those before it; their texts go into `texts`."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            raise NoAccess(wording.NO_BANK_FOLDER.format(folder=folder))
        problems += _strangers(folder)
        for path in (*(folder / name for name in (*SECTIONS, LETTERHEAD)), *_letters_in(folder)):
            if not path.is_file():
                continue
            is_letter = path.suffix == ".md"
            limit = MAX_LETTER_BYTES if is_letter else MAX_BANK_BYTES
            name, text = path.name, read_text(path, max_bytes=limit)
            texts.append((name, text))
            document, found = (parse_letter if is_letter else _parse)(text, path)
            problems += found
            if name in documents and not is_letter:
                from so_cli.bank.overlay import lay_over

                document, found = lay_over(documents[name], document)
                problems += found
            documents[name] = document
    return documents, problems


def _parse(text: str, path: Path) -> tuple[Document, list[Problem]]:
    return parse(text, str(path))


def check_bank(
    overlays: Sequence[Path] = (), *, today: date | None = None, syllables: Syllables | None = None
) -> tuple[Bank, list[Problem]]:
    """The bank and everything that is wrong with it, references included, in file order.

    With `today` its texts are looked at as well, and with `syllables` how hard they are to read;
    but only where the bank is whole, for what is broken would be named twice.
    """
    loaded = load_bank(overlays)
    problems = {*loaded.problems, *_reference_problems(loaded)}
    if today is not None and not problems:
        from so_cli.bank.lint import lint_problems

        problems = {*lint_problems(loaded.bank, loaded.documents, today, syllables)}
    return loaded.bank, sorted(problems)


class _Shelf:
    """The files of one bank folder, from which a section is taken when it is wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def section(self, kind: type[Entry]) -> tuple[Entry, ...]:
        """The entries of one kind."""
        if kind is LetterText:
            return self._letters()
        for file, sections in SECTIONS.items():
            for name, its_kind in sections.items():
                if its_kind is kind:
                    return self._read(file, name, kind)
        return ()

    def digest(self) -> str:
        letters = _letters_in(self._folder)
        names = [*SECTIONS, *(f"{FOLDER}/{path.name}" for path in letters)]
        return _digest((Path(name).name, self._text(name)) for name in names)

    def _letters(self) -> tuple[Entry, ...]:
        letters: list[Entry] = []
        for path in _letters_in(self._folder):
            document, problems = parse_letter(self._text(f"{FOLDER}/{path.name}"), path)
            parts, found = _read(document, LETTER)
            if problems or found:
                raise BadFile([*problems, *found], wording.CHECK_THE_BANK)
            letters += parts.get(LetterText, ())
        return tuple(letters)

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


def _letters_in(folder: Path) -> list[Path]:
    found = (folder / FOLDER).glob("*.md")
    return sorted(path for path in found if not path.name.startswith("."))


def _digest(texts: Iterable[tuple[str, str]]) -> str:
    """Tells two banks apart; it guards against nobody, so hashlib, slow to load, is not needed."""
    first, second = 0, 1
    for name, text in texts:
        data = f"{name}\0{len(text)}\0{text}".encode(errors="replace")
        first, second = crc32(data, first), adler32(data, second)
    return f"{first:08x}{second:08x}"


def _reference_problems(loaded: Loaded) -> list[Problem]:
    from so_cli.bank.check import reference_problems  # not for the shipped bank alone

    return reference_problems(loaded.bank, loaded.documents)


def _letter_problems(loaded: Loaded, overlays: Iterable[Path]) -> list[Problem]:
    """What is wrong in letters, with its line; ours are right, and checking them takes time."""
    if not any(_letters_in(folder) for folder in overlays):
        return []
    from so_cli.bank.lint.letters import letter_problems

    return list(letter_problems(loaded.bank, loaded.documents))


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
                if not ID.fullmatch(entry.id):
                    where = (section, index, "id")
                    problems.append(document.problem(where, wording.BAD_ID, wording.GOOD_IDS))
                if entry.id in entries:
                    wrong = wording.SAME_ID_TWICE.format(id=entry.id)
                    problems.append(document.problem((section, index, "id"), wrong))
                entries.setdefault(entry.id, entry)
            parts[sections[section]] = tuple(entries.values())
    return parts, problems
