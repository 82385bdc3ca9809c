"""The packet: what to bring, worked out. Every output is a rendering of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct, field

from so_cli.bank.model import Form, Letterhead, Level, Who
from so_cli.case.model import (
    Doctor,
    GivenAnswer,
    Medicine,
    Opinion,
    RecordStatus,
    Source,
    State,
    Stored,
)
from so_cli.packet.outcome import Outcome

FORMAT = 1
"""The version of the packet's own shape."""


class _Part(Struct, frozen=True, kw_only=True, dict=True):
    """Keys are always there; what is absent is null or an empty list."""


class PacketPerson(_Part, frozen=True):
    """Who it is about."""

    name: str
    born: date | None
    age: int | None
    pronouns: str
    phone: str
    interpreter: str


class PacketVisit(_Part, frozen=True):
    """A visit to come, with the questions for that doctor: ids for the page, in its order.

    `key` tells it from the other visits of the case; it stays when its day changes, and when
    another visit is over or given up.
    """

    key: str
    date: date | None
    time: str
    with_: str = field(name="with")
    specialty: str
    place: str
    by: str
    top: tuple[str, ...]
    next: tuple[str, ...]


class UrgentSign(_Part, frozen=True):
    """A sign that cannot wait, and what to do about it."""

    id: str
    text: str
    level: Level
    do: str


class FactLine(_Part, frozen=True):
    """A fact as it is printed. `text` is in plain words, `shorthand` as doctors write it."""

    id: str
    label: str
    group: str
    value: Stored | None
    text: str
    shorthand: str
    state: State | None
    source: Source | None
    told_by: str
    doctor: bool


class ConflictValue(_Part, frozen=True):
    """One side of a contradiction."""

    fact: str
    label: str
    text: str
    shorthand: str
    source: Source | None


class ConflictLine(_Part, frozen=True):
    """Answers that cannot both be so, side by side; `question` is what to ask about it."""

    id: str
    about: str
    values: tuple[ConflictValue, ...]
    question: str


class TumorLine(_Part, frozen=True):
    """Another tumor, as it is printed."""

    name: str
    date: date | None
    facts: tuple[FactLine, ...]


class ConcernLine(_Part, frozen=True):
    """Something that matters most to her."""

    id: str
    text: str


class PacketQuestion(_Part, frozen=True):
    """A question to ask, from the bank or in her own words (`own`)."""

    id: str
    text: str
    short: str
    ask: tuple[Who, ...]
    topic: str
    own: bool
    why: str
    listen_for: str
    sources: tuple[str, ...]
    answer: GivenAnswer | None


Trouble = Literal["late", "refused", "no-time", ""]
"""What is wrong with a record; "" where nothing is."""


class PacketRecord(_Part, frozen=True):
    """A record to bring. `ask_by` is worked back from the visit, in working days.

    `expected_by` is worked on from the day of its state, where it was asked for or sent.
    """

    id: str
    title: str
    plain: str
    status: RecordStatus
    holder: str
    form: Form
    how_to_ask: str
    check: str
    ask_by: date | None
    expected_by: date | None
    trouble: Trouble
    date: date | None
    lead_days: int
    takes: str
    note: str
    file: str
    sources: tuple[str, ...]


class PacketAdvice(_Part, frozen=True):
    """What can be done where records are late or not to be had: `records` are their ids.

    `letter` is the kind of letter that helps; may be empty.
    """

    id: str
    about: Literal["late", "refused", "no-time", "before-visit"]
    title: str
    text: str
    letter: str
    records: tuple[str, ...]
    sources: tuple[str, ...]


class PacketStep(_Part, frozen=True):
    """A step; `do_by` is worked back from the visit, in working days.

    One that is `ongoing` is kept up all along, so it has no day.
    """

    id: str
    title: str
    text: str
    do_by: date | None
    lead_days: int
    takes: str
    ongoing: bool
    done: date | None
    note: str
    sources: tuple[str, ...]


class PacketNote(_Part, frozen=True):
    """A passage to read."""

    id: str
    title: str
    text: str


class PacketWord(_Part, frozen=True):
    """A word of these pages in plain words."""

    id: str
    word: str
    text: str


class PacketSource(_Part, frozen=True):
    """Where something on these pages comes from."""

    id: str
    title: str
    publisher: str
    year: str
    url: str


class Packet(_Part, frozen=True):
    """Everything to bring. The same bank, case and date give the same packet."""

    so: int
    program: str
    bank: str
    made_on: date
    id: str
    stage: str | None
    stage_title: str
    voice: str
    person: PacketPerson
    answered_by: str
    helper: str
    visits: tuple[PacketVisit, ...]
    doctors: tuple[Doctor, ...]
    decision: str
    decide_by: date | None
    urgent: tuple[UrgentSign, ...]
    facts: tuple[FactLine, ...]
    conflicts: tuple[ConflictLine, ...]
    other_tumors: tuple[TumorLine, ...]
    concerns: tuple[ConcernLine, ...]
    top: tuple[PacketQuestion, ...]
    next: tuple[PacketQuestion, ...]
    rest: tuple[PacketQuestion, ...]
    calls: tuple[PacketQuestion, ...]
    records: tuple[PacketRecord, ...]
    late: tuple[PacketAdvice, ...]
    steps: tuple[PacketStep, ...]
    medicines: tuple[Medicine, ...]
    allergies: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    outcome: Outcome | None
    notes: tuple[PacketNote, ...]
    words: tuple[PacketWord, ...]
    sources: tuple[PacketSource, ...]
    letterhead: Letterhead | None
    notice: str
