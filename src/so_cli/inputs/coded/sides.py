"""What words and codes say of a side, of the breast and of cancer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from so_cli.inputs.codes import CodeIndex
from so_cli.inputs.statement import Concept

_SIDE = re.compile(r"\b(left|right|bilateral|both)\b", re.IGNORECASE)
_SIDES = {"left": "left", "right": "right", "bilateral": "both", "both": "both"}
_BREAST = re.compile(r"\b(?:breasts?|mamm\w+|nipple|areola)\b", re.IGNORECASE)
_NEAR = re.compile(r"breast|mamm|axill|lymph|thora|chest|clavic|nipple", re.IGNORECASE)
_CANCER = re.compile(
    r"\b(?:cancer|carcinoma|malignan\w+|adenocarcinoma|sarcoma|lymphoma|melanoma|leukemia|myeloma"
    r"|dcis|idc|ilc)\b"
    r"|\bbreast ca\b(?!\s*-?\d)|\bca (?:of |in )?(?:the )?(?:left |right )?breast\b",
    re.IGNORECASE,
)
_NOT_HERS = re.compile(
    r"\b(?:history|hx|family|screening|screen|risk|suspected|suspicion|possible|rule out|r/o|fear"
    r"|no evidence|negative for|benign|exposure|susceptib\w+|genes?|genetic|encounter|counseling"
    r"|status|secondary|metasta\w+|hereditary|familial|syndrome|query|prophyla\w+|preventi\w+|concern\w*|worr\w+|survivor"
    r"|mother|sister|father|brother|aunt|maternal|paternal|daughter|grand\w+)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:history|hx|family|screening|risk|suspected|suspicion|rule out|r/o|no evidence|benign"
    r"|mother|sister|aunt|maternal|paternal|grand\w+)\b",
    re.IGNORECASE,
)
_TREATED_FOR = re.compile(
    r"neoplas|tumou?r|chemo|radi(?:o|at)|lump|mass\b|secondary|metasta", re.IGNORECASE
)
_TO_PREVENT = re.compile(r"prophyla|prevent", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:history|hx)\b", re.IGNORECASE)
_FAMILY = re.compile(
    r"\b(?:family|mother|sister|maternal|paternal|aunt|grandmother)\b", re.IGNORECASE
)


def all_words(concept: Concept | None) -> str:
    """Everything that names the thing."""
    if concept is None:
        return ""
    return " ".join([concept.text, *(coding.display for coding in concept.codings)])


def each_words(concept: Concept) -> list[str]:
    """What names the thing, each name by itself."""
    names = [concept.text, *(coding.display for coding in concept.codings)]
    return [name for name in dict.fromkeys(names) if name]


def side_in(codes: CodeIndex, concepts: Iterable[Concept | None]) -> str:
    """left, right or both, where codes or words name exactly one of them."""
    found = sides_in(codes, concepts)
    return found.pop() if len(found) == 1 else ""


def sides_in(codes: CodeIndex, concepts: Iterable[Concept | None]) -> set[str]:
    """Every side that codes or words name."""
    found: set[str] = set()
    for concept in concepts:
        found |= {one.value for one in codes.of(concept) if one.fact == "side"}
        found |= {_SIDES[word.lower()] for word in _SIDE.findall(all_words(concept))}
    return found


def speaks_of_breast(*concepts: Concept | None) -> bool:
    """Whether words name the breast."""
    return any(_BREAST.search(all_words(one)) for one in concepts)


def is_near_breast(concept: Concept) -> bool:
    """Whether a body site is the breast, the armpit or the chest; an unnamed one may be."""
    words = all_words(concept).strip()
    return not words or bool(_NEAR.search(words)) or bool(_SIDE.fullmatch(words))


def speaks_of_cancer(concept: Concept | None) -> bool:
    """Whether words name a cancer."""
    return bool(_CANCER.search(all_words(concept)))


def names_breast_cancer(concept: Concept | None) -> bool:
    """Whether words plainly name a breast cancer that somebody has."""
    words = all_words(concept)
    return bool(speaks_of_breast(concept) and _CANCER.search(words) and not _NOT_HERS.search(words))


def names_cancer(concept: Concept | None) -> bool:
    """Whether words plainly name a cancer that somebody has, and not what spread from another."""
    return speaks_of_cancer(concept) and not _NOT_HERS.search(all_words(concept))


def is_for_cancer(concept: Concept) -> bool:
    """Whether a reason may be a cancer: it names one, or the breast, or a treatment for cancer."""
    words = all_words(concept)
    return not words.strip() or bool(
        not _TO_PREVENT.search(words)
        and (_CANCER.search(words) or _BREAST.search(words) or _TREATED_FOR.search(words))
    )


def takes_back(concept: Concept | None) -> bool:
    """Whether words beside a diagnosis say that it is none, or none of now, or of a relative."""
    return bool(_TAKEN_BACK.search(all_words(concept)))


def names_past_breast_cancer(concept: Concept | None) -> bool:
    """Whether words name a breast cancer that she once had."""
    words = all_words(concept)
    return bool(
        speaks_of_breast(concept)
        and _CANCER.search(words)
        and _ONCE.search(words)
        and not _FAMILY.search(words)
    )
