"""ER, PR, HER2 and Ki-67, in whatever way a report puts them.

A receptor's value stands behind it ("ER: positive (95%)") or before it ("positive for ER"), with
nothing but words of the lexicon in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from so_cli import wording
from so_cli.inputs.report.behind import MARKERS, Group, behind
from so_cli.inputs.report.genes import agreed, genes
from so_cli.inputs.report.lexicon import Token, speaks_of_receptors, tokens
from so_cli.inputs.report.model import Found, doubted
from so_cli.inputs.report.said import Said
from so_cli.inputs.report.values import findings_of

_OTHER_GENES = ("MYC", "FGFR", "CCND", "MDM2", "EGFR", "MET ", "ALK", "TOP2A", "CDK")

_BY_SEQUENCING = re.compile(
    r"\bcopy number (?:gain|loss|variant|alteration|change)s?|\b(?-i:CNV|NGS|ctDNA|VAF)\b|\bplasma\b|\bsequenc",
    re.IGNORECASE,
)
"""A test of the blood or of many genes counts HER2 in its own way."""


@lru_cache(maxsize=2_000)
def read(text: str, *, after_her2: bool = False) -> list[Found]:
    """What a clause says of receptors. `after_her2`: the clause before it speaks of HER2."""
    if not speaks_of_receptors(text):
        return []
    words = list(tokens(text))
    found: list[Found] = []
    taken_left: dict[int, str] = {}
    read_to = 0
    for group in _groups(words):
        said = behind(words, group, text)
        if said.statuses and group.first and words[group.first - 1].kind == "none-of":
            continue  # "absence of ER, PR positive"
        if said.statuses and group.first and _is_loose(words[group.first - 1], read_to):
            continue  # "negative ER, positive PR"
        if not said.has_value:
            said = _before(words, group, said, taken_left)
        end = max(said.end, words[group.last].end)
        read_to = end
        start = (
            min(said.start, words[group.first].start)
            if said.start >= 0
            else words[group.first].start
        )
        found += findings_of(group.kinds, said, (start, end))
    if not any(gene in text for gene in _OTHER_GENES):
        knows = after_her2 or any(word.kind == "her2" for word in words) or "HER" in text.upper()
        found += genes(words, knows=knows)
    if _BY_SEQUENCING.search(text):
        found = [
            doubted(one, wording.WHICH_TEST) if one.fact.startswith("her2") else one
            for one in found
        ]
    return agreed(found)


def _is_loose(word: Token, read_to: int) -> bool:
    """Whether a value before a receptor belongs to none that stands before it."""
    return word.kind in {"yes", "no"} and word.start >= read_to


def _groups(words: Sequence[Token]) -> list[Group]:
    """Receptors with nothing but separators between them."""
    groups: list[Group] = []
    index = 0
    while index < len(words):
        if words[index].kind not in MARKERS:
            index += 1
            continue
        kinds, last, look = [words[index].kind], index, index + 1
        while look < len(words):
            if words[look].kind in {"and"} or words[look].text in {"receptor", "receptors", "the"}:
                look += 1
            elif words[look].kind in MARKERS and look - last > 1 and words[look].kind not in kinds:
                kinds.append(words[look].kind)
                last, look = look, look + 1
            elif (
                words[look].kind == "open-bracket"
                and look + 2 < len(words)
                and words[look + 1].kind == kinds[-1]
                and words[look + 2].kind == "close-bracket"
            ):
                last, look = look + 2, look + 3
            else:
                break
        beside = index > 0 and words[index - 1].kind in MARKERS
        if not beside:
            groups.append(Group(tuple(kinds), index, last))
        index = last + 1
    return groups


def _before(words: Sequence[Token], group: Group, said: Said, taken: dict[int, str]) -> Said:
    """What stands before the receptors: `positive for ER`, `no ER expression`."""
    index = group.first - 1
    while index >= 0 and words[index].kind in {"filler", "gone"}:
        index -= 1
    if index < 0:
        return said
    kind = words[index].kind
    if kind in {"none-of", "some-of"}:
        status = "no" if kind == "none-of" else "yes"
        said.add_status(status, words[group.last].end, words[index].start)
    elif kind == "pending" or (kind == "colon" and index and words[index - 1].kind == "pending"):
        said.add_status("pending", words[group.last].end, words[index].start)
    elif kind == "for":
        _value_for(words, index, group, said)
    elif kind == "and":
        _shared(words, index, group, said, taken)
    if said.statuses:
        taken[group.last] = said.statuses[0]
    return said


def _value_for(words: Sequence[Token], index: int, group: Group, said: Said) -> None:
    """The value before a `for`, and the percentage before that."""
    index -= 1
    while index >= 0 and words[index].kind in {
        "filler",
        "gone",
        "close-bracket",
        "open-bracket",
        "percent",
        "score",
    }:
        if words[index].kind == "percent":
            said.add_measure(words[index], inside=False)
        index -= 1
    if index < 0 or words[index].kind not in {"yes", "no", "pending", "equivocal"}:
        return
    said.add_status(words[index].kind, words[group.last].end, words[index].start)
    back = index - 1
    while back >= 0 and index - back <= 6 and words[back].kind == "filler":
        back -= 1
    if back >= 0 and words[back].kind == "percent" and not said.percents:
        said.add_measure(words[back], inside=False)
        said.start = words[back].start


def _shared(
    words: Sequence[Token], index: int, group: Group, said: Said, taken: dict[int, str]
) -> None:
    """`positive for ER (90%) and PR (80%)`: the value of the receptor before holds here too."""
    while index >= 0 and words[index].kind in {
        "and",
        "percent",
        "filler",
        "open-bracket",
        "close-bracket",
        "score",
    }:
        index -= 1
    if index in taken:
        said.add_status(taken[index], words[group.last].end, words[index].start)
