"""Twelve ways in which a file of cases is broken, some of them as data and some as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from fictional.dice import Dice
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.case.model import FORMAT

Case = dict[str, Any]
REMEMBERED = 1000
"""So many good ids are kept, to be given a second time."""

OF_TEXT = ("truncated", "not-json", "a-list")
"""Kinds that break a line of JSON; a file of YAML has such a line in its place."""
NOT_UTF_8 = "not-utf-8"
OF_KEYS = ("unknown-key", "newer-format")
"""Kinds that break a key that a row of a table does not have."""
OF_VALUES = (
    "unknown-choice", "text-for-number", "out-of-range", "bad-date", "id-with-path", "id-twice",
)  # fmt: skip
"""Kinds that break a value."""
KINDS = (*OF_TEXT, NOT_UTF_8, *OF_KEYS, *OF_VALUES)
IN_A_TABLE = (NOT_UTF_8, *OF_VALUES)
"""The kinds that a row of CSV can have."""

NO_JSON = ("this line is no case", "<case id='12'>not this either</case>", "example-1;pre-surgery")
PATHS = ("../x", "/etc/x", "a/../../x", "..\\x", ".hidden")
WRONG_KEYS = ("visit", "medecines", "favorite_color", "Stage", "__proto__")
NO_DAYS = ("2026-02-30", "2026-13-01", "tomorrow", "31/31/2026", "20261220T00")


class Broken(NamedTuple):
    """What became of a case, and the id that it has now."""

    id: str
    data: bytes


class Breaker:
    """Breaks a share of the lines, each time in the next of its kinds."""

    def __init__(self, bank: Bank, seed: int, share: float, kinds: Sequence[str] = KINDS) -> None:
        # Of its own, so that the lines that stay whole are those that nobody broke.
        self._dice = Dice(seed ^ 0x5EED)
        self._share = share
        self._kinds = kinds
        self._next = 0
        self._good: list[str] = []
        self._numbers = [fact for fact in bank.facts if fact.kind == "number"]
        self._choices = [fact for fact in bank.facts if fact.kind == "choice" and not fact.derived]

    def kind_for(self, case_id: str) -> str | None:
        """How this one is to be broken; None where it stays whole."""
        dice = self._dice
        if not dice.chance(self._share):
            if len(self._good) < REMEMBERED:
                self._good.append(case_id)
            return None
        kind = self._kinds[self._next % len(self._kinds)]
        if kind == "id-twice" and not self._good:
            return None
        self._next += 1
        return kind

    def broken(self, line: str, kind: str, write: Callable[[Case], bytes]) -> Broken:
        """The case, broken; `write` gives the bytes of its format."""
        case: Case = json.loads(line)
        if kind == NOT_UTF_8:
            # In the name, which every case has; no character of UTF-8 begins with this byte.
            return Broken(case["id"], write(case).replace(b"Example", b"Ex\xffmple", 1))
        if kind in OF_TEXT:
            return Broken(case["id"], self._text(line, kind))
        self._data(case, kind)
        return Broken(case["id"], write(case))

    def _text(self, line: str, kind: str) -> bytes:
        if kind == "truncated":
            return line[: self._dice.between(len(line) // 4, len(line) - 2)].encode()
        if kind == "not-json":
            return self._dice.one_of(NO_JSON).encode()
        return f"[{line}]".encode()

    def _data(self, case: Case, kind: str) -> None:
        dice, facts = self._dice, case["facts"]
        if kind == "unknown-key":
            case[dice.one_of(WRONG_KEYS)] = "blue"
        elif kind == "newer-format":
            case["so"] = FORMAT + 98
        elif kind == "unknown-choice":
            facts[self._one(self._choices)] = "purple"
        elif kind == "text-for-number":
            facts[self._one(self._numbers)] = "quite big"
        elif kind == "out-of-range":
            fact = dice.one_of([each for each in self._numbers if each.max is not None])
            facts[fact.id] = int(fact.max or 0) * 10 + 1
        elif kind == "bad-date":
            case["decide_by"] = dice.one_of(NO_DAYS)
        elif kind == "id-with-path":
            case["id"] = dice.one_of(PATHS)
        elif kind == "id-twice":
            case["id"] = dice.one_of(self._good)

    def _one(self, facts: Sequence[Fact]) -> str:
        return self._dice.one_of(facts).id
