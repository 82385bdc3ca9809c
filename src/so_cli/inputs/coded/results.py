"""Results of tests: to which fact each answers, and where that is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.answers import status_of, words_of
from so_cli.inputs.coded.genes import read_variant
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.receptors import RECEPTORS, read_receptor, settle_her2
from so_cli.inputs.coded.staging import (
    STAGING,
    Category,
    read_category,
    read_stage,
    say_categories,
    settle_stages,
)
from so_cli.inputs.coded.tissue import Nodes, read_choice, read_score, read_size
from so_cli.inputs.coded.tumors import Belongs, Tumors
from so_cli.inputs.statement import Concept, Quantity, Statement


class _Shared:
    """What several results make together."""

    def __init__(self) -> None:
        self.nodes = Nodes()
        self.categories: list[Category] = []


def read_results(statements: Iterable[Statement], tumors: Tumors, notes: Notes) -> None:
    """All results of a paper."""
    shared = _Shared()
    for one in statements:
        if one.kind == "result" and one.standing in {"holds", "past", "unclear"}:
            _read(one, tumors, notes, shared)
    shared.nodes.say(notes)
    say_categories(shared.categories, notes)
    settle_stages(notes)
    settle_her2(notes)


def _read(one: Statement, tumors: Tumors, notes: Notes, shared: _Shared) -> None:
    meanings = notes.codes.of(one.what, "test", "ask", "also", "never")
    doubt = ""
    if not meanings and not one.what.codings:
        meanings = list(notes.codes.test_named(one.what.text))
        doubt = wording.DOUBT_NO_CODE
    if not meanings:
        for part in one.parts:
            _read(part, tumors, notes, shared)
        return
    if any(code.means == "never" for code in meanings):
        notes.pass_over(one.source, wording.PASSED_NOT_TISSUE)
        return
    for code in meanings:
        if code.means == "also":
            _also(one, code, notes)
    tests = [code for code in meanings if code.means == "test"]
    asks = [code for code in meanings if code.means == "ask" and code.fact]
    if tests or asks:
        _read_tests(one, tests, asks, tumors, notes, shared, doubt)


def _read_tests(  # noqa: PLR0913 - a result, what it answers, and where it goes
    one: Statement,
    tests: list[Code],
    asks: list[Code],
    tumors: Tumors,
    notes: Notes,
    shared: _Shared,
    doubt: str,
) -> None:
    facts = {code.fact for code in tests}
    if facts == {"sex"}:
        notes.say("sex", words_of(one.value), one.source)
        return
    belongs = tumors.of(one, is_breast=any(code.breast for code in [*tests, *asks]))
    if belongs.why_not:
        notes.pass_over(one.source, belongs.why_not)
        return
    if one.standing == "unclear":
        doubt = doubt or wording.DOUBT_NOT_FINAL
    belongs = Belongs(belongs.tumor, belongs.doubt or doubt)
    if belongs.doubt == wording.DOUBT_NO_DIAGNOSIS and not facts <= RECEPTORS:
        notes.pass_over(one.source, belongs.doubt)
        return
    for code in asks:
        status = status_of(one, notes.codes).value
        if status in {"positive", "negative"}:
            why = wording.DOUBT_EITHER_RECEPTOR
            notes.say(code.fact, status, one.source, tumor=belongs.tumor, doubt=why)
    if facts & RECEPTORS:
        read_receptor(one, tests, belongs, notes)
    elif facts & STAGING:
        _read_staging(one, tests, belongs, notes, shared)
    elif "size_mm" in facts:
        _read_size(one, belongs, notes)
    elif "nodes_positive" in facts:
        shared.nodes.read(one, tests, belongs, notes)
        _parts(one, tumors, notes, shared)
    elif "genomic_score" in facts:
        read_score(one, tests, belongs, notes)
    elif "gene_found" in facts:
        read_variant(one, belongs, notes)
    else:
        for fact in sorted(facts):
            read_choice(one, fact, belongs, notes)


def _read_staging(
    one: Statement, tests: list[Code], belongs: Belongs, notes: Notes, shared: _Shared
) -> None:
    if tests[0].fact == "stage_group":
        read_stage(one, belongs, notes)
        return
    found = read_category(one, tests, belongs, notes)
    if found is not None:
        shared.categories.append(found)
    elif one.value is not None:
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _read_size(one: Statement, belongs: Belongs, notes: Notes) -> None:
    """The size itself, or the largest of its parts: what else is measured is no size of it."""
    largest = _largest(one.parts, notes) if one.value is None else one
    if largest is not None:
        read_size(largest, belongs, notes)


def _largest(parts: Sequence[Statement], notes: Notes) -> Statement | None:
    fitting = [
        part for part in parts
        if isinstance(part.value, Quantity)
        and any(code.fact == "size_mm" for code in notes.codes.of(part.what, "test"))
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _parts(one: Statement, tumors: Tumors, notes: Notes, shared: _Shared) -> None:
    for part in one.parts:
        _read(part, tumors, notes, shared)


def _also(one: Statement, code: Code, notes: Notes) -> None:
    if one.value is None and one.interpretation is None:
        return
    words = one.source.words
    if isinstance(one.interpretation, Concept) and one.interpretation.words not in words:
        words = f"{words}, {one.interpretation.words}"
    notes.mention(code.note, words, one.source)
