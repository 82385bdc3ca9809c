"""What the papers say, on a screen: grouped, each fact with where it stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from os.path import commonprefix

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Source
from so_cli.cli.import_rows import MOST_FILES, labelled, person_text, rows_of
from so_cli.cli.lines import WIDEST, say, unbroken, width_of, wrapped
from so_cli.cli.parts import in_parts
from so_cli.cli.show import tell
from so_cli.inputs.accept import PERSON, Taken
from so_cli.inputs.files.paper import Trouble, some_names
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
_INSIDE = re.compile(r".*(?:: |/)")
INDENT, DEEPER, DEEPEST = "  ", "      ", "        "


def show_troubles(troubles: Iterable[Trouble]) -> None:
    """What could not be read, before anything else."""
    for each in troubles:
        tell(f"{each.file}: {each.sentence}", each.advice)


def show_proposal(proposal: Proposal, readings: Sequence[Reading], *, waits: bool = False) -> None:
    """Print all that was found; `waits`: a screenful at a time. Raises Stopped."""
    files = [*dict.fromkeys(reading.file for reading in readings)]
    lines = _Screen(files).lines(proposal)
    if waits:
        in_parts(lines)
    else:
        typer.echo("\n".join(lines))


def shared_beginning(files: Sequence[str]) -> str:
    """What need not be said in each line: the only paper, or the zip that all of them stand in."""
    begin = commonprefix(files)  # noqa: RUF071 - these are names, and no paths
    if all(file == begin or file.startswith(f"{begin}: ") for file in files):
        return begin
    inside = _INSIDE.match(begin)
    return inside[0] if inside else ""


class _Screen:
    """The lines of what was found in these papers."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files
        self._shared = shared_beginning(files)
        self._lines: list[str] = []
        self._width = width_of(sys.stdout) or WIDEST
        self._place_before: tuple[Source, int] | None = None
        self._why_before = ""

    def lines(self, proposal: Proposal) -> list[str]:
        """All of them."""
        first, *others = self._files
        names = [first, *filter(None, map(self._short, others))]
        self._say(wording.PAPERS_READ.format(files=some_names(names, MOST_FILES)))
        if proposal.is_empty:
            self._say(wording.NOTHING_IN_PAPERS.format(command=unbroken("so interview")))
        if name := person_text(proposal.name, proposal.born):
            self._head(wording.PAPERS_ARE_ABOUT)
            self._say(labelled(wording.BESIDE["new"], name), INDENT)
        self._facts(proposal.facts)
        for tumor in proposal.tumors:
            day = birthday_text(tumor.date) if tumor.date else ""
            self._head(wording.ABOUT_TUMOR.format(tumor=joined(tumor.name, day)))
            if tumor.is_kept:
                self._say(wording.TUMOR_IS_KEPT, INDENT)
            elif not any(fact.is_news for fact in tumor.facts):
                self._say(wording.THE_SAME, INDENT)
            for fact in () if tumor.is_kept else tumor.facts:
                self._fact(fact)
        if proposal.unclaimed:
            self._head(wording.ABOUT_NO_TUMOR)
            for fact in proposal.unclaimed:
                self._fact(fact)
        self._medicines(proposal)
        self._records(proposal.records)
        self._only_read(proposal)
        return self._lines

    def _facts(self, facts: Sequence[ProposedFact]) -> None:
        news = [fact for fact in facts if fact.is_news]
        for group, members in groupby(news, lambda fact: fact.group):
            self._head(wording.GROUPS[group])
            for fact in members:
                self._fact(fact)
        if same := [fact for fact in facts if fact.beside == "same"]:
            self._head(wording.THE_SAME)
            said = (labelled(fact.label, fact.values[0].text) for fact in same)
            self._say("; ".join(said), INDENT)

    def _fact(self, fact: ProposedFact) -> None:
        if len(fact.values) > 1:
            self._say(labelled(wording.TWO_VALUES, fact.label), INDENT)
            for value in fact.values:
                self._say(value.text, DEEPER)
                self._below(value, DEEPEST)
        elif fact.beside != "same":
            first = fact.values[0]
            mark = wording.PERHAPS if first.doubts else wording.BESIDE[fact.beside]
            self._value(mark, fact.label, first)
        if fact.beside != "same" and fact.in_case:
            self._say(wording.CASE_HAS.format(text=fact.in_case), DEEPER)
        for value in fact.earlier:
            said = wording.SAID_EARLIER.format(text=value.text)
            self._say(f"{said} ({self._place(value.sources[0])})", DEEPER)
        for value in fact.perhaps:
            self._value(wording.PERHAPS, fact.label, value)

    def _value(self, mark: str, label: str, value: ProposedValue) -> None:
        self._say(labelled(mark, labelled(label, value.text)), INDENT)
        self._below(value, DEEPER)

    def _below(self, value: ProposedValue, indent: str) -> None:
        """Why it must be asked, if it must, and where it stands."""
        more = len(value.sources) - 1
        place = self._place(value.sources[0])
        if more:
            place = wording.AND_PLACES.format(place=place, count=more)
        why = " ".join(value.doubts)
        at = (value.sources[0], more)
        is_same_place = at == self._place_before
        if why and why == self._why_before:
            same = wording.SAME_REASON_AND_PLACE if is_same_place else wording.SAME_REASON
            self._say(same, indent)
        else:
            for doubt in value.doubts:
                self._say(doubt, indent)
            if is_same_place:
                self._say(wording.SAME_PLACE, indent)
        if not is_same_place:
            self._say(place, indent)
        self._place_before, self._why_before = at, why

    def _place(self, source: Source) -> str:
        words = shortened(source.words, MOST_WORDS)
        return source_text(replace(source, file=self._short(source.file), words=words))

    def _short(self, file: str) -> str:
        return file.removeprefix(self._shared).removeprefix(": ")

    def _medicines(self, proposal: Proposal) -> None:
        if proposal.medicines or proposal.allergies:
            self._head(wording.MEDICINES_TITLE)
        for each in proposal.medicines:
            self._say(labelled(_mark(each), medicine_text(each.medicine)), INDENT)
            if each.doubt:
                self._say(each.doubt, DEEPER)
            if each.beside == "new":
                self._say(self._place(each.source), DEEPER)
        for allergy in proposal.allergies:
            line = wording.ALLERGY_LINE.format(what=allergy.name)
            self._say(labelled(wording.BESIDE[allergy.beside], line), INDENT)

    def _only_read(self, proposal: Proposal) -> None:
        also = [(labelled(each.label, each.text), each.source) for each in proposal.also]
        passed = [(_why_not(each), each.source) for each in proposal.passed_over]
        for title, lines in ((wording.ALSO_IN_PAPERS, also), (wording.PASSED_OVER, passed)):
            if lines:
                self._head(title)
            for text, source in lines[:MOST_SHOWN]:
                self._say(text, INDENT)
                self._say(self._place(source), DEEPER)
            if len(lines) > MOST_SHOWN:
                self._say(wording.MORE_IN_JSON.format(count=len(lines) - MOST_SHOWN), INDENT)

    def _records(self, records: Sequence[ProposedRecord]) -> None:
        if records:
            self._head(wording.RECORDS_IN_PAPERS)
        for each in records:
            state = wording.RECORD_STATES[each.state.status]
            said = wording.CASE_SAYS.format(title=each.title, state=state)
            self._say(labelled(wording.BESIDE[each.beside], said), INDENT)
            if not each.seen.is_here and each.state.note:
                self._say(each.state.note, DEEPER)

    def _head(self, title: str) -> None:
        # Below another heading "the same place" would have to be looked for.
        self._place_before, self._why_before = None, ""
        self._say("")
        self._say(title)

    def _say(self, text: str, indent: str = "") -> None:
        self._lines += wrapped(text, self._width, indent)


def _why_not(passed: PassedOver) -> str:
    """Why it was not taken; what it is, where the words below do not begin with it."""
    what = passed.what.removesuffix("...")
    return passed.why if passed.source.words.startswith(what) else labelled(passed.what, passed.why)


def _mark(medicine: ProposedMedicine) -> str:
    if medicine.doubt:
        return wording.PERHAPS
    return wording.BESIDE[medicine.beside] if medicine.is_taken else wording.NO_LONGER_TAKEN


def show_taken(
    proposal: Proposal, taken: Taken, typed: Callable[..., str], *, is_new: bool, was_asked: bool
) -> None:
    """What went into the case, what did not (as she said, or for want of her), how to go on."""
    typer.echo()
    if is_new:
        _show_new(proposal, taken)
    else:
        say(wording.NOTHING_NEW_TAKEN)
    left = [fact for fact in proposal.facts if fact.is_news and fact.id not in taken.answers]
    if left and (is_new or not was_asked):
        sentence = wording.LEFT_AS_IT_WAS if was_asked else wording.LEFT_TO_ASK
        say(sentence.format(names="; ".join(fact.label for fact in left)))
    if proposal.tumors and not taken.tumor:
        say(wording.TUMORS_LEFT if was_asked else wording.TUMORS_LEFT_TO_ASK)
    say(wording.AFTER_IMPORT.format(command=unbroken(typed("interview"))))


def _show_new(proposal: Proposal, taken: Taken) -> None:
    """What went in, so that it adds up to the lines that she said yes to."""
    say(wording.TAKEN.format(count=len(taken.answers)))
    new = {row.id for row in rows_of(proposal, ())}
    if PERSON in new.intersection(taken.others):
        say(wording.PERSON_TAKEN.format(name=person_text(proposal.name, proposal.born)))
    if others := len(new.intersection(taken.others) - {PERSON}):
        say(wording.OTHERS_TAKEN.format(count=others))
    kept_apart = [tumor.name for tumor in proposal.tumors if tumor.id != taken.tumor]
    if taken.tumor:
        say(wording.TUMORS_KEPT_APART.format(tumors="; ".join(kept_apart)))
