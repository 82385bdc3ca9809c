"""Sheets: one prompt that answers several facts, to spare a tired person a row of prompts."""

from __future__ import annotations

from so_cli import wording
from so_cli.bank.model import Row, Sheet
from so_cli.case.model import Answer, Case, State
from so_cli.case.values import WrongValue, as_stored, read_value
from so_cli.interview.context import LATER, STATE_MARKS, Context, with_answers
from so_cli.interview.facts import state_of
from so_cli.interview.prompters.item import Item, Option, Reply, chosen_ids


def sheet_item(context: Context, sheet: Sheet) -> Item:
    """The item that asks a sheet, with the rows that hold."""
    holding = _holding(context, sheet)
    chosen = [row.id for row in holding]
    if sheet.kind == "choice":
        # Of rows that say more and less of the same, the one that says more holds.
        fullest = max(holding, key=lambda row: len(row.sets), default=None)
        chosen = [fullest.id] if fullest else []
    states = sheet_states(context, sheet)
    return Item(
        id=sheet.id,
        kind=sheet.kind,
        ask=context.say(sheet.ask),
        help=context.say(sheet.help),
        options=tuple(Option(row.id, row.label) for row in _rows(context, sheet)),
        marks=STATE_MARKS,
        chosen=tuple(chosen),
        marked=(states.pop() or "") if len(states) == 1 else "",
    )


def is_sheet_answered(context: Context, sheet: Sheet) -> bool:
    """Whether the case has what the sheet would bring, from here or from elsewhere."""
    facts = context.case.facts
    must = _settled_by_any_reply(context, sheet)
    if sheet.kind == "choices":
        return must <= facts.keys()
    in_rows = {name for row in sheet.rows for name in row.sets}
    by_state = bool(must) and all(name in facts and facts[name].state for name in must)
    return bool(_holding(context, sheet)) or in_rows <= facts.keys() or by_state


def sheet_states(context: Context, sheet: Sheet) -> set[State | None]:
    """The states of what the sheet settles; None stands for a value."""
    return {
        answer.state
        for name in _settled_by_any_reply(context, sheet)
        if (answer := context.case.facts.get(name))
    }


def answer_sheet(context: Context, sheet: Sheet, reply: Reply) -> Case:
    """The case after a reply. Raises WrongValue where two ticked rows contradict each other."""
    if state := state_of(reply):
        names = _settled_by_any_reply(context, sheet)
        if state == LATER:
            # "Later" takes nothing away; what is told already needs no later.
            names = {name for name in names if not _has_value(context, name)} or names
        return with_answers(context.case, dict.fromkeys(names, Answer(state=state)))
    ids = chosen_ids(reply)
    rows = [row for row in sheet.rows if row.id in ids]
    answers: dict[str, Answer | None] = {}
    for row in _holding(context, sheet):
        # What an earlier reply to this sheet said goes, unless this one says it again.
        answers |= dict.fromkeys(row.sets, None)
    if sheet.kind == "choices":
        for name in _settled_by_any_reply(context, sheet):
            if name in answers or not _is_told(context, name):
                answers[name] = _left_empty(context, sheet, name)
    for name, values in _said(context, rows).items():
        answers[name] = _value(context, name, _with_kept(context, sheet, name, values))
    return with_answers(context.case, answers)


def _has_value(context: Context, name: str) -> bool:
    answer = context.case.facts.get(name)
    return answer is not None and answer.value is not None


def _said(context: Context, rows: list[Row]) -> dict[str, tuple[str, ...]]:
    """What the ticked rows say about each fact."""
    said: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for name, value in row.sets.items():
            if value not in said.get(name, ()):
                said[name] = (*said.get(name, ()), value)
    for name, values in said.items():
        fact = context.bank.fact[name]
        rules_out = any(choice.exclusive and choice.id in values for choice in fact.choices)
        if len(values) > 1 and (fact.kind != "choices" or rules_out):
            labels = [row.label for row in rows if name in row.sets]
            raise WrongValue(wording.ROWS_EXCLUDE.format(rows="; ".join(labels)), wording.TICK_ONE)
    return said


def _value(context: Context, name: str, values: tuple[str, ...]) -> Answer:
    """The answer that rows give to a fact. Raises WrongValue, as for an answer typed in."""
    fact = context.bank.fact[name]
    raw = values if fact.kind == "choices" else values[0]
    return Answer(value=as_stored(read_value(fact, raw)))


def _rows(context: Context, sheet: Sheet) -> list[Row]:
    return [row for row in sheet.rows if context.bank.holds(row, context.known.values) is not False]


def _holding(context: Context, sheet: Sheet) -> list[Row]:
    """Rows that the case already says."""
    return [
        row
        for row in _rows(context, sheet)
        if all(_says(context, name, value) for name, value in row.sets.items())
    ]


def _says(context: Context, name: str, value: str) -> bool:
    answer = context.case.facts.get(name)
    if answer is None or answer.value is None:
        return False
    if isinstance(answer.value, tuple):
        return value in answer.value
    return answer.value == _value(context, name, (value,)).value


def _is_told(context: Context, name: str) -> bool:
    """Whether a fact has a value; asked after those that this sheet's own rows say are gone."""
    answer = context.case.facts.get(name)
    return answer is not None and answer.value not in {None, ()}


def _left_empty(context: Context, sheet: Sheet, name: str) -> Answer:
    """What it says about a fact that none of its rows is ticked.

    Of findings it says that there is none; where one of several rows must be right, or a row says
    "none of these", leaving all empty is no answer yet.
    """
    if name in sheet.unticked:
        return _value(context, name, (sheet.unticked[name],))
    fact = context.bank.fact[name]
    says_none = any(choice.exclusive for choice in fact.choices)
    kept = _with_kept(context, sheet, name, ())
    if kept or (fact.kind == "choices" and not says_none):
        return _value(context, name, kept)
    return Answer(state="not-sure")


def _with_kept(context: Context, sheet: Sheet, name: str, said: tuple[str, ...]) -> tuple[str, ...]:
    """The values said, and those told elsewhere for which this sheet has no row to untick."""
    fact, answer = context.bank.fact[name], context.case.facts.get(name)
    if fact.kind != "choices" or answer is None or not isinstance(answer.value, tuple):
        return said
    offered = {row.sets.get(name) for row in _rows(context, sheet)}
    alone = {choice.id for choice in fact.choices if choice.exclusive}
    if alone & {*said}:
        return said
    return (*said, *(value for value in answer.value if value not in offered | alone))


def _settled_by_any_reply(context: Context, sheet: Sheet) -> set[str]:
    """The facts that are answered whatever the reply."""
    if sheet.kind == "choice":
        rows = [{*row.sets} for row in sheet.rows]
        return set.intersection(*rows) or set.union(*rows)
    # A row is about the first fact that it sets; the others follow from it.
    about: dict[str, set[str]] = {}
    present = _rows(context, sheet)
    for row in present:
        for name, value in list(row.sets.items())[:1]:
            about.setdefault(name, set()).add(value)
    in_rows = {name for row in present for name in row.sets}
    settled = {
        name
        for name, values in about.items()
        if len(values) > 1 or context.bank.fact[name].kind == "choices"
    }
    return settled | (in_rows & sheet.unticked.keys()) or in_rows
