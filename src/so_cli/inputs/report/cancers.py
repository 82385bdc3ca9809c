"""Which kind of cancer a report finds, and what else lies beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from so_cli.inputs.report.guards import is_denied
from so_cli.inputs.report.model import Clause


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of cancer: the choice of `cancer_type`, or `invasive` where the kind is left open."""

    id: str
    pattern: str
    example: str
    counter: str


_INVASIVE = r"(?:[il]nvasive|infiltrating)"  # a scan takes the capital I for an l

_TYPE = (
    r"(?:^|\b(?:histolog\w+|tumou?r|invasive|cancer|provisional) )type"
    r"(?: \([^()]{1,30}\))? ?:[ :\u00b7-]*"
)
"""`Histologic type: ductal`; behind a tick, too."""

KINDS: tuple[Kind, ...] = (
    Kind(
        id="mixed",
        pattern=(
            r"\bmixed (?:invasive )?(?:ductal and lobular|ductal/lobular|ductal-lobular"
            r"|lobular and ductal)(?: carcinoma)?"
            rf"|\b{_INVASIVE} (?:mammary |breast )?"
            rf"(?:ductal and lobular|carcinoma[ ,]{{1,2}}(?:with )?mixed ductal and lobular)"
        ),
        example="Invasive carcinoma, mixed ductal and lobular",
        counter="Invasive ductal carcinoma",
    ),
    Kind(
        id="invasive-ductal",
        pattern=(
            rf"\b{_INVASIVE} (?:mammary |breast |poorly differentiated |moderately differentiated "
            r"|well[- ]differentiated )*duct(?:al)?(?: cell)? (?:adeno)?(?:carcinoma|ca\b|cancer)"
            rf"|\b{_INVASIVE} (?:breast |mammary )?carcinoma[ ,(]{{0,3}}(?:(?-i:NOS) ?[,(] ?)?"
            rf"(?:of )?"
            r"(?:no special type|\(?(?-i:NST)\)?|ductal(?: type)?\b(?! and))"
            r"|\bcarcinoma of no special type|\bductal \((?-i:NST)\) carcinomas?\b"
            rf"|{_TYPE}(?:(?:{_INVASIVE} )?duct(?:al)?\b(?! carcinoma[- ]in| in[- ]situ"
            rf"|[ /-]{{1,3}}"
            r"(?:and )?lobular)|(?-i:NST)\b|no special type)"
            rf"|\bduct(?:al)? carcinoma,? {_INVASIVE}"
            r"|\b(?-i:IDC)\b"
        ),
        example="Invasive carcinoma of no special type",
        counter="Invasive lobular carcinoma",
    ),
    Kind(
        id="invasive-lobular",
        pattern=(
            rf"\b{_INVASIVE} (?:mammary |pleomorphic |classic(?:al)? )*lobular "
            r"(?:carcinoma|ca\b|cancer)"
            rf"|\b{_INVASIVE} (?:breast |mammary )?carcinoma[ ,(]{{1,3}}lobular(?: type)?\b"
            rf"|\blobular carcinoma,? {_INVASIVE}"
            rf"|{_TYPE}(?:{_INVASIVE} )?lobular\b(?! carcinoma[- ]in| in[- ]situ| neoplasia)"
            r"|\b(?-i:ILC)\b"
        ),
        example="Infiltrating lobular carcinoma",
        counter="Lobular carcinoma in situ",
    ),
    Kind(
        id="mucinous",
        pattern=r"\b(?:mucinous|colloid)(?: ?\((?:colloid|mucinous)\))? (?:adeno)?carcinoma",
        example="Mucinous carcinoma",
        counter="mucinous features",
    ),
    Kind(
        id="tubular",
        pattern=r"\btubular carcinoma",
        example="Tubular carcinoma",
        counter="tubular adenoma",
    ),
    Kind(
        id="metaplastic",
        pattern=r"\bmetaplastic (?:breast )?carcinoma",
        example="Metaplastic carcinoma",
        counter="metaplasia",
    ),
    Kind(
        id="phyllodes",
        pattern=r"(?<!benign )\bphyll?odes tumou?r(?![ ,(]{1,3}benign)",
        example="Malignant phyllodes tumor",
        counter="Phyllodes tumor, benign",
    ),
    Kind(
        id="other",
        pattern=(
            rf"\b{_INVASIVE} (?:solid )?(?:micropapillary|papillary|cribriform|medullary|apocrine"
            r"|secretory) carcinoma|\badenoid cystic carcinoma"
        ),
        example="Invasive micropapillary carcinoma",
        counter="Intraductal papilloma",
    ),
    Kind(
        id="invasive",
        pattern=rf"\b{_INVASIVE} (?:\w+ ){{0,3}}?(?:carcinoma|cancer|adenocarcinoma|component)\b",
        example="Invasive mammary carcinoma",
        counter="Carcinoma in situ",
    ),
    Kind(
        id="cancer",
        pattern=(
            r"\bmalignant neoplasm of (?:[\w-]+ ){0,6}breast\b"
            r"|\b(?:breast|mammary) (?:cancer|carcinoma|malignancy|(?-i:ca|CA))\b"
            r"(?! (?:center|clinic|screening|risk|program|conference|case|index|tumou?r board))"
        ),
        example="New left breast cancer",
        counter="Breast cancer center",
    ),
    Kind(
        id="dcis",
        pattern=(
            r"(?<!\+ )\b(?:ductal carcinoma[- ]in[- ]situ|(?-i:DCIS)|intraductal carcinoma)\b"
            r"(?! margins?)(?: component)?(?: ?\((?-i:DCIS)\))?"
            r"(?:[ :-]{1,5}(?:present|identified|extensive))?"
        ),
        example="Ductal carcinoma in situ (DCIS)",
        counter="Lobular carcinoma in situ",
    ),
    Kind(
        id="lcis",
        pattern=r"\b(?:lobular carcinoma[- ]in[- ]situ|(?-i:LCIS)|lobular neoplasia)\b",
        example="Lobular carcinoma in situ",
        counter="Lobular unit",
    ),
    Kind(
        id="atypia",
        pattern=(
            r"\b(?:atypical (?:ductal|lobular) hyperplasia|flat epithelial atypia|"
            r"(?-i:ADH|ALH|FEA))\b"
        ),
        example="Atypical ductal hyperplasia",
        counter="Usual ductal hyperplasia",
    ),
)
_KINDS = tuple((kind.id, re.compile(kind.pattern, re.IGNORECASE)) for kind in KINDS)
_BEFORE_IT = re.compile(
    r"\bmargins?\b|\bmetasta|(?<![A-Za-z])(?-i:[ypc]{0,2}Tis)(?: ?\(\w+\))? ?[:=-] ?$",
    re.IGNORECASE,
)
"""What follows is at an edge, or in a node, or tells what a code of the stage means."""
INVASIVE = frozenset({"mixed", "invasive-ductal", "invasive-lobular", "mucinous", "tubular", "metaplastic", "phyllodes", "other", "invasive"})  # fmt: skip
MALIGNANT = INVASIVE | {"dcis", "cancer"}


class Mention(Struct, frozen=True):
    """A kind that a clause names as there; where it names it."""

    kind: str
    start: int
    end: int


def mentions(clause: Clause) -> Sequence[Mention]:
    """The kinds that a clause finds; not those that it says are absent, or speaks of in margins."""
    return _mentions(clause.text, clause.own)


@lru_cache(maxsize=2_000)
def _mentions(text: str, own: int) -> tuple[Mention, ...]:
    return tuple(_named(text, own))


def _named(text: str, own: int) -> Iterator[Mention]:
    for kind, pattern in _KINDS:
        for found in pattern.finditer(text):
            if found.end() <= own or _BEFORE_IT.search(text[: found.start()]):
                continue
            if not is_denied(text, found.start(), found.end()):
                yield Mention(kind, found.start(), found.end())
                break


def type_of(kinds: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The types that these kinds add up to (several if they disagree), and DCIS beside them."""
    named = [kind for kind in dict.fromkeys(kinds) if kind in INVASIVE and kind != "invasive"]
    if "mixed" in named:
        named = ["mixed"]
    is_invasive = any(kind in INVASIVE for kind in kinds)
    if is_invasive:
        return tuple(named), "dcis" in kinds
    is_named = "cancer" in kinds  # of a kind that is left open, but no LCIS and no atypia
    for kind in ("dcis",) if is_named else ("dcis", "lcis", "atypia"):
        if kind in kinds:
            return (kind,), False
    return (), False
