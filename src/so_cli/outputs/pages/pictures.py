"""Small drawings, as SVG, that are clear in black and white: days, and a place.

Each says in words all that it shows, and the page says the same beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import ceil

from so_cli import wording
from so_cli.outputs.pages.blocks import Picture
from so_cli.packet.agenda import AgendaKind
from so_cli.packet.model import Packet
from so_cli.packet.texts import day_text

_WIDTH, _HEIGHT, _EDGE, _MIDDLE = 640, 62, 18, 20
_LEAST_GAP = 28
"""Days that lie close together are moved apart so far that each can be seen, and its number."""
_MARKS: dict[AgendaKind, str] = {
    "visit": '<rect x="{left}" y="10" width="20" height="20" fill="#000"/>',
    "booked": '<path d="M{x} 8L{right} 30L{left} 30Z" fill="#000"/>',
    "decide": '<path d="M{x} 8L{right} 20L{x} 32L{left} 20Z" fill="#000"/>',
    "today": '<circle cx="{x}" cy="20" r="8" fill="#fff" stroke="#000" stroke-width="2.5"/>',
}
"""What stands out, the strongest first: it gives the mark of a day with several things."""
_DOT = '<circle cx="{x}" cy="20" r="6" fill="#000"/>'

_CENTERS = {"right": 70, "left": 210}
"""Seen from the front, the right breast is on the left."""
_OUTER = {"right": -1, "left": 1}
_PLACES = {
    "upper-outer": (1, -1),
    "upper-inner": (-1, -1),
    "lower-outer": (1, 1),
    "lower-inner": (-1, 1),
    "middle": (0, 0),
}
"""Where each answer lies: toward the arm or the middle of the chest, up or down.

"In more than one quarter" does not say which, so nothing is drawn for it.
"""


def timeline(days: Sequence[tuple[date, Collection[AgendaKind]]]) -> Picture:
    """The days on a line, in order, as far apart as they are, with their numbers in the list."""
    places = _spread([day for day, _kinds in days])
    marks = [_mark(kinds, x) for x, (_day, kinds) in zip(places, days, strict=True)]
    # Where there are too many numbers to be read, every second or third one says enough.
    step = ceil(_LEAST_GAP * (len(days) - 1) / (_WIDTH - 2 * _EDGE)) or 1
    numbers = [
        _text(x, 56, str(number), size=16)
        for number, x in enumerate(places, 1)
        if number % step == 1 or step == 1
    ]
    axis = f'<path d="M{_EDGE} {_MIDDLE}H{_WIDTH - _EDGE}" stroke="#000" stroke-width="2"/>'
    said = wording.TIMELINE_WORDS.format(
        count=len(days), first=day_text(days[0][0]), last=day_text(days[-1][0])
    )
    return Picture("timeline", _svg(_WIDTH, _HEIGHT, [axis, *marks, *numbers]), said)


def breast_of(packet: Packet) -> Picture | None:
    """Both breasts seen from the front, with the place marked; None where it is not known."""
    facts = {fact.id: fact for fact in packet.facts}
    disputed = {value.fact for line in packet.conflicts for value in line.values}
    side, place = facts.get("side"), facts.get("quadrant")
    if side is None or place is None or disputed & {side.id, place.id}:
        return None
    if side.value not in _CENTERS or place.value not in _PLACES:
        return None
    center, outer = _CENTERS[side.value], _OUTER[side.value]
    across, down = _PLACES[place.value]
    drawn = [_breast(x, wording.SIDE_LETTERS[name]) for name, x in _CENTERS.items()]
    spot = (
        f'<circle cx="{center + across * outer * 28}" cy="{75 + down * 28}" r="11" fill="#000"'
        ' stroke="#fff" stroke-width="2"/>'
    )
    said = wording.BREAST_WORDS.format(side=side.text, place=place.text)
    return Picture("breast", _svg(280, 166, [*drawn, spot]), said)


def _mark(kinds: Collection[AgendaKind], x: int) -> str:
    strongest = next((mark for kind, mark in _MARKS.items() if kind in kinds), _DOT)
    return strongest.format(x=x, left=x - 10, right=x + 10)


def _spread(days: Sequence[date]) -> list[int]:
    """Where each day lies on the line."""
    if len(days) == 1:
        return [_EDGE]
    room = _WIDTH - 2 * _EDGE
    span = max((days[-1] - days[0]).days, 1)
    gap = min(_LEAST_GAP, room / (len(days) - 1))
    places = [_EDGE + room * (day - days[0]).days / span for day in days]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + gap)
    places[-1] = min(places[-1], _WIDTH - _EDGE)
    for number in range(len(places) - 2, -1, -1):
        places[number] = min(places[number], places[number + 1] - gap)
    return [round(place) for place in places]


def _breast(x: int, letter: str) -> str:
    """A breast in quarters, with its nipple, and the letter of its side."""
    return (
        f'<circle cx="{x}" cy="75" r="60" fill="#fff" stroke="#000" stroke-width="2"/>'
        f'<path d="M{x - 60} 75H{x + 60}M{x} 15V135" stroke="#777" stroke-width="1"'
        ' stroke-dasharray="4 4"/>'
        f'<circle cx="{x}" cy="75" r="9" fill="#fff" stroke="#000" stroke-width="1.5"/>'
        f"{_text(x, 160, letter, size=24)}"
    )


def _text(x: int, y: int, text: str, *, size: int) -> str:
    """As large as can be read where a page makes the drawing small."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-size="{size}"'
        f' font-family="Atkinson Hyperlegible Next">{text}</text>'
    )


def _svg(width: int, height: int, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{"".join(drawn)}</svg>'
    )
