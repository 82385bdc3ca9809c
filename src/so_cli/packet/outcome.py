"""What comes of opinions side by side: part by part, and as a whole."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from so_cli.bank.model import Who
from so_cli.bank.outcomes import OutcomeId, Relation
from so_cli.case.model import Stored


class AskWhom(Struct, frozen=True, kw_only=True):
    """A question after two opinions, and whom to ask."""

    who: tuple[Who, ...]
    text: str


class SaidLine(Struct, frozen=True, kw_only=True):
    """What one opinion says of one part: its value, in plain words, and in the doctor's words."""

    opinion: str
    value: Stored | None
    text: str
    words: str


class OutcomePart(Struct, frozen=True, kw_only=True):
    """One thing in which opinions are compared; its id is that of a fact or of a part of a plan.

    `first` and `second` are values; `said` has all opinions, in words too. `matters`: it is what
    the cancer is called, or a treatment. `ask`: what to ask about just this.
    """

    id: str
    title: str
    about: Literal["diagnosis", "plan"]
    matters: bool
    first: Stored | None
    second: Stored | None
    said: tuple[SaidLine, ...]
    relation: Relation
    ask: tuple[AskWhom, ...]


class Meaning(Struct, frozen=True, kw_only=True):
    """One kind of outcome: what it means, and what it does not mean, and which parts decide it."""

    id: OutcomeId
    title: str
    text: str
    decided_by: tuple[str, ...]


class Outcome(Struct, frozen=True, kw_only=True):
    """How opinions relate; `decided_by` names the parts that decide it, `ask` what to ask next."""

    kinds: tuple[OutcomeId, ...]
    decided_by: tuple[str, ...]
    meaning: tuple[Meaning, ...]
    parts: tuple[OutcomePart, ...]
    ask: tuple[AskWhom, ...]
