"""The pages as Markdown: whatever she, a doctor or a file wrote, the pages keep their shape."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import (
    Answer,
    Case,
    Doctor,
    GivenAnswer,
    Medicine,
    OtherTumor,
    OtherValue,
    OwnQuestion,
    Person,
    Questions,
    RecordState,
    Source,
    StepState,
    Visit,
)
from so_cli.outputs.markdown import checklist_markdown, packet_markdown
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import make_checklist

MakeCase = Callable[..., Case]
DAY = date(2026, 12, 10)
PIECES = (
    *("*", "**", "_", "`", "```", "#", "> ", "- ", "1. ", "|", "~~", "!", "$", "\\", "a", " "),
    *("\n", "\n\n", "---", "[a](b)", "<b>", "<!--", "&#10;", "\u2028", "\x1b[2J", "{you}", "{0}"),
)
HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(
    lambda parts: "x" + "".join(parts) + "x"
)


def case_of(text: str) -> Case:
    """A case with this text wherever a person can write freely."""
    source = Source(file=text, where=text, words=text)
    return Case(
        id="pat",
        stage="post-biopsy",
        answered_by=text,
        person=Person(name=text, phone=text, interpreter=text),
        doctors=(Doctor(name=text, phone=text, first=True),),
        visits=(Visit(date=DAY, time=text, with_=text, place=text),),
        decision=text,
        facts={
            "main_question": Answer(value=text),
            "other_conditions": Answer(value=text),
            "other_tumor": Answer(value=text, source=source),
            "tnm": Answer(value=text, other=(OtherValue(value=text, source=source),)),
        },
        questions=Questions(
            own=(OwnQuestion(id="own-2", text=text),),
            answers={"own-2": GivenAnswer(text=text, from_=text)},
        ),
        records={"biopsy-report": RecordState(status="arrived", note=text, file=text)},
        steps={"call-insurer": StepState(done=DAY, note=text)},
        medicines=(Medicine(name=text, dose=text, how_often=text, why=text),),
        allergies=(text, text),
        other_tumors=(OtherTumor(name=text, facts={"tnm": Answer(value=text)}),),
    )


def shape(markdown: str) -> list[str]:
    """Every block and every mark in it, without the words."""
    found = []
    for token in MarkdownIt("commonmark").parse(markdown):
        found.append(f"{token.type}{token.tag}")
        marks = [c.type for c in token.children or [] if c.type not in {"text", "softbreak"}]
        found += marks
    return found


@pytest.fixture(scope="module")
def harmless(bank: Bank, today: date) -> list[str]:
    return shape(packet_markdown(make_packet(bank, case_of("xax"), today)))


@pytest.mark.slow
@given(text=HOSTILE)
@settings(max_examples=25)
def test_no_text_changes_the_shape_of_the_pages(
    bank: Bank, today: date, harmless: list[str], text: str
) -> None:
    made = packet_markdown(make_packet(bank, case_of(text), today))
    assert shape(made) == harmless
    assert not set(made) & {"\x1b", "\u2028"}


@pytest.mark.parametrize("kind", ["questions", "records", "steps"])
def test_no_text_changes_the_shape_of_a_checklist(kind: str, bank: Bank, today: date) -> None:
    made = [
        checklist_markdown(make_checklist(bank, case_of(text), kind, today, is_blank=False))  # type: ignore[arg-type]
        for text in ("# a\n- <b>*x*", "x")
    ]
    assert shape(made[0]) == shape(made[1])


def test_the_letterhead_of_a_hospital_changes_no_answer(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    packet = make_packet(bank, make_case("stage: metastatic"), today)
    assert packet_markdown(packet) == packet_markdown(replace(packet, letterhead=None))
