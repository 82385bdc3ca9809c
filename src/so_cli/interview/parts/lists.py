"""Records, steps, medicines and allergies: tick lists and lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import Case, RecordState, StepState
from so_cli.interview.context import Context, with_state
from so_cli.interview.facts import state_of
from so_cli.interview.lines import medicines_line, read_allergies, read_medicines
from so_cli.interview.parts.part import Part, done, keeps, line_item, tick_item, undone
from so_cli.interview.prompters.item import Item, Reply, Typed, chosen_ids
from so_cli.packet.known import NONE
from so_cli.packet.lists import packet_records, packet_steps
from so_cli.packet.texts import medicine_text

T = TypeVar("T")


class RecordsPart(Part):
    """Which records are in hand already."""

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        records = packet_records(context.bank, context.case, context.known, context.today)
        return tick_item(
            context, fact, ((each.id, each.title, each.status == "arrived") for each in records)
        )

    def answer(self, context: Context, fact: Fact, sub: str, reply: Reply) -> Case:
        if state := state_of(reply):
            return with_state(context.case, fact.id, state)
        came, gone = _changes(self.item(context, fact, sub), reply)
        records = dict(context.case.records)
        for name in came:
            before = records.get(name) or RecordState(status="arrived")
            records[name] = replace(before, status="arrived", date=context.today)
        for name in gone:
            records[name] = replace(records[name], status="needed", date=None)
        return done(replace(context.case, records=records), fact)


class StepsPart(Part):
    """Which steps are done already."""

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        steps = packet_steps(context.bank, context.case, context.known, context.today)
        return tick_item(
            context, fact, ((each.id, each.title, each.done is not None) for each in steps)
        )

    def answer(self, context: Context, fact: Fact, sub: str, reply: Reply) -> Case:
        if state := state_of(reply):
            return with_state(context.case, fact.id, state)
        came, gone = _changes(self.item(context, fact, sub), reply)
        steps = dict(context.case.steps)
        for name in came:
            steps[name] = replace(steps.get(name, StepState()), done=context.today)
        for name in gone:
            steps[name] = replace(steps[name], done=None)
        return done(replace(context.case, steps=steps), fact)


class MedicinesPart(Part):
    """Medicines, in one line with semicolons between them."""

    def is_filled(self, case: Case) -> bool:
        return bool(case.medicines)

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        return line_item(context, fact, medicines_line(context.case.medicines))

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        case = context.case
        if _says_none(reply):
            return done(replace(case, medicines=()), fact, NONE)
        if state := state_of(reply):
            return with_state(case, fact.id, state)
        if keeps(self.item(context, fact, ""), reply):
            return undone(case, fact)
        text = reply.text if isinstance(reply, Typed) else ""
        known = {medicine_text(each): each for each in case.medicines}
        return undone(replace(case, medicines=_read_beside(text, known, read_medicines)), fact)

    def echo(self, context: Context) -> str:
        return "\n".join(medicine_text(medicine) for medicine in context.case.medicines)


class AllergiesPart(Part):
    """Allergies, in one line with semicolons or commas between them."""

    def is_filled(self, case: Case) -> bool:
        return bool(case.allergies)

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        return line_item(context, fact, "; ".join(context.case.allergies))

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        case = context.case
        if _says_none(reply):
            return done(replace(case, allergies=()), fact, NONE)
        if state := state_of(reply):
            return with_state(case, fact.id, state)
        if keeps(self.item(context, fact, ""), reply):
            return undone(case, fact)
        text = reply.text if isinstance(reply, Typed) else ""
        known = {each: each for each in case.allergies}
        return undone(replace(case, allergies=_read_beside(text, known, read_allergies)), fact)


def _says_none(reply: Reply) -> bool:
    """Whether there is none ("none" typed, or "does not apply"): an answer of its own."""
    if state_of(reply) == "does-not-apply":
        return True
    return isinstance(reply, Typed) and reply.text.strip(" .").lower() in wording.NONE_WORDS


def _read_beside(
    line: str, known: Mapping[str, T], read: Callable[[str], tuple[T, ...]]
) -> tuple[T, ...]:
    """What a line says; what stands in it as it was is not read anew.

    A paper may name a medicine with a semicolon, or with a number that looks like a dose.
    """
    texts = "|".join(re.escape(text) for text in sorted(known, key=len, reverse=True))
    parts = re.split(rf"(?:^|(?<=;))\s*({texts})\s*(?=;|$)", line) if texts else [line]
    found: list[T] = []
    for number, part in enumerate(parts):
        if number % 2:
            found.append(known[part])
        elif part.strip(" ;\n"):
            found += read(part)
    return tuple(found) or read(line)


def _changes(item: Item, reply: Reply) -> tuple[list[str], list[str]]:
    """What a reply ticks that was not ticked, and what it no longer ticks."""
    ticked = chosen_ids(reply)
    return (
        [name for name in ticked if name not in item.chosen],
        [name for name in item.chosen if name not in ticked],
    )
