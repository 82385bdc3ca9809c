"""What the papers say, on a screen: grouped, each fact with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Source
from so_cli.cli.import_rows import labelled, person_text, rows_of
from so_cli.cli.lines import say, unbroken
from so_cli.cli.show import tell
from so_cli.inputs.accept import PERSON, Taken
from so_cli.inputs.files.paper import Trouble
from so_cli.inputs.model import PassedOver, Reading
from so_cli.inputs.proposal import (
    Proposal,
    ProposedFact,
    ProposedMedicine,
    ProposedRecord,
    ProposedValue,
)
from so_cli.outputs.pages.lists import joined
from so_cli.packet.texts import birthday_text, medicine_text, shortened, source_text

MOST_SHOWN = 8
"""Of what is only read, so many lines; the rest is in the JSON."""
MOST_WORDS = 110
INDENT, DEEPER, DEEPEST = "  ", "      ", "        "


def show_troubles(troubles: Iterable[Trouble]) -> None:
    """What could not be read, before anything else."""
    for each in troubles:
        tell(f"{each.file}: {each.sentence}", each.advice)


def show_proposal(proposal: Proposal, readings: Sequence[Reading]) -> None:
    """Print all that was found. With a single paper, its name stands there once."""
    files = [*dict.fromkeys(reading.file for reading in readings)]
    say(wording.PAPERS_READ.format(files=", ".join(files)))
    _Screen(files[0] if len(files) == 1 else "").show(proposal)


class _Screen:
    """The lines; `only` is the paper that need not be named in each."""

    def __init__(self, only: str) -> None:
        self._only = only
        self._last = ""

    def show(self, proposal: Proposal) -> None:
        """All of them."""
        if proposal.is_empty:
            say(wording.NOTHING_IN_PAPERS)
        if name := person_text(proposal):
            _head(wording.PAPERS_ARE_ABOUT)
            say(labelled(wording.BESIDE["new"], name), INDENT)
        self._facts(proposal.facts)
        for tumor in proposal.tumors:
            day = birthday_text(tumor.date) if tumor.date else ""
            _head(wording.ABOUT_TUMOR.format(tumor=joined(tumor.name, day)))
            if tumor.is_kept:
                say(wording.TUMOR_IS_KEPT, INDENT)
            elif not any(fact.is_news for fact in tumor.facts):
                say(wording.THE_SAME, INDENT)
            for fact in () if tumor.is_kept else tumor.facts:
                self._fact(fact)
        if proposal.unclaimed:
            _head(wording.ABOUT_NO_TUMOR)
            for fact in proposal.unclaimed:
                self._fact(fact)
        self._medicines(proposal)
        _records(proposal.records)
        self._only_read(proposal)

    def _facts(self, facts: Sequence[ProposedFact]) -> None:
        news = [fact for fact in facts if fact.is_news]
        for group, members in groupby(news, lambda fact: fact.group):
            _head(wording.GROUPS[group])
            for fact in members:
                self._fact(fact)
        if same := [fact for fact in facts if fact.beside == "same"]:
            _head(wording.THE_SAME)
            said = (labelled(fact.label, fact.values[0].text) for fact in same)
            say("; ".join(said), INDENT)

    def _fact(self, fact: ProposedFact) -> None:
        if len(fact.values) > 1:
            say(labelled(wording.TWO_VALUES, fact.label), INDENT)
            for value in fact.values:
                say(value.text, DEEPER)
                self._below(value, DEEPEST)
        elif fact.beside != "same":
            first = fact.values[0]
            mark = wording.PERHAPS if first.doubts else wording.BESIDE[fact.beside]
            self._value(mark, fact.label, first)
        if fact.beside != "same" and fact.in_case:
            say(wording.CASE_HAS.format(text=fact.in_case), DEEPER)
        for value in fact.earlier:
            said = wording.SAID_EARLIER.format(text=value.text)
            say(f"{said} ({self._place(value.sources[0])})", DEEPER)
        for value in fact.perhaps:
            self._value(wording.PERHAPS, fact.label, value)

    def _value(self, mark: str, label: str, value: ProposedValue) -> None:
        say(labelled(mark, labelled(label, value.text)), INDENT)
        self._below(value, DEEPER)

    def _below(self, value: ProposedValue, indent: str) -> None:
        """Why it must be asked, if it must, and where it stands."""
        for doubt in value.doubts:
            say(doubt, indent)
        more = len(value.sources) - 1
        place = self._place(value.sources[0])
        if more:
            place = wording.AND_PLACES.format(place=place, count=more)
        say(wording.SAME_PLACE if place == self._last else place, indent)
        self._last = place

    def _place(self, source: Source) -> str:
        file = "" if source.file == self._only else source.file
        return source_text(replace(source, file=file, words=shortened(source.words, MOST_WORDS)))

    def _medicines(self, proposal: Proposal) -> None:
        if proposal.medicines or proposal.allergies:
            _head(wording.MEDICINES_TITLE)
        for each in proposal.medicines:
            say(labelled(_mark(each), medicine_text(each.medicine)), INDENT)
            if each.doubt:
                say(each.doubt, DEEPER)
            if each.beside == "new":
                say(self._place(each.source), DEEPER)
        for allergy in proposal.allergies:
            line = wording.ALLERGY_LINE.format(what=allergy.name)
            say(labelled(wording.BESIDE[allergy.beside], line), INDENT)

    def _only_read(self, proposal: Proposal) -> None:
        also = [(labelled(each.label, each.text), each.source) for each in proposal.also]
        passed = [(_why_not(each), each.source) for each in proposal.passed_over]
        for title, lines in ((wording.ALSO_IN_PAPERS, also), (wording.PASSED_OVER, passed)):
            if lines:
                _head(title)
            for text, source in lines[:MOST_SHOWN]:
                say(text, INDENT)
                say(self._place(source), DEEPER)
            if len(lines) > MOST_SHOWN:
                say(wording.MORE_IN_JSON.format(count=len(lines) - MOST_SHOWN), INDENT)


def _head(title: str) -> None:
    typer.echo()
    say(title)


def _why_not(passed: PassedOver) -> str:
    """Why it was not taken; what it is, where the words below do not begin with it."""
    what = passed.what.removesuffix("...")
    return passed.why if passed.source.words.startswith(what) else labelled(passed.what, passed.why)


def _mark(medicine: ProposedMedicine) -> str:
    if medicine.doubt:
        return wording.PERHAPS
    return wording.BESIDE[medicine.beside] if medicine.is_taken else wording.NO_LONGER_TAKEN


def _records(records: Sequence[ProposedRecord]) -> None:
    if records:
        _head(wording.RECORDS_IN_PAPERS)
    for each in records:
        state = wording.RECORD_STATES[each.state.status]
        said = wording.CASE_SAYS.format(title=each.title, state=state)
        say(labelled(wording.BESIDE[each.beside], said), INDENT)
        if not each.seen.is_here and each.state.note:
            say(each.state.note, DEEPER)


def show_taken(
    proposal: Proposal, taken: Taken, typed: Callable[..., str], *, is_new: bool, was_asked: bool
) -> None:
    """What went into the case, what did not (as she said, or for want of her), how to go on."""
    typer.echo()
    if is_new:
        say(wording.TAKEN.format(count=len(taken.answers)))
        new = {row.id for row in rows_of(proposal, ())} - {PERSON}
        if others := len(new.intersection(taken.others)):
            say(wording.OTHERS_TAKEN.format(count=others))
    else:
        say(wording.NOTHING_NEW_TAKEN)
    left = [fact for fact in proposal.facts if fact.is_news and fact.id not in taken.answers]
    if left:
        sentence = wording.LEFT_AS_IT_WAS if was_asked else wording.LEFT_TO_ASK
        say(sentence.format(names=", ".join(fact.label for fact in left)))
    if proposal.tumors and not taken.tumor:
        say(wording.TUMORS_LEFT)
    say(wording.AFTER_IMPORT.format(command=unbroken(typed("interview"))))
