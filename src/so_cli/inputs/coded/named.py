"""What a diagnosis says in its name: "Carcinoma of right breast, stage 2, ER positive"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STAGE = re.compile(
    r"\bstage\s+(IV|I{1,3}|[0-4])\s?([ABC])?\b(?!\s*[-\u2013/]|\s+(?:to|or)\b)", re.IGNORECASE
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_NAME = r"(?:ER|PR|PgR|(?i:(?:o?estrogen|progesterone)(?: receptors?)?|her-?2(?:/neu)?))"
_RECEPTORS = re.compile(
    rf"(?<![\w-])({_NAME}(?:\s*(?:/|,|&|and)\s*{_NAME})*)(?:(?i:\s*(?:receptors?|status))*"
    r"[\s:(-]*(?i:(positive|pos|negative|neg)\b)|\s?\(?([+-])(?![\w+-]))"
)
_SIGNS = {"positive": "positive", "pos": "positive", "+": "positive", "negative": "negative",
          "neg": "negative", "-": "negative"}  # fmt: skip
_TRIPLE_NEGATIVE = re.compile(r"\btriple[- ]negative\b", re.IGNORECASE)
_TYPES = {
    "dcis": r"ductal carcinoma in situ|intraductal carcinoma|dcis",
    "lcis": r"lobular carcinoma in situ|lcis",
    "invasive-ductal": r"(?:invasive|infiltrating) duct(?:al)?(?: cell)? carcinoma",
    "invasive-lobular": r"(?:invasive|infiltrating) lobular carcinoma",
}
_TYPE = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _TYPES.items()}
_QUADRANT = re.compile(r"\b(upper|lower)[- ](outer|inner)\b", re.IGNORECASE)


def told_by_name(words: str) -> Iterator[tuple[str, str]]:
    """The facts in a name, each with its value; what it says in two ways it does not say."""
    yield from _alone("stage_group", {_group(each) for each in _STAGE.finditer(words)})
    said: dict[str, set[str]] = {}
    for found in _RECEPTORS.finditer(words):
        for name in re.findall(_NAME, found[1]):
            sign = _SIGNS[(found[2] or found[3]).lower()]
            said.setdefault(_receptor(name.lower()), set()).add(sign)
    if _TRIPLE_NEGATIVE.search(words):
        for fact in ("er", "pr", "her2"):
            said.setdefault(fact, set()).add("negative")
    for fact, values in said.items():
        yield from _alone(fact, values)
    yield from _alone("cancer_type", {name for name, one in _TYPE.items() if one.search(words)})
    places = _QUADRANT.findall(words)
    yield from _alone("quadrant", {f"{one}-{other}".lower() for one, other in places})


def _alone(fact: str, values: set[str]) -> Iterator[tuple[str, str]]:
    if len(values) == 1:
        yield fact, values.pop()


def _group(found: re.Match[str]) -> str:
    group = _ROMAN.get(found[1], found[1].upper())
    return group if group in {"0", "IV"} else group + (found[2] or "").upper()


def _receptor(name: str) -> str:
    if name.startswith("her"):
        return "her2"
    return "pr" if name.startswith("p") else "er"
