"""Counts what `so` finds in papers that somebody has read by hand; `make demo` runs it.

It writes the table of docs/records-in.md between its two marks. The papers stand in
tests/data/records, and what is in them in tests/inputs/by_hand.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml
from msgspec import Struct, convert

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Case
from so_cli.inputs.gather import gather
from so_cli.inputs.model import Reading
from so_cli.inputs.proposal import Proposal, ProposedFact
from so_cli.inputs.propose import propose
from so_cli.inputs.read import read_papers

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "records-in.md"
RECORDS = ROOT / "tests" / "data" / "records"
BY_HAND = ROOT / "tests" / "inputs" / "by_hand.yaml"
TODAY = date(2026, 11, 20)
BEGIN, END = "<!-- found: begin -->", "<!-- found: end -->"
MANY = ("had", "features", "met_sites")
"""Facts with many choices: each of them counts."""


Values = str | int | list[str | int]


class ByHand(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody has read in a paper, as the file says it: `ask` is what must be asked."""

    facts: dict[str, Values] = {}
    ask: dict[str, Values] = {}
    medicines: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def others(self) -> int:
        """How many things stand there that are no facts."""
        return len(self.medicines) + len(self.records) + len(self.also)


class Counted(Struct, frozen=True):
    """What was found of one paper.

    `wrong`: taken for certain, and not what stands there; `missed`: stands there, and not found.
    """

    paper: str
    facts: int
    found: int
    asked: int
    to_ask: int
    other: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


class Said(NamedTuple):
    """A value of a fact, and whether `so` would take it without asking."""

    fact: str
    value: str
    is_certain: bool


def counted() -> list[Counted]:
    """Every paper that was read by hand."""
    papers = yaml.safe_load(BY_HAND.read_text("utf-8"))
    by_hand = {name: convert(stands or {}, ByHand) for name, stands in papers.items()}
    found = dict(proposals(open_bank(), by_hand))
    return [_count(name, stands, found[name]) for name, stands in by_hand.items()]


def proposals(bank: Bank, names: Iterable[str]) -> Iterator[tuple[str, Proposal]]:
    """What `so` finds in each of these papers; of a list of whole records, each is one."""
    for file in dict.fromkeys(name.partition(", part")[0] for name in names):
        readings = read_papers([RECORDS / file], bank, TODAY).readings
        folder = file.rpartition("/")[0]
        for paper in dict.fromkeys(_whole(reading) for reading in readings):
            its = [reading for reading in readings if _whole(reading) == paper]
            yield f"{folder}/{paper}", propose(bank, Case(), gather(bank, its))


def _whole(reading: Reading) -> str:
    """The paper that a reading is of, or that it stands in."""
    return reading.file.partition(": ")[0]


def _count(name: str, by_hand: ByHand, proposal: Proposal) -> Counted:
    said = {(each.fact, each.value): each.is_certain for each in _said(proposal.facts)}
    certain = {pair for pair, is_certain in said.items() if is_certain}
    stands, unclear = _pairs(by_hand.facts), _pairs(by_hand.ask)
    missed = [
        f"{fact}: {value}" for fact, value in (*stands, *unclear) if (fact, value) not in said
    ]
    others = [*_others_missed(by_hand, proposal)]
    one_valued = {fact for fact, _ in stands} - {*MANY}
    wrong = [
        f"{fact}: {value}"
        for fact, value in sorted(certain)
        if (fact, value) in unclear or (fact in one_valued and (fact, value) not in stands)
    ]
    return Counted(
        paper=name,
        facts=len(stands) + len(unclear) + by_hand.others,
        found=len([each for each in stands if each in certain]),
        asked=len([each for each in (*stands, *unclear) if each in said.keys() - certain]),
        to_ask=len(unclear),
        other=by_hand.others - len(others),
        missed=(*missed, *others),
        wrong=tuple(wrong),
    )


def _pairs(facts: Mapping[str, Values]) -> list[tuple[str, str]]:
    """Each value with its fact, as text."""
    return [
        (fact, str(value))
        for fact, values in facts.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def _said(facts: Iterable[ProposedFact]) -> Iterator[Said]:
    for fact in facts:
        for value in (*fact.values, *fact.perhaps):
            is_certain = fact.is_certain and not value.doubts
            for one in value.value if isinstance(value.value, tuple) else (value.value,):
                shown = f"{one:g}" if isinstance(one, float) else str(one)
                # A paper may give what was thought before surgery, and what was found there.
                texts = _stagings(shown) if fact.id == "tnm" else [shown]
                yield from (Said(fact.id, text, is_certain) for text in texts)


def _stagings(tnm: str) -> list[str]:
    found = re.findall(r"(?:c[TNM]\S* ?)+|(?:y?p[TNM]\S* ?)+|(?:[TNM]\S* ?)+", tnm)
    return [each.strip() for each in found]


def _others_missed(by_hand: ByHand, proposal: Proposal) -> Iterator[str]:
    medicines = " ".join(each.medicine.name.casefold() for each in proposal.medicines)
    records = {each.id for each in proposal.records}
    also = " ".join(each.label for each in proposal.also).lower()
    yield from (each for each in by_hand.medicines if each not in medicines)
    yield from (each for each in by_hand.records if each not in records)
    yield from (each for each in by_hand.also if each.lower() not in also)


def table(papers: Iterable[Counted]) -> str:
    """The papers as a table of Markdown, and what they come to."""
    papers = list(papers)
    lines = [
        "| paper | stands there | found | found, and asked | other than that | missed | wrong |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- |",
    ]
    lines += [
        f"| {each.paper} | {each.facts} | {each.found} | {each.asked} | {each.other} "
        f"| {'; '.join(each.missed)} | {'; '.join(each.wrong)} |"
        for each in papers
    ]
    everything = sum(each.facts for each in papers)
    found = everything - sum(len(each.missed) for each in papers)
    wrong = sum(len(each.wrong) for each in papers)
    share = f"{100 * found / everything:.1f}%"
    total = f"Of {everything} things that stand there, {found} are found ({share})."
    return "\n".join([*lines, "", f"{total} Taken for certain, and wrong: {wrong}."])


def page_with(text: str, found: str) -> str:
    """The page with this table in it."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text("utf-8"), table(counted())), "utf-8")
