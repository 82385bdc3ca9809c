"""Each fact that the papers tell, beside the answer of the case: new, the same, or different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.case.model import Answer
from so_cli.inputs.agree import Value, added, many, waiting
from so_cli.inputs.gather import Found
from so_cli.inputs.proposal import Beside, ProposedFact, ProposedValue
from so_cli.packet.texts import value_text

LED_BY = {
    "er_percent": "er", "pr_percent": "pr", "her2_ihc": "her2", "her2_ish": "her2",
    "nodes_by": "nodes", "nodes_positive": "nodes", "size_by": "size_mm",
    "genomic_score": "genomic_test", "genomic_result": "genomic_test",
}  # fmt: skip
"""Facts that say more of another: where that one is not clear, neither are they."""


def propose_facts(
    bank: Bank, answers: Mapping[str, Answer], found: Sequence[Found]
) -> tuple[ProposedFact, ...]:
    """What was found of each fact, beside these answers."""
    results = [(each.fact, value.value) for each in found if each.is_sure for value in each.values]
    facts = {}
    for each in found:
        fact = bank.fact[each.fact]
        facts[fact.id] = _fact(fact, answers.get(fact.id), each, waiting(fact, results))
    return tuple(_led(each, facts) for each in facts.values())


def doubted(fact: ProposedFact, doubt: str) -> ProposedFact:
    """The fact, with one more reason to ask."""
    values = tuple(replace(value, doubts=(*value.doubts, doubt)) for value in fact.values)
    return replace(fact, is_certain=False, values=values)


def _led(fact: ProposedFact, facts: Mapping[str, ProposedFact]) -> ProposedFact:
    """The fact, in doubt where the one that it says more of is."""
    leader = facts.get(LED_BY.get(fact.id, ""))
    if leader is None or leader.is_certain or leader.beside == "same" or not fact.is_certain:
        return fact
    return doubted(fact, wording.BELONGS_TO.format(label=leader.label))


def _fact(fact: Fact, answer: Answer | None, found: Found, waits: frozenset[str]) -> ProposedFact:
    in_case = answer.value if answer else None
    values = found.values
    if in_case is not None and fact.kind == "choices" and len(values) == 1:
        values = (replace(values[0], value=added(fact, in_case, values[0].value)),)
    beside = _beside(answer, values, waits)
    perhaps = (each for each in found.perhaps if not {*many(each.value)} <= {*many(in_case)})
    return ProposedFact(
        id=fact.id,
        label=fact.label,
        group=fact.group,
        beside=beside,
        is_certain=len(values) == 1 and values[0].is_sure and beside != "different",
        values=tuple(_shown(fact, each) for each in values),
        earlier=tuple(_shown(fact, each) for each in found.earlier),
        perhaps=tuple(_shown(fact, each) for each in perhaps),
        in_case=_answer_text(fact, answer),
    )


def _answer_text(fact: Fact, answer: Answer | None) -> str:
    """An answer of the case in words, with a second value where it has one.

    That it does not apply is an answer, and "not sure" and "later" are none.
    """
    if answer is not None and answer.state == "does-not-apply":
        return wording.STATES[answer.state]
    if answer is None or answer.value is None:
        return ""
    values = (answer.value, *(other.value for other in answer.other))
    return wording.AND.join(value_text(fact, value) for value in values)


def _beside(answer: Answer | None, values: tuple[Value, ...], waits: frozenset[str]) -> Beside:
    """How what the papers say compares with the answer of the case."""
    if answer is None or answer.value is None:
        is_said = answer is not None and answer.state == "does-not-apply"
        return "different" if is_said else "new"
    if {each.value for each in values} <= {answer.value, *(each.value for each in answer.other)}:
        return "same"
    if len(values) > 1 or answer.other:
        return "different"
    is_more = {*many(answer.value)} < {*many(values[0].value)}
    is_result = answer.value in waits and values[0].value not in waits
    return "new" if is_more or is_result else "different"


def _shown(fact: Fact, value: Value) -> ProposedValue:
    return ProposedValue(
        value=value.value,
        text=value_text(fact, value.value),
        sources=value.sources,
        doubts=value.doubts,
    )
