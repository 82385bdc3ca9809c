"""ER, PR and HER2, as results of tests on the tissue."""

from __future__ import annotations

import re

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.answers import (
    Share,
    choice_of,
    score_of,
    share_of,
    speaks_of_other,
    status_of,
    words_of,
)
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import all_words
from so_cli.inputs.coded.tumors import Belongs
from so_cli.inputs.model import Finding
from so_cli.inputs.statement import Quantity, Statement

_KI67 = "ki67_percent"
RECEPTORS = frozenset({"er", "pr", "er_percent", "pr_percent", "her2", _KI67})
_NOT_TISSUE = re.compile(
    r"\b(?:serum|plasma|blood|fluorescence|immunofluorescence|mass/mass|mutation|variant|sequenc\w+)",
    re.IGNORECASE,
)
_RECEPTOR = re.compile(r"\b(?:ER|PR|PgR)\b|receptor|her-?2", re.IGNORECASE)
_ISH = re.compile(r"\b(?:fish|ish|cish|dish|in situ hybridi[sz]ation|amplif\w+)\b", re.IGNORECASE)
_IHC = re.compile(r"\b(?:ihc|immunohistochem\w+|immune stain|immunostain)\b", re.IGNORECASE)
_RATIO = re.compile(r"(less|greater|more) than (\d+(?:\.\d+)?)")
_AMPLIFIED = {"positive": "amplified", "negative": "not-amplified"}
_BY_SCORE = {"0": "negative", "1": "negative", "2": "equivocal", "3": "positive"}
_PERCENT = re.compile(r"\bpct\b|\bpercent\b|%", re.IGNORECASE)
_DIGITS = 4
"""100 has fewer digits."""
_CUT = 1.0
"""From this percent of cells on, a hormone receptor counts as positive."""


def read_receptor(one: Statement, tests: list[Code], belongs: Belongs, notes: Notes) -> None:
    """One result for a receptor."""
    if _NOT_TISSUE.search(all_words(one.what)) or _NOT_TISSUE.search(all_words(one.method)):
        notes.pass_over(one.source, wording.PASSED_NOT_TISSUE)
        return
    if any(code.system == "hgnc" for code in tests) and not _names_receptor(one):
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)
        return
    facts = {code.fact.removesuffix("_percent") for code in tests}
    if len(facts) != 1:
        return
    fact = facts.pop()
    if fact == _KI67.removesuffix("_percent"):
        _read_ki67(one, belongs, notes)
    elif fact == "her2":
        _read_her2(one, {code.value for code in tests if code.value}, belongs, notes)
    else:
        _read_hormone(one, fact, belongs, notes)


def _names_receptor(one: Statement) -> bool:
    """Whether a text calls the test by its receptor; the name of a gene alone may be a mutation."""
    text = one.what.text
    genes = {coding.display.lower() for coding in one.what.codings}
    return text.lower() not in genes and bool(_RECEPTOR.search(text))


def settle_her2(notes: Notes) -> None:
    """Drops "unclear so far" from a first test, where the second test has decided."""
    decided = {
        (one.tumor, one.is_sure) for one in notes.findings
        if one.fact == "her2_ish" and one.value in _AMPLIFIED.values()
    }  # fmt: skip

    def is_overtaken(one: Finding) -> bool:
        is_open = one.fact == "her2" and one.value == "equivocal"
        # What is doubted itself decides nothing that is sure.
        return is_open and bool({(one.tumor, True), (one.tumor, one.is_sure)} & decided)

    notes.findings = [one for one in notes.findings if not is_overtaken(one)]


def settle_either(notes: Notes) -> None:
    """Drops "ER or PR, it is not said which" where one of them is known to be positive."""
    known = {
        one.tumor for one in notes.findings
        if one.fact in {"er", "pr"} and one.value == "positive" and one.is_sure
    }  # fmt: skip

    def is_explained(one: Finding) -> bool:
        is_either = one.doubt == wording.DOUBT_EITHER_RECEPTOR and one.value == "positive"
        return is_either and one.tumor in known

    notes.findings = [one for one in notes.findings if not is_explained(one)]


def _read_hormone(one: Statement, fact: str, belongs: Belongs, notes: Notes) -> None:
    if speaks_of_other(one.value, fact):
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)
        return
    status, share = status_of(one, notes.codes, fact), _share(one)
    doubt = belongs.doubt or status.doubt
    value = status.value if status.value != "equivocal" else ""
    if share is not None:
        by_share = _status_by(share.percent, share.sign)
        if value and by_share and value != by_share:
            doubt = doubt or wording.DOUBT_CODE_AND_WORDS
        if not share.sign:  # "less than 1%" is no number, and says negative all the same
            notes.say(
                f"{fact}_percent", share.percent, one.source, tumor=belongs.tumor, doubt=doubt
            )
        value = value or by_share
    elif isinstance(one.value, Quantity):
        why_not = wording.PASSED_NOT_CLEAR if one.value.unit else wording.PASSED_NO_UNIT
        notes.pass_over(one.source, why_not)
        return
    if value:
        notes.say(fact, value, one.source, tumor=belongs.tumor, doubt=doubt)
    elif share is None and (one.value is not None or status.value):
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _share(one: Statement) -> Share | None:
    """The share of cells; a bare number is one where the name of the test says percent."""
    bare = words_of(one.value)
    if bare.isdecimal() and len(bare) < _DIGITS and _PERCENT.search(all_words(one.what)):
        return share_of(f"{bare} %")
    return share_of(one.value)


def _read_ki67(one: Statement, belongs: Belongs, notes: Notes) -> None:
    """The share of cells that divide; "less than 5%" is no number."""
    share = _share(one)
    if share is not None and not share.sign:
        notes.say(_KI67, share.percent, one.source, tumor=belongs.tumor, doubt=belongs.doubt)
    elif one.value is not None:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _status_by(percent: float, sign: str) -> str:
    if sign == "<":
        return "negative" if percent <= _CUT else ""
    return "positive" if percent >= _CUT else "negative" if not sign else ""


def _read_her2(one: Statement, methods: set[str], belongs: Belongs, notes: Notes) -> None:
    words = f"{all_words(one.what)} {all_words(one.method)}"
    is_ish = "ish" in methods or ("ihc" not in methods and bool(_ISH.search(words)))
    is_ihc = "ihc" in methods or ("ish" not in methods and bool(_IHC.search(words)))
    if is_ish and is_ihc:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)
    elif is_ish:
        _read_ish(one, belongs, notes)
    else:
        _read_stain(one, belongs, notes, is_ihc=is_ihc)


def _read_ish(one: Statement, belongs: Belongs, notes: Notes) -> None:
    status = status_of(one, notes.codes, "her2")
    doubt = belongs.doubt or status.doubt
    if status.value:
        notes.say("her2", status.value, one.source, tumor=belongs.tumor, doubt=doubt)
        amplified = _AMPLIFIED.get(status.value)
        if amplified:
            notes.say("her2_ish", amplified, one.source, tumor=belongs.tumor, doubt=doubt)
        return
    ratio = _RATIO.fullmatch(words_of(one.value))
    likely = ""
    if ratio and ratio[1] == "less" and float(ratio[2]) <= 2:
        likely = "not-amplified"
    elif ratio and ratio[1] != "less" and float(ratio[2]) >= 2:
        likely = "amplified"
    if likely:
        doubt = wording.DOUBT_RATIO_ONLY
        notes.say("her2_ish", likely, one.source, tumor=belongs.tumor, doubt=doubt)
    elif one.value is not None:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _read_stain(one: Statement, belongs: Belongs, notes: Notes, *, is_ihc: bool) -> None:
    status = status_of(one, notes.codes, "her2")
    score = choice_of(one.value, "her2_ihc", notes.codes) or score_of(one.value)
    doubt = belongs.doubt or status.doubt
    if score and not (is_ihc or status.value or _has_plus(one)):
        score = ""
    by_score = _BY_SCORE.get(score, "")
    if by_score and status.value and status.value != by_score:
        doubt = doubt or wording.DOUBT_CODE_AND_WORDS
    value = status.value or by_score
    if score:
        notes.say("her2_ihc", score, one.source, tumor=belongs.tumor, doubt=doubt)
    if value:
        notes.say("her2", value, one.source, tumor=belongs.tumor, doubt=doubt)
    elif one.value is not None:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _has_plus(one: Statement) -> bool:
    return "+" in words_of(one.value)
