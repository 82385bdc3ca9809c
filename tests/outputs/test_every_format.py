"""What holds for every format: each shows every answer as the text that it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hostile import NASTY, case_of
from icalendar import Calendar
from markdown_it import MarkdownIt

from so_cli.bank.bank import Bank
from so_cli.clean import clean
from so_cli.outputs.as_html import to_html
from so_cli.outputs.as_ics import to_ics
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.as_text import to_text
from so_cli.outputs.look import Look
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def read_markdown(text: str) -> str:
    tokens = MarkdownIt("commonmark").parse(text)
    inline = (child for token in tokens for child in token.children or ())
    return " ".join(child.content for child in inline)


def read_html(text: str) -> str:
    """What a browser would show; the one with a browser is in test_as_html."""
    body = text.partition("<main")[2]
    entities = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&"}
    shown = re.sub(r"<[^>]*>", "", body)
    for written, meant in entities.items():
        shown = shown.replace(written, meant)
    return shown


def read_calendar(text: str) -> str:
    events = Calendar.from_ical(text).walk("VEVENT")
    return " ".join(
        str(event.get(name, "")) for event in events for name in ("summary", "location")
    )


FORMATS: dict[str, tuple[Callable[[Packet], str], Callable[[str], str]]] = {
    "md": (lambda packet: to_markdown(packet_document(packet)), read_markdown),
    "txt": (lambda packet: to_text(packet_document(packet)), str),
    "html": (lambda packet: to_html(packet_document(packet), packet, Look()), read_html),
    "ics": (to_ics, read_calendar),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("kind", FORMATS)
def test_whatever_is_written_is_shown_and_means_nothing(
    kind: str, text: str, bank: Bank, today: date
) -> None:
    make, read = FORMATS[kind]
    made = make(make_packet(bank, case_of(text), today))
    count = squeezed(read(made)).count(squeezed(text))
    assert count >= (2 if kind == "ics" else 15), "in many places"
    assert not set(made) & {"\x1b", "\x07", "\u202e", "\u2066", "\u200b", "\ufeff"}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_hundred_thousand_letters_break_nothing(kind: str, bank: Bank, today: date) -> None:
    make, read = FORMATS[kind]
    text = "x" * 100_000
    made = read(make(make_packet(bank, case_of(text), today)))
    longest = max(map(len, re.findall("x+", made)))
    assert longest >= (200 if kind == "ics" else 100_000)


def test_in_json_the_texts_are_whole(bank: Bank, today: date) -> None:
    for text in NASTY.values():
        made = to_json(make_packet(bank, case_of(text), today))
        assert "\x1b" not in made
        assert "\u202e" not in made


def test_the_same_packet_gives_the_same_bytes(bank: Bank, today: date) -> None:
    packet = make_packet(bank, case_of("x"), today)
    for make, _read in FORMATS.values():
        assert make(packet) == make(packet)
