"""What a report says beside the receptors: one rule a row, in tables by topic.

Each rule names the fact it finds, a text in which it finds it (and what), and a text that looks
alike and says nothing, or something else. `v` in a pattern is the part that the value is read from
(`w` and `x` where it can stand in other places); a rule without a value of its own is read by the
function that `match` names for its fact.
"""

from __future__ import annotations

from msgspec import Struct

from so_cli.case.model import Stored
from so_cli.inputs.report.model import SectionKind

PATHOLOGY: tuple[SectionKind, ...] = ("own",)
NAMED: tuple[SectionKind, ...] = ("own", "specimens")
SCANS: tuple[SectionKind, ...] = ("own", "imaging")
ANYWHERE: tuple[SectionKind, ...] = ("own", "specimens", "imaging", "history")

IN_SITU = r"\bDCIS\b|in[- ]situ(?! hybrid)|\bLCIS\b|intraductal"


class Rule(Struct, frozen=True, kw_only=True):
    """One row.

    value     what it finds; None: read from the words (`gives` is then what the example gives).
    sections  where it holds.
    unless    words of the clause that rule it out.
    denied    whether "no", "not identified" and the like turn it into nothing.
    """

    id: str
    fact: str
    pattern: str
    example: str
    counter: str
    value: Stored | None = None
    gives: Stored | None = None
    sections: tuple[SectionKind, ...] = PATHOLOGY
    unless: str = ""
    denied: bool = True
