"""What the entries for breast cancer say: side, type, place, receptors, and of her sex."""

from __future__ import annotations

from collections.abc import Iterable

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.named import told_by_name
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.problems import Diagnosis, Problems
from so_cli.inputs.coded.sides import each_words, names_past_breast_cancer, sides_in
from so_cli.inputs.coded.staging import category_in
from so_cli.inputs.coded.tumors import IN_SITU, Tumors
from so_cli.inputs.statement import Statement

_RECEPTORS = frozenset({"er", "pr", "her2"})
_OF_HER = frozenset({"had", "menopause", "sex"})
"""Facts of her, and not of one tumor."""


def say_diagnoses(tumors: Tumors, problems: Problems, notes: Notes) -> None:
    """All of it; what cannot be told for sure is asked."""
    for grown in tumors.grown:
        doubted = IN_SITU if grown.is_invasive else frozenset[str]()
        for one in grown.diagnoses:
            doubt = wording.DOUBT_OVER if tumors.is_over else one.doubt
            _say_diagnosis(one, tumors.name(grown), doubt, doubted, notes)
    over = [*tumors.earlier, *(problems.breast if tumors.is_over else ())]
    named = [one for one in problems.breast if names_past_breast_cancer(one.statement.what)]
    for one in [*over, *named]:
        doubt = wording.DOUBT_ONCE
        notes.say("previous_breast_cancer", "yes", one.statement.source, doubt=doubt)
    for said in problems.says:
        _say_beside(said, tumors, notes)
    for staged in problems.staged:
        _say_category(staged, tumors, problems, notes)


def _say_diagnosis(
    one: Diagnosis, tumor: str, doubt: str, doubted: frozenset[str], notes: Notes
) -> None:
    """What one entry says; `doubted`: types that cannot be all that the tumor is."""
    what, source = one.statement.what, one.statement.source
    looks = notes.codes.of(one.statement.morphology, "says")
    codes = [*one.says, *(code for code in looks if code.fact == "cancer_type")]
    beside = notes.codes.of(what, "says", "ask")
    for code in [*codes, *beside]:
        if code.fact and code.fact != "side":
            is_both = code.value in doubted
            why = doubt or (wording.DOUBT_CODE_AND_WORDS if is_both else "")
            if code.means == "ask":
                why = doubt or wording.DOUBT_EITHER_RECEPTOR
            its = "" if code.fact == "sex" else tumor
            notes.say(code.fact, code.value, source, tumor=its, doubt=why)
    _say_name(one, tumor, doubt, notes)
    sides = sides_in(notes.codes, [what, *one.statement.sites])
    if len(sides) > 1:
        doubt = doubt or wording.DOUBT_CODE_AND_WORDS
    for side in sorted(sides):
        notes.say("side", side, source, tumor=tumor, doubt=doubt)


def _say_name(one: Diagnosis, tumor: str, doubt: str, notes: Notes) -> None:
    """What the words say: sure where a code says so too, a question where it says otherwise."""
    for words in each_words(one.statement.what):
        for fact, value in told_by_name(words):
            why = doubt or wording.DOUBT_WORDS_ONLY_SO
            notes.say(fact, value, one.statement.source, tumor=tumor, doubt=why)


def _say_beside(said: Statement, tumors: Tumors, notes: Notes) -> None:
    """What an entry says of a breast cancer that it is none itself."""
    belongs = tumors.of(said)
    for code in notes.codes.of(said.what, "says", "ask"):
        if code.fact in {"side", "cancer_type"}:
            continue
        if belongs.why_not or (
            belongs.doubt == wording.DOUBT_NO_DIAGNOSIS and code.fact not in _RECEPTORS
        ):
            notes.pass_over(said.source, belongs.why_not or belongs.doubt)
            continue
        asked = _why_ask(code) if code.means == "ask" else belongs.doubt
        if said.standing == "unclear":
            asked = asked or wording.DOUBT_NOT_FINAL
        if code.fact:
            tumor = "" if code.fact in _OF_HER else belongs.tumor
            notes.say(code.fact, code.value, said.source, tumor=tumor, doubt=asked)


def _why_ask(code: Code) -> str:
    is_receptor = code.fact in _RECEPTORS
    return wording.DOUBT_EITHER_RECEPTOR if is_receptor else wording.DOUBT_MANY_MEANINGS


def _say_category(staged: Statement, tumors: Tumors, problems: Problems, notes: Notes) -> None:
    """A T, N or M as a problem of its own, where it can only be that of the breast cancer."""
    found = category_in(_all(each_words(staged.what)))
    if found and len(tumors.grown) == 1 and not problems.cancers and not tumors.is_over:
        notes.say("tnm", found, staged.source, doubt=wording.DOUBT_WORDS_ONLY_SO)
    else:
        notes.pass_over(staged.source, wording.PASSED_NOT_CLEAR)


def _all(words: Iterable[str]) -> str:
    """The words, where they are the same everywhere."""
    said = dict.fromkeys(words)
    return next(iter(said)) if len(said) == 1 else ""
