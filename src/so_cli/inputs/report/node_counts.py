"""What the counts of lymph nodes in a report make of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.inputs.report.model import Draft, as_fact, doubting

_NODE_COUNTS = frozenset({"nodes_macro", "nodes_micro"})
_NUMBERED = re.compile(r"\bnodes? ?(?:#|no\. ?)?(\d)\b(?! ?(?:/|of\b|\.\d|mm|cm))", re.IGNORECASE)
_EXAMINED = re.compile(r"\bnodes? (?:examined|removed|sampled|found)[^:\d]{0,40}: ?(\d{1,2})\b")
_FELT = re.compile(r"(?<!not )\bclinically node[- ]positive\b")
_TOTAL = re.compile(
    r"\btotal (?:number )?(?:of )?(?:lymph )?(?:nodes? )?(?:positive|involved)(?: (?:lymph )?nodes?)? ?[:=] ?(\d{1,2})\b"
)
_NO_NODES = re.compile(
    r"\bno (?:axillary |regional |sentinel )?(?:lymph )?nodes? (?:(?:is|are|was|were) )?(?:submitted|found|received|removed|sampled|present|included)"
    r"|\bnodes?(?: \w+)? (?:examined|sampled|removed|found) ?[:=] ?(?:0|none)\b|\bnodes? not (?:submitted|sampled|examined)"
)
"""That there were none to look at; then none has cancer in it, and that says nothing."""
_OF_NO_NODES = frozenset({"nodes", "nodes_positive", "nodes_by", "had"})
_ASIDE = re.compile(r"\bintra-?mammary[^.;\d]{0,40}[ :(](?:[1-9]\d? ?(?:/|of) ?\d)")
"""A node with cancer beside those of the armpit, which count too."""
_MANY_NODES = 10
"""So many are not the sentinel nodes alone."""


def counted(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Nodes with large and with small deposits, under a label each, are positive together."""
    parts = [draft for draft in drafts if draft.found.fact in _NODE_COUNTS]
    yield from (draft for draft in drafts if draft.found.fact not in _NODE_COUNTS)
    is_counted = any(draft.found.fact == "nodes_positive" for draft in drafts)
    for tumor, addendum in dict.fromkeys((one.tumor, one.clause.addendum) for one in parts):
        of_one = [one for one in parts if (one.tumor, one.clause.addendum) == (tumor, addendum)]
        counts = {one.found.fact: int(str(one.found.value)) for one in of_one}
        total = sum(counts.values())
        is_plain = len(of_one) == len(counts) and "nodes_macro" in counts
        if is_plain and not is_counted and (total or len(counts) == len(_NODE_COUNTS)):
            yield as_fact(of_one[0], "nodes_positive", total)
        elif total:
            yield as_fact(of_one[0], "nodes", "positive")


def weighed(drafts: list[Draft], said: str) -> list[Draft]:
    """Cancer in one lymph node outweighs those without; counts in several places are not added."""
    with_cancer = [
        draft for draft in drafts if draft.found.fact == "nodes_positive" and draft.found.value
    ]
    counts = {(draft.found.value, _whole(draft)) for draft in with_cancer}
    nodes = {name for draft in with_cancer if (name := _which_node(draft))}
    has_cancer = any(
        draft.says == ("nodes", "positive") and not draft.found.doubt for draft in drafts
    )
    if _FELT.search(said) and not has_cancer:
        drafts = doubting(
            drafts, wording.TESTS_DISAGREE, lambda one: one.says == ("nodes", "clear")
        )
    outweighed = {("nodes", "clear"), ("nodes_positive", 0)} if has_cancer else set()
    totals = {int(total) for total in _TOTAL.findall(said)}
    is_other = any(draft.found.value not in totals for draft in with_cancer) if totals else False
    is_twice = len(counts) > 1 or len(nodes) > 1 or is_other or bool(_ASIDE.search(said))
    doubt = wording.NODES_COUNTED_TWICE if is_twice else ""
    if _NO_NODES.search(said):
        none = {
            draft.clause.text
            for draft in drafts
            if draft.says == ("nodes_positive", 0) and not _whole(draft)
        }
        drafts = doubting(
            drafts,
            wording.HEDGED,
            lambda one: one.found.fact in _OF_NO_NODES and one.clause.text in none,
        )
    left = (draft for draft in drafts if draft.says not in outweighed)
    return doubting(left, doubt, lambda one: one.found.fact == "nodes_positive")


def operation_of(drafts: list[Draft], said: str) -> list[Draft]:
    """A full dissection takes the sentinel nodes too; so may one that is named by its count."""
    wholes = [_whole(one) for one in drafts if one.found.fact == "nodes_positive"]
    counts = [int(count) for count in [*wholes, *_EXAMINED.findall(said)] if count]
    if max(counts, default=0) >= _MANY_NODES:
        drafts = [one for one in drafts if one.says != ("node_surgery", "sentinel")]
    is_full = any(
        draft.found.fact == "node_surgery" and draft.found.value == "full" for draft in drafts
    )
    return [
        draft
        for draft in drafts
        if not (is_full and draft.found.fact == "node_surgery" and draft.found.value != "full")
    ]


def _which_node(draft: Draft) -> str:
    """What tells one node with cancer from the next: its number, or the specimen that it is."""
    numbered = _NUMBERED.search(draft.clause.text)
    return f"#{numbered[1]}" if numbered else draft.clause.block.specimen


def _whole(draft: Draft) -> str:
    found = re.search(r"\d+ ?(?:/|of|out of) ?(\d+)", draft.clause.text)
    return found[1] if found else ""
