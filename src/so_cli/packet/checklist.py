"""A checklist: one part of the packet on its own, blank for a stage or filled from a case."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.known import KnownCase, know
from so_cli.packet.lists import packet_records, packet_steps
from so_cli.packet.model import FORMAT, PacketQuestion, PacketRecord, PacketStep, UrgentSign
from so_cli.packet.questions import fitting_questions, is_about_hospital, ranked_for
from so_cli.packet.urgent import urgent_signs

Kind = Literal["questions", "records", "steps", "hospital", "card", "visit", "compare"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ON_A_CARD = 24
"""Questions that fit on a page with room to write."""


class PlanPart(Struct, frozen=True):
    """A part of a plan, to write down what a doctor said of it."""

    id: str
    title: str


class Checklist(Struct, frozen=True, kw_only=True):
    """Only the list of its kind has items; `id` is null for a blank one."""

    so: int
    program: str
    bank: str
    made_on: date
    kind: Kind
    id: str | None
    stage: str | None
    stage_title: str
    urgent: tuple[UrgentSign, ...] = ()
    questions: tuple[PacketQuestion, ...] = ()
    records: tuple[PacketRecord, ...] = ()
    steps: tuple[PacketStep, ...] = ()
    parts: tuple[PlanPart, ...] = ()
    notice: str


def make_checklist(bank: Bank, case: Case, kind: Kind, today: date, *, is_blank: bool) -> Checklist:
    """The checklist of this kind for a case; a blank one is for a case that says only its stage."""
    known = know(bank, case, today)
    questions: tuple[PacketQuestion, ...] = ()
    records: tuple[PacketRecord, ...] = ()
    steps: tuple[PacketStep, ...] = ()
    parts: tuple[PlanPart, ...] = ()
    if kind == "records":
        records = packet_records(bank, case, known, today)
    elif kind == "steps":
        steps = packet_steps(bank, case, known, today)
    elif kind == "visit" and is_blank:
        parts = _parts(bank)
    else:
        questions = _questions(bank, case, known, kind)
        parts = _parts(bank) if kind == "visit" else ()
    return Checklist(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        kind=kind,
        id=None if is_blank else case.id,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        urgent=urgent_signs(bank, known),
        questions=questions,
        records=records,
        steps=steps,
        parts=parts,
        notice=wording.BLANK_NOTICE if is_blank else wording.NOTICE,
    )


def _questions(bank: Bank, case: Case, known: KnownCase, kind: Kind) -> tuple[PacketQuestion, ...]:
    """The questions of this kind in the order in which they are best asked."""
    fitting = fitting_questions(bank, case, known)
    ranked = ranked_for(fitting, case, known, "")
    clinicians = (*ranked.top, *ranked.next, *ranked.rest)
    if kind == "visit":
        order = ranked.top
    elif kind == "card":
        order = clinicians[:ON_A_CARD]
    else:
        order = (*clinicians, *fitting.calls)
    printed = (fitting.printed[name] for name in order)
    if kind in {"card", "visit"}:
        return tuple(printed)
    is_wanted = kind in {"hospital", "compare"}
    return tuple(q for q in printed if is_about_hospital(q) is is_wanted)


def _parts(bank: Bank) -> tuple[PlanPart, ...]:
    return tuple(PlanPart(part.id, part.title) for part in bank.parts)
