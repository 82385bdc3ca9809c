"""Puts the table of rules to a clause, and reads values from words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from so_cli.case.model import Stored
from so_cli.inputs.report.gene_rules import GENE_RULES
from so_cli.inputs.report.grade_rules import GRADE_RULES
from so_cli.inputs.report.guards import is_denied
from so_cli.inputs.report.model import Clause, Found, SectionKind
from so_cli.inputs.report.node_rules import NODE_RULES
from so_cli.inputs.report.rules import Rule
from so_cli.inputs.report.scan_rules import SCAN_RULES
from so_cli.inputs.report.size_rules import SIZE_RULES
from so_cli.inputs.report.surgery_rules import SURGERY_RULES
from so_cli.inputs.report.tumor_rules import TUMOR_RULES

ALL_RULES = (
    *GRADE_RULES, *SIZE_RULES, *TUMOR_RULES, *SURGERY_RULES, *NODE_RULES, *SCAN_RULES,
    *GENE_RULES,
)  # fmt: skip
_COMPILED = tuple(
    (
        rule,
        re.compile(rule.pattern, re.IGNORECASE),
        re.compile(rule.unless, re.IGNORECASE) if rule.unless else None,
    )
    for rule in ALL_RULES
)
_GRADE = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "well": "1",
    "moderately": "2",
    "poorly": "3",
    "low": "1",
    "intermediate": "2",
    "high": "3",
}
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_NUMBERS = {
    "no": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty": 20,
}  # fmt: skip
_QUADRANTS = {
    "uoq": "upper-outer", "uiq": "upper-inner", "loq": "lower-outer", "liq": "lower-inner",
    "superolateral": "upper-outer", "superomedial": "upper-inner",
    "inferolateral": "lower-outer", "inferomedial": "lower-inner",
}  # fmt: skip
_PART = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(cm|mm|centi|milli)?")
_CAP = re.compile(
    r"(?:>|over|greater than|larger than|at least|exceeding) ?(?:1 ?mm|0\.1 ?cm)"
    r"|\(specify[^()]{0,60}(?:\([^()]{0,20}\)[^()]{0,20})?\)"
    r"|\(millimeters?\)",
    re.IGNORECASE,
)


def match(clause: Clause) -> Sequence[Found]:
    """What the rules find in a clause."""
    return _match(clause.text, clause.own, clause.section)


@lru_cache(maxsize=2_000)
def _match(text: str, own: int, section: SectionKind) -> tuple[Found, ...]:
    return tuple(_found(text, own, section))


def _found(text: str, own: int, section: SectionKind) -> Iterator[Found]:
    text = _CAP.sub(lambda found: re.sub(r"\S", "\u00b7", found[0]), text)
    for rule, pattern, unless in _COMPILED:
        if section not in rule.sections:
            continue
        ruled_out: bool | None = None
        for found in pattern.finditer(text):
            if found.end() <= own:
                continue
            if ruled_out is None:
                ruled_out = bool(unless and unless.search(text))
            if ruled_out:
                break
            if rule.denied and is_denied(text, found.start(), found.end()):
                continue
            value = rule.value if rule.value is not None else read(rule, found)
            if value is not None:
                yield Found(
                    fact=rule.fact, value=value, start=found.start(), end=found.end(), rule=rule.id
                )


def read(rule: Rule, found: re.Match[str]) -> Stored | None:
    """The value in the words that a rule has found; None where there is none after all."""
    groups = found.groupdict()
    words = next((groups[name] for name in ("v", "w", "x") if groups.get(name)), "").lower().strip()
    return _READERS[rule.fact](words, rule.id)


def size_in_mm(words: str) -> float | None:
    """The largest of `2.3 x 2.0 x 1.8 cm`, in millimeters."""
    parts = [(float(number.replace(",", ".")), unit) for number, unit in _PART.findall(words)]
    if not parts:
        return None
    last = parts[-1][1]
    return round(max(n * (10 if (unit or last).startswith("c") else 1) for n, unit in parts), 1)


def number_in(word: str) -> int | None:
    """3 for `3` and for `three`."""
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _size(words: str, _: str) -> Stored | None:
    size = size_in_mm(words)
    return None if not size else int(size) if size == int(size) else size


def _grade(words: str, rule: str) -> Stored | None:
    if rule == "grade-from-score":
        score = int(words)
        return "1" if score <= 5 else "2" if score <= 7 else "3"
    word = re.split(r"[ -]", words)[0]
    return _GRADE.get(word, word)


def _stage(words: str, _: str) -> Stored | None:
    words = words.upper()
    return _ROMAN[words[0]] + words[1:] if words[0] in _ROMAN else words


def _count(words: str, _: str) -> Stored | None:
    parts = re.split(r" ?(?:/|out of|of)(?: the)? ?", words)
    first = number_in(parts[0])
    if len(parts) < 2:
        return first
    whole = number_in(parts[1])
    if parts[0] == "all":
        return whole
    return first if first is not None and whole is not None and first <= whole else None


def _quadrant(words: str, _: str) -> Stored | None:
    plain = words.replace(" ", "-")
    if plain.startswith(("upper", "lower")):
        return plain
    if "areolar" in plain or plain.startswith("central"):
        return "middle"
    return _QUADRANTS.get(plain.replace("-", ""))


_READERS: dict[str, Callable[[str, str], Stored | None]] = {
    "side": lambda words, _: words,
    "grade": _grade,
    "size_mm": _size,
    "stage_group": _stage,
    "nodes_positive": _count,
    "nodes_macro": _count,
    "nodes_micro": _count,
    "quadrant": _quadrant,
    "pd_l1": lambda words, _: words,
    "mutations": lambda words, _: (words,),
    "gene_found": lambda words, _: (words,),
    "pregnant_weeks": lambda words, _: int(words),
    "genomic_score": lambda words, _: int(words),
    "genomic_result": lambda words, _: "low" if "low" in words else "high",
    "menopause": lambda words, _: {"pre": "before", "peri": "around", "post": "after"}[words],
}
