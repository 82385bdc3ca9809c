"""A phrase read by itself, with no report around it."""

from __future__ import annotations

from so_cli.inputs.report import receptors
from so_cli.inputs.report.clauses import bare
from so_cli.inputs.report.genes import agreed
from so_cli.inputs.report.guards import judge
from so_cli.inputs.report.model import Found, doubted


def read_phrase(text: str) -> list[Found]:
    """What a phrase says of the one cancer of a person, its doubts with it."""
    found: list[Found] = []
    before = ""
    for clause in bare(text):
        named = receptors.read(clause.text, after_her2="her" in before.lower())
        doubt, why = judge(clause.text, told=True)
        found += [doubted(one, doubt) for one in named if one.end > clause.own and not why]
        before = clause.text
    return agreed(found)
