"""Tests of genes: what runs in the family, and what is in the tumor alone."""

from __future__ import annotations

from so_cli import wording
from so_cli.inputs.coded.answers import words_of
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import all_words
from so_cli.inputs.coded.tumors import Belongs
from so_cli.inputs.statement import Concept, Statement

_GENE, _ORIGIN, _MEANING = "48018-6", "48002-0", "53037-8"
_INHERITED, _IN_TUMOR = frozenset({"LA6683-2"}), frozenset({"LA6684-0"})
_HARMFUL = frozenset({"LA6668-3"})
_UNCERTAIN = frozenset({"LA6682-4"})
_HARMLESS = frozenset({"LA6675-8", "LA6674-1"})
_HARMFUL_WORDS = frozenset({"pathogenic", "likely pathogenic"})
_ABSENT = frozenset({"LA9634-2"})


def read_variant(one: Statement, belongs: Belongs, notes: Notes) -> None:
    """One change in a gene, as its parts tell."""
    gene = _part(one, _GENE)
    if gene is None or _has(one.value, _ABSENT, ("absent", "not detected", "negative")):
        return
    origin = origin_of(one)
    if origin == "family":
        _in_family(one, gene, notes)
        return
    if origin == "tumor":
        fact, values = "mutations", _named(gene, "mutations", notes)
        doubt, why_not = belongs.doubt, wording.PASSED_IN_TUMOR
    else:
        fact, values = "gene_found", _named(gene, "gene_found", notes)
        doubt, why_not = wording.DOUBT_ORIGIN, wording.PASSED_OTHER_GENE
        if not values:
            fact, values = "mutations", _named(gene, "mutations", notes)
    for value in values:
        tumor = belongs.tumor if fact == "mutations" else ""
        notes.say(fact, value, one.source, tumor=tumor, doubt=doubt)
    if not values:
        notes.pass_over(one.source, why_not)


def _in_family(one: Statement, gene: Concept, notes: Notes) -> None:
    meaning = _part(one, _MEANING)
    notes.say("gene_test", "done", one.source)
    if _has(meaning, _UNCERTAIN, ("uncertain significance", "unknown significance", "vus")):
        notes.say("gene_found", "uncertain", one.source)
        return
    if _has(meaning, _HARMLESS, ("benign", "likely benign")):
        return
    is_harmful = _has(meaning, _HARMFUL, tuple(_HARMFUL_WORDS))
    doubt = "" if is_harmful else wording.DOUBT_HARM
    for value in _named(gene, "gene_found", notes) or ["other"]:
        notes.say("gene_found", value, one.source, doubt=doubt)


def origin_of(one: Statement) -> str:
    """family, tumor, or nothing where the paper does not say."""
    said = _part(one, _ORIGIN)
    if _has(said, _INHERITED, ("germline",)):
        return "family"
    if _has(said, _IN_TUMOR, ("somatic",)):
        return "tumor"
    words = f"{all_words(one.what)} {all_words(one.method)}".lower()
    found = {"family": "germline" in words, "tumor": "somatic" in words}
    named = [origin for origin, is_said in found.items() if is_said]
    return named[0] if len(named) == 1 and said is None else ""


def _named(gene: Concept, fact: str, notes: Notes) -> list[str]:
    """The choices for a gene, by its code or its symbol."""
    coded = {code.value for code in notes.codes.of(gene, "answer") if code.fact == fact}
    if coded:
        return sorted(coded)
    known = notes.bank.fact.get(fact)
    symbols = {gene.text.lower(), *(coding.display.lower() for coding in gene.codings)}
    choices = [choice.id for choice in known.choices] if known else []
    return [one for one in choices if one in symbols and one not in {"other", "none"}]


def _part(one: Statement, code: str) -> Concept | None:
    for part in one.parts:
        if any(coding.code == code for coding in part.what.codings):
            value = part.value
            if isinstance(value, Concept):
                return value
            if isinstance(value, str):
                return Concept((), value)
    return None


def _has(value: object, codes: frozenset[str], words: tuple[str, ...]) -> bool:
    if isinstance(value, str):
        return value.strip().lower() in words
    if not isinstance(value, Concept):
        return False
    if any(coding.code in codes for coding in value.codings):
        return True
    return words_of(value) in words or value.text.strip().lower() in words
