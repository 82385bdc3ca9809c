"""What the tissue shows: grade, size, lymph nodes, edges, and the score of a genomic test."""

from __future__ import annotations

import re
from collections.abc import Mapping

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.case.model import Source
from so_cli.inputs.coded.answers import choice_of, status_in, whole_of, words_of
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.tumors import Belongs
from so_cli.inputs.statement import Quantity, Said, Statement

_MM = {
    "mm": 1.0, "millimeter": 1.0, "millimeters": 1.0, "millimetre": 1.0, "millimetres": 1.0,
    "cm": 10.0, "centimeter": 10.0, "centimeters": 10.0, "centimetre": 10.0, "centimetres": 10.0,
}  # fmt: skip
_LENGTH = re.compile(
    r"((?:\d{1,3}(?:\.\d{1,3})?\s*(?:mm|cm)?\s*x\s*){0,2}\d{1,3}(?:\.\d{1,3})?)\s*(mm|cm)"
    r"(?: in (?:greatest|largest|maximum) dimension)?"
)
"""Up to three dimensions, of which the largest is the size."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNIT = re.compile(r"mm|cm")
_SUM = "{score}"
"""A number with this unit may be the sum of three scores, which begins at 3."""
_GRADE = re.compile(
    r"(?:nottingham |histologic |combined )*(?:histologic )?grade:?\s*(1|2|3|iii|ii|i)"
    r"(?:\s*(?:/|of|out of)\s*(?:3|iii))?"
    r"(?:\s*\((?:qualifier value|finding|(?:total )?score:?\s*[3-9](?:/9)?"
    r"|scores of [3-9, or]+)\))?"
    r"|(?:g|grade\s*)?([123])"
    r"(?:[:,]? (?:well|moderately|poorly)[ -]differentiated(?: histologic grade)?)?"
    r"(?:\s*\((?:qualifier value|finding)\))?"
    r"|(?:nottingham combined grade )(i{1,3}): \d-\d points"
    r"|g([123]): (?:low|intermediate|high) combined histologic grade\b[^;]*"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3"}
_CLEAR = re.compile(
    r"(?:all )?(?:(?:surgical |resection )?margins?:? (?:are |is )?)?"
    r"(?:uninvolved|negative|clear|not involved|free)(?: margins?)?(?: (?:by|of|for) [a-z ]+)?"
)
_ALL, _SPOTS, _SENTINEL = "all", ("macro", "micro"), "sentinel"
_LOOKED_AT = {"looked-at", "sentinel-looked-at"}
"""Counts of nodes in which cancer was looked for."""
_MAX_NODES = 60
"""Nobody has more of them taken out."""
_LEVELS = {"high": "high", "h": "high", "low": "low", "l": "low"}


def read_choice(one: Statement, fact: str, belongs: Belongs, notes: Notes) -> None:
    """A result that is one of a fact's choices: grade, margins, features."""
    value = choice_of(one.value, fact, notes.codes) or _worded(one.value, fact)
    if value:
        notes.say(fact, value, one.source, tumor=belongs.tumor, doubt=belongs.doubt)
    elif one.value is not None:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def read_size(one: Statement, belongs: Belongs, notes: Notes) -> None:
    """The largest dimension of the tumor, in millimeters."""
    millimeters, has_unit = _length(one.value)
    if millimeters is None:
        if one.value is not None:
            notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)
        return
    doubt = belongs.doubt or ("" if has_unit else wording.DOUBT_NO_UNIT)
    size = round(millimeters, 1)
    if size:
        notes.say("size_mm", size, one.source, tumor=belongs.tumor, doubt=doubt)


class Nodes:
    """Counts of lymph nodes with cancer, which several results share; `all` of them in one.

    More nodes with cancer than were looked at cannot be, and must be asked.
    """

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, tuple[int, Source, str]]] = {}
        self._looked_at: dict[str, dict[str, int]] = {}

    def read(self, one: Statement, tests: list[Code], belongs: Belongs, notes: Notes) -> None:
        """One count; a number with decimals is none."""
        count = None if _is_measured(one.value) else whole_of(one.value)
        if count is None or not 0 <= count <= _MAX_NODES:
            if one.value is not None:
                notes.pass_over(one.source, wording.PASSED_NO_COUNT)
            return
        for kind in {code.value for code in tests}:
            if kind in _LOOKED_AT:
                self._looked_at.setdefault(belongs.tumor, {})[kind] = count
            else:
                counted = self._counts.setdefault(belongs.tumor, {})
                counted[kind] = (count, one.source, belongs.doubt)

    def say(self, notes: Notes) -> None:
        """The counts together: nodes with larger and with small spots of cancer add up."""
        for tumor, counted in self._counts.items():
            whole = [counted[_ALL]] if _ALL in counted else []
            parts = whole or [counted[kind] for kind in _SPOTS if kind in counted]
            parts = parts or list(counted.values())
            total = sum(count for count, _source, _doubt in parts)
            source = max(parts, key=lambda part: part[0])[1]
            doubt = next((doubt for _count, _source, doubt in parts if doubt), "")
            if total > self._most(tumor, counted):
                doubt = doubt or wording.DOUBT_MORE_THAN_LOOKED_AT
            if total:
                notes.say("nodes", "positive", source, tumor=tumor, doubt=doubt)
            is_whole = bool(whole) or len(parts) == len(_SPOTS)
            doubt = doubt or ("" if is_whole else wording.DOUBT_SOME_NODES)
            notes.say("nodes_positive", total, source, tumor=tumor, doubt=doubt)
            if not total:
                notes.say("nodes", "clear", source, tumor=tumor, doubt=doubt)

    def _most(self, tumor: str, counted: Mapping[str, object]) -> int:
        """How many nodes can have cancer at most."""
        kind = "sentinel-looked-at" if counted.keys() == {_SENTINEL} else "looked-at"
        return self._looked_at.get(tumor, {}).get(kind, _MAX_NODES)


def _is_measured(value: Said) -> bool:
    """Whether a number has the unit of a length or a share: then it counts nothing."""
    return isinstance(value, Quantity) and value.unit.lower() in {*_MM, "%", "percent"}


def read_score(one: Statement, tests: list[Code], belongs: Belongs, notes: Notes) -> None:
    """The score of a genomic test, whole numbers only, and low or high where the lab says so."""
    name = next((code.value for code in tests if code.value), "other")
    score = whole_of(one.value)
    level = _LEVELS.get(words_of(one.interpretation).split(" ")[0], "")
    if score is None and not level:
        if one.value is not None:
            notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)
        return
    said: list[tuple[str, str | int]] = [("genomic_test", "done"), ("genomic_name", name)]
    said += [("genomic_score", score)] if score is not None else []
    said += [("genomic_result", level)] if level else []
    for fact, value in said:
        notes.say(fact, value, one.source, tumor=belongs.tumor, doubt=belongs.doubt)


def _length(value: Said) -> tuple[float | None, bool]:
    if isinstance(value, Quantity):
        if value.sign or value.most is not None or value.value <= 0:
            return None, False
        factor = _MM.get(value.unit.lower())
        if factor:
            return value.value * factor, True
        return (value.value * 10, False) if not value.unit and value.value < 20 else (None, False)
    found = _LENGTH.fullmatch(words_of(value))
    if not found or len(set(_UNIT.findall(found[0]))) != 1:
        return None, False
    return max(map(float, _NUMBER.findall(found[1]))) * _MM[found[2]], True


def _worded(value: Said, fact: str) -> str:
    words = words_of(value)
    if isinstance(value, Quantity) and fact == "grade":
        whole = whole_of(value)
        known = {"": {1, 2, 3}, _SUM: {1, 2}}.get(value.unit, set())
        return str(whole) if whole in known else ""
    if fact == "grade":
        found = _GRADE.fullmatch(words)
        named = next((one for one in found.groups() if one), "") if found else ""
        return _ROMAN.get(named, named)
    if fact == "margins":
        if _CLEAR.fullmatch(words):
            return "clear"
        return "positive" if status_in(words) == "positive" else ""
    return ""
