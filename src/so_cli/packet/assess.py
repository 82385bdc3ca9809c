"""Would a second opinion help now, and which kind first: reasons for one, and nothing against."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.packet.build import sources_of
from so_cli.packet.known import know
from so_cli.packet.model import FORMAT, PacketNote, PacketSource, UrgentSign
from so_cli.packet.notes import printed_note
from so_cli.packet.texts import voice_of
from so_cli.packet.urgent import urgent_signs


class Assessment(Struct, frozen=True, kw_only=True):
    """What speaks for a second opinion in this case; `kinds` are in the order of what comes first.

    `id` is null where nothing is known of anybody.
    """

    so: int
    program: str
    bank: str
    made_on: date
    id: str | None
    stage: str | None
    stage_title: str
    urgent: tuple[UrgentSign, ...]
    reasons: tuple[PacketNote, ...]
    kinds: tuple[PacketNote, ...]
    wait: tuple[PacketNote, ...]
    fine: tuple[PacketNote, ...]
    calls: tuple[PacketNote, ...]
    sources: tuple[PacketSource, ...]
    notice: str


def make_assessment(bank: Bank, case: Case, today: date) -> Assessment:
    """What the bank says of second opinions to a case like this one."""
    known = know(bank, case, today)
    voice = voice_of(case)
    fitting = bank.select(bank.assess, known.values)

    def notes(part: str) -> tuple[PacketNote, ...]:
        return tuple(printed_note(note, voice) for note in fitting if note.part == part)

    return Assessment(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id or None,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        urgent=urgent_signs(bank, known),
        reasons=notes("reason"),
        kinds=notes("kind"),
        wait=notes("wait"),
        fine=notes("fine"),
        calls=notes("call"),
        sources=sources_of(bank, fitting),
        notice=wording.NOTICE,
    )
