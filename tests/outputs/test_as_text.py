"""Plain text: short lines, no signs of Markdown, every word there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.case.store import load_case
from so_cli.outputs.as_text import WIDTH, text_of, to_text
from so_cli.outputs.pages.blocks import GAP, Document, Fields, Item, Items, Part, Section, words
from so_cli.outputs.pages.blocks import Table as Form
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, Kind, make_checklist


def document(*blocks: Items | Fields | Form) -> Document:
    return Document("", (Part("own", "", (words("My title"),), (Section("x", blocks),)),))


def test_every_word_of_the_pages_is_there_in_short_lines(
    rich_path: Path, bank: Bank, today: date
) -> None:
    packet = make_packet(bank, load_case(rich_path, bank), today)
    text = to_text(packet_document(packet))
    run_on = " ".join(text.split())
    asked = (*packet.top, *packet.next, *packet.rest)
    told = [
        *(q.text for q in asked),
        *(q.why for q in asked),
        *(f"{fact.label}: {fact.text}" for fact in packet.facts),
        *(record.how_to_ask for record in packet.records if record.status == "needed"),
        *(note.text for note in packet.notes),
        packet.notice,
    ]
    assert [each for each in told if " ".join(each.split()) not in run_on] == []
    addresses = {source.url for source in packet.sources}
    too_long = {line for line in text.splitlines() if len(line) > WIDTH}
    assert all(any(address in line for address in addresses) for line in too_long)
    assert "**" not in text
    assert "\\" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_checklist_is_plain_too(kind: Kind, bank: Bank, today: date) -> None:
    stage: Stage = "post-biopsy"
    made = make_checklist(bank, Case(stage=stage), kind, today, is_blank=True)
    text = to_text(checklist_document(made))
    assert "After the biopsy\n====" in text
    assert not any(sign in text for sign in ("**", "##", "\\"))


def test_boxes_numbers_and_lines_to_write_on() -> None:
    items = (
        Item((words("open"),), done=False, more=((words("why"),),), room=1),
        Item((words("done"),), done=True),
    )
    line = "    " + "_" * (WIDTH - 4)
    assert to_text(document(Items(items))) == (
        f"My title\n========\n\n[ ] open\n    why\n{line}\n[x] done\n"
    )
    numbered = Items((Item((words("a"),)), Item((words("b "), GAP))), is_numbered=True)
    assert to_text(document(numbered)).endswith("\n\n1. a\n2. b ____________\n")


def test_a_form_has_a_gap_for_each_column() -> None:
    made = to_text(document(Form(("One", "Two"), ((words("Name"),),)), Fields(("Who:",))))
    assert made.endswith("Name\n    One ____________\n    Two ____________\n\nWho: ____________\n")


def test_what_could_move_a_cursor_is_taken_out() -> None:
    assert text_of((words("a\x1b[31m\n\u202eb"),)) == "a[31m b"
