"""`so assess` on paper: reasons, which kind comes first, how long to wait, and whom to call."""

from __future__ import annotations

from collections.abc import Iterable

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.outputs.pages.blocks import Document, Paragraph, Part, Section, bold, words
from so_cli.outputs.pages.lists import (
    letterhead_section,
    notice_section,
    sources_section,
    urgent_section,
)
from so_cli.packet.assess import Assessment
from so_cli.packet.model import PacketNote


def assessment_document(made: Assessment, letterhead: Letterhead | None = None) -> Document:
    """What speaks for a second opinion in this case."""
    sections = (
        letterhead_section(letterhead),
        urgent_section(made.urgent),
        _alone("no-reason", "" if made.reasons else wording.NO_REASON_NEEDED),
        _alone("nothing-known", "" if made.id else wording.NOTHING_KNOWN_YET),
        _told("reasons", wording.REASONS, made.reasons),
        _told("kinds", wording.KINDS, made.kinds),
        _told("wait", wording.WAIT, made.wait),
        _told("fine", wording.FINE, made.fine),
        _told("calls", wording.SOMEBODY_TO_CALL, made.calls),
        sources_section(made.sources),
        notice_section(made.notice),
    )
    part = Part(
        kind="assess",
        name=wording.ASSESS_TITLE,
        title=(words(wording.ASSESS_TITLE),),
        sections=tuple(section for section in sections if section.blocks),
    )
    return Document(title=wording.ASSESS_TITLE, parts=(part,))


def _alone(name: str, text: str) -> Section:
    return Section(name, (Paragraph((words(text),)),) if text else ())


def _told(name: str, title: str, notes: Iterable[PacketNote]) -> Section:
    blocks = tuple(Paragraph((bold(f"{note.title}."), words(f" {note.text}"))) for note in notes)
    return Section(name, blocks, (words(title),))
