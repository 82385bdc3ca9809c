"""What the findings of a report make of each other: repeated, contradicted, corrected later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report import lab_tests, node_counts, tnm
from so_cli.inputs.report.cancers import INVASIVE
from so_cli.inputs.report.grade_rules import OF_DCIS
from so_cli.inputs.report.model import Draft, as_fact, doubting, with_doubt
from so_cli.inputs.report.size_rules import SIZE_OF_DCIS

_RESECTION = "surgical-pathology-report"
_SURGERY = frozenset({_RESECTION, "operative-report"})
_BIOPSIES = frozenset({"biopsy-report", "metastatic-biopsy-report"})
_BIOPSY_LEAVES = frozenset(
    {"size_mm", "margins", "nodes_positive", "node_surgery", "focality", "leftover_cancer"}
)
_NOT_OF_NODES = frozenset(
    {"genomic-test-report", "gene-test-report", "breast-imaging-reports", "radiation-summary"}
)
_SEVERAL = frozenset({"features", "mutations", "gene_found", "had", "met_sites"})
# Facts, and the records (empty for any) in which another fact goes with them.
_GOES_WITH: tuple[tuple[frozenset[str], frozenset[str], str, Stored], ...] = (
    (frozenset({"nodes_positive", "nodes"}), _SURGERY, "nodes_by", "surgery"),
    (frozenset({"nodes"}), _BIOPSIES, "nodes_by", "needle"),
    (frozenset({"node_surgery"}), _SURGERY, "had", ("node-surgery",)),
    (frozenset({"nodes_positive"}), frozenset({_RESECTION}), "had", ("node-surgery",)),
    (frozenset({"size_mm"}), frozenset({_RESECTION}), "size_by", "surgery"),
    (frozenset({"size_mm"}), frozenset({"breast-imaging-reports"}), "size_by", "imaging"),
    (frozenset({"genomic_result"}), frozenset(), "genomic_name", "mammaprint"),
    (frozenset({"genomic_score", "genomic_result"}), frozenset(), "genomic_test", "done"),
    (frozenset({"gene_found"}), frozenset(), "gene_test", "done"),
)
_IS_MRI = re.compile(r"\bmri\b|\bmr breasts?\b")
_TITLE = 200
_IS_DCIS = ("cancer_type", "dcis")
_OF_DCIS = {OF_DCIS: wording.GRADE_OF_DCIS, SIZE_OF_DCIS: wording.ABOUT_DCIS}
_OF_GENES = re.compile(r"germline|hereditary|brca|genetic|gene panel")
_CUT_AGAIN = re.compile(
    r"\b(?:additional|new|final|separate|re-?excis\w+|shaved?) (?:\w+ ){0,2}margin"
)
_DCIS_AT_EDGE = re.compile(
    r"\b(?:positive|(?<!not )involved) (?:for|by|with) (?:\w+ )?(?:dcis|ductal carcinoma in[- ]situ)"
    r"|\bmargins?\b[^.;:]{0,40}(?:dcis|in situ)[^.;:]{0,30}: ?(?:focally )?(?:positive|involved)"
    r"|\b(?:dcis|in situ(?: carcinoma)?)(?: margins?)?(?: is| are)?(?: present| seen| focally)*,?"
    r" (?:at|on|involv(?:es|ing)|extends to) (?:the )?(?:\w+ ){0,3}(?:margin|ink)"
    r"|\b(?:dcis|in situ) margins?(?: status)? ?: ?(?:focally )?(?:positive|involved)"
    r"|\b(?:dcis|in situ)[^.;:]{0,30}[: ]{1,2}(?:< ?)?(?:0?\.\d{1,2}|(?<=<)1|(?<=< )1) ?mm (?:to|from|of)\b"
)
"""That the DCIS reaches the edge that is clear of invasive cancer."""
_NEO = re.compile(
    r"neo-?adjuvant|\byp[TN]"
    r"|post-?(?:chemo|treatment|therapy|neo)|after (?:chemo|neo)|\bRCB\b"
    r"|residual cancer burden|treatment (?:effect|response)"
    r"|pre-?surgical (?:chemo|therapy)",
    re.IGNORECASE,
)
_NO_NEO = re.compile(r"no known pre-?surgical|no neo-?adjuvant", re.IGNORECASE)


def settle(drafts: Sequence[Draft], kind: str, said: str) -> list[Draft]:
    """The findings that remain, in the order of the report.

    `kind` is the record that the report is, `said` all that it says, in small letters.
    """
    kept = [draft for draft in _of_biopsy(drafts, kind) if _is_kept(draft, kind, said)]
    kept = _grades(_leftover(kept))
    kept = [*_tnm(kept), *(draft for draft in kept if draft.found.fact not in tnm.PARTS)]
    kept = list(node_counts.counted(kept))
    kept = [more for draft in kept for more in _widened(draft, kind, said)]
    kept = node_counts.weighed(kept, said)
    kept = node_counts.operation_of(kept, said)
    kept = _margins(kept, said)
    kept = lab_tests.of_scores(lab_tests.of_her2(kept, said), said)
    kept = lab_tests.of_genes(_stage_zero(kept), said)
    kept = sorted(
        kept,
        key=lambda draft: (
            draft.clause.addendum,
            draft.clause.parts[0][1],
            draft.clause.parts[-1][1],
        ),
    )
    return _in_turn(kept)


def _of_biopsy(drafts: Sequence[Draft], kind: str) -> list[Draft]:
    """A biopsy leaves some things open; where its paper tells of edges, it tells of surgery too."""
    if kind not in _BIOPSIES:
        return list(drafts)
    if not any(draft.found.fact == "margins" for draft in drafts):
        return [draft for draft in drafts if draft.found.fact not in _BIOPSY_LEAVES]
    return doubting(drafts, wording.FROM_BEFORE, lambda one: one.found.fact in _BIOPSY_LEAVES)


def _is_kept(draft: Draft, kind: str, said: str) -> bool:
    fact = draft.found.fact
    if fact == "armpit_ultrasound":
        is_of_any = kind == "breast-imaging-reports" and not _IS_MRI.search(said[:_TITLE])
        around = said if is_of_any else draft.clause.text.lower()
        return "ultraso" in around or "sonogra" in around
    if fact in {"gene_found", "gene_test"}:
        return bool(_OF_GENES.search(said))
    if fact in {"nodes", "nodes_positive"} and kind in _NOT_OF_NODES:
        return False
    return not (
        draft.is_of_nodes and fact in {"size_mm", "grade", "margins", "features", "focality"}
    )


def _grades(drafts: list[Draft]) -> list[Draft]:
    """Grade and size of the DCIS count where there is no other cancer, and are to be asked."""
    dcis = {one.tumor for one in drafts if one.says == _IS_DCIS}
    kept: list[Draft] = []
    for draft in drafts:
        doubt = _OF_DCIS.get(draft.found.rule, "")
        if not doubt or draft.tumor in dcis:
            kept.append(with_doubt(draft, doubt))
    return kept


def _leftover(drafts: list[Draft]) -> list[Draft]:
    texts = [draft.clause.text for draft in drafts]
    is_after = any(_NEO.search(text) and not _NO_NEO.search(text) for text in texts)
    rest = [draft for draft in drafts if draft.found.fact != "leftover_cancer"]
    if not is_after:
        return rest
    left = [draft for draft in drafts if draft.found.fact == "leftover_cancer"]
    if len({draft.found.value for draft in left}) > 1:
        left = [with_doubt(draft, wording.TESTS_DISAGREE) for draft in left]
    return [*rest, *left]


def _tnm(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """T, N and M of one tumor are one text, where each is given once."""
    parts = [draft for draft in drafts if draft.found.fact in tnm.PARTS]
    for tumor, addendum in dict.fromkeys((one.tumor, one.clause.addendum) for one in parts):
        of_one = [one for one in parts if (one.tumor, one.clause.addendum) == (tumor, addendum)]
        values = {
            fact: list(
                dict.fromkeys(str(one.found.value) for one in of_one if one.found.fact == fact)
            )
            for fact in tnm.PARTS
        }
        first = of_one[0]
        doubt = next((one.found.doubt for one in of_one if one.found.doubt), "")
        if all(len(value) <= 1 for value in values.values()):
            text = tnm.joined([value[0] for value in values.values() if value])
            yield as_fact(first, "tnm", text, doubt)
            continue
        for clause in dict.fromkeys(id(one.clause) for one in of_one):
            same = [one for one in of_one if id(one.clause) == clause]
            text = tnm.joined([str(one.found.value) for one in same])
            yield as_fact(same[0], "tnm", text, doubt or wording.TESTS_DISAGREE)


def _widened(draft: Draft, kind: str, said: str) -> Iterator[Draft]:
    """What goes with a finding: how the nodes were checked, how the size was measured."""
    fact, value = draft.found.fact, draft.found.value
    yield draft
    if fact == "nodes_positive":
        yield as_fact(draft, "nodes", "positive" if value else "clear")
    is_of_score = fact == "genomic_score" or (fact, value) == ("genomic_test", "pending")
    if is_of_score and "oncotype" in said:
        yield as_fact(draft, "genomic_name", "oncotype")
    for facts, kinds, other, its_value in _GOES_WITH:
        if fact in facts and (not kinds or kind in kinds):
            yield as_fact(draft, other, its_value)


def _margins(drafts: list[Draft], text: str) -> list[Draft]:
    said = {draft.found.value for draft in drafts if draft.found.fact == "margins"}
    is_cut_again = "positive" in said and _CUT_AGAIN.search(text)
    has_dcis = "clear" in said and _DCIS_AT_EDGE.search(text)
    if not (is_cut_again or has_dcis) and (len(said) < 2 or said == {"clear", "pending"}):
        return drafts
    return doubting(drafts, wording.MARGINS_DIFFER, lambda one: one.found.fact == "margins")


def _stage_zero(drafts: list[Draft]) -> list[Draft]:
    """Stage 0 and invasive cancer cannot both be, nor DCIS alone and cancer in a node."""
    if any(one.says == ("nodes", "positive") and not one.found.doubt for one in drafts):
        drafts = doubting(drafts, wording.TESTS_DISAGREE, lambda one: one.says == _IS_DCIS)
    is_zero = any(one.says == ("stage_group", "0") for one in drafts)
    is_invasive = any(
        one.found.fact == "cancer_type" and one.found.value in INVASIVE for one in drafts
    )
    if not (is_zero and is_invasive):
        return drafts
    both = {"stage_group", "cancer_type"}
    return doubting(drafts, wording.TESTS_DISAGREE, lambda one: one.found.fact in both)


def _in_turn(drafts: Sequence[Draft]) -> list[Draft]:
    """Each value once; what an addendum or a second test says otherwise replaces what was said."""
    kept: list[Draft] = []
    for draft in drafts:
        fact, value = draft.found.fact, draft.found.value
        before = [one for one in kept if one.found.fact == fact and one.tumor == draft.tumor]
        same = next((one for one in before if one.found.value == value), None)
        if same:
            if same.found.doubt and not draft.found.doubt:
                kept[kept.index(same)] = draft
        elif fact in _SEVERAL or draft.found.doubt or not before:
            kept.append(draft)
        elif value != "pending":
            kept = [one for one in kept if not (one in before and _is_open(one, draft))]
            is_later = any(one.clause.addendum < draft.clause.addendum for one in before)
            kept.append(replace(draft, replaces=is_later))
    return kept


def _is_open(before: Draft, draft: Draft) -> bool:
    """Whether the same part of the report left open what this settles."""
    is_same_part = before.clause.addendum == draft.clause.addendum
    return is_same_part and before.found.value in {"equivocal", "pending"}
