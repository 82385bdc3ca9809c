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
from so_cli.inputs.report import drafts, header, scans, spread, story
from so_cli.inputs.report.clauses import clauses
from so_cli.inputs.report.columns import columns, headed
from so_cli.inputs.report.layout import place
from so_cli.inputs.report.lines import split
from so_cli.inputs.report.marks import Passed, marks
from so_cli.inputs.report.model import Clause, Draft
from so_cli.inputs.report.operations import (
    OPERATION,
    names_node_surgery,
    of_operations,
    side_of_specimen,
)
from so_cli.inputs.report.operations import doubt_of as doubt_of_surgery
from so_cli.inputs.report.places import Places
from so_cli.inputs.report.record_kinds import record_of
from so_cli.inputs.report.settle import settle
from so_cli.inputs.report.subject import doubt_of, other_cancer_of
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
    every, is_whole = split(pages)
    lines = list(headed(every))
    placed, tables = columns(list(place(lines)))
    sentences = [*(one for one in clauses(placed) if not _is_label(one)), *tables]
    days = header.days(lines)
    day = next((days[name][0] for name in ("done", "taken", "written") if name in days), None)
    places = Places(lines, file, day, has_pages=len(pages) > 1)
    persons = header.people(lines)
    sample = spread.Sample(sentences)
    record = record_of(lines)
    if sample.clause is not None and (record is None or record[0] == "biopsy-report"):
        record = spread.RECORD, record[1] if record else lines[sample.clause.parts[0][1]]
    kind = record[0] if record else ""
    is_note = story.is_note(sentences, kind)
    as_told = story.told(sentences, kind, is_note=is_note)
    doubt, is_breast = doubt_of(as_told if is_note else sentences)
    sentences = as_told

    passed: list[Passed] = []
    marked = list(islice(marks(sentences, passed), _MAX_FOUND))
    tumors = Map(placed, marked if is_breast else ())
    if kind in drafts.SCANS:
        said = list(drafts.of_scan(marked, sentences))
    else:
        said = list(drafts.of_tumors(marked, tumors, sentences))
    operations = list(of_operations(sentences, kind))
    said += [*operations, *sample.drafts()]
    if is_breast and not any(one.found.fact in {"side", "cancer_type"} for one in said):
        said += side_of_specimen(sentences, kind)
    if is_note or kind in drafts.SCANS:
        said = [
            one
            for one in said
            if one.found.fact != "node_surgery" or (kind == OPERATION and names_node_surgery(one))
        ]
        has_size = any(one.found.fact == "size_mm" and not one.found.doubt for one in said)
        said += [] if has_size or kind in drafts.SCANS else drafts.told_of_scans(sentences)
        said += spread.told(sentences) if is_note else ()
        said += of_treatments(
            sentences,
            index_of(bank),
            day or header.day_at_the_top(lines),
            is_visit=kind != OPERATION,
            doubt=other_cancer_of(sentences)
            or (doubt_of_surgery(sentences) if kind == OPERATION else ""),
        )
    said += drafts.of_breast_mri(kind, lines)
    said += drafts.dated(
        marked, kind, days, lines, is_of_breast=kind != OPERATION or bool(operations)
    )
    settled = settle(said, kind, " ".join(line.plain for line in lines).lower())
    overall = wording.TWO_PEOPLE if len(persons) > 1 else doubt
    findings = list(_findings(settled, overall, places, bank))

    records = []
    if record and is_breast and len(persons) <= 1:
        source = places.of_line(record[1])
        records = [
            RecordSeen(record=kind, what=source.words, source=source, is_here=True, date=day)
        ]
    passed_over = [
        PassedOver(what=shortened(source.words, MAX_WHAT), why=why, source=source)
        for clause, found, why in passed[:_MAX_PASSED]
        for source in (places.of(clause, found),)
    ]
    if not is_whole or len(marked) == _MAX_FOUND:
        end = places.of_line(lines[-1])
        passed_over.append(
            PassedOver(what=shortened(end.words, MAX_WHAT), why=wording.REPORT_TOO_LONG, source=end)
        )
    return Reading(
        file=file,
        kind="report",
        people=tuple(
            PersonSeen(source=places.of_line(one.line), name=one.name, born=one.born)
            for one in persons
        ),
        findings=tuple(findings),
        tumors=tuple(_tumors(tumors, {one.tumor for one in findings}, places)),
        records=tuple(records),
        also=tuple(_categories(sentences, places)),
        passed_over=tuple(passed_over),
    )


def _is_label(clause: Clause) -> bool:
    """`TUMOR SIZE:` says nothing by itself; `LEFT BREAST, UPPER OUTER QUADRANT, BIOPSY:` does."""
    return clause.text.endswith(":") and clause.section != "specimens"


def _findings(
    settled: Sequence[Draft], overall: str, places: Places, bank: Bank
) -> Iterator[Finding]:
    """The findings whose values fit their facts."""
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
