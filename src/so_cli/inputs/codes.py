"""Finds what a code means in the bank's table, in one look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from so_cli.bank.bank import Bank
from so_cli.bank.codes import Code, Means
from so_cli.inputs.statement import Coding, Concept

_ICD = frozenset({"icd-10", "icd-9"})
_KEPT = 2_000
_BESIDE_NAME = re.compile(
    r"\b(?:by|of|in|the|ihc|immunohistochemi\w+|immunostain|immune|stain|staining|fish|ish|cish"
    r"|dish|hybridi[sz]ation|situ|gene|amplification|test|assay|results?|interpretation|final"
    r"|overall|score|status|expression|oncoprotein|protein|tumor|tissue|breast|cancer|percent|pct"
    r"|positive|cells|nuclear|nuclei)\b"
)
"""What laboratories add to the name of a test, and what does not make it another."""
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


class CodeIndex:
    """The code table, by system and code; ICD codes by their patterns, medicines by their names."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._exact: dict[tuple[str, str], tuple[Code, ...]] = {}
        self._patterns: dict[str, list[tuple[re.Pattern[str], Code]]] = {}
        self._tests: dict[str, tuple[Code, ...]] = {}
        self._drugs: dict[str, Code] = {}
        self._matched: dict[tuple[str, str], tuple[Code, ...]] = {}
        for code in codes:
            self._add(code)
        names = sorted(self._drugs, key=len, reverse=True)
        self._drug = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None

    def _add(self, code: Code) -> None:
        if code.system in _ICD:
            pattern = re.escape(code.code.replace(".", "").upper())
            pattern = pattern.replace(r"\?", "[0-9A-Z]").replace(r"\*", ".*")
            self._patterns.setdefault(code.system, []).append((re.compile(pattern), code))
        else:
            key = (code.system, code.code)
            self._exact[key] = (*self._exact.get(key, ()), code)
        for name in code.names:
            if code.means == "medicine":
                self._drugs.setdefault(name, code)
            else:
                self._tests[_plain(name)] = (*self._tests.get(_plain(name), ()), code)

    def of_coding(self, coding: Coding) -> tuple[Code, ...]:
        """All meanings of one code."""
        system, code = coding.system, coding.code
        if system not in _ICD:
            return self._exact.get((system, code.removeprefix("HGNC:")), ())
        key = (system, code)
        found = self._matched.get(key)
        if found is None:
            bare = code.replace(".", "").upper()
            found = tuple(one for pattern, one in self._patterns.get(system, ())
                          if pattern.fullmatch(bare))  # fmt: skip
            if len(self._matched) < _KEPT:
                self._matched[key] = found
        return found

    def of(self, concept: Concept | None, *means: Means) -> list[Code]:
        """The meanings of a concept's codes, of these kinds; of all kinds, where none is named."""
        if concept is None:
            return []
        found: dict[str, Code] = {}
        for coding in concept.codings:
            for one in self.of_coding(coding):
                if not means or one.means in means:
                    found.setdefault(one.id, one)
        return list(found.values())

    def test_named(self, words: str) -> tuple[Code, ...]:
        """The tests that are called just so, or so but for the method and the like."""
        plain = _plain(words)
        bare = _plain(_BESIDE_NAME.sub("", plain))
        return self._tests.get(plain) or self._tests.get(bare, ())

    def drugs_in(self, words: str) -> dict[str, Code]:
        """The medicines that a text names, each by its first name in the table."""
        if self._drug is None:
            return {}
        found = [self._drugs[one] for one in self._drug.findall(words.lower())]
        drugs = {code.names[0]: code for code in found}
        # "trastuzumab [Kadcyla]" names one medicine, which is not plain trastuzumab.
        parts = {one for one in drugs for other in drugs if one != other and one in other}
        return {name: code for name, code in drugs.items() if name not in parts}


@lru_cache(maxsize=2)
def index_of(bank: Bank) -> CodeIndex:
    """The index of a bank's table, made once."""
    return CodeIndex(bank.codes)


def _plain(words: str) -> str:
    return _NOT_WORDS.sub(" ", words.lower()).strip()
