"""Which questions come first: one short rule.

Her own top; then questions for the specialty of the visit; then priority; then more of what she
is unsure about and cares about; then conditioned before general; then the order of the bank. At
most one question of a theme stands in the first eight, unless she chose both herself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from so_cli.bank.model import Who

TOP, NEXT = 3, 5


class Candidate(Struct, frozen=True, kw_only=True):
    """A question as the rule sees it. An empty `ask` is for whoever she meets.

    `is_called`: only for people whom she calls, so that it is no question for a visit.
    """

    id: str
    ask: tuple[Who, ...]
    priority: int
    helps: tuple[str, ...] = ()
    is_conditioned: bool = False
    theme: str = ""
    is_called: bool = False


class Ranked(Struct, frozen=True):
    """Ids in the order in which to ask."""

    top: tuple[str, ...]
    next: tuple[str, ...]
    rest: tuple[str, ...]


def rank(
    candidates: Sequence[Candidate],
    *,
    chosen: Sequence[str] = (),
    specialty: str = "",
    wishes: Collection[str] = (),
) -> Ranked:
    """The candidates (in bank order) by the rule.

    chosen     her own top, in her order.
    specialty  whom the visit is with; empty where that is not known.
    wishes     ids of what matters to her and what she is unsure about.
    """
    wanted = frozenset(wishes)

    def place(candidate: Candidate) -> tuple[int, bool, int, int, bool]:
        is_for_visit = not specialty or not candidate.ask or specialty in candidate.ask
        return (
            chosen.index(candidate.id) if candidate.id in chosen else len(chosen),
            not is_for_visit,
            candidate.priority,
            -len(wanted.intersection(candidate.helps)),
            not candidate.is_conditioned,
        )

    first: list[str] = []
    rest: list[str] = []
    themes: set[str] = set()
    for candidate in sorted(candidates, key=place):
        is_free = candidate.id in chosen or not candidate.theme or candidate.theme not in themes
        if is_free and len(first) < TOP + NEXT:
            first.append(candidate.id)
            themes.add(candidate.theme)
        else:
            rest.append(candidate.id)
    return Ranked(tuple(first[:TOP]), tuple(first[TOP:]), tuple(rest))
