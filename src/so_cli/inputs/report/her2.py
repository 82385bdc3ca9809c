"""HER2: staining and gene test, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.model import Found
from so_cli.inputs.report.said import STATUS_VALUES, Said, found_as

_OF_SCORE = {0: "negative", 1: "negative", 2: "equivocal", 3: "positive"}
_OF_GENE = {"amplified": "positive", "not-amplified": "negative"}
_GENE = {
    "yes": "amplified", "amplified": "amplified", "no": "not-amplified",
    "not-amplified": "not-amplified", "pending": "pending", "not-done": "not-done",
}  # fmt: skip


def her2_of(
    status: str | None, said: Said, span: tuple[int, int], *, alone: bool
) -> Iterator[Found]:
    """The facts of HER2; `alone`: no other receptor shares these words."""
    if said.is_her2_unclear:
        yield found_as("her2", "positive", span, wording.HER2_TWO_WAYS)
        return
    if status == "conflict":
        return
    scores = set(said.scores) if alone else set()
    score = next(iter(scores)) if len(scores) == 1 else None
    word = STATUS_VALUES.get(status or "", "")
    of_gene = _gene_result(said)
    doubt = wording.SIGN_UNCLEAR if status == "unclear-sign" else ""
    if len(scores) > 1:
        doubt = wording.RANGE_UNCLEAR
    elif score is not None:
        meant = _OF_SCORE[score]
        if word and word not in {meant, _OF_GENE.get(of_gene), "pending"}:
            doubt = wording.WORD_AND_NUMBER
        word = word if word and word != "pending" else meant
        ihc: Stored = "0-with-staining" if said.is_ultralow and score == 0 else str(score)
        yield found_as("her2_ihc", ihc, span, doubt)
    if of_gene in _OF_GENE:
        if score is None and word in {"positive", "negative"} and word != _OF_GENE[of_gene]:
            doubt = wording.TESTS_DISAGREE
        word = _OF_GENE[of_gene]
    if of_gene:
        yield found_as("her2_ish", of_gene, span, doubt)
    if word:
        yield found_as("her2", word, span, doubt)


def gene_test_of(said: Said, span: tuple[int, int], *, is_named: bool) -> Iterator[Found]:
    """The facts of a gene test; `is_named`: it is plain that it looked at HER2."""
    result = _gene_result(said)
    doubt = "" if is_named else wording.WHICH_TEST
    if "equivocal" in said.genes:
        yield found_as("her2", "equivocal", span, doubt)
    elif result:
        yield found_as("her2_ish", result, span, doubt)
        if result in _OF_GENE:
            yield found_as("her2", _OF_GENE[result], span, doubt)


def _gene_result(said: Said) -> str:
    named = {_GENE[kind] for kind in said.genes if kind in _GENE}
    final = named & {"amplified", "not-amplified"}
    if len(final) == 1:
        return next(iter(final))
    return next(iter(named)) if len(named) == 1 else ""
