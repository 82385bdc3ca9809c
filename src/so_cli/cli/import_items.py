"""What a person is asked about her papers, as items for a prompter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Answer
from so_cli.cli.import_rows import Row, labelled, stage_news
from so_cli.inputs.later_stage import Later
from so_cli.inputs.proposal import ProposedFact, ProposedTumor, ProposedValue
from so_cli.interview.context import Context
from so_cli.interview.prompters.item import Item, Option
from so_cli.outputs.pages.lists import joined
from so_cli.packet.texts import birthday_text, source_text

TUMOR, HOW, PICK, UNSURE, CHANGE, STAGE = "tumor", "how", "pick", "unsure", "change", "stage"
"""The ids of what is asked once; a fact with two values is asked by its own id."""
ALL, SOME, CORRECT, NOTHING = "all", "some", "correct", "nothing"
BOTH, NEITHER, MINE = "both", "neither", "mine"
LATER_TUMOR = "later"
_VALUE = "value-"


def which_tumor(tumors: Iterable[ProposedTumor]) -> Item:
    """Which of several tumors the decision is about."""
    options = [
        Option(each.id, joined(each.name, birthday_text(each.date) if each.date else ""))
        for each in tumors
    ]
    return Item(
        id=TUMOR,
        kind="choice",
        ask=wording.ASK_TUMOR,
        progress=wording.TUMORS_SHOWN.format(count=len(options)),
        help=wording.ASK_TUMOR_HELP,
        options=(Option(LATER_TUMOR, wording.NO_TUMOR_NOW), *options),
    )


def how_much(rows: Sequence[Row], disputed: int) -> Item:
    """How much of it to take; `disputed` is how many facts have two values."""
    count = sum(row.is_certain for row in rows)
    options = (
        Option(ALL, wording.TAKE_CERTAIN.format(count=count)),
        Option(SOME, wording.TAKE_SOME),
        Option(CORRECT, wording.TAKE_AND_CORRECT),
        Option(NOTHING, wording.TAKE_NOTHING),
    )
    return Item(
        id=HOW,
        kind="choice",
        ask=wording.ASK_HOW,
        progress=wording.IN_SHORT.format(
            certain=count, unsure=len(rows) - count, disputed=disputed
        ),
        help=wording.ASK_HOW_HELP,
        options=options if count else tuple(o for o in options if o.id in {SOME, NOTHING}),
    )


def which_rows(rows: Sequence[Row]) -> Item:
    """Each line by itself; what is certain is ticked already."""
    return _ticks(PICK, wording.ASK_PICK, rows, [row for row in rows if row.is_certain])


def which_unsure(rows: Sequence[Row]) -> Item:
    """The lines that are not certain; none of them is ticked."""
    return _ticks(UNSURE, wording.ASK_UNSURE, rows, ())


def which_value(fact: ProposedFact, told: Answer | None) -> Item:
    """What is safe comes first, and whoever only presses Enter gets it: to keep both, if two are.

    That it does not apply is nothing to keep beside a value.
    """
    is_said = told is not None and told.value is not None
    options = [Option(BOTH, wording.KEEP_BOTH)] if is_said or len(fact.values) > 1 else []
    if fact.in_case:
        options.append(Option(MINE, wording.KEEP_MINE.format(text=fact.in_case)))
    options += [
        Option(f"{_VALUE}{n}", wording.PAPER_SAYS.format(text=value.text, place=_place(value)))
        for n, value in enumerate(fact.values)
    ]
    if not fact.in_case:
        options.append(Option(NEITHER, wording.KEEP_NEITHER))
    return Item(
        id=fact.id,
        kind="choice",
        ask=wording.ASK_WHICH_VALUE.format(label=fact.label),
        help=wording.ASK_WHICH_VALUE_HELP,
        options=tuple(options),
    )


def value_chosen(fact: ProposedFact, choice: str) -> ProposedValue | None:
    """The value that a reply to `which_value` names; None for the other replies."""
    if not choice.startswith(_VALUE):
        return None
    return fact.values[int(choice.removeprefix(_VALUE))]


def which_stage(context: Context, later: Later) -> Item:
    """Where things stand; the stage of the case comes first, and Enter keeps it."""
    bank, now = context.bank, context.case.stage
    asked = bank.fact[STAGE]
    stages = sorted(bank.stages, key=lambda one: (one.id != now, one.id != later.stage))
    return Item(
        id=STAGE,
        kind="choice",
        ask=context.say(asked.ask),
        progress=stage_news(bank, context.case, later),
        help=context.say(asked.help),
        options=tuple(Option(one.id, f"{one.title}: {one.plain}") for one in stages),
    )


def which_wrong(facts: Iterable[ProposedFact]) -> Item:
    """Which of the facts that go in are not right."""
    return Item(
        id=CHANGE,
        kind="choices",
        ask=wording.ASK_CHANGE,
        options=tuple(Option(fact.id, labelled(fact.label, fact.values[0].text)) for fact in facts),
        may_be_empty=True,
    )


def _ticks(name: str, ask: str, rows: Sequence[Row], ticked: Iterable[Row]) -> Item:
    return Item(
        id=name,
        kind="choices",
        ask=ask,
        help=_reasons(rows),
        options=tuple(Option(row.id, _checkable(row)) for row in rows),
        chosen=tuple(row.id for row in ticked),
        may_be_empty=True,
    )


def _reasons(rows: Sequence[Row]) -> str:
    """Why each line that is not certain must be asked, for whoever wants to know."""
    reasons = [labelled(row.label, row.why) for row in rows if row.why]
    return "\n".join([wording.ASK_UNSURE_HELP, *reasons]) if reasons else ""


def _checkable(row: Row) -> str:
    return row.label if row.is_certain else wording.PERHAPS_ROW.format(row=row.label)


def _place(value: ProposedValue) -> str:
    return source_text(replace(value.sources[0], words=""))
