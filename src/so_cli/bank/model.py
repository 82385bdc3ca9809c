"""The types of everything the bank holds: what `data/*.yaml` may say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Stage = Literal["post-biopsy", "pre-surgery", "post-surgery", "in-treatment", "metastatic"]
Who = Literal[
    "pathologist",
    "breast-surgeon",
    "medical-oncologist",
    "radiation-oncologist",
    "radiologist",
    "genetic-counselor",
    "plastic-surgeon",
    "fertility-specialist",
    "palliative-team",
    "nurse-navigator",
    "insurer",
    "hospital",
    "own-doctor",
]
Level = Literal["911", "team-now", "today"]
Form = Literal["report", "glass-slides", "tissue-blocks", "images", "notes", "list", "card"]
When = dict[str, Any]
"""A condition as data; `bank.conditions` gives it its meaning."""

CALLED: frozenset[str] = frozenset({"hospital", "insurer", "own-doctor", "nurse-navigator"})
"""People who are phoned. A question for nobody else stands apart from those for clinicians."""

NEVER_ALONE: frozenset[str] = frozenset({"pathologist", "radiologist"})
"""Doctors whom a patient rarely meets; somebody whom she meets is asked with them."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What every entry of the bank has: an id that other entries and cases point to."""

    id: str


class StageInfo(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A stage, its title, and one line on who is there."""

    title: str
    plain: str


class Topic(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a question is about; ids that begin with `hospital-` make the hospital checklist."""

    title: str


class Question(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something for the person to ask somebody, in the first person whoever types.

    For questions about a hospital: `find_out`, where else the answer stands; `by_year`, whether
    it changes from year to year, so that it is worth little without its year.
    """

    stages: tuple[Stage, ...]
    topic: str
    ask: tuple[Who, ...]
    text: str
    short: str
    why: str
    priority: Annotated[int, Meta(ge=1, le=9)]
    sources: tuple[str, ...]
    reviewed: date
    listen_for: str = ""
    find_out: str = ""
    by_year: bool = False
    when: When | None = None
    theme: str = ""
    helps: tuple[str, ...] = ()


class Record(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document or material to bring or have sent. `lead_days` are working days.

    `takes` is how long it takes her herself, in plain words.
    """

    title: str
    plain: str
    stages: tuple[Stage, ...]
    holder: str
    form: Form
    how_to_ask: str
    check: str
    lead_days: Annotated[int, Meta(ge=0, le=366)]
    sources: tuple[str, ...]
    takes: str = ""
    when: When | None = None


class LateNote(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What can be done where a record does not come. The first that fits a record is shown.

    about    late: asked for, and not here in its time; refused: not to be had; no-time: too little
             is left before the visit; before-visit: treatment starts first.
    forms    of which records; none means of all.
    letter   the kind of letter that helps.
    """

    about: Literal["late", "refused", "no-time", "before-visit"]
    title: str
    text: str
    forms: tuple[Form, ...] = ()
    letter: str = ""
    sources: tuple[str, ...] = ()


class Step(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to do before the visit. `lead_days` are working days before it.

    `takes` is how long it takes her herself, in plain words. One that is `ongoing` is kept up all
    along, so it has no day.
    """

    title: str
    text: str
    stages: tuple[Stage, ...]
    lead_days: Annotated[int, Meta(ge=0, le=366)]
    takes: str = ""
    ongoing: bool = False
    sources: tuple[str, ...] = ()
    when: When | None = None


class Note(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A short passage to read; `shown` names chapters of the interview, `packet` or `compare`."""

    title: str
    text: str
    stages: tuple[Stage, ...]
    shown: tuple[str, ...]
    sources: tuple[str, ...] = ()
    when: When | None = None


class Word(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A term in plain words; `also` lists the other spellings it appears in."""

    word: str
    text: str
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Reference(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a fact comes from; `looked_at`: when it was last read for this bank."""

    title: str
    publisher: str
    url: str
    year: str = ""
    looked_at: date | None = None


class Choice(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer a fact can have.

    `open` answers (pending, equivocal, unsure) match a condition that names them and are unknown
    to every other. `exclusive` answers rule out the rest. `level` and `do` belong to urgent signs.
    """

    label: str
    shorthand: str = ""
    open: bool = False
    exclusive: bool = False
    stages: tuple[Stage, ...] = ()
    level: Level | None = None
    do: str = ""
    was: tuple[str, ...] = ()


Kind = Literal[
    "choice",
    "choices",
    "number",
    "text",
    "date",
    "stage",
    "person",
    "visit",
    "decision",
    "medicines",
    "allergies",
    "questions",
    "records",
    "steps",
    "review",
]
VALUE_KINDS: frozenset[str] = frozenset({"choice", "choices", "number", "text", "date"})
"""Kinds whose answer is a value in the case's `facts`; the others fill another part of the case."""

Unit = Literal["", "mm", "percent", "years", "weeks", "count"]
Group = Literal[
    "core",
    "diagnosis",
    "receptors",
    "nodes",
    "imaging",
    "genes",
    "about",
    "history",
    "surgery",
    "metastatic",
    "practical",
    "values",
]


class Fact(Entry, frozen=True, dict=True, forbid_unknown_fields=True, kw_only=True):
    """Something true about this person that the interview asks for or an import reads.

    `stages` limits only where the interview asks it; a false `when` hides it everywhere.
    `shorthand` is how it stands on the doctor's page, `{value}` being the answer. A `derived` fact
    is worked out by the program for conditions; it is never asked and never printed.
    """

    label: str
    kind: Kind
    ask: str
    help: str = ""
    group: Group = "core"
    choices: tuple[Choice, ...] = ()
    unit: Unit = ""
    min: float | None = None
    max: float | None = None
    at_most: int | None = None
    stages: tuple[Stage, ...] = ()
    when: When | None = None
    doctor: bool = False
    derived: bool = False
    shorthand: str = ""
    was: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether people answer it with a value; the others fill another part, or follow."""
        return self.kind in VALUE_KINDS and not self.derived

    @cached_property
    def open_choices(self) -> frozenset[str]:
        """Ids of the answers that count as unknown unless a condition names them."""
        return frozenset(choice.id for choice in self.choices if choice.open)

    def choice(self, choice_id: str) -> Choice | None:
        """The choice with this id, or that once had it."""
        for choice in self.choices:
            if choice.id == choice_id or choice_id in choice.was:
                return choice
        return None

    def in_order(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of its choices that have these ids, in its own order."""
        return tuple(choice.id for choice in self.choices if choice.id in ids)


class Row(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of a sheet and the facts that choosing it answers."""

    label: str
    sets: dict[str, str]
    when: When | None = None


class Sheet(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One prompt that answers several facts. `unticked`: what not ticking a row says."""

    label: str
    kind: Literal["choice", "choices"]
    ask: str
    rows: tuple[Row, ...]
    help: str = ""
    unticked: dict[str, str] = {}
    stages: tuple[Stage, ...] = ()
    when: When | None = None


class Chapter(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the interview: the ids of the facts and sheets it asks, in order."""

    title: str
    asks: tuple[str, ...]
    when: When | None = None
    first_page: bool = False


class Condition(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A named condition, used as `{is: name}`; never asked or stored."""

    means: str
    when: When
    sources: tuple[str, ...] = ()


class Conflict(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Answers that cannot both be so. While `when` is true its `facts` count as unknown."""

    about: str
    facts: tuple[str, ...]
    when: When
    ask: tuple[Who, ...]


class AssessNote(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A passage of `so assess`.

    part  reason: for a second opinion; kind: which comes first, in this order; wait: how long is
          safe, always a question for the doctor; fine: to go on without one; call: whom to call.
    """

    title: str
    text: str
    stages: tuple[Stage, ...]
    part: Literal["reason", "kind", "wait", "fine", "call"]
    sources: tuple[str, ...] = ()
    when: When | None = None


class LetterText(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A letter: `body` is Markdown with places to fill (Jinja2)."""

    title: str
    plain: str
    sources: tuple[str, ...]
    body: str


class Letterhead(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose paper it is: a hospital's name and address, by overlay."""

    name: str = ""
    address: str = ""
    phone: str = ""
    logo: str = ""
