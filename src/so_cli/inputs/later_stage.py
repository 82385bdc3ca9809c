"""The stage that papers speak of, where the case is still at an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.inputs.proposal import ProposedFact

_SIGNS: tuple[tuple[str, Stage, frozenset[str]], ...] = (
    (
        "met_sites",
        "metastatic",
        frozenset({"post-biopsy", "pre-surgery", "post-surgery", "in-treatment"}),
    ),
    ("surgery", "post-surgery", frozenset({"post-biopsy", "pre-surgery"})),
)
"""A fact that is new, the stage that it speaks of, and those at which that is news."""
_NOT_SO = frozenset({"none", ("none",)})


class Later(NamedTuple):
    """The stage, and what says so."""

    stage: Stage
    because: ProposedFact


def later_stage(case: Case, facts: Iterable[ProposedFact]) -> Later | None:
    """Where things may stand by now, as a fact says that is certain and new; None for no sign.

    It is only ever asked: an operation on record need not end what she decides about now.
    """
    new = {each.id: each for each in facts if each.is_certain and each.beside == "new"}
    for name, stage, earlier in _SIGNS:
        fact = new.get(name)
        if fact and case.stage in earlier and fact.values[0].value not in _NOT_SO:
            return Later(stage, fact)
    return None
