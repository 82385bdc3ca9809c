"""The opinions of a case on one page: what each says, how they relate, what to ask next."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case, Opinion
from so_cli.packet.compare import compare_opinions, in_order
from so_cli.packet.known import know
from so_cli.packet.model import FORMAT, PacketNote, UrgentSign
from so_cli.packet.notes import notes_shown, printed_note
from so_cli.packet.outcome import Outcome
from so_cli.packet.texts import voice_of
from so_cli.packet.urgent import urgent_signs


class Comparison(Struct, frozen=True, kw_only=True):
    """Two or three opinions side by side. `outcome` is null where there are fewer than two."""

    so: int
    program: str
    bank: str
    made_on: date
    id: str
    stage: str | None
    stage_title: str
    name: str
    urgent: tuple[UrgentSign, ...]
    opinions: tuple[Opinion, ...]
    outcome: Outcome | None
    notes: tuple[PacketNote, ...]
    notice: str


def make_comparison(bank: Bank, case: Case, today: date) -> Comparison:
    """The opinions of a case as they are on the day `today`."""
    known = know(bank, case, today)
    return Comparison(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        name=case.person.name,
        urgent=urgent_signs(bank, known),
        opinions=tuple(in_order(case)),
        outcome=compare_opinions(bank, case, known),
        notes=tuple(
            printed_note(note, voice_of(case)) for note in notes_shown(bank, known, "compare")
        ),
        notice=wording.NOTICE,
    )
