"""Every word of a question or a record is an everyday word, or words.yaml explains it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank

LISTED = Path(__file__).with_name("plain_words.txt")
HEAD, *PLAIN = LISTED.read_text("utf-8").splitlines()
ENOUGH = 120

WORD = re.compile(r"\w*[^\W\d_](?:[\w'\u2019-]*\w)?")
"""Anything with a letter in it: `x-ray` and `don't` are one word, numbers are none."""
OWNER = re.compile(r"['\u2019]s\b")
"""The ending of `surgeon's`, which makes no new word."""


def texts_of(bank: Bank) -> Iterator[tuple[str, str]]:
    """The name of each question and record, with each of its texts."""
    for each in bank.questions:
        for text in (each.text, each.short, each.why, each.listen_for):
            yield f"question {each.id}", text
    for record in bank.records:
        for text in (record.title, record.plain, record.holder, record.how_to_ask, record.check):
            yield f"record {record.id}", text


def not_explained(bank: Bank, text: str) -> list[str]:
    """The words of a text that stand in no phrase which words.yaml explains."""
    rest = OWNER.sub("", bank.spotter.replaced(text, " "))
    return [word.lower().replace("\u2019", "'") for word in WORD.findall(rest)]


def hard_words(bank: Bank, named: Iterable[tuple[str, str]]) -> list[str]:
    """Words that are neither listed nor explained, each with where it stands."""
    plain = set(PLAIN)
    found = {(word, name) for name, text in named for word in not_explained(bank, text)}
    return [f"{word} ({name})" for word, name in sorted(found) if word not in plain]


def test_every_word_is_an_everyday_word_or_is_explained(bank: Bank) -> None:
    hard = hard_words(bank, texts_of(bank))
    assert not hard, (
        "explain these in data/words.yaml, or write a word that a child of twelve knows;"
        f" if it is such a word, add it to {LISTED.name}: {', '.join(hard)}"
    )


def test_every_listed_word_is_used_and_is_not_explained_as_well(bank: Bank) -> None:
    used = {word for _name, text in texts_of(bank) for word in not_explained(bank, text)}
    unused = [word for word in PLAIN if word not in used]
    assert not unused, f"take these out of {LISTED.name}: {', '.join(unused)}"


def test_the_list_is_sorted_in_small_letters_and_names_no_word_twice() -> None:
    assert HEAD.startswith("# Words that need no explaining.")
    assert [word for word, count in Counter(PLAIN).items() if count > 1] == []
    assert [word for word in PLAIN if word != word.strip().lower() or not word] == []
    assert sorted(PLAIN) == PLAIN


def test_many_words_are_explained(bank: Bank) -> None:
    assert len(bank.words) >= ENOUGH


@pytest.mark.parametrize(
    "term",
    [
        "accredited",
        "addendum",
        "adjuvant",
        "benign",
        "copay",
        "deductible",
        "endocrine therapy",
        "lumpectomy",
        "malignant",
        "margin",
        "neoadjuvant",
        "out-of-network",
        "pathologist",
        "prior authorization",
        "referral",
        "tumor board",
    ],
)
def test_a_term_is_explained_and_not_merely_listed(bank: Bank, term: str) -> None:
    assert not_explained(bank, f"A {term}.") == ["a"]
    assert term not in PLAIN


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("The surgeon takes out the snark.", ["snark (here)"]),
        ("Is the zorbic frum in my pathologist's report?", ["frum (here)", "zorbic (here)"]),
        ("A zorb-HER2 plan, 3 of 10, 38.5.", ["zorb (here)"]),
        ("\u201cQXc\u201d and 'x3b', my zorb\u2019s", ["qxc (here)", "x3b (here)", "zorb (here)"]),
        ("A copay, with prior authorization.", []),
        ("", []),
    ],
)
def test_a_word_that_nobody_explains_is_found(bank: Bank, text: str, hard: list[str]) -> None:
    assert hard_words(bank, [("here", text)]) == hard
