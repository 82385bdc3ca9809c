"""One person's answers so far: the shape of a case file."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct, field

from so_cli.bank.model import Stage, Who
from so_cli.voice import Pronouns

FORMAT = 1
"""The format of case files that this program reads and writes."""

MAIN_QUESTION = "own-1"
"""The id of what she most wants answered, among her own questions."""
CONFLICT = "conflict-"
"""How the ids of questions about contradictions begin."""

State = Literal["not-sure", "later", "does-not-apply"]
Stored = str | int | float | tuple[str, ...]
"""A value in a case file; dates stand there as text."""
OpinionId = Literal["first", "second", "third"]
RecordStatus = Literal[
    "needed", "requested", "promised", "sent", "arrived", "not-available", "does-not-apply"
]


class _Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all parts of a case share: no unknown keys."""


class Source(_Part, frozen=True):
    """Where in the person's own papers a fact stands, in the words of that paper."""

    file: str = ""
    where: str = ""
    date: date | None = None
    words: str = ""


class OtherValue(_Part, frozen=True):
    """A second value for a fact, not yet resolved."""

    value: Stored
    source: Source | None = None


class Answer(_Part, frozen=True):
    """The answer to a fact: a value, or a state where there is none.

    Values: the id of a choice, a tuple of ids, a number in the fact's unit, a text, a date as text.
    """

    value: Stored | None = None
    state: State | None = None
    source: Source | None = None
    told_by: str = ""
    other: tuple[OtherValue, ...] = ()


class Person(_Part, frozen=True):
    """Who it is about, as it stands at the top of the page."""

    name: str = ""
    born: date | None = None
    pronouns: Pronouns | None = None
    phone: str = ""
    interpreter: str = ""


class Doctor(_Part, frozen=True):
    """A doctor who already knows the case; `first`: gave the first opinion."""

    name: str = ""
    role: str = ""
    phone: str = ""
    first: bool = False


class Visit(_Part, frozen=True):
    """A second-opinion visit. `specialty` is a Who where the program knows it."""

    date: date | None = None
    time: str = ""
    with_: str = field(default="", name="with")
    specialty: Who | Literal[""] = ""
    place: str = ""
    by: Literal["in-person", "video", "phone", "records-only", ""] = ""


class OwnQuestion(_Part, frozen=True):
    """A question in the person's own words."""

    id: str
    text: str
    ask: tuple[Who, ...] = ()


class GivenAnswer(_Part, frozen=True):
    """What somebody answered to a question."""

    text: str = ""
    from_: str = field(default="", name="from")
    date: date | None = None


class Questions(_Part, frozen=True):
    """What the person did with her questions: ids of the bank or of `own`."""

    top: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    own: tuple[OwnQuestion, ...] = ()
    answers: dict[str, GivenAnswer] = {}


class RecordState(_Part, frozen=True):
    """How far a record has come, since when."""

    status: RecordStatus
    date: date | None = None
    note: str = ""
    file: str = ""


class Medicine(_Part, frozen=True):
    """A medicine in the person's own words."""

    name: str
    dose: str = ""
    how_often: str = ""
    why: str = ""


class StepState(_Part, frozen=True):
    """When a step was done, and what came of it."""

    done: date | None = None
    note: str = ""


class OtherTumor(_Part, frozen=True):
    """Another tumor; conditions never read its facts."""

    name: str = ""
    date: date | None = None
    facts: dict[str, Answer] = {}


class PlanPart(_Part, frozen=True):
    """One comparable part of a plan; `text` is in the doctor's words."""

    value: str | tuple[str, ...] = ""
    text: str = ""


class Opinion(_Part, frozen=True):
    """What one doctor said, in parts that can be compared."""

    id: OpinionId
    by: str = ""
    who: Who | Literal[""] = ""
    place: str = ""
    date: date | None = None
    facts: dict[str, Answer] = {}
    plan: dict[str, PlanPart] = {}
    reason: str = ""


class HospitalAnswer(_Part, frozen=True):
    """What a hospital answered; a number goes with its year."""

    answer: str = ""
    year: int | None = None
    note: str = ""


class Hospital(_Part, frozen=True):
    """A hospital that is being considered."""

    name: str
    answers: dict[str, HospitalAnswer] = {}


class Case(_Part, frozen=True):
    """Everything that one person has answered. The only state of an interview."""

    so: int = FORMAT
    id: str = ""
    stage: Stage | None = None
    person: Person = Person()
    answered_by: str = ""
    doctors: tuple[Doctor, ...] = ()
    visits: tuple[Visit, ...] = ()
    decision: str = ""
    decide_by: date | None = None
    facts: dict[str, Answer] = {}
    questions: Questions = Questions()
    records: dict[str, RecordState] = {}
    medicines: tuple[Medicine, ...] = ()
    allergies: tuple[str, ...] = ()
    steps: dict[str, StepState] = {}
    other_tumors: tuple[OtherTumor, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    hospitals: tuple[Hospital, ...] = ()
