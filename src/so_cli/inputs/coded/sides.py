"""What words and codes say of a side, of the breast and of cancer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from so_cli.inputs.codes import CodeIndex
from so_cli.inputs.statement import Concept

_SIDE = re.compile(r"\b(left|right|bilateral|both)\b", re.IGNORECASE)
_BREAST = re.compile(r"\b(?:breasts?|mamm\w+|nipple|areola)\b", re.IGNORECASE)
_NEAR = re.compile(r"breast|mamm|axill|lymph|thora|chest|clavic|nipple", re.IGNORECASE)
_CANCER = re.compile(
    r"\b(?:cancer|carcinoma|malignan\w+|adenocarcinoma|sarcoma|lymphoma|melanoma|leukemia|myeloma"
    r"|dcis)\b",
    re.IGNORECASE,
)
_NOT_HERS = re.compile(
    r"\b(?:history|hx|family|screening|screen|risk|suspected|suspicion|possible|rule out|r/o|fear"
    r"|no evidence|negative for|benign|exposure|susceptib\w+|genetic|encounter|counseling|status"
    r"|secondary|metasta\w+|possible|query|prophyla\w+)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:history|hx)\b", re.IGNORECASE)
_FAMILY = re.compile(r"\b(?:family|mother|sister|maternal|paternal|aunt|grandmother)\b", re.IGNORECASE)


def all_words(concept: Concept | None) -> str:
    """Everything that names the thing."""
    if concept is None:
        return ""
    return " ".join([concept.text, *(coding.display for coding in concept.codings)])


def side_in(codes: CodeIndex, concepts: Iterable[Concept | None]) -> str:
    """left, right or both, where codes or words name exactly one of them."""
    found: set[str] = set()
    for concept in concepts:
        coded = {one.value for one in codes.of(concept) if one.fact == "side"}
        found |= coded or {word.lower() for word in _SIDE.findall(all_words(concept))}
    if found & {"both", "bilateral"}:
        return "both"
    return found.pop() if len(found) == 1 else ""


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
    return bool(
        speaks_of_breast(concept) and _CANCER.search(words) and not _NOT_HERS.search(words)
    )


def names_past_breast_cancer(concept: Concept | None) -> bool:
    """Whether words name a breast cancer that she once had."""
    words = all_words(concept)
    return bool(
        speaks_of_breast(concept)
        and _CANCER.search(words)
        and _ONCE.search(words)
        and not _FAMILY.search(words)
    )
