"""How much is known of a case."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

DAY = date(2026, 11, 20)
"""The day on which all of them are as they are: `SO_TODAY` of whoever uses them."""


class Level(NamedTuple):
    """What share of all cases is so far, and what share of each thing is known there.

    asked  of what the interview asks at their stage.
    more   of what only a report says.
    open   of what is not known: said to be so (not sure, later), and not just left out.
    done   of their records, steps, doctors and the like.
    """

    share: float
    asked: float
    more: float
    open: float
    done: float


NOTHING = Level(share=0.05, asked=0, more=0, open=0, done=0)
FIRST_QUESTIONS = Level(share=0.15, asked=0.2, more=0, open=0.1, done=0.1)
SOME = Level(share=0.3, asked=0.5, more=0.1, open=0.4, done=0.3)
MOST = Level(share=0.4, asked=0.85, more=0.3, open=0.8, done=0.6)
EVERYTHING = Level(share=0.1, asked=1, more=0.8, open=0, done=1)
LEVELS = (NOTHING, FIRST_QUESTIONS, SOME, MOST, EVERYTHING)
