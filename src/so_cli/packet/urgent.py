"""What cannot wait, out of the answers of a case."""

from __future__ import annotations

from so_cli.bank.bank import Bank
from so_cli.packet.known import KnownCase
from so_cli.packet.model import UrgentSign


def urgent_signs(bank: Bank, known: KnownCase) -> tuple[UrgentSign, ...]:
    """The signs that cannot wait, the most urgent first.

    Who says that something is wrong, and finds it in no list, is told whom to call as well.
    """
    chosen = known.values.get("urgent_signs")
    signs = [
        UrgentSign(id=choice.id, text=choice.label, level=choice.level, do=choice.do)
        for choice in bank.fact["urgent_signs"].choices
        if isinstance(chosen, tuple) and choice.id in chosen and choice.level
    ]
    if not signs and _is_something_wrong(known):
        problem = bank.fact["urgent_now"]
        signs = [
            UrgentSign(id=problem.id, text=problem.label, level=choice.level, do=choice.do)
            for choice in problem.choices
            if choice.level
        ]
    levels = ("911", "team-now", "today")
    return tuple(sorted(signs, key=lambda sign: levels.index(sign.level)))


def _is_something_wrong(known: KnownCase) -> bool:
    """Whether a new problem was told, or nobody could tell whether there is one."""
    asked = [known.shown.get(name) for name in ("urgent_now", "urgent_signs")]
    return known.values.get("urgent_now") == "yes" or all(
        answer is not None and answer.state == "not-sure" for answer in asked
    )
