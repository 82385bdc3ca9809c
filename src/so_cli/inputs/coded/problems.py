"""Diagnoses: which breast cancers the papers name, and what their codes say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import (
    all_words,
    each_words,
    names_breast_cancer,
    names_cancer,
    names_past_breast_cancer,
    side_in,
    speaks_of_breast,
    speaks_of_cancer,
    takes_back,
)
from so_cli.inputs.statement import Concept, Statement


class Diagnosis(Struct, frozen=True):
    """One entry that names a breast cancer: what its codes say, its side, and why to doubt it."""

    statement: Statement
    says: tuple[Code, ...]
    side: str
    doubt: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the paper lists it as over."""
        return self.statement.standing == "past"


class Problems(Struct, frozen=True):
    """The problems of a paper.

    breast  entries that name a breast cancer.
    others  ids of all other entries, those that were taken back among them.
    cancers other cancers.
    says    entries whose codes say something of a breast cancer, and are none.
    staged  entries that name a stage and nothing else.
    names_other  whether an entry names another cancer, of now or of once.
    """

    breast: tuple[Diagnosis, ...]
    others: frozenset[str]
    cancers: tuple[Statement, ...]
    says: tuple[Statement, ...]
    staged: tuple[Statement, ...] = ()
    names_other: bool = False


def read_problems(statements: Iterable[Statement], notes: Notes) -> Problems:
    """Sorts the problems; a breast cancer that once was is noted at once."""
    breast: list[Diagnosis] = []
    others: set[str] = set()
    cancers: list[Statement] = []
    says: list[Statement] = []
    staged: list[Statement] = []
    names_other = False
    for one in statements:
        if one.kind != "problem":
            continue
        found = _diagnosis(one, notes) if one.standing in {"holds", "past", "unclear"} else None
        if found is not None:
            breast.append(found)
            continue
        codes = notes.codes.of(one.what, "says", "ask")
        names_one = names_cancer(one.what) and not _is_any_cancer(one.what, notes)
        is_vague = any(not code.fact for code in codes) and not names_one
        is_other = names_one or bool(_OF_BOWEL.search(all_words(one.what)))
        if one.id and not (is_vague and one.standing == "holds"):
            others.add(one.id)
        names_other |= one.standing != "not-so" and is_other
        if one.standing not in {"holds", "unclear"}:
            continue
        if _is_past(one, notes):
            doubt = wording.DOUBT_ONCE
            notes.say("previous_breast_cancer", "yes", one.source, doubt=doubt)
        elif any(code.fact for code in codes):
            says.append(one)
        elif is_other:
            cancers.append(one)
        elif _STAGE.search(all_words(one.what)):
            staged.append(one)
    return Problems(
        breast=tuple(breast),
        others=frozenset(others),
        cancers=tuple(cancers),
        says=tuple(says),
        staged=tuple(staged),
        names_other=names_other,
    )


def _diagnosis(one: Statement, notes: Notes) -> Diagnosis | None:
    if notes.codes.of(one.what, "never"):
        return None
    says = tuple(notes.codes.of(one.what, "breast-cancer"))
    side = side_in(notes.codes, [one.what, *one.sites])
    if says:
        doubt = wording.DOUBT_NOT_FINAL if one.standing == "unclear" else ""
        if not doubt and _words_disagree(one):
            doubt = wording.DOUBT_CODE_AND_WORDS
        return Diagnosis(one, says, side, doubt)
    if names_breast_cancer(one.what) and not notes.codes.of(one.what, "past-breast-cancer"):
        has_code = any(coding.code for coding in one.what.codings)
        doubt = wording.DOUBT_WORDS_ONLY if has_code else wording.DOUBT_NAMED_IN_WORDS
        return Diagnosis(one, (), side, doubt)
    in_breast = speaks_of_breast(*one.sites) or any(
        code.breast for site in one.sites for code in notes.codes.of(site)
    )
    if in_breast and _is_any_cancer(one.what, notes):
        return Diagnosis(one, (), side, wording.DOUBT_PLACE_ONLY)
    return None


def _is_any_cancer(what: Concept, notes: Notes) -> bool:
    """Whether it is called a cancer by code and words, and nothing says of what."""
    is_coded = any(not code.fact for code in notes.codes.of(what, "ask"))
    return is_coded and all(_ANY_CANCER.fullmatch(words) for words in each_words(what))


def _words_disagree(one: Statement) -> bool:
    """Whether the words beside a code for breast cancer name another cancer, or take it back."""
    if takes_back(one.what):
        return True
    for words in each_words(one.what):
        name = Concept((), words)
        named = speaks_of_cancer(name) and not speaks_of_breast(name)
        if named and any(organ in words.lower() for organ in _ORGANS):
            return True
    return False


def _is_past(one: Statement, notes: Notes) -> bool:
    return bool(notes.codes.of(one.what, "past-breast-cancer")) or names_past_breast_cancer(
        one.what
    )


_ANY_CANCER = re.compile(
    r"(?:primary )?(?:cancer|malignan\w+(?: neoplas\w+| tumou?r)?(?: disease)?)(?:,? unspecified)?"
    r"(?: \(disorder\))?",
    re.IGNORECASE,
)
_STAGE = re.compile(r"\bstage\b.*\b[cp]?[TNM]?[0-4I]", re.IGNORECASE)
_OF_BOWEL = re.compile(r"secondary malignant neoplasm of (?:colon|rectum|large)", re.IGNORECASE)
"""Breast cancer hardly ever spreads there; made-up records mean a cancer of its own."""
_ORGANS = (
    "prostate", "colon", "lung", "ovar", "skin", "rect", "pancrea", "thyroid", "kidney", "bladder",
    "uter", "stomach", "liver",
)  # fmt: skip
