"""What the papers say, on a screen: grouped, each fact with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import typer

from so_cli import wording
from so_cli.cli.import_rows import joined, labelled
from so_cli.cli.lines import say, unbroken
from so_cli.cli.show import tell
from so_cli.inputs.accept import Taken
from so_cli.inputs.model import Reading
from so_cli.inputs.paper import Trouble
from so_cli.inputs.propose import (
    Proposal,
    ProposedFact,
    ProposedMedicine,
    ProposedRecord,
    ProposedValue,
)
from so_cli.packet.texts import birthday_text, medicine_text, source_text

MOST_SHOWN = 20
"""Of what is only read, so many lines; the rest is in the JSON."""
INDENT, DEEPER = "  ", "      "


def show_troubles(troubles: Iterable[Trouble]) -> None:
    """What could not be read, before anything else."""
    for each in troubles:
        tell(f"{each.file}: {each.sentence} {each.advice}".rstrip())


def show_proposal(proposal: Proposal, readings: Sequence[Reading]) -> None:
    """Print all that was found."""
    say(wording.PAPERS_READ.format(files=", ".join(reading.file for reading in readings)))
    if proposal.name or proposal.born:
        born = wording.BORN.format(day=birthday_text(proposal.born)) if proposal.born else ""
        _head(wording.PAPERS_ARE_ABOUT)
        say(labelled(wording.BESIDE["new"], ", ".join(filter(None, (proposal.name, born)))), INDENT)
    _facts(proposal.facts)
    for tumor in proposal.tumors:
        day = birthday_text(tumor.date) if tumor.date else ""
        _head(wording.ABOUT_TUMOR.format(tumor=joined(tumor.name, day)))
        for fact in tumor.facts:
            _fact(fact)
    if proposal.unclaimed:
        _head(wording.ABOUT_NO_TUMOR)
        for fact in proposal.unclaimed:
            _fact(fact)
    _medicines(proposal)
    _records(proposal.records)
    _only_read(proposal)


def _head(title: str) -> None:
    typer.echo()
    say(title)


def _facts(facts: Sequence[ProposedFact]) -> None:
    news = [fact for fact in facts if fact.is_news]
    for group, members in groupby(news, lambda fact: fact.group):
        _head(wording.GROUPS[group])
        for fact in members:
            _fact(fact)
    if same := [fact for fact in facts if fact.beside == "same"]:
        _head(wording.THE_SAME)
        say("; ".join(_told(fact) for fact in same), INDENT)


def _told(fact: ProposedFact) -> str:
    return labelled(fact.label, fact.values[0].text)


def _fact(fact: ProposedFact) -> None:
    if fact.beside == "same":
        for value in fact.perhaps:
            _value(wording.PERHAPS, fact.label, value)
        return
    first = fact.values[0]
    if len(fact.values) > 1:
        say(labelled(wording.TWO_VALUES, fact.label), INDENT)
        for value in fact.values:
            _beside(value)
    else:
        mark = wording.BESIDE[fact.beside] if first.doubts == () else wording.PERHAPS
        _value(mark, fact.label, first)
    if fact.beside == "different" and fact.in_case:
        say(wording.CASE_HAS.format(text=fact.in_case), DEEPER)
    for value in fact.earlier:
        text = wording.SAID_EARLIER.format(text=value.text)
        say(f"{text} ({source_text(value.sources[0])})", DEEPER)
    for value in fact.perhaps:
        _value(wording.PERHAPS, fact.label, value)


def _value(mark: str, label: str, value: ProposedValue) -> None:
    say(labelled(mark, labelled(label, value.text)), INDENT)
    for doubt in value.doubts:
        say(doubt, DEEPER)
    say(source_text(value.sources[0]), DEEPER)


def _beside(value: ProposedValue) -> None:
    say(value.text, DEEPER)
    for doubt in value.doubts:
        say(doubt, DEEPER + INDENT)
    say(source_text(value.sources[0]), DEEPER + INDENT)


def _medicines(proposal: Proposal) -> None:
    if proposal.medicines or proposal.allergies:
        _head(wording.MEDICINES_TITLE)
    for each in proposal.medicines:
        say(labelled(_mark(each), medicine_text(each.medicine)), INDENT)
        if each.doubt:
            say(each.doubt, DEEPER)
        if each.beside == "new":
            say(source_text(each.source), DEEPER)
    for allergy in proposal.allergies:
        line = wording.ALLERGY_LINE.format(what=allergy.name)
        say(labelled(wording.BESIDE[allergy.beside], line), INDENT)


def _mark(medicine: ProposedMedicine) -> str:
    if medicine.doubt:
        return wording.PERHAPS
    return wording.BESIDE[medicine.beside] if medicine.is_taken else wording.NO_LONGER_TAKEN


def _records(records: Sequence[ProposedRecord]) -> None:
    if not records:
        return
    _head(wording.RECORDS_IN_PAPERS)
    for each in records:
        state = wording.RECORD_STATES[each.state.status]
        said = wording.CASE_SAYS.format(title=each.title, state=state)
        say(labelled(wording.BESIDE[each.beside], said), INDENT)
        if not each.seen.is_here and each.state.note:
            say(each.state.note, DEEPER)


def _only_read(proposal: Proposal) -> None:
    if proposal.also:
        _head(wording.ALSO_IN_PAPERS)
        _some([f"{labelled(each.label, each.text)} ({source_text(each.source)})"
               for each in proposal.also])  # fmt: skip
    if proposal.passed_over:
        _head(wording.PASSED_OVER)
        _some([f"{each.what}: {each.why} ({source_text(each.source)})"
               for each in proposal.passed_over])  # fmt: skip


def _some(lines: Sequence[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        say(line, INDENT)
    if len(lines) > MOST_SHOWN:
        say(wording.MORE_IN_JSON.format(count=len(lines) - MOST_SHOWN), INDENT)


def show_taken(
    proposal: Proposal, taken: Taken, typed: Callable[..., str], *, is_new: bool
) -> None:
    """What went into the case, what waits for an answer, and how to go on."""
    typer.echo()
    if not is_new:
        say(wording.NOTHING_NEW_TAKEN)
    else:
        say(wording.TAKEN.format(count=len(taken.answers)))
    left = [fact for fact in proposal.facts if fact.is_news and fact.id not in taken.answers]
    if left:
        say(wording.LEFT_TO_ASK.format(names=", ".join(fact.label for fact in left)))
    if proposal.tumors and not taken.tumor:
        say(wording.TUMORS_LEFT.format(command=unbroken(typed("import"))))
    say(wording.AFTER_IMPORT.format(command=unbroken(typed("interview"))))
