"""What one paper says: findings with their source, and what was seen and not taken."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from so_cli.case.model import Medicine, Source, Stored

MAX_WHAT = 80
"""What was passed over is named in at most so many characters."""
PaperKind = Literal["fhir", "ccda", "report"]
"""What reads it; reports are running text, whatever they came in."""


class PersonSeen(Struct, frozen=True, kw_only=True):
    """Whose paper it is, as far as it says."""

    source: Source
    name: str = ""
    born: date | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """One fact as one place says it.

    value  as a case file holds it: the id of a choice, a tuple of them for a many-choice fact (this
           place names these; others may add more), a number in the fact's unit, a text, a date.
    doubt  why it must be asked, a sentence; empty where the place leaves no doubt.
    tumor  the id of the tumor it speaks of, among the reading's `tumors`; empty: of the person, or
           of whichever tumor the paper is about.
    replaces  whether the place says that it corrects an earlier result (an addendum).
    """

    fact: str
    value: Stored
    source: Source
    doubt: str = ""
    tumor: str = ""
    replaces: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the place leaves no doubt."""
        return not self.doubt


class Tumor(Struct, frozen=True, kw_only=True):
    """A breast tumor that a paper tells apart; `name` in the paper's words or ours."""

    id: str
    name: str
    source: Source
    side: str = ""
    date: date | None = None


class MedicineSeen(Struct, frozen=True, kw_only=True):
    """A medicine; `is_taken`: now, as the paper has it. A `doubt` as in a finding."""

    medicine: Medicine
    source: Source
    is_taken: bool = True
    doubt: str = ""


class AllergySeen(Struct, frozen=True, kw_only=True):
    """What she is allergic to, in the paper's words."""

    name: str
    source: Source


class RecordSeen(Struct, frozen=True, kw_only=True):
    """A record of the bank.

    is_here  the paper itself is in the file; else something was done, of which there is no report.
    what     the procedure or the paper, in its own words; `date` when, `place` where.
    """

    record: str
    what: str
    source: Source
    is_here: bool
    date: date | None = None
    place: str = ""


class Also(Struct, frozen=True, kw_only=True):
    """Something worth reading that is no fact of the bank, such as the ECOG performance status."""

    label: str
    text: str
    source: Source


class PassedOver(Struct, frozen=True, kw_only=True):
    """Something that looks like a fact and was not taken; `why` is a sentence."""

    what: str
    why: str
    source: Source


class Reading(Struct, frozen=True, kw_only=True):
    """All that one paper says."""

    file: str
    kind: PaperKind
    people: tuple[PersonSeen, ...] = ()
    findings: tuple[Finding, ...] = ()
    tumors: tuple[Tumor, ...] = ()
    medicines: tuple[MedicineSeen, ...] = ()
    allergies: tuple[AllergySeen, ...] = ()
    records: tuple[RecordSeen, ...] = ()
    also: tuple[Also, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
