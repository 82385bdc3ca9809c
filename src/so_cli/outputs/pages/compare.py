"""The opinions side by side on one page: what it means, who says what, what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from so_cli import wording
from so_cli.bank.model import Letterhead, Who
from so_cli.case.model import Opinion
from so_cli.outputs.pages.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Part,
    Section,
    Table,
    bold,
    slanted,
    words,
)
from so_cli.outputs.pages.fit import that_fit
from so_cli.outputs.pages.lists import (
    joined,
    letterhead_section,
    notice_section,
    urgent_section,
)
from so_cli.packet.comparison import Comparison
from so_cli.packet.outcome import AskWhom, Meaning, Outcome, OutcomePart, SaidLine
from so_cli.packet.texts import day_text, shortened


class Limits(Struct, frozen=True):
    """How much of a comparison is printed.

    cell      how long what an opinion says of one thing may be
    together  how long what both say alike may be, in one line; 0 gives each a row of its own
    each      how many questions there are about one difference
    general   how many there are about the opinions as a whole
    meanings  how many of the meanings are explained, the weightiest first
    rows      how many rows the table has at most
    reason    how long the reason that a doctor gave may be
    """

    cell: int
    together: int
    each: int
    general: int
    meanings: int
    rows: int
    reason: int


LIMITS = (
    Limits(cell=300, together=0, each=2, general=6, meanings=5, rows=40, reason=600),
    Limits(cell=300, together=0, each=1, general=5, meanings=5, rows=40, reason=600),
    Limits(cell=300, together=400, each=1, general=4, meanings=5, rows=40, reason=400),
    Limits(cell=200, together=300, each=1, general=4, meanings=2, rows=30, reason=300),
    Limits(cell=120, together=200, each=1, general=4, meanings=1, rows=20, reason=200),
    Limits(cell=80, together=120, each=1, general=4, meanings=1, rows=12, reason=120),
    Limits(cell=60, together=80, each=1, general=3, meanings=1, rows=8, reason=60),
    Limits(cell=40, together=60, each=0, general=3, meanings=0, rows=6, reason=0),
)
"""The most there is room for, then less and less, so that it is one page of paper."""


def comparison_document(made: Comparison, letterhead: Letterhead | None = None) -> Document:
    """Opinions that can be compared; of fewer than two there is only what must not be missed."""
    name = wording.COMPARISON_TITLE
    title = (words(joined(name, shortened(made.name, 60), by=": ")),)

    def sections(limits: Limits) -> tuple[Section, ...]:
        whole = (
            letterhead_section(letterhead),
            urgent_section(made.urgent),
            *(_compared(made.opinions, made.outcome, limits) if made.outcome else ()),
            Section("notes", tuple(_told(note.title, note.text) for note in made.notes)),
            notice_section(made.notice),
        )
        return tuple(section for section in whole if section.blocks)

    fitting = tuple(that_fit(title, map(sections, LIMITS)))
    part = Part(
        kind="opinions",
        name=name,
        title=title,
        sections=fitting[0],
        shorter=fitting[1:],
    )
    return Document(title=name, parts=(part,), name=made.name)


def _compared(opinions: Sequence[Opinion], outcome: Outcome, limits: Limits) -> tuple[Section, ...]:
    return (
        _meaning(outcome, limits),
        _table(opinions, outcome.parts, limits),
        _reasons(opinions, limits),
        _next(outcome, limits),
    )


def _meaning(outcome: Outcome, limits: Limits) -> Section:
    titles = {part.id: part.title for part in outcome.parts}
    blocks = [
        _told(
            meaning.title,
            meaning.text if number < limits.meanings else "",
            _because(meaning, titles, limits),
        )
        for number, meaning in enumerate(outcome.meaning)
    ]
    return Section("meaning", tuple(blocks or [Paragraph((words(wording.NO_MEANING_YET),))]))


def _because(meaning: Meaning, titles: dict[str, str], limits: Limits) -> str:
    """Which parts decide it; of agreement that is everything, as the table shows."""
    if meaning.id == "confirmed":
        return ""
    decided = [titles[name] for name in meaning.decided_by]
    return wording.DECIDED_BY.format(parts=shortened("; ".join(decided), 2 * limits.cell))


def _told(title: str, *texts: str) -> Paragraph:
    return Paragraph((bold(f"{title}."), *(words(f" {text}") for text in texts if text)))


def _table(opinions: Sequence[Opinion], parts: Sequence[OutcomePart], limits: Limits) -> Section:
    same = [part for part in parts if part.relation == "same"]
    shown = [part for part in parts if not limits.together or part.relation != "same"]
    # Where there is no room for all, what the cancer is called and treatments come first.
    kept = sorted(shown, key=lambda part: not part.matters)[: limits.rows]
    rows = [part for part in shown if part in kept]
    blocks: list[Block] = []
    if not parts:
        blocks.append(Paragraph((words(wording.NOTHING_COMPARED),)))
    if rows:
        blocks.append(
            Table(
                columns=(*(_whose(opinion) for opinion in opinions), wording.HOW_THEY_RELATE),
                rows=tuple((bold(part.title),) for part in rows),
                cells=tuple(_cells(part, limits) for part in rows),
            )
        )
    if len(rows) < len(shown):
        blocks.append(Paragraph((slanted(wording.MORE_ROWS),)))
    if limits.together and same:
        titles = shortened("; ".join(part.title for part in same), limits.together)
        blocks.append(_told(wording.RELATIONS["same"], titles))
    return Section("table", tuple(blocks))


def _whose(opinion: Opinion) -> str:
    who = opinion.by or wording.WHO.get(opinion.who, "")
    day = day_text(opinion.date) if opinion.date else ""
    title = wording.OPINION_TITLES[opinion.id]
    return joined(title, shortened(joined(who, day), 60), by=": ")


def _cells(part: OutcomePart, limits: Limits) -> tuple[Line, ...]:
    said = [shortened(_said(each), limits.cell) for each in part.said]
    return tuple((words(text),) for text in (*said, wording.RELATIONS[part.relation]))


def _said(said: SaidLine) -> str:
    quoted = wording.IN_THEIR_WORDS.format(words=said.words) if said.words else ""
    return joined(said.text, quoted, by=" ") or wording.NOT_SPOKEN_OF


def _reasons(opinions: Iterable[Opinion], limits: Limits) -> Section:
    told = tuple(
        _told(_whose(opinion), shortened(opinion.reason, limits.reason))
        for opinion in opinions
        if opinion.reason and limits.reason
    )
    return Section("reasons", told, (words(wording.THEIR_REASONS),))


def _next(outcome: Outcome, limits: Limits) -> Section:
    """The questions about each difference, then those about all, under whom to ask."""
    about: dict[AskWhom, list[str]] = {}
    for part in sorted(outcome.parts, key=lambda part: not part.matters):
        for ask in part.ask[: limits.each] if part.relation != "same" else ():
            about.setdefault(ask, []).append(part.title)
    few = [*about][: limits.general]
    groups: dict[tuple[Who, ...], list[Item]] = {}
    for ask in (*few, *outcome.ask[: limits.general]):
        groups.setdefault(ask.who, []).append(_question(ask, "; ".join(about.get(ask, ()))))
    blocks: list[Block] = []
    for who, items in groups.items():
        blocks += [Heading((words(_to_ask(who)),)), Items(tuple(items))]
    return Section("next", tuple(blocks), (words(wording.ASK_NEXT),))


def _to_ask(who: tuple[Who, ...]) -> str:
    *others, last = (wording.WHOM[each] for each in who)
    whom = wording.OR_WHOM.format(others=", ".join(others), last=last) if others else last
    return wording.FOR_WHOM.format(who=whom)


def _question(ask: AskWhom, about: str) -> Item:
    lead = (bold(f"{about}: "),) if about else ()
    return Item((*lead, words(ask.text)), done=False)
