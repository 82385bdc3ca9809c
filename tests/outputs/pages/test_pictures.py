"""The small drawings: every day on the line, and the right place in the right breast."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.outputs.pages.blocks import Items, Picture
from so_cli.outputs.pages.doctor import doctor_parts
from so_cli.outputs.pages.own import own_part
from so_cli.outputs.pages.pictures import breast_of, timeline
from so_cli.packet.agenda import AgendaKind
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

MakeCase = Callable[..., Case]
TODAY = date(2026, 11, 20)
SHAPES: dict[AgendaKind, str] = {
    "today": "ring", "visit": "square", "decide": "diamond", "booked": "triangle",
    "ask": "dot", "do": "dot", "due": "dot",
}  # fmt: skip
some_days = st.lists(st.integers(0, 4_000), min_size=1, max_size=60, unique=True).map(sorted)
some_kinds = st.sets(st.sampled_from([*SHAPES]), min_size=1, max_size=3)


def drawn(picture: Picture) -> list[ET.Element]:
    return list(ET.fromstring(picture.svg))  # noqa: S314 - our own


def marks(picture: Picture) -> list[tuple[str, float, float]]:
    """Each mark of a timeline: its shape, and how far left and right it reaches."""
    return [_mark(each) for each in drawn(picture)[1:] if not each.tag.endswith("text")]


def _mark(shape: ET.Element) -> tuple[str, float, float]:
    if shape.tag.endswith("circle"):
        x, r = float(shape.attrib["cx"]), float(shape.attrib["r"])
        return "dot" if shape.attrib["fill"] == "#000" else "ring", x - r, x + r
    if shape.tag.endswith("rect"):
        x, width = float(shape.attrib["x"]), float(shape.attrib["width"])
        return "square", x, x + width
    xs = [float(x) for x, _y in re.findall(r"[ML](\S+) ([\d.]+)", shape.attrib["d"])]
    return "diamond" if len(xs) == 4 else "triangle", min(xs), max(xs)


def numbers(picture: Picture) -> dict[str, float]:
    texts = [each for each in drawn(picture) if each.tag.endswith("text")]
    return {each.text or "": float(each.attrib["x"]) for each in texts}


def width(picture: Picture) -> float:
    return float(ET.fromstring(picture.svg).attrib["width"])  # noqa: S314 - our own


# The days ----------------------------------------------------------------------------------------


@given(days=some_days, data=st.data())
def test_every_day_has_a_mark_in_order_and_inside(days: Sequence[int], data: st.DataObject) -> None:
    kinds = [data.draw(some_kinds) for _day in days]
    picture = timeline([(TODAY + timedelta(n), each) for n, each in zip(days, kinds, strict=True)])
    made = marks(picture)
    assert len(made) == len(days)
    centers = [(left + right) / 2 for _shape, left, right in made]
    assert all(a < b for a, b in pairwise(centers))
    assert all(left >= 0 and right <= width(picture) for _shape, left, right in made)
    if len(days) <= 20:
        gaps = [b - a for (_, _, a), (_, b, _) in pairwise(made)]
        assert all(gap > 0 for gap in gaps), "each can be seen"


@given(days=some_days)
def test_a_number_stands_below_its_mark_and_can_be_read(days: Sequence[int]) -> None:
    picture = timeline([(TODAY + timedelta(n), {"do"}) for n in days])
    centers = [(left + right) / 2 for _shape, left, right in marks(picture)]
    told = numbers(picture)
    assert all(x == centers[int(number) - 1] for number, x in told.items())
    assert "1" in told
    assert len(days) > 20 or len(told) == len(days)
    places = sorted(told.values())
    assert all(b - a >= 20 for a, b in pairwise(places))


def test_days_far_apart_are_drawn_far_apart() -> None:
    picture = timeline([(TODAY + timedelta(n), {"do"}) for n in (0, 30, 40, 100)])
    first, second, third, last = ((left + right) / 2 for _shape, left, right in marks(picture))
    assert second - first == pytest.approx((last - first) * 0.3, abs=1)
    assert third - second == pytest.approx((last - first) * 0.1, abs=1)


@pytest.mark.parametrize("kind", SHAPES)
def test_each_kind_of_day_has_its_shape(kind: AgendaKind) -> None:
    ((shape, _left, _right),) = marks(timeline([(TODAY, {kind})]))
    assert shape == SHAPES[kind]


@pytest.mark.parametrize(
    ("kinds", "shape"),
    [
        ({"today", "ask", "do"}, "ring"),
        ({"visit", "do"}, "square"),
        ({"today", "visit"}, "square"),
        ({"decide", "due"}, "diamond"),
        ({"decide", "booked", "do"}, "triangle"),
    ],
)
def test_a_day_with_several_things_shows_the_strongest(
    kinds: Collection[AgendaKind], shape: str
) -> None:
    assert marks(timeline([(TODAY, kinds)]))[0][0] == shape


def test_the_line_and_the_list_below_it_say_the_same(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("visits: [{date: 2026-12-10, with: Dr. Rivera}]\ndecide_by: 2026-12-18")
    days = next(s for s in own_part(make_packet(bank, case, today)).sections if s.id == "days")
    picture, listed = days.blocks
    assert isinstance(picture, Picture)
    assert isinstance(listed, Items)
    shapes = [shape for shape, _left, _right in marks(picture)]
    lines = ["".join(span.text for span in item.line) for item in listed.items]
    assert len(shapes) == len(lines)
    assert shapes[0] == "ring"
    for line, shape in zip(lines, shapes, strict=True):
        assert ("Visit:" in line) == (shape == "square")
        assert ("Decide" in line) == (shape == "diamond")


# The place in the breast -------------------------------------------------------------------------


@pytest.fixture
def packet(bank: Bank, make_case: MakeCase, today: date) -> Callable[[str], Packet]:
    """`packet("{side: left}")`: of a case with these facts."""
    return lambda facts: make_packet(bank, make_case(f"facts: {facts}"), today)


def spot(picture: Picture) -> tuple[float, float]:
    """Where the place is marked."""
    (found,) = (each for each in drawn(picture) if each.attrib.get("fill") == "#000")
    return float(found.attrib["cx"]), float(found.attrib["cy"])


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("quadrant", "outward", "down"),
    [
        ("upper-outer", 1, -1),
        ("upper-inner", -1, -1),
        ("lower-outer", 1, 1),
        ("lower-inner", -1, 1),
        ("middle", 0, 0),
    ],
)
def test_the_place_is_marked_as_seen_from_the_front(
    side: str, quadrant: str, outward: int, down: int, packet: Callable[[str], Packet]
) -> None:
    picture = breast_of(packet(f"{{side: {side}, quadrant: {quadrant}}}"))
    assert picture is not None
    middle = width(picture) / 2
    letters = numbers(picture)
    assert letters["R"] < middle < letters["L"], "her right breast is on the left"
    center = letters[side[0].upper()]
    x, y = spot(picture)
    to_the_arm = -1 if side == "right" else 1
    assert _sign(x - center) == outward * to_the_arm
    assert _sign(y - 75) == down
    assert abs(x - center) < 60, "inside the breast"
    assert side in picture.words


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


@pytest.mark.parametrize(
    "facts",
    [
        "{}",
        "{side: left}",
        "{quadrant: middle}",
        "{side: both, quadrant: middle}",
        "{side: {state: not-sure}, quadrant: middle}",
        "{side: left, quadrant: {state: not-sure}}",
        "{side: left, quadrant: several}",
        "{side: {value: left, other: [{value: right}]}, quadrant: middle}",
        "{side: left, quadrant: {value: middle, other: [{value: upper-outer}]}}",
    ],
)
def test_nothing_is_drawn_where_the_place_is_not_known(
    facts: str, packet: Callable[[str], Packet]
) -> None:
    made = packet(facts)
    assert breast_of(made) is None
    blocks = [b for part in doctor_parts(made) for s in part.sections for b in s.blocks]
    assert not any(isinstance(block, Picture) for block in blocks)


def test_a_value_that_this_program_does_not_know_is_not_drawn(
    packet: Callable[[str], Packet],
) -> None:
    """As another bank may have."""
    made = packet("{side: left, quadrant: middle}")
    facts = tuple(replace(fact, value="armpit") for fact in made.facts)
    assert breast_of(replace(made, facts=facts)) is None
