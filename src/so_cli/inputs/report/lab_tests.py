"""What the tests of HER2 and of genes in a report make of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from so_cli import wording
from so_cli.inputs.report.genes import disagree
from so_cli.inputs.report.model import Draft, doubting

_UNCHANGED = re.compile(
    r"\b(?:without|with no|no) (?:\w+ )?(?:alterations?|mutations?|variants?|changes)[^.:;]{0,60}: ?([^.:;]{0,200})"
)
"""The genes in which a test found nothing: `Genes without alterations: ESR1, PTEN`."""
_UNCLEAR_CHANGE = re.compile(
    r"(?<!no )(?<!or )(?<!and )(?<!, )(?<!/)\b(?:vus\b|variants? of (?:uncertain|unknown|undetermined) significance)"
    r"(?! ?\(vus\) (?:was|were|is|are) not)(?![^.;]{0,40}\b(?:not|none|no|0)\b)"
)
"""A change of which nobody knows what it means, named as there."""
_CHANGE = re.compile(
    r"\b[a-z][a-z0-9]{2,6},? \(?c\.[^.;]{0,60}(?<!not )(?<!non-)(?<!of )\bpathogenic (?:variant|mutation|alteration)"
)
"""A change that runs in families, in whichever gene."""
_ONE_PLUS = re.compile(r"\bHER-?2(?: ?/ ?neu)? ?[:=]? ?\(?\+(?!\+)", re.IGNORECASE)
_PANEL = re.compile(
    r"\bfoundation ?one|\bguardant|\btempus\b|\bcaris\b|\boncomine|\bmsk-?impact|\bnext[- ]generation"
)
_RECURRENCE_SCORE = re.compile(
    r"\b(?:recurrence score|rs)\u00ae?(?: result)?(?: ?[:=] ?| (?:is|was|of) )(\d{1,3})\b(?! ?[-%\u2013]|\.\d| or\b| to\b)"
)
_GENE_TEST_TOLD = re.compile(
    r"\b(?:d-?|d-d|[cs])?i?f?ish\b[^;]{0,60}?\b(?:negative|positive|(?:not |un)?amplified|ratio)\b"
)


def of_scores(drafts: list[Draft], said: str) -> list[Draft]:
    """Of several recurrence scores nobody knows which is that of this tumor."""
    taken = {one.found.value for one in drafts if one.found.fact == "genomic_score"}
    if len(taken | {int(score) for score in _RECURRENCE_SCORE.findall(said)}) < 2:
        return drafts
    return doubting(drafts, wording.TESTS_DISAGREE, lambda one: one.found.fact == "genomic_score")


def of_her2(drafts: list[Draft], said: str) -> list[Draft]:
    """Staining and gene test that contradict each other are both doubtful.

    So is 2+ alone, where the report tells of a gene test whose result was not understood.
    """
    if "++" in said:  # then one plus is little, and not positive
        drafts = doubting(drafts, wording.SIGN_UNCLEAR, _is_one_plus)
    if _PANEL.search(said):  # it counts the gene in its own way
        drafts = doubting(drafts, wording.WHICH_TEST, _is_counted)
    if not any(one.found.fact == "her2_ish" for one in drafts) and _GENE_TEST_TOLD.search(said):
        drafts = doubting(
            drafts, wording.TESTS_DISAGREE, lambda one: one.says == ("her2", "equivocal")
        )
    tumors = {draft.tumor for draft in drafts}
    contradicting = {tumor for tumor in tumors if _is_contradicted(tumor, drafts)}
    return doubting(
        drafts,
        wording.TESTS_DISAGREE,
        lambda one: one.tumor in contradicting and _is_of_her2(one),
    )


def of_genes(drafts: list[Draft], said: str) -> list[Draft]:
    """That no other change was found does not take away the one that was."""
    drafts = doubting(
        drafts, wording.TESTS_DISAGREE, lambda one: _is_gene_told_otherwise(one, said)
    )
    if any(one.says == ("gene_test", "pending") for one in drafts):
        drafts = doubting(
            drafts,
            wording.TESTS_DISAGREE,
            lambda one: one.found.fact == "gene_found" or one.says == ("gene_test", "done"),
        )
    if len({draft.found.value for draft in drafts if draft.found.fact == "gene_found"}) < 2:
        return drafts
    return [draft for draft in drafts if draft.says != ("gene_found", ("none",))]


def _is_of_her2(draft: Draft) -> bool:
    return draft.found.fact.startswith("her2")


def _is_contradicted(tumor: str, drafts: Sequence[Draft]) -> bool:
    """Whether the two tests of one tumor say different things."""
    of_one = [draft.found for draft in drafts if draft.tumor == tumor]
    scores = {found.value for found in of_one if found.fact == "her2_ihc"}
    return disagree(scores, {found.value for found in of_one if found.fact == "her2_ish"})


def _is_one_plus(draft: Draft) -> bool:
    return draft.found.fact == "her2" and bool(_ONE_PLUS.search(draft.clause.text))


def _is_counted(draft: Draft) -> bool:
    """Whether HER2 was found in many copies, and not by the test that counts them in place."""
    text = draft.clause.text.lower()
    return _is_of_her2(draft) and "amplif" in text and "ish" not in text


def _is_gene_told_otherwise(draft: Draft, said: str) -> bool:
    """Whether the report names elsewhere what it says is not there, or the other way round."""
    if draft.found.fact == "mutations" and isinstance(draft.found.value, tuple):
        listed = " ".join(_UNCHANGED.findall(said))
        return any(re.search(rf"\b{gene}\b", listed) for gene in draft.found.value)
    if draft.found.fact != "gene_found":
        return False
    is_none = draft.found.value == ("none",) and _UNCLEAR_CHANGE.search(said)
    is_mild = draft.found.value in {("none",), ("uncertain",)}
    return bool(is_none or (is_mild and _CHANGE.search(said)))
