"""What is still to be asked the person, with room to write: a page for the next call."""

from __future__ import annotations

from itertools import groupby

from so_cli import wording
from so_cli.bank.model import Letterhead
from so_cli.outputs.pages.blocks import (
    LONGEST_NAME,
    Block,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Room,
    Section,
    bold,
    slanted,
    words,
)
from so_cli.outputs.pages.lists import (
    joined,
    letterhead_section,
    notice_section,
    urgent_section,
)
from so_cli.packet.ask_list import AskList, AskOption, ToAsk
from so_cli.packet.texts import shortened


def ask_list_document(made: AskList, letterhead: Letterhead | None = None) -> Document:
    """Everything that is open, by the parts of the interview."""
    title = wording.ASK_LIST_TITLE.format(name=made.name) if made.name else wording.ASK_LIST_ALONE
    sections = (
        letterhead_section(letterhead),
        urgent_section(made.urgent),
        _head(made),
        *(
            Section(f"ask-{number}", _asks(list(these)), (words(chapter),))
            for number, (chapter, these) in enumerate(
                groupby(made.asks, lambda ask: ask.chapter), 1
            )
        ),
        notice_section(made.notice),
    )
    part = Part(
        kind="ask",
        name=wording.ASK_LIST_ALONE,
        title=(words(title),),
        sections=tuple(section for section in sections if section.blocks),
    )
    return Document(
        title=title,
        parts=(part,),
        name=shortened(made.name, LONGEST_NAME),
        is_form=True,
        columns=2,
    )


def _head(made: AskList) -> Section:
    """Whom to call, and how far along she is."""
    phone = wording.PHONE.format(number=made.phone) if made.phone else ""
    visit = f"{wording.VISIT} {made.visit}" if made.visit else ""
    lines = [joined(made.stage_title, phone), visit]
    if not made.asks:
        lines.append(wording.NOTHING_LEFT_TO_ASK)
    return Section("head", tuple(Paragraph((words(line),)) for line in lines if line))


def _asks(asks: list[ToAsk]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for ask in asks:
        why = wording.OPEN_BECAUSE.get(ask.why)
        said = wording.ASK_ALONG.format(ask=ask.ask, why=why) if why else ask.ask
        blocks.append(Heading((words(said),)))
        if ask.help:
            blocks.append(Paragraph((slanted(ask.help),)))
        if ask.checklist:
            blocks.append(Paragraph((words(wording.GO_THROUGH.format(kind=ask.checklist)),)))
        if ask.options:
            blocks.append(Items(tuple(map(_option, ask.options))))
        blocks.append(Room(1 if ask.options or ask.checklist else 2))
    return tuple(blocks)


def _option(option: AskOption) -> Item:
    """An answer to tick, with what to do at once about a sign that cannot wait."""
    level = (words(": "), bold(wording.LEVELS[option.level])) if option.level else ()
    return Item((words(option.label), *level), done=option.chosen)
