"""What the tests of HER2 and of genes in a report make of each other."""

from __future__ import annotations

import re

from so_cli import wording
from so_cli.inputs.report.genes import disagree
from so_cli.inputs.report.model import Draft, with_doubt

_TESTED = ("gene_test", "done")
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
    return [
        with_doubt(one, wording.TESTS_DISAGREE) if one.found.fact == "genomic_score" else one
        for one in drafts
    ]


def of_her2(drafts: list[Draft], said: str) -> list[Draft]:
    """Staining and gene test that contradict each other are both doubtful.

    So is 2+ alone, where the report tells of a gene test whose result was not understood.
    """
    if "++" in said:  # then one plus is little, and not positive
        drafts = [
            with_doubt(one, wording.SIGN_UNCLEAR)
            if one.found.fact == "her2" and _ONE_PLUS.search(one.clause.text)
            else one
            for one in drafts
        ]
    if _PANEL.search(said):  # it counts the gene in its own way
        drafts = [
            with_doubt(one, wording.WHICH_TEST)
            if one.found.fact.startswith("her2")
            and "amplif" in one.clause.text.lower()
            and "ish" not in one.clause.text.lower()
            else one
            for one in drafts
        ]
    if not any(one.found.fact == "her2_ish" for one in drafts) and _GENE_TEST_TOLD.search(said):
        drafts = [
            with_doubt(one, wording.TESTS_DISAGREE)
            if (one.found.fact, one.found.value) == ("her2", "equivocal")
            else one
            for one in drafts
        ]
    for tumor in {draft.tumor for draft in drafts}:
        of_one = [draft for draft in drafts if draft.tumor == tumor]
        scores = {draft.found.value for draft in of_one if draft.found.fact == "her2_ihc"}
        tests = {draft.found.value for draft in of_one if draft.found.fact == "her2_ish"}
        if disagree(scores, tests):
            return [
                with_doubt(draft, wording.TESTS_DISAGREE)
                if draft.tumor == tumor and draft.found.fact.startswith("her2")
                else draft
                for draft in drafts
            ]
    return drafts


def of_genes(drafts: list[Draft], said: str) -> list[Draft]:
    """That no other change was found does not take away the one that was."""
    drafts = [
        with_doubt(one, wording.TESTS_DISAGREE) if _is_gene_told_otherwise(one, said) else one
        for one in drafts
    ]
    if any((one.found.fact, one.found.value) == ("gene_test", "pending") for one in drafts):
        drafts = [
            with_doubt(one, wording.TESTS_DISAGREE)
            if one.found.fact == "gene_found" or (one.found.fact, one.found.value) == _TESTED
            else one
            for one in drafts
        ]
    found = {draft.found.value for draft in drafts if draft.found.fact == "gene_found"}
    if len(found) < 2:
        return drafts
    none = ("gene_found", ("none",))
    return [draft for draft in drafts if (draft.found.fact, draft.found.value) != none]


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
