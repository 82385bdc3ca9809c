"""Words that have no place in a text for somebody frightened, and texts that have grown old.

The patterns are for texts in English; a bank in another language has its own editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.entries import each_entry, texts
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem

REVIEWED_FOR = timedelta(days=366)

_Rule = tuple[re.Pattern[str], str, str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns), re.IGNORECASE)


ADVICE = _any(
    r"(?:you|i|she|he|they|one|people|patients) (?:really )?(?:should|ought to|must|need to)"
    r" (?:have|choose|get|take|avoid|refuse|pick|prefer|insist|demand|skip|stop|start|accept)",
    r"(?:is|are|be) (?:the |by far |clearly |usually |always |much )?(?:best|better) "
    r"(?:choice|option|treatment|than)",
    r"best (?:choice|option|treatment|doctor|hospital)s?",
    r"strongly (?:advise|recommend|suggest)(?:s|ed)?",
    r"we (?:advise|recommend|suggest)",
    r"discouraged|contraindicated",
    r"(?:do|does) not need (?:a|another) second opinion|don't need a second opinion",
    r"(?:never|always) (?:agree to|accept|refuse|choose)",
)
"""Ways to tell a person what to choose."""
FEAR = _any(
    r"surviv(?:al|e|ed|es|ing)",
    r"odds|prognosis|mortality|life expectancy",
    r"fatal|deadly|lethal|terminal|hopeless|incurable|life-threatening",
    r"(?:die|died|dies|dying|death|dead)",
    r"aggressive(?:ly)?",
    r"dangerous(?:ly)?|scary|frightening|terrible|horrible|devastating",
    r"before it is too late|waste no time|race against",
)
"""Words that frighten, or tell the future of a person."""
NUMBERS = re.compile(
    r"\d+(?:\.\d+)? ?(?:%|percent\b)|\bper ?cent\b"
    r"|\b(?:within|after|before|by|up to|at least|more than|less than)"
    r" \d+ (?:days|weeks|months)\b",
    re.IGNORECASE,
)
"""Percentages and time limits out of studies: no study knows this one person."""
PRODUCTS = _any(
    "abraxane|afinitor|aredia|arimidex|aromasin|datroway|enhertu|evista|fareston|faslodex|femara",
    "halaven|herceptin|herzuma|ibrance|inluriyo|itovebi|ixempra|kadcyla|kanjinti|keytruda|kisqali",
    "lupron|lynparza|margenza|nerlynx|nolvadex|ogivri|ontruzant|orserdu|perjeta|phesgo|piqray",
    "prolia|soltamox|talzenna|taxol|taxotere|tecentriq|trazimera|trodelvy|truqap|tukysa|tykerb",
    "veppanu|verzenio|xeloda|xgeva|zoladex|zometa",
    r"\w+(?:zumab|tuzumab|limab|ciclib|parib|tinib|strant|lisib|sertib|tecan|vedotin|emtansine)",
)
"""Names of products and of single drugs; a question names the class."""
OTHERS = _any("i|me|my|mine|myself|you|your|yours|yourself|she|her|hers|herself|he|his|him")
"""`why` and `listen_for` speak of nobody, so that they fit whoever reads them."""
AND_OR = re.compile(r"\band/or\b|\?.*\?", re.IGNORECASE | re.DOTALL)

_OPTIONAL = frozenset({"listen_for", "find_out", "help", "takes"})
_EVERYWHERE: tuple[_Rule, ...] = (
    (ADVICE, wording.ADVISES, wording.LEAVE_THE_CHOICE),
    (FEAR, wording.FRIGHTENS, wording.SAY_IT_CALMLY),
    (PRODUCTS, wording.NAMES_PRODUCT, wording.NAME_THE_CLASS),
)
_FIGURES: tuple[_Rule, ...] = ((NUMBERS, wording.GIVES_NUMBERS, wording.ASK_THE_DOCTOR),)
_MAY_HAVE_FIGURES = frozenset({"facts", "sheets", "late"})
"""Sections that ask for what stands in a report, or that name what the law says."""
_QUIET: tuple[_Rule, ...] = ((OTHERS, wording.SPEAKS_OF_SOMEBODY, wording.SPEAK_OF_NOBODY),)
_SINGLE: tuple[_Rule, ...] = ((AND_OR, wording.NOT_ONE_QUESTION, wording.ASK_ONE_THING),)
_MORE: dict[tuple[str, str], tuple[_Rule, ...]] = {
    ("questions", "why"): _QUIET,
    ("questions", "listen_for"): _QUIET,
    ("questions", "find_out"): _QUIET,
    ("questions", "text"): _SINGLE,
    ("next", "text"): _SINGLE,
}


def style_problems(bank: Bank, documents: Mapping[str, Document], today: date) -> Iterable[Problem]:
    """Words to take out, and questions that nobody has looked at for a year."""
    for section, key, path, text, found in texts(bank, documents):
        if not text.strip() and key not in _OPTIONAL:
            yield found(path, wording.NO_TEXT, wording.WRITE_A_TEXT)
        for pattern, wrong, right in _rules(section, key):
            if hit := pattern.search(text):
                yield found(path, wrong.format(words=hit[0]), right)
    for entry, found in each_entry(bank, documents, "questions"):
        reviewed = bank.question[entry.id].reviewed
        if reviewed + REVIEWED_FOR < today:
            wrong = wording.REVIEW_IS_OLD.format(day=reviewed.isoformat())
            yield found(("reviewed",), wrong, wording.REVIEW_AGAIN)


def _rules(section: str, key: str) -> tuple[_Rule, ...]:
    if (section, key) == ("words", "word"):
        return ()  # a word that stands in her papers may well need explaining
    figures = () if section in _MAY_HAVE_FIGURES else _FIGURES
    return (*_EVERYWHERE, *figures, *_MORE.get((section, key), ()))
