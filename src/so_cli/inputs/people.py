"""Whose papers these are: two people's papers must never make one case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from so_cli.case.model import Person
from so_cli.inputs.model import PersonSeen, Reading

_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "md", "phd", "jr", "sr", "ii", "iii", "prof"})


class WhoseFiles(Struct, frozen=True):
    """One person, as her papers name her, and the names of those papers."""

    name: str
    born: date | None
    files: tuple[str, ...]


def people_in(readings: Iterable[Reading]) -> tuple[WhoseFiles, ...]:
    """The different people whom the papers name, in their order; papers without a name go with all.

    Two papers name the same person where nothing speaks against it: two birth dates do, and so do
    two names that share no word. A middle name or a nickname may come and go, and with the same
    birth date a new last name may.
    """
    found: list[WhoseFiles] = []
    for reading in readings:
        for seen in reading.people:
            if not (seen.name or seen.born):
                continue
            at = next((n for n, who in enumerate(found) if _is_same(who, seen)), None)
            if at is None:
                found.append(WhoseFiles(seen.name, seen.born, (reading.file,)))
            else:
                found[at] = _with(found[at], seen, reading.file)
    return tuple(found)


def as_signed(name: str) -> str:
    """A name as people write it themselves: Jane Doe, where a list says DOE, JANE."""
    last, comma, first = name.partition(",")
    turned = f"{first.strip()} {last.strip()}" if comma and "," not in first else name
    return turned.title() if turned.isupper() else turned


def is_somebody_else(who: WhoseFiles, person: Person) -> bool:
    """Whether the papers and the case name two people."""
    return not _is_same(who, person)


def _with(who: WhoseFiles, seen: PersonSeen, file: str) -> WhoseFiles:
    files = who.files if file in who.files else (*who.files, file)
    return WhoseFiles(who.name or seen.name, who.born or seen.born, files)


def _is_same(one: WhoseFiles | PersonSeen, other: PersonSeen | Person) -> bool:
    if one.born and other.born and one.born != other.born:
        return False
    mine, theirs = _words(one.name), _words(other.name)
    if not mine or not theirs:
        return True
    alone = [word for word in mine if not any(_is_short_for(word, each) for each in theirs)]
    others = [word for word in theirs if not any(_is_short_for(word, each) for each in mine)]
    if one.born and other.born:
        return len(alone) < len(mine)
    # Without a birth date a mother and her daughter may share all but the first name.
    return not (alone and others)


def _is_short_for(one: str, other: str) -> bool:
    """Pat and Patricia, the same word too."""
    return one == other or (min(len(one), len(other)) >= 3 and (one[:3] == other[:3]))


def _words(name: str) -> set[str]:
    """The words of a name that tell people apart."""
    return {word for word in _WORD.findall(name.casefold()) if word not in _TITLES}
