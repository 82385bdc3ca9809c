"""Results of tests: to which fact each answers, and where that is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.inputs.coded.answers import status_of, words_of
from so_cli.inputs.coded.genes import origin_of, read_variant
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.receptors import RECEPTORS, read_receptor, settle_either, settle_her2
from so_cli.inputs.coded.sides import all_words
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
from so_cli.inputs.spoken import spoken
from so_cli.inputs.statement import Concept, Quantity, Statement

_CODES_OF_TESTS = frozenset({"loinc", "snomed", "hgnc", "gtr", "cpt"})
"""A test with a code of these is what the code says; other codes are a laboratory's own."""
_OF_CANCER = STAGING | {"grade"}
"""Said of a cancer alone; a size may be that of a lump."""
_NODE = re.compile(r"\blymph|\bnodes?\b", re.IGNORECASE)
_SAID = frozenset({"holds", "past", "unclear"})


def read_results(statements: Iterable[Statement], tumors: Tumors, notes: Notes) -> None:
    """All results of a paper."""
    results = _Results(tumors, notes)
    found = [one for one in statements if one.kind == "result" and one.standing in _SAID]
    corrected = {_test(one) for one in found if one.is_corrected}
    for one in found:
        if one.is_corrected or _test(one) not in corrected:
            results.read(one)
    results.settle()


def _test(one: Statement) -> tuple[object, ...]:
    """What two results share of which one corrects the other; one without a day shares nothing."""
    when = one.date or id(one)
    return frozenset(one.what.codings) or one.what.text, when, one.about, one.sites


class _Results:
    """Reads one result after the other; counts of nodes and T, N and M are put together."""

    def __init__(self, tumors: Tumors, notes: Notes) -> None:
        self._tumors = tumors
        self._notes = notes
        self._nodes = Nodes()
        self._categories: list[Category] = []

    def settle(self) -> None:
        """Says what several results make together, and drops what a better one replaces."""
        self._nodes.say(self._notes)
        say_categories(self._categories, self._notes)
        settle_stages(self._notes)
        settle_her2(self._notes)
        settle_either(self._notes)

    def read(self, one: Statement) -> None:
        """One result, or the parts of one that has no meaning of its own."""
        meanings = self._notes.codes.of(one.what, "test", "ask", "also", "never")
        doubt = ""
        if not meanings and not any(each.system in _CODES_OF_TESTS for each in one.what.codings):
            meanings = list(self._notes.codes.test_named(one.what.words))
            doubt = wording.DOUBT_NO_CODE
        if not meanings:
            self._read_parts(one)
        elif any(code.means == "never" for code in meanings):
            self._notes.pass_over(one.source, wording.PASSED_NOT_TISSUE)
        else:
            self._read_meanings(one, meanings, doubt)

    def _read_parts(self, one: Statement) -> None:
        for part in one.parts:
            self.read(part)

    def _read_meanings(self, one: Statement, meanings: Sequence[Code], doubt: str) -> None:
        for code in meanings:
            if code.means == "also":
                self._mention(one, code)
        tests = [code for code in meanings if code.means == "test"]
        asks = [code for code in meanings if code.means == "ask" and code.fact]
        if any(code.fact == "sex" for code in tests):
            self._notes.say("sex", words_of(one.value), one.source)
        elif tests or asks:
            belongs = self._belongs(one, [*tests, *asks], doubt)
            if belongs is not None:
                self._read_asks(one, asks, belongs)
                self._read_tests(one, tests, belongs)

    def _belongs(self, one: Statement, codes: Sequence[Code], doubt: str) -> Belongs | None:
        """The tumor it is about; None, with a note, where it may not be about one at all."""
        facts = {code.fact for code in codes}
        if facts == {"gene_found"} and origin_of(one) == "family":
            return Belongs()  # What runs in the family is hers, whatever it was looked for.
        belongs = self._tumors.of(one, is_breast=any(code.breast for code in codes))
        why_not = belongs.why_not
        if belongs.doubt == wording.DOUBT_NO_DIAGNOSIS:
            is_asked = facts <= RECEPTORS or (facts <= _OF_CANCER and self._tumors.may_be_hers)
            why_not = why_not or ("" if is_asked else belongs.doubt)
        if why_not:
            self._notes.pass_over(one.source, why_not)
            return None
        if one.standing == "unclear":
            doubt = doubt or wording.DOUBT_NOT_FINAL
        return Belongs(belongs.tumor, belongs.doubt or doubt)

    def _read_asks(self, one: Statement, asks: Sequence[Code], belongs: Belongs) -> None:
        status = status_of(one, self._notes.codes).value
        for code in asks if status in {"positive", "negative"} else ():
            doubt = wording.DOUBT_EITHER_RECEPTOR
            self._notes.say(code.fact, status, one.source, tumor=belongs.tumor, doubt=doubt)

    def _read_tests(self, one: Statement, tests: list[Code], belongs: Belongs) -> None:
        facts = {code.fact for code in tests}
        if facts & RECEPTORS:
            read_receptor(one, tests, belongs, self._notes)
        elif facts & STAGING:
            self._read_staging(one, tests, belongs)
        elif "size_mm" in facts:
            self._read_size(one, belongs)
        elif "nodes_positive" in facts:
            self._nodes.read(one, tests, belongs, self._notes)
            self._read_parts(one)
        elif "genomic_score" in facts:
            read_score(one, tests, belongs, self._notes)
        elif "gene_found" in facts:
            read_variant(one, belongs, self._notes)
        else:
            for fact in sorted(facts):
                read_choice(one, fact, belongs, self._notes)

    def _read_staging(self, one: Statement, tests: list[Code], belongs: Belongs) -> None:
        if tests[0].fact == "stage_group":
            read_stage(one, belongs, self._notes)
            return
        found = read_category(one, tests, belongs, self._notes)
        if found is not None:
            self._categories.append(found)
        elif one.value is not None:
            self._notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)

    def _read_size(self, one: Statement, belongs: Belongs) -> None:
        """The size itself, or its largest dimension: what else is measured is no size of it."""
        if any(_NODE.search(all_words(site)) for site in one.sites):
            self._notes.pass_over(one.source, wording.PASSED_OTHER_SITE)
            return
        parts = [part for part in one.parts if self._is_size(part)] if one.value is None else [one]
        if len(parts) == 1:
            read_size(parts[0], belongs, self._notes)

    def _is_size(self, part: Statement) -> bool:
        codes = self._notes.codes.of(part.what, "test")
        return isinstance(part.value, Quantity) and any(code.fact == "size_mm" for code in codes)

    def _mention(self, one: Statement, code: Code) -> None:
        if one.value is None and one.interpretation is None:
            return
        said = (one.value, one.interpretation)
        words = [
            self._notes.words(each) if isinstance(each, Concept) else spoken(each)
            for each in said
            if each is not None
        ]
        text = ", ".join(dict.fromkeys(words))
        self._notes.mention(code.note, text, one.source)
