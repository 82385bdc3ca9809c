"""What is still to be asked the person: the interview knows what, and this says for whom."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Level
from so_cli.case.model import Case
from so_cli.packet.build import upcoming
from so_cli.packet.known import know
from so_cli.packet.model import FORMAT, UrgentSign
from so_cli.packet.texts import visit_text
from so_cli.packet.urgent import urgent_signs

WhyOpen = Literal["unanswered", "later", "not-sure"]


class _Part(Struct, frozen=True, kw_only=True):
    """Keys are always there; what is absent is null or an empty list."""


class AskOption(_Part, frozen=True):
    """An answer to tick; `chosen`: it holds already; `level`: of a sign that cannot wait."""

    id: str
    label: str
    chosen: bool
    level: Level | None


class ToAsk(_Part, frozen=True):
    """One thing to ask the person, in words said to her.

    chapter    the title of the part of the interview in which it stands
    checklist  which checklist has what is to be gone through; may be empty
    """

    id: str
    chapter: str
    why: WhyOpen
    ask: str
    help: str
    options: tuple[AskOption, ...]
    checklist: Literal["questions", "records", "steps", ""]


class AskList(_Part, frozen=True):
    """A page for the next call. `id` is null for a blank one."""

    so: int
    program: str
    bank: str
    made_on: date
    id: str | None
    stage: str | None
    stage_title: str
    name: str
    phone: str
    visit: str
    urgent: tuple[UrgentSign, ...]
    asks: tuple[ToAsk, ...]
    notice: str


def make_ask_list(bank: Bank, case: Case, today: date, asks: tuple[ToAsk, ...]) -> AskList:
    """The page with what is still to be asked in this case."""
    coming = upcoming(case, today)
    return AskList(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id or None,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        name=case.person.name,
        phone=case.person.phone,
        visit=visit_text(coming[0]) if coming else "",
        urgent=urgent_signs(bank, know(bank, case, today)),
        asks=asks,
        notice=wording.NOTICE if case.id else wording.BLANK_NOTICE,
    )
