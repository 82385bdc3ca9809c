"""The packet on paper: the doctor's pages, the pages she keeps, or both."""

from __future__ import annotations

from typing import Literal, get_args

from so_cli import wording
from so_cli.outputs.pages.blocks import Document
from so_cli.outputs.pages.doctor import doctor_parts
from so_cli.outputs.pages.own import own_part
from so_cli.packet.model import Packet

Reader = Literal["doctor", "me", "both"]
READERS: tuple[Reader, ...] = get_args(Reader)


def packet_document(packet: Packet, reader: Reader = "both") -> Document:
    """A page for each doctor to be seen, then the person's own pages."""
    doctors = doctor_parts(packet) if reader != "me" else []
    own = [own_part(packet)] if reader != "doctor" else []
    return Document(
        title=wording.PACKET_TITLE.format(name=packet.person.name)
        if packet.person.name
        else wording.PACKET_TITLE_ALONE,
        parts=(*doctors, *own),
        name=packet.person.name,
        letterhead=packet.letterhead,
    )
