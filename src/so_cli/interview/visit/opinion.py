"""An opinion in a case: read, begun and written down, the first one kept as it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Who
from so_cli.case.model import Case, Opinion, OpinionId, Visit
from so_cli.interview.context import Context
from so_cli.packet.compare import FIRST, OPINIONS, first_plan


def opinion_of(case: Case, name: OpinionId) -> Opinion | None:
    """The opinion with this id, if something of it is written down."""
    return next((opinion for opinion in case.opinions if opinion.id == name), None)


def begun(case: Case, name: OpinionId, visit: Visit | None = None) -> Opinion:
    """The opinion as it is, or a new one with what the case says of who gave it."""
    if found := opinion_of(case, name):
        return found
    if name == FIRST:
        doctor = next((doctor for doctor in case.doctors if doctor.first), None)
        by, role = (doctor.name, doctor.role) if doctor else ("", "")
        return Opinion(id=name, by=by, who=_who(role))
    return given_at(visit, Opinion(id=name)) if visit else Opinion(id=name)


def given_at(visit: Visit, opinion: Opinion) -> Opinion:
    """The opinion as one that was given at this visit."""
    return replace(opinion, by=visit.with_, who=visit.specialty, place=visit.place, date=visit.date)


def who_gave(opinion: Opinion) -> str:
    """Whom to name: the doctor, or else the kind of doctor."""
    name, _comma, _clinic = opinion.by.partition(",")
    if name or not opinion.who:
        return name or wording.THIS_DOCTOR
    return wording.THE_SPECIALIST.format(who=wording.WHO[opinion.who])


def with_opinion(context: Context, opinion: Opinion, **changes: Any) -> Case:
    """The case of `context` with this opinion, changed so, in place of what stood under its id.

    Another doctor's opinion may change what the case says, so what it says of the first opinion is
    written down as soon as there is another one.
    """
    opinion = replace(opinion, **changes)
    by_id = {each.id: each for each in context.case.opinions} | {opinion.id: opinion}
    return with_first_kept(context, replace(context.case, opinions=_ordered(by_id)))


def with_first_kept(before: Context, case: Case) -> Case:
    """The case with what was said `before` of the first opinion, as soon as there is another."""
    by_id = {each.id: each for each in case.opinions}
    others = [each for each in case.opinions if each.id != FIRST and (each.facts or each.plan)]
    if others:
        spoken = {name for each in others for name in each.facts}
        by_id[FIRST] = _first_as_known(before, begun(case, FIRST), spoken)
    return replace(case, opinions=_ordered(by_id))


def _ordered(by_id: Mapping[OpinionId, Opinion]) -> tuple[Opinion, ...]:
    return tuple(by_id[name] for name in OPINIONS if name in by_id)


def _first_as_known(context: Context, first: Opinion, spoken: Collection[str]) -> Opinion:
    """The first opinion, with the case's answers to what others speak of, and its plan."""
    known = context.known
    facts = {name: answer for name, answer in known.shown.items() if name in spoken}
    plan = first_plan(context.bank, known)
    return replace(first, facts=facts | first.facts, plan=plan | first.plan)


def _who(role: str) -> Who | Literal[""]:
    return next((each for each in get_args(Who) if each == role), "")
