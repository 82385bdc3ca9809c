"""FISH and its kin: what they found of HER2, and whether it goes with the staining."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.behind import SKIPPED, STATUS, binds_ahead
from so_cli.inputs.report.lexicon import Token
from so_cli.inputs.report.model import Found
from so_cli.inputs.report.said import Said
from so_cli.inputs.report.values import findings_of

_FINAL = frozenset({"amplified", "not-amplified"})
_BETWEEN = frozenset({*SKIPPED, "and", "ish", "open-bracket", "close-bracket"})


def genes(words: Sequence[Token], *, knows: bool) -> list[Found]:
    """What gene tests say in a clause. `knows`: it, or the clause before it, speaks of HER2."""
    said = Said(start=-1)
    for index, word in enumerate(words):
        if word.kind in _FINAL:
            said.add_gene_test(word.kind, word.end)
            start = word.start
        elif word.kind == "ish" and _is_apart(words, index) and (result := _result(words, index)):
            said.add_gene_test(result.kind, max(word.end, result.end))
            start = min(word.start, result.start)
        else:
            continue
        said.start = start if said.start < 0 else said.start
    if not said.genes:
        return []
    is_named = knows or bool(_FINAL & set(said.genes))
    return findings_of(("ish",), said, (max(said.start, 0), said.end), is_named=is_named)


def agreed(found: Sequence[Found]) -> list[Found]:
    """The gene test settles what staining left open; where they contradict, both are doubtful."""
    tests = {one.value for one in found if one.fact == "her2_ish"}
    scores = {one.value for one in found if one.fact == "her2_ihc"}
    if disagree(scores, tests):
        return [
            replace(one, doubt=one.doubt or wording.TESTS_DISAGREE)
            if one.fact.startswith("her2")
            else one
            for one in found
        ]
    if tests & _FINAL and scores == {"2"}:  # the gene test tells why 2+ is called negative
        found = [
            replace(one, doubt="")
            if one.doubt == wording.WORD_AND_NUMBER and one.fact.startswith("her2")
            else one
            for one in found
            if one.fact != "her2" or one.doubt != wording.WORD_AND_NUMBER
        ]
    if tests & _FINAL:
        open_ones = {("her2", "equivocal"), ("her2", "pending")}
        return [one for one in found if (one.fact, one.value) not in open_ones]
    return list(found)


def disagree(scores: set[Stored], tests: set[Stored]) -> bool:
    """Whether staining and gene test of HER2 contradict each other."""
    low = bool(scores & {"0", "1", "0-with-staining"}) and "amplified" in tests
    return low or ("3" in scores and "not-amplified" in tests)


def _result(words: Sequence[Token], index: int) -> Token | None:
    """The value of the gene test at `index`: behind it, or `pending` before it."""
    ahead = index + 1
    while ahead < len(words) and words[ahead].kind in _BETWEEN:
        ahead += 1
    if ahead < len(words) and words[ahead].kind in STATUS and not binds_ahead(words, ahead):
        return words[ahead]
    back = index - 1
    while back >= 0 and words[back].kind == "filler":
        back -= 1
    return words[back] if back >= 0 and words[back].kind == "pending" else None


def _is_apart(words: Sequence[Token], index: int) -> bool:
    """Whether a gene test is named on its own, and not as the method of a receptor's value."""
    back = index - 1
    while back >= 0 and words[back].kind in {"filler", "colon", "open-bracket"}:
        back -= 1
    return back < 0 or words[back].kind != "her2"
