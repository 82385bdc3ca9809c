"""ER, PR, HER2 and Ki-67, in whatever way a report puts them.

A receptor's value stands behind it ("ER: positive (95%)") or before it ("positive for ER"), with
nothing but words of the lexicon in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.lexicon import Token, speaks_of_receptors, tokens
from so_cli.inputs.report.model import Found
from so_cli.inputs.report.values import Said, findings_of

_MARKERS = frozenset({"er", "pr", "her2", "both", "triple", "ki67"})
_STATUS = frozenset(
    {"yes", "no", "equivocal", "pending", "open", "not-done", "amplified", "not-amplified"}
)
_SKIPPED = frozenset({"filler", "colon", "gone", "respectively", "minus"})
_BEFORE_SIGN = frozenset({*_SKIPPED, *_MARKERS, "and", "plus", "open-bracket", "close-bracket"})
_MEASURES = frozenset({"percent", "score", "allred", "h-score", "low"})
_OTHER_GENES = ("MYC", "FGFR", "CCND", "MDM2", "EGFR", "MET ", "ALK", "TOP2A", "CDK")
_EXPRESSION = ("expression", "overexpression", "over-expression", "staining", "reactivity", "immunoreactivity")  # fmt: skip


class _Group(Struct, frozen=True):
    """Receptors that share a value: the places of the first and last of them."""

    kinds: tuple[str, ...]
    first: int
    last: int


@lru_cache(maxsize=2_000)
def read(text: str, *, after_her2: bool = False) -> list[Found]:
    """What a clause says of receptors. `after_her2`: the clause before it speaks of HER2."""
    if not speaks_of_receptors(text):
        return []
    words = list(tokens(text))
    found: list[Found] = []
    taken_left: dict[int, str] = {}
    for group in _groups(words):
        said = _behind(words, group, text)
        if not said.has_value:
            said = _before(words, group, said, taken_left)
        end = max(said.end, words[group.last].end)
        start = (
            min(said.start, words[group.first].start)
            if said.start >= 0
            else words[group.first].start
        )
        found += findings_of(group.kinds, said, (start, end))
    if not any(gene in text for gene in _OTHER_GENES):
        knows = after_her2 or any(word.kind == "her2" for word in words) or "HER" in text.upper()
        found += _gene_tests(words, text, knows=knows)
    return agreed(found)


def agreed(found: list[Found]) -> list[Found]:
    """The gene test settles what staining left open; where they contradict each other, both are doubtful."""
    tests = {one.value for one in found if one.fact == "her2_ish"}
    scores = {one.value for one in found if one.fact == "her2_ihc"}
    if disagree(scores, tests):
        return [
            replace(one, doubt=one.doubt or wording.TESTS_DISAGREE)
            if one.fact.startswith("her2")
            else one
            for one in found
        ]
    if tests & {"amplified", "not-amplified"}:
        return [
            one
            for one in found
            if (one.fact, one.value) not in {("her2", "equivocal"), ("her2", "pending")}
        ]
    return found


def disagree(scores: set[Stored], tests: set[Stored]) -> bool:
    """Whether staining and gene test of HER2 contradict each other."""
    low = bool(scores & {"0", "1", "0-with-staining"}) and "amplified" in tests
    return low or ("3" in scores and "not-amplified" in tests)


def _groups(words: Sequence[Token]) -> list[_Group]:
    """Receptors with nothing but separators between them."""
    groups: list[_Group] = []
    index = 0
    while index < len(words):
        if words[index].kind not in _MARKERS:
            index += 1
            continue
        kinds, last, look = [words[index].kind], index, index + 1
        while look < len(words):
            if words[look].kind in {"and"} or words[look].text in {"receptor", "receptors", "the"}:
                look += 1
            elif words[look].kind in _MARKERS and look - last > 1 and words[look].kind not in kinds:
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
        beside = index > 0 and words[index - 1].kind in _MARKERS
        if not beside:
            groups.append(_Group(tuple(kinds), index, last))
        index = last + 1
    return groups


def _behind(words: Sequence[Token], group: _Group, text: str) -> Said:
    """What stands behind the receptors."""
    said = Said(start=words[group.first].start)
    depth, index = 0, group.last + 1
    is_her2 = "her2" in group.kinds
    in_gene_test = False
    while index < len(words):
        word = words[index]
        kind = word.kind
        if kind in {"plus", "minus"} and len(said.statuses) < len(group.kinds):
            _sign(said, words, index, group, text)
        elif kind == "open-bracket":
            depth += 1
        elif kind == "close-bracket":
            depth -= 1
            if depth < 0:
                break
        elif kind == "wall":
            if depth == 0:
                if word.text.lower() == "that":
                    said.statuses.clear()
                break
            index = _close(words, index)
            continue
        elif kind in {"stop", "none-of", "for"}:
            if depth == 0 or kind != "stop":
                break
        elif kind in _MARKERS:
            if depth == 0 or said.has_value:
                break
        elif kind == "ish":
            if not is_her2 or said.has_value:
                break
            in_gene_test = True
        elif kind in {"amplified", "not-amplified"}:
            if not is_her2:
                break
            said.end = word.end
        elif kind in _STATUS:
            if kind in {"yes", "no"} and _binds_ahead(words, index):
                break
            if is_her2 and not in_gene_test and _is_of_gene_test(words, index):
                said.add_gene_test(kind, word.end)
            elif in_gene_test:
                said.add_gene_test(kind, word.end)
            else:
                said.add_status(kind, word.end)
        elif kind in _MEASURES:
            said.add_measure(word, inside=depth > 0)
        index += 1
    return said


def _sign(said: Said, words: Sequence[Token], index: int, group: _Group, text: str) -> None:
    """A plus or minus behind a receptor, if it is its value."""
    word, marker = words[index], words[group.last]
    following = words[index + 1] if index + 1 < len(words) else None
    is_attached = word.start == words[index - 1].end
    space_after = word.end >= len(text) or text[word.end] == " "
    if any(token.kind not in _BEFORE_SIGN for token in words[group.last : index]):
        return
    if word.kind == "plus":
        if marker.text.lower().endswith("her 2"):
            said.is_her2_unclear = True
        elif following and following.kind in _MARKERS:
            ahead = words[index + 2] if index + 2 < len(words) else None
            has_sign = ahead is not None and ahead.kind in {"plus", "minus"}
            is_list = not is_attached if space_after else not has_sign
            said.add_status("unclear-sign" if is_list else "yes", word.end)
        else:
            said.add_status("yes", word.end)
        return
    if "triple" in group.kinds:
        if not (following and following.kind in _STATUS):
            said.add_status("no", word.end)
    elif is_attached:
        ends = following is None or following.kind in {
            "and",
            "stop",
            "close-bracket",
            "open-bracket",
        }
        apart = following is not None and space_after and following.kind in {"wall", *_MARKERS}
        if ends or apart:
            said.add_status("no", word.end)
    elif words[index - 1].kind == "colon":
        if len(group.kinds) > 1 and following and following.text == "/":
            said.add_status("no", word.end)
    elif following is None or following.text in {"/", ",", ".", ";", ")", "]"}:
        said.add_status("no", word.end)


def _close(words: Sequence[Token], index: int) -> int:
    """The place of the bracket that closes, or the end."""
    while index < len(words) and words[index].kind != "close-bracket":
        index += 1
    return index


def _binds_ahead(words: Sequence[Token], index: int) -> bool:
    """Whether a value belongs to what follows it: "negative for PR"."""
    index += 1
    while index < len(words) and words[index].kind in {"filler", "percent"}:
        index += 1
    if index >= len(words) or words[index].kind != "for":
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return following is None or following.text.lower() not in _EXPRESSION


def _is_of_gene_test(words: Sequence[Token], index: int) -> bool:
    """`positive by FISH`."""
    index += 1
    steps = 0
    while index < len(words) and words[index].kind == "filler" and steps < 4:
        index, steps = index + 1, steps + 1
    return steps > 0 and index < len(words) and words[index].kind == "ish"


def _before(words: Sequence[Token], group: _Group, said: Said, taken: dict[int, str]) -> Said:
    """What stands before the receptors: `positive for ER`, `no ER expression`."""
    index = group.first - 1
    while index >= 0 and words[index].kind in {"filler", "gone"}:
        index -= 1
    if index < 0:
        return said
    kind = words[index].kind
    if kind == "none-of":
        said.add_status("no", words[group.last].end, words[index].start)
    elif kind == "pending" or (kind == "colon" and index and words[index - 1].kind == "pending"):
        said.add_status("pending", words[group.last].end, words[index].start)
    elif kind == "for":
        _value_for(words, index, group, said)
    elif kind == "and":
        _shared(words, index, group, said, taken)
    if said.statuses:
        taken[group.last] = said.statuses[0]
    return said


def _value_for(words: Sequence[Token], index: int, group: _Group, said: Said) -> None:
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
    words: Sequence[Token], index: int, group: _Group, said: Said, taken: dict[int, str]
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


def _gene_tests(words: Sequence[Token], text: str, *, knows: bool) -> list[Found]:
    """FISH and its kin: what they found of HER2."""
    said = Said(start=-1)
    for index, word in enumerate(words):
        if word.kind in {"amplified", "not-amplified"}:
            said.add_gene_test(word.kind, word.end)
            said.start = word.start if said.start < 0 else said.start
        elif word.kind == "ish" and _is_apart(words, index):
            look = index + 1
            while look < len(words) and words[look].kind in {
                *_SKIPPED,
                "and",
                "ish",
                "open-bracket",
                "close-bracket",
            }:
                look += 1
            is_value = (
                look < len(words) and words[look].kind in _STATUS and not _binds_ahead(words, look)
            )
            if is_value:
                said.add_gene_test(words[look].kind, words[look].end)
                said.start = word.start if said.start < 0 else said.start
            else:
                back = index - 1
                while back >= 0 and words[back].kind == "filler":
                    back -= 1
                if back >= 0 and words[back].kind == "pending":
                    said.add_gene_test("pending", word.end)
                    said.start = words[back].start if said.start < 0 else said.start
    if not said.gene_tests:
        return []
    is_named = knows or bool({"amplified", "not-amplified"} & set(said.gene_tests))
    return findings_of(("ish",), said, (max(said.start, 0), said.end), is_named=is_named)


def _is_apart(words: Sequence[Token], index: int) -> bool:
    """Whether a gene test is named on its own, and not as the method of a receptor's value."""
    back = index - 1
    while back >= 0 and words[back].kind in {"filler", "colon", "open-bracket"}:
        back -= 1
    return back < 0 or words[back].kind != "her2"
