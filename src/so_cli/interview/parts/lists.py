"""Records, steps, medicines and allergies: tick lists and lines."""

from __future__ import annotations

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.case.model import Case, RecordState, StepState
from so_cli.case.values import WrongValue
from so_cli.interview.context import STATE_MARKS, Context, with_state
from so_cli.interview.facts import state_of
from so_cli.interview.lines import medicines_line, read_medicines
from so_cli.interview.parts.part import done, keeps, line_item, marked, undone
from so_cli.interview.prompters.item import Chosen, Item, Option, Reply, Typed
from so_cli.packet.known import NONE
from so_cli.packet.texts import medicine_text


class RecordsPart:
    """Which records are in hand already."""

    subs: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def is_filled(self, _case: Case) -> bool:
        return False

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        records = context.bank.select(context.bank.records, context.known.values)
        states = context.case.records
        return Item(
            id=fact.id,
            kind="choices",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=tuple(Option(record.id, record.title) for record in records),
            marks=STATE_MARKS,
            chosen=tuple(
                record.id
                for record in records
                if record.id in states and states[record.id].status == "arrived"
            ),
            marked=marked(context, fact),
            may_be_empty=True,
        )

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        if state := state_of(reply):
            return with_state(context.case, fact.id, state)
        ticked = reply.ids if isinstance(reply, Chosen) else ()
        records = dict(context.case.records)
        for option in self.item(context, fact, "").options:
            before = records.get(option.id)
            has_arrived = before is not None and before.status == "arrived"
            if option.id in ticked and not has_arrived:
                kept = before or RecordState(status="arrived")
                records[option.id] = replace(kept, status="arrived", date=context.today)
            elif option.id not in ticked and before and has_arrived:
                records[option.id] = replace(before, status="needed", date=None)
        return done(replace(context.case, records=records), fact)

    def echo(self, _context: Context) -> str:
        return ""


class StepsPart:
    """Which steps are done already."""

    subs: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def is_filled(self, _case: Case) -> bool:
        return False

    def item(self, context: Context, fact: Fact, _sub: str) -> Item:
        steps = context.bank.select(context.bank.steps, context.known.values)
        states = context.case.steps
        return Item(
            id=fact.id,
            kind="choices",
            ask=context.say(fact.ask),
            help=context.say(fact.help),
            options=tuple(Option(step.id, step.title) for step in steps),
            marks=STATE_MARKS,
            chosen=tuple(s.id for s in steps if s.id in states and states[s.id].done),
            marked=marked(context, fact),
            may_be_empty=True,
        )

    def answer(self, context: Context, fact: Fact, _sub: str, reply: Reply) -> Case:
        if state := state_of(reply):
            return with_state(context.case, fact.id, state)
        ticked = reply.ids if isinstance(reply, Chosen) else ()
        steps = dict(context.case.steps)
        for option in self.item(context, fact, "").options:
            before = steps.get(option.id, StepState())
            if option.id in ticked and before.done is None:
                steps[option.id] = replace(before, done=context.today)
            elif option.id not in ticked and before.done is not None:
                steps[option.id] = replace(before, done=None)
        return done(replace(context.case, steps=steps), fact)

    def echo(self, _context: Context) -> str:
        return ""


class MedicinesPart:
    """Medicines, in one line with semicolons between them."""

    subs: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

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
        return undone(replace(case, medicines=read_medicines(text)), fact)

    def echo(self, context: Context) -> str:
        return "\n".join(medicine_text(medicine) for medicine in context.case.medicines)


class AllergiesPart:
    """Allergies, in one line with semicolons or commas between them."""

    subs: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

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
        divider = ";" if ";" in text else ","
        found = tuple(part.strip() for part in text.split(divider) if part.strip(" -,"))
        if not found:
            raise WrongValue(wording.NO_REPLY_GIVEN, wording.TYPE_SOMETHING)
        return undone(replace(case, allergies=found), fact)

    def echo(self, _context: Context) -> str:
        return ""


def _says_none(reply: Reply) -> bool:
    """Whether there is none ("none" typed, or "does not apply"): an answer of its own."""
    if state_of(reply) == "does-not-apply":
        return True
    return isinstance(reply, Typed) and reply.text.strip(" .").lower() in wording.NONE_WORDS
