"""What the parts of the report reader hand to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from so_cli.case.model import Stored

SectionKind = Literal[
    "own", "gross", "history", "story", "imaging", "addendum", "plan", "specimens"
]
"""own: what this report found; history: what came before it, and why it was done; story: how the
illness went so far, as a visit note tells it; gross: what the specimen looked like; plan: what is
meant to be done."""


class Mask(Struct, frozen=True, kw_only=True):
    """Words that look like a result and are none; with one text it hits and one it leaves alone."""

    id: str
    pattern: str
    example: str
    counter: str


class Block(Struct, frozen=True):
    """Of what a line speaks: the specimen's letter, the side, the number of the tumor.

    is_loose  an empty line stands between: it may speak of the whole report again.
    """

    specimen: str = ""
    side: str = ""
    tumor: str = ""
    is_loose: bool = False


class Clause(Struct, frozen=True, kw_only=True):
    """One sentence, or one line of a list with the label that it stands under.

    text   words parted by single spaces, what is no result masked.
    parts  where each line begins: (word of the text, index of the line, word of that line).
    own    where its own words begin, behind the label that it stands under.
    told   whether a note tells it of the person, who has this one cancer.
    doubt  why nothing that it says is certain; empty where it may be.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    own: int = 0
    section: SectionKind = "own"
    block: Block = Block()
    addendum: int = 0
    told: bool = False
    doubt: str = ""


class Found(Struct, frozen=True, kw_only=True):
    """A fact in a clause, from `start` to `end`; `rule` is the id of what found it."""

    fact: str
    value: Stored
    start: int
    end: int
    rule: str
    doubt: str = ""


class Mark(Struct, frozen=True, kw_only=True):
    """A fact in its clause; `kind` is set for the name of a cancer."""

    found: Found
    clause: Clause
    kind: str = ""


class Draft(Struct, frozen=True, kw_only=True):
    """A finding before the others were looked at."""

    found: Found
    clause: Clause
    tumor: str = ""
    is_of_nodes: bool = False
    replaces: bool = False

    @property
    def says(self) -> tuple[str, Stored]:
        """The fact, and its value."""
        return self.found.fact, self.found.value


def doubted(found: Found, doubt: str) -> Found:
    """The same with a doubt, unless there is one."""
    return replace(found, doubt=doubt) if doubt and not found.doubt else found


def as_fact(draft: Draft, fact: str, value: Stored, doubt: str = "") -> Draft:
    """What a draft says as another fact that goes with it."""
    found = replace(draft.found, fact=fact, value=value, doubt=draft.found.doubt or doubt)
    return replace(draft, found=found)


def with_doubt(draft: Draft, doubt: str) -> Draft:
    """The same with a doubt, unless there is one."""
    return replace(draft, found=replace(draft.found, doubt=draft.found.doubt or doubt))


def doubting(drafts: Iterable[Draft], doubt: str, is_meant: Callable[[Draft], bool]) -> list[Draft]:
    """All of them; those that are meant with a doubt, unless they have one."""
    return [with_doubt(one, doubt) if is_meant(one) else one for one in drafts]
