"""One coded entry of a record, in one shape whatever file it comes from.

FHIR resources and C-CDA entries become statements; only `coded` gives them a meaning.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from so_cli.case.model import Source
from so_cli.inputs.model import PersonSeen

Kind = Literal["problem", "result", "procedure", "medicine", "allergy", "document"]
Standing = Literal["holds", "past", "planned", "not-so", "unclear"]
"""holds: is so, or was done; past: was so, is no more (a medicine that was stopped, a problem that
is over); planned: not yet; not-so: refuted, entered in error, not done; unclear: cannot be told."""


class Coding(Struct, frozen=True):
    """A code. `system`: its short name as in codes.yaml, else the name that the file gives it."""

    system: str
    code: str
    display: str = ""


class Concept(Struct, frozen=True):
    """One thing, named by any number of codes and in words."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    @property
    def words(self) -> str:
        """The thing as people would read it in that file."""
        displays = (coding.display for coding in self.codings if coding.display)
        return self.text or next(displays, "") or next((c.code for c in self.codings), "")


class Quantity(Struct, frozen=True):
    """A number with its unit; `most` is there for a range, `sign` is < or > or empty."""

    value: float
    unit: str = ""
    sign: str = ""
    most: float | None = None


Said = Concept | Quantity | str | bool | None
"""What a result says."""


class Statement(Struct, frozen=True, kw_only=True):
    """One entry.

    id        as other entries of the file point to it.
    what      a diagnosis, test, procedure, medicine or kind of paper, or what she is allergic to.
    value     what a result says; a result may have several `parts` instead.
    sites     body sites and sides.
    morphology  what the cells look like, where a problem says so.
    about     ids of the problems that it speaks of.
    reason    why it was done or given, in codes: never a diagnosis, only a check on one.
    interpretation  what the lab says of its own value, such as "positive".
    is_order  a medicine that was ordered; whether it was taken, nobody says.
    is_corrected  a result that was changed after it was given out.
    date      when it was so: onset, the specimen, the procedure, the date of a paper.
    place     who did it, or where.
    dose, how_often  of a medicine.
    pages     the text of a paper, a page each; empty where it has none.
    has_content  the paper itself is in the file, with or without a text that can be read.
    category  of a paper or result, where the file says so; `method`, how a result was come by.
    """

    kind: Kind
    what: Concept
    source: Source
    id: str = ""
    value: Said = None
    parts: tuple[Statement, ...] = ()
    standing: Standing = "holds"
    sites: tuple[Concept, ...] = ()
    morphology: Concept | None = None
    method: Concept | None = None
    category: tuple[Concept, ...] = ()
    about: tuple[str, ...] = ()
    reason: tuple[Concept, ...] = ()
    interpretation: Concept | None = None
    is_order: bool = False
    is_corrected: bool = False
    date: date | None = None
    place: str = ""
    dose: str = ""
    how_often: str = ""
    pages: tuple[str, ...] = ()
    has_content: bool = False


class Stated(Struct, frozen=True):
    """What a file of entries states, and about whom; of two people, nothing may be taken."""

    statements: tuple[Statement, ...] = ()
    people: tuple[PersonSeen, ...] = ()
