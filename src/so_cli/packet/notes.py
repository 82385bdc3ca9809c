"""Short passages of the bank, as they are printed for a case."""

from __future__ import annotations

from so_cli.bank.bank import Bank
from so_cli.bank.model import AssessNote, Note
from so_cli.kept import kept_by
from so_cli.packet.known import KnownCase
from so_cli.packet.model import PacketNote
from so_cli.voice import say


def notes_shown(bank: Bank, known: KnownCase, place: str) -> list[Note]:
    """The passages that fit this case and are shown there, in the order of the bank."""
    return [note for note in bank.select(bank.notes, known.values) if place in note.shown]


@kept_by
def printed_note(note: Note | AssessNote, voice: str) -> PacketNote:
    """A passage that speaks to whom the case is about, or of her."""
    return PacketNote(id=note.id, title=say(note.title, voice), text=say(note.text, voice))
