"""What the bank has to cover, and the page in docs/ that shows what answers it.

`python tests/bank/coverage_of_the_bank.py` writes docs/coverage.md again.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from msgspec import Struct, convert

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "coverage.md"
HEAD = """# What the bank covers

Made from [tests/bank/coverage_of_the_bank.yaml](../tests/bank/coverage_of_the_bank.yaml)
by `make demo`; please change that file.
Every row names the entries of the bank that answer it, and a test keeps each of them real.
`so bank show ID` prints an entry.
"""
KINDS = {
    "question": "questions",
    "record": "records",
    "step": "steps",
    "note": "notes",
    "word": "words",
}
"""How a row calls an entry, and the section of the bank that has it."""


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that people with breast cancer need to ask or bring, by stage or theme."""

    about: str
    topic: str
    ids: list[str]


class SeedRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What one of the five documents that the project began with asks for, in our own words."""

    seed: int
    says: str
    ids: list[str]


class Coverage(Struct, frozen=True, forbid_unknown_fields=True):
    """Both tables."""

    topics: list[TopicRow]
    seeds: list[SeedRow]


def coverage() -> Coverage:
    """The tables as they stand in their file."""
    text = Path(__file__).with_suffix(".yaml").read_text("utf-8")
    return convert(yaml.safe_load(text), Coverage)


def page(found: Coverage) -> str:
    """The tables as a page."""
    lines = [HEAD]
    for about in dict.fromkeys(row.about for row in found.topics):
        rows = [(row.topic, row.ids) for row in found.topics if row.about == about]
        lines += _table(about, "Topic", rows)
    lines += [
        "# What the first documents ask for",
        "",
        "The project began with five documents for patients.",
        "This is what they ask for, in our own words.",
        "",
    ]
    for seed in sorted({row.seed for row in found.seeds}):
        rows = [(row.says, row.ids) for row in found.seeds if row.seed == seed]
        lines += _table(f"Document {seed}", "It says", rows)
    return "\n".join(lines).rstrip() + "\n"


def _table(title: str, first: str, rows: list[tuple[str, list[str]]]) -> list[str]:
    return [
        f"## {title}",
        "",
        f"| {first} | Answered by |",
        "| --- | --- |",
        *(f"| {text} | {', '.join(_shown(name) for name in ids)} |" for text, ids in rows),
        "",
    ]


def _shown(name: str) -> str:
    kind, _, entry = name.partition("/")
    return f"{kind} `{entry}`"


if __name__ == "__main__":
    PAGE.write_text(page(coverage()), encoding="utf-8")
