"""Packet and checklist as Markdown: the reference for every other output."""

from __future__ import annotations

from so_cli import wording
from so_cli.outputs.doctor_page import doctor_pages
from so_cli.outputs.escape import escape
from so_cli.outputs.own_pages import (
    own_pages,
    questions_by_whom,
    records_section,
    steps_section,
    urgent_section,
)
from so_cli.packet.checklist import Checklist
from so_cli.packet.model import Packet


def packet_markdown(packet: Packet) -> str:
    """The doctor's pages, then the person's; a rule where a new page begins."""
    return "\n\n---\n\n".join([*doctor_pages(packet), own_pages(packet)]) + "\n"


def first_page_markdown(packet: Packet) -> str:
    """The doctor's pages alone."""
    return "\n\n---\n\n".join(doctor_pages(packet)) + "\n"


def checklist_markdown(checklist: Checklist) -> str:
    """One checklist on its own page."""
    title = wording.CHECKLIST_TITLES[checklist.kind]
    stage = f": {escape(checklist.stage_title)}" if checklist.stage_title else ""
    urgent = urgent_section(checklist.urgent)
    body = [
        *([*urgent, ""] if urgent else []),
        *questions_by_whom(checklist.questions),
        *records_section(checklist.records),
        *steps_section(checklist.steps),
    ]
    lines = [f"# {title}{stage}", "", *body, "", "___", "", f"*{escape(checklist.notice)}*"]
    return "\n".join(lines) + "\n"
