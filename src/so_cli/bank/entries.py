"""The entries of a bank with the lines they stand on, and which of their keys are texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Entry
from so_cli.bank.strict_yaml import Document, Path_
from so_cli.errors import Problem

Found = Callable[[Path_, str, str], Problem]
"""Makes a problem of an entry: path inside it, what is wrong, what would be right."""

VOICED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("facts", ("ask", "help")),
    ("sheets", ("ask", "help")),
    ("notes", ("title", "text")),
    ("assess", ("title", "text")),
)
"""Texts that speak to the person or of her: sections, and the keys in them."""
FOR_EVERYBODY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("questions", ("text", "short", "why", "listen_for", "find_out")),
    ("records", ("title", "plain", "holder", "how_to_ask", "check", "takes")),
    ("late", ("title", "text")),
    ("steps", ("title", "text", "takes")),
    ("words", ("word", "text")),
    ("center_lists", ("title", "check", "note")),
    ("outcomes", ("title", "text")),
    ("letters", ("title", "plain")),
)
"""Texts that are the same whoever reads them."""


class Text(NamedTuple):
    """A text of an entry, and the maker of problems at its line."""

    section: str
    key: str
    path: Path_
    text: str
    found: Found


def texts(bank: Bank, documents: Mapping[str, Document]) -> Iterator[Text]:
    """Every text that people read, but for the bodies of letters."""
    for section, keys in (*VOICED, *FOR_EVERYBODY):
        for entry, found in each_entry(bank, documents, section):
            for key in keys:
                yield Text(section, key, (key,), getattr(entry, key), found)
    steps = {step.id: step for step in bank.next}
    for entry, found in each_entry(bank, documents, "next"):
        for index, ask in enumerate(steps[entry.id].ask):
            yield Text("next", "text", ("ask", index, "text"), ask.text, found)


def each_entry(
    bank: Bank, documents: Mapping[str, Document], section: str
) -> Iterator[tuple[Entry, Found]]:
    """The entries of a section, each with a maker of problems at its line."""
    for document in documents.values():
        raw = document.value.get(section) if isinstance(document.value, dict) else None
        if not isinstance(raw, list):
            continue
        position: dict[str, int] = {}
        for index, item in enumerate(raw):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                position.setdefault(item["id"], index)
        for entry in bank.entries(section):
            index = position.get(entry.id, -1)
            if index < 0:
                continue  # this section stands in a file where it does not belong

            def found(
                path: Path_, wrong: str, right: str, document: Document = document, at: int = index
            ) -> Problem:
                return document.problem((section, at, *path), wrong, right)

            yield entry, found


def twice(found: Found, key: str, ids: list[str]) -> Iterator[Problem]:
    """Ids that stand twice in the list `key` of an entry."""
    for index, name in enumerate(ids):
        if name in ids[:index]:
            wrong = wording.SAME_ID_TWICE.format(id=name)
            yield found((key, index, "id"), wrong, wording.ONE_KEY)
