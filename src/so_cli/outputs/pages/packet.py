"""The packet on paper: the doctor's pages, the pages she keeps, or both."""

from __future__ import annotations

from so_cli import wording
from so_cli.outputs.look import Reader
from so_cli.outputs.pages.blocks import LONGEST_NAME, Document
from so_cli.outputs.pages.doctor import doctor_parts
from so_cli.outputs.pages.own import own_part
from so_cli.packet.model import Packet
from so_cli.packet.texts import shortened


def packet_document(packet: Packet, reader: Reader = "both", *, on_paper: bool = True) -> Document:
    """A page for each doctor to be seen, then the person's own pages.

    on_paper  with what only paper needs; the words are the same without it.
    """
    doctors = doctor_parts(packet, on_paper=on_paper) if reader != "me" else []
    own = [own_part(packet, on_paper=on_paper)] if reader != "doctor" else []
    name = shortened(packet.person.name, LONGEST_NAME)
    return Document(
        title=wording.PACKET_TITLE.format(name=name) if name else wording.PACKET_TITLE_ALONE,
        parts=(*doctors, *own),
        name=name,
        letterhead=packet.letterhead,
    )
