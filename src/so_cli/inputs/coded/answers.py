"""What the value of a result says: one of a fact's choices, a share of cells, a whole number.

A value counts only where its codes, its words and the lab's own judgement do not contradict.
"""

from __future__ import annotations

import re

from msgspec import Struct

from so_cli import wording
from so_cli.bank.codes import Means
from so_cli.inputs.coded.sides import all_words
from so_cli.inputs.codes import CodeIndex
from so_cli.inputs.statement import Concept, Quantity, Said, Statement

_STATUS = {
    "positive": "positive", "pos": "positive", "detected": "positive", "present": "positive",
    "amplified": "positive", "overexpressed": "positive",
    "negative": "negative", "neg": "negative", "not detected": "negative", "absent": "negative",
    "not amplified": "negative", "non-amplified": "negative", "nonamplified": "negative",
    "not overexpressed": "negative",
    "equivocal": "equivocal", "indeterminate": "equivocal", "ind": "equivocal",
    "borderline": "equivocal",
}  # fmt: skip
_SOFT = r"(?:(?:weakly|weak|strongly|strong|moderately|low|focally)\s+)?"
_BY_LENGTH = sorted(_STATUS, key=len, reverse=True)
_PLAIN = re.compile(rf"^{_SOFT}({'|'.join(map(re.escape, _BY_LENGTH))})\b")
_ANY = re.compile(rf"\b(?:{'|'.join(map(re.escape, _BY_LENGTH))})\b")
_KIND = re.compile(r"\s*\((?:qualifier value|finding|observable entity)\)\s*$")
_UNCLEAR = re.compile(
    r"\bif\b|\brange\b|reference|cut-?off|[=\[\]]|\bnot\s+(?:done|performed|known)\b"
)
_PERCENT = re.compile(
    r"(<|>|less than|more than|greater than)?\s*(\d{1,3}(?:\.\d+)?)\s*(?:%|percent\b)"
)
_RANGE = re.compile(r"\d\s*%?\s*(?:-|\u2013|to)\s*\d+(?:\.\d+)?\s*(?:%|percent)")
_SCORE = re.compile(r"(?<![\d.])([0-3])\s?\+|^\s*(?:score\s*)?([0-3])\s*(?:\+|$)")
_RECEPTOR = {
    "er": r"(?:ER|(?i:o?estrogen receptors?)(?: \(ER\))?)(?!\w)",
    "pr": r"(?:PR|PgR|(?i:progesterone receptors?)(?: \(P[Rg]R?\))?)(?!\w)",
    "her2": r"(?i:her-?2(?:[-/ ]?neu)?)(?!\w)",
}
_OWN_NAME = {
    fact: re.compile(rf"^\s*{name}(?: status)?\s*(?:[:,-]|is\b)?")
    for fact, name in _RECEPTOR.items()
}
"""A value may begin with the name of its test: "ER negative"."""
_OTHER_NAME = {
    "er": re.compile(rf"\b{_RECEPTOR['pr']}"),
    "pr": re.compile(rf"\b{_RECEPTOR['er']}"),
}
_LESS = frozenset({"<", "less than"})
_SAYS: tuple[Means, ...] = ("says", "breast-cancer")
"""A diagnosis may stand as the value of a result: "estrogen receptor positive tumor"."""
_SHARES = frozenset({"%", "percent", "{percent}", "pct"})


class Share(Struct, frozen=True):
    """A share of cells, in percent; `sign` as in a Quantity."""

    percent: float
    sign: str = ""


class Status(Struct, frozen=True):
    """positive, negative or equivocal, or nothing; and why to doubt it."""

    value: str = ""
    doubt: str = ""


def words_of(value: Said) -> str:
    """The value's words, in small letters."""
    if isinstance(value, Concept):
        return " ".join(all_words(value).lower().split())
    return " ".join(value.lower().split()) if isinstance(value, str) else ""


def status_of(one: Statement, codes: CodeIndex, fact: str = "") -> Status:
    """What a result says as positive, negative or equivocal; `fact`: of which test."""
    meant = codes.of(_concept(one.value), "answer", *_SAYS)
    coded = {code.value for code in meant if code.fact in {"", fact}} & {*_STATUS.values()}
    worded = {status_in(_unnamed(words, fact)) for words in _each_words(one.value)} - {""}
    judging = one.interpretation
    codes_of_lab = [coding.code for coding in judging.codings] if judging else []
    judged = {status_in(words) for words in [*_each_words(judging), *codes_of_lab]} - {""}
    said = coded | worded | judged
    if len(said) == 1:
        return Status(said.pop())
    if len(said) > 1:
        first = next(iter(sorted(coded or worded)), "")
        return Status(first, wording.DOUBT_CODE_AND_WORDS)
    if isinstance(one.value, bool):
        return Status("positive" if one.value else "negative", wording.DOUBT_WORDS_ONLY_SO)
    return Status()


def speaks_of_other(value: Said, fact: str) -> bool:
    """Whether a value for one hormone receptor names the other."""
    return any(_OTHER_NAME[fact].search(words) for words in _each_words(value))


def _unnamed(words: str, fact: str) -> str:
    return _OWN_NAME[fact].sub("", words) if fact in _OWN_NAME else words


def status_in(words: str) -> str:
    """positive, negative or equivocal, where a text begins with just that and says nothing else."""
    plain = _KIND.sub("", words.lower().strip())
    found = _PLAIN.match(plain)
    if not found or _UNCLEAR.search(plain):
        return ""
    first = _STATUS[found[1]]
    rest = {_STATUS[one] for one in _ANY.findall(plain[found.end() :])}
    return first if rest <= {first} else ""


def share_of(value: Said) -> Share | None:
    """The percent of cells: of a number with that unit, or of a text that names one number."""
    if isinstance(value, Quantity):
        if value.unit.lower() not in _SHARES or value.most is not None:
            return None
        return Share(value.value, value.sign) if 0 <= value.value <= 100 else None
    words = words_of(value)
    found = _PERCENT.findall(words)
    if len(found) != 1 or _RANGE.search(words) or _UNCLEAR.search(words):
        return None
    sign, digits = found[0]
    share = float(digits)
    if share > 100:
        return None
    return Share(share, "<" if sign in _LESS else ">" if sign else "")


def score_of(value: Said) -> str:
    """The score of a HER2 stain, 0 to 3, where the value names exactly one."""
    if isinstance(value, Quantity):
        whole = value.value in {0, 1, 2, 3} and not value.sign and value.most is None
        return f"{value.value:.0f}" if whole and value.unit in {"", "+", "{score}"} else ""
    words = words_of(value)
    if _UNCLEAR.search(words):
        return ""
    found = {first or second for first, second in _SCORE.findall(words)}
    return found.pop() if len(found) == 1 else ""


def choice_of(value: Said, fact: str, codes: CodeIndex) -> str:
    """The choice that the value's codes name for this fact; empty where there is none, or two."""
    meant = codes.of(_concept(value), "answer", *_SAYS)
    named = {code.value for code in meant if code.fact == fact}
    return named.pop() if len(named) == 1 else ""


def whole_of(value: Said) -> int | None:
    """A count; a number with decimals is none."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 4:
        return int(value)
    if not isinstance(value, Quantity) or value.sign or value.most is not None:
        return None
    return int(value.value) if value.value.is_integer() and abs(value.value) < 1_000 else None


def _concept(value: Said) -> Concept | None:
    return value if isinstance(value, Concept) else None


def _each_words(value: Said) -> list[str]:
    """The text and the displays of a value, apart, since they may disagree."""
    if isinstance(value, Concept):
        # POS and NEG are codes that need no name.
        return [value.text, *(coding.display or coding.code for coding in value.codings)]
    return [value] if isinstance(value, str) else []
