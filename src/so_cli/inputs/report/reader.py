"""One report, to all that it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.values import WrongValue, as_stored, read_value
from so_cli.inputs.codes import index_of
from so_cli.inputs.model import (
    MAX_WHAT,
    Also,
    Finding,
    PassedOver,
    PersonSeen,
    Reading,
    RecordSeen,
    Tumor,
)
from so_cli.inputs.report import drafts, header, scan_drafts, scans, spread
from so_cli.inputs.report.marks import Passed, marks
from so_cli.inputs.report.model import Clause, Draft, Mark
from so_cli.inputs.report.operations import (
    OPERATION,
    names_node_surgery,
    of_operations,
    side_of_specimen,
)
from so_cli.inputs.report.operations import doubt_of as doubt_of_surgery
from so_cli.inputs.report.outline import Outline, outline
from so_cli.inputs.report.places import Places
from so_cli.inputs.report.settle import settle
from so_cli.inputs.report.subject import other_cancer_of
from so_cli.inputs.report.treatments import of_treatments
from so_cli.inputs.report.tumors import Key, Map
from so_cli.packet.texts import shortened

_MAX_FOUND = 2_000
_MAX_PASSED = 50


def read_report(pages: Sequence[str], file: str, bank: Bank) -> Reading:
    """What a report in running text says; `pages` is its text, a page each.

    Never raises for what stands in it. At most 120,000 characters, 200 pages and 20,000 lines
    are read, and at most 2,000 findings; where there is more, it says so.
    """
    report = outline(pages)
    places = Places(report.lines, file, report.day, has_pages=len(pages) > 1)
    passed: list[Passed] = []
    marked = list(islice(marks(report.sentences, passed), _MAX_FOUND))
    tumors = Map(report.placed, marked if report.is_breast else ())
    findings = tuple(_findings(report, _settled(report, marked, tumors, bank), places, bank))
    is_whole = report.is_whole and len(marked) < _MAX_FOUND
    return Reading(
        file=file,
        kind="report",
        people=tuple(
            PersonSeen(source=places.of_line(one.line), name=one.name, born=one.born)
            for one in report.people
        ),
        findings=findings,
        tumors=tuple(_tumors(tumors, {one.tumor for one in findings}, places)),
        records=tuple(_records(report, places)),
        also=tuple(_categories(report.sentences, places)),
        passed_over=(
            *_passed_over(passed[:_MAX_PASSED], places),
            *(() if is_whole else (_too_long(report, places),)),
        ),
    )


def _settled(report: Outline, marked: Sequence[Mark], tumors: Map, bank: Bank) -> Sequence[Draft]:
    """All that it says of facts, held against each other."""
    kind, sentences = report.kind, report.sentences
    said = [*_of_cancer(report, marked, tumors)]
    operations = list(of_operations(sentences, kind))
    said += [*operations, *report.sample.drafts()]
    if report.is_breast and not any(one.found.fact in {"side", "cancer_type"} for one in said):
        said += side_of_specimen(sentences, kind)
    if report.is_note or report.is_scan:
        said = [one for one in said if _is_done(one, kind)]
        said += _of_the_way_so_far(report, said, bank)
    said += scan_drafts.of_breast_mri(kind, report.lines)
    said += drafts.dated(
        marked, kind, report.days, report.lines, is_of_breast=kind != OPERATION or bool(operations)
    )
    return settle(said, kind, " ".join(line.plain for line in report.lines).lower())


def _of_cancer(report: Outline, marked: Sequence[Mark], tumors: Map) -> Iterator[Draft]:
    if report.is_scan:
        return scan_drafts.of_scan(marked, report.sentences)
    return drafts.of_tumors(marked, tumors, report.sentences)


def _is_done(draft: Draft, kind: str) -> bool:
    """Whether surgery of the nodes was done, and is not only talked about."""
    is_told = kind == OPERATION and names_node_surgery(draft)
    return is_told or draft.found.fact != "node_surgery"


def _of_the_way_so_far(report: Outline, said: Sequence[Draft], bank: Bank) -> Iterator[Draft]:
    """What a note or a scan tells besides: scans, spread, and what was done about it."""
    sentences, is_operation = report.sentences, report.kind == OPERATION
    has_size = any(one.found.fact == "size_mm" and not one.found.doubt for one in said)
    if not (has_size or report.is_scan):
        yield from scan_drafts.told_of_scans(sentences)
    if report.is_note:
        yield from spread.told(sentences)
    yield from of_treatments(
        sentences,
        index_of(bank),
        report.day or header.day_at_the_top(report.lines),
        is_visit=not is_operation,
        doubt=other_cancer_of(sentences) or (doubt_of_surgery(sentences) if is_operation else ""),
    )


def _findings(
    report: Outline, settled: Sequence[Draft], places: Places, bank: Bank
) -> Iterator[Finding]:
    """The findings whose values fit their facts."""
    overall = wording.TWO_PEOPLE if len(report.people) > 1 else report.doubt
    for draft in settled:
        found = draft.found
        fact = bank.fact.get(found.fact)
        if fact is None:
            continue
        raw = list(found.value) if isinstance(found.value, tuple) else found.value
        try:
            value = as_stored(read_value(fact, raw))
        except WrongValue:
            continue
        yield Finding(
            fact=found.fact,
            value=value,
            source=places.of(draft.clause, found),
            doubt=overall or found.doubt,
            tumor=draft.tumor,
            replaces=draft.replaces,
        )


def _tumors(tumors: Map, used: set[str], places: Places) -> Iterator[Tumor]:
    """The tumors that findings speak of."""
    for number, key in enumerate(tumors.keys, 1):
        if str(number) in used:
            source = places.of_line(tumors.first_line(key))
            yield Tumor(id=str(number), name=_name(tumors, key), source=source, side=key.side)


def _name(tumors: Map, key: Key) -> str:
    parts = (key.side, "breast", key.part)
    return (tumors.name(key) or " ".join(part for part in parts if part))[:120]


def _categories(sentences: Sequence[Clause], places: Places) -> Iterator[Also]:
    """The BI-RADS categories, each once."""
    seen: set[str] = set()
    for clause in sentences:
        found = scans.category(clause) if clause.section != "history" else None
        text = found["v"] + (found["letter"] or "") if found else ""
        if found and text not in seen:
            seen.add(text)
            yield Also(label=wording.BIRADS, text=text, source=places.of(clause, found))


def _records(report: Outline, places: Places) -> Iterator[RecordSeen]:
    """The record that it is, of one person and about the breast."""
    if report.title and report.is_breast and len(report.people) <= 1:
        source = places.of_line(report.title)
        yield RecordSeen(
            record=report.kind, what=source.words, source=source, is_here=True, date=report.day
        )


def _passed_over(passed: Sequence[Passed], places: Places) -> Iterator[PassedOver]:
    for clause, found, why in passed:
        source = places.of(clause, found)
        yield PassedOver(what=shortened(source.words, MAX_WHAT), why=why, source=source)


def _too_long(report: Outline, places: Places) -> PassedOver:
    """That not all of it was read, and up to where."""
    end = places.of_line(report.lines[-1])
    return PassedOver(what=shortened(end.words, MAX_WHAT), why=wording.REPORT_TOO_LONG, source=end)
