"""One report, to all that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.model import Source
from so_cli.case.values import WrongValue, as_stored, read_value
from so_cli.inputs.model import Also, Finding, PassedOver, PersonSeen, Reading, RecordSeen, Tumor
from so_cli.inputs.report import cancers, header, receptors, scans, tnm
from so_cli.inputs.report.clauses import clauses, words_of
from so_cli.inputs.report.guards import judge
from so_cli.inputs.report.layout import Placed, place
from so_cli.inputs.report.lines import Line, split
from so_cli.inputs.report.match import match
from so_cli.inputs.report.model import Clause, Found
from so_cli.inputs.report.settle import Draft, settle
from so_cli.inputs.report.subject import doubt_of
from so_cli.inputs.report.tumors import RECEPTORS, Key, Map, Mark

_OF_PERSON = frozenset(
    {"menopause", "dense_breasts", "gene_test", "gene_found", "armpit_ultrasound"}
)
_SURGERY = frozenset({"surgical-pathology-report", "operative-report"})
_PASSED = frozenset({"er", "pr", "her2"})
_SPREAD = re.compile(r"\bmetastatic (?:\w+ ){0,2}(?:adeno)?carcinoma", re.IGNORECASE)
_MAX_FOUND = 5_000


def read_report(pages: Sequence[str], file: str, bank: Bank) -> Reading:
    """What a report in running text says; `pages` is its text, a page each.

    Never raises for what stands in it. At most two million characters and 200 pages are read.
    """
    return _Report(pages, file, bank).reading()


class _Report:
    """What is known of one report while it is read."""

    def __init__(self, pages: Sequence[str], file: str, bank: Bank) -> None:
        self.lines, self.is_whole = split(pages)
        self.file, self.bank = file, bank
        self.has_pages = len(pages) > 1
        self.placed: list[Placed] = list(place(self.lines))
        self.clauses = [one for one in clauses(self.placed) if not one.text.endswith(":")]
        self.days = header.days(self.lines)
        self.record = header.record_of(self.lines)
        self.kind = self.record[0] if self.record else ""
        self.doubt, self.is_breast = doubt_of(self.clauses)
        own = (one.text for one in self.clauses if one.section == "own")
        self.is_of_spread = any(_SPREAD.search(text) for text in own)
        self.passed: list[PassedOver] = []

    def reading(self) -> Reading:
        """The whole reading."""
        persons = header.people(self.lines)
        marks = list(islice(self._marks(), _MAX_FOUND))
        tumors = Map(self.placed, marks)
        drafts = list(self._drafts(marks, tumors))
        overall = wording.TWO_PEOPLE if len(persons) > 1 else self.doubt
        settled = settle(drafts, self.kind, self._said())
        findings = [finding for draft in settled if (finding := self._finding(draft, overall))]
        used = {finding.tumor for finding in findings if finding.tumor}
        records = self._records() if self.is_breast else ()
        return Reading(
            file=self.file,
            kind="report",
            people=tuple(
                PersonSeen(source=self._line_source(one.line), name=one.name, born=one.born)
                for one in persons
            ),
            findings=tuple(findings),
            tumors=tuple(
                self._tumor(key, tumors, number)
                for number, key in enumerate(tumors.keys, 1)
                if str(number) in used
            ),
            records=records,
            also=tuple(self._also()),
            passed_over=tuple(self._passed_over()),
        )

    # --- from clauses to marks ---

    def _marks(self) -> Iterator[Mark]:
        before = ""
        for clause in self.clauses:
            yield from self._marks_in(clause, after_her2="her" in before.lower())
            before = clause.text

    def _marks_in(self, clause: Clause, *, after_her2: bool) -> Iterator[Mark]:
        named = [
            one
            for one in receptors.read(clause.text, after_her2=after_her2)
            if one.end > clause.own
        ]
        if clause.section in {"history", "plan", "gross"}:
            if clause.section == "history" and any(one.fact in _PASSED for one in named):
                self._pass(clause, named[0], wording.FROM_BEFORE_WHY)
            named = []
        found = [*named, *match(clause)]
        if clause.section == "own":
            found += tnm.read(clause)
        kinds = list(cancers.mentions(clause)) if clause.section in {"own", "imaging"} else []
        if not found and not kinds:
            return
        doubt, why = judge(clause.text)
        if why:
            if any(one.fact in _PASSED for one in found):
                self._pass(clause, found[0], why)
            return
        for one in found:
            yield Mark(
                found=_doubted(
                    one, "" if one.fact in {"armpit_ultrasound", "genomic_score"} else doubt
                ),
                clause=clause,
            )
        is_receptors = any(one.fact in _PASSED for one in named)
        for kind in kinds:
            if is_receptors and kind.kind in {"dcis", "lcis", "atypia"}:
                continue  # "ER (DCIS): positive" names the test, and not what was found
            one = Found(
                fact="cancer_type",
                value=kind.kind,
                start=kind.start,
                end=kind.end,
                rule="cancers",
                doubt=doubt,
            )
            yield Mark(found=one, clause=clause, kind=kind.kind)

    def _said(self) -> str:
        return " ".join(line.plain for line in self.lines).lower()

    # --- from marks to drafts ---

    def _drafts(self, marks: Sequence[Mark], tumors: Map) -> Iterator[Draft]:
        is_scan = self.kind == "breast-imaging-reports"
        kinds: dict[tuple[str, int], list[Mark]] = {}
        for mark in marks:
            clause, fact = mark.clause, mark.found.fact
            is_apart = fact in _OF_PERSON or is_scan or not self.is_breast
            key = None if is_apart else tumors.tumor_of(mark)
            if not is_apart and key is None and tumors.is_elsewhere(mark):
                continue
            tumor = str(tumors.keys.index(key) + 1) if key is not None else ""
            found = mark.found
            if is_scan and fact not in scans.OWN_FACTS:
                found = _doubted(found, wording.FROM_BEFORE)
            elif not tumors.keys and fact in RECEPTORS and self.is_of_spread:
                found = _doubted(found, wording.OF_SPREAD)
            elif not tumor and not is_apart and len(tumors.keys) > 1:
                found = _doubted(found, wording.WHICH_TUMOR)
            if mark.kind:
                kinds.setdefault((tumor, clause.addendum), []).append(
                    Mark(found=found, clause=clause, kind=mark.kind)
                )
                continue
            is_node = tumors.is_of_nodes(clause)
            yield Draft(found=found, clause=clause, tumor=tumor, is_of_nodes=is_node)
        for (tumor, _), named in kinds.items():
            yield from _types(named, tumor)
        if is_scan:
            yield from self._scanned()
        else:
            yield from self._sides(tumors, kinds)
        yield from self._dated(marks, tumors)

    def _scanned(self) -> Iterator[Draft]:
        for clause, found in scans.sides(self.clauses):
            yield Draft(found=found, clause=clause)
        for clause in self.clauses:
            found_size = scans.size(clause)
            if found_size and not judge(clause.text)[1]:
                yield Draft(found=_doubted(found_size, wording.ONLY_ON_SCAN), clause=clause)

    def _sides(self, tumors: Map, kinds: dict[tuple[str, int], list[Mark]]) -> Iterator[Draft]:
        for number, key in enumerate(tumors.keys if self.is_breast else (), 1):
            of_tumor = [
                mark
                for (tumor, _), named in kinds.items()
                if tumor == str(number)
                for mark in named
            ]
            is_cancer = any(mark.kind in cancers.MALIGNANT for mark in of_tumor)
            if key.side not in {"left", "right"} or not is_cancer:
                continue
            index = tumors.side_lines.get(key.side)
            sure = [
                mark for mark in of_tumor if not mark.found.doubt and mark.kind in cancers.MALIGNANT
            ]
            mark = (sure or of_tumor)[0]
            text = self.lines[index].plain if index is not None else ""
            clause = (
                Clause(text=text, parts=((0, index, 0),), section="own")
                if text and index is not None
                else mark.clause
            )
            found = Found(
                fact="side",
                value=key.side,
                start=0,
                end=len(clause.text),
                rule="side",
                doubt="" if sure else mark.found.doubt,
            )
            yield Draft(found=found, clause=clause, tumor=str(number))

    def _dated(self, marks: Sequence[Mark], tumors: Map) -> Iterator[Draft]:
        has_cancer = any(mark.kind in cancers.MALIGNANT and not mark.found.doubt for mark in marks)
        done = self.days.get("done") or self.days.get("taken")
        named = []
        if "diagnosed" in self.days:
            named.append(("diagnosed_on", self.days["diagnosed"]))
        elif self.kind == "biopsy-report" and has_cancer and done:
            named.append(("diagnosed_on", done))
        if self.kind in _SURGERY and done:
            named.append(("surgery_on", done))
        for fact, (day, line) in named:
            index = self.lines.index(line)
            clause = Clause(text=line.plain, parts=((0, index, 0),))
            found = Found(
                fact=fact, value=day.isoformat(), start=0, end=len(line.plain), rule="days"
            )
            yield Draft(found=found, clause=clause)

    # --- from drafts to findings ---

    def _finding(self, draft: Draft, overall: str) -> Finding | None:
        found = draft.found
        fact = self.bank.fact.get(found.fact)
        if fact is None:
            return None
        raw = list(found.value) if isinstance(found.value, tuple) else found.value
        try:
            value = as_stored(read_value(fact, raw))
        except WrongValue:
            return None
        return Finding(
            fact=found.fact,
            value=value,
            source=self._source(draft.clause, found),
            doubt=overall or found.doubt,
            tumor=draft.tumor,
            replaces=draft.replaces,
        )

    def _tumor(self, key: Key, tumors: Map, number: int) -> Tumor:
        index = tumors.side_lines.get(key.side, 0)
        name = tumors.name(key) or " ".join(part for part in (key.side, "breast", key.part) if part)
        return Tumor(
            id=str(number),
            name=name[:120],
            source=self._line_source(self.lines[index]),
            side=key.side,
        )

    def _records(self) -> tuple[RecordSeen, ...]:
        if self.record is None:
            return ()
        kind, line = self.record
        source = self._line_source(line)
        return (
            RecordSeen(
                record=kind, what=source.words, source=source, is_here=True, date=self._day()
            ),
        )

    def _also(self) -> Iterator[Also]:
        seen: set[str] = set()
        for clause in self.clauses:
            found = scans.category(clause) if clause.section in {"own", "imaging", "plan"} else None
            if found and found["v"] + (found["letter"] or "") not in seen:
                text = found["v"] + (found["letter"] or "")
                seen.add(text)
                yield Also(label=wording.BIRADS, text=text, source=self._source(clause, found))

    def _passed_over(self) -> Iterator[PassedOver]:
        yield from self.passed[:50]
        if not self.is_whole and self.lines:
            yield PassedOver(
                what="", why=wording.REPORT_TOO_LONG, source=self._line_source(self.lines[-1])
            )

    def _pass(self, clause: Clause, found: Found, why: str) -> None:
        source = self._source(clause, found)
        self.passed.append(PassedOver(what=source.words, why=why, source=source))

    def _day(self) -> date | None:
        for name in ("done", "taken", "written"):
            if name in self.days:
                return self.days[name][0]
        return None

    def _source(self, clause: Clause, found: Found | re.Match[str]) -> Source:
        span = (found.start, found.end) if isinstance(found, Found) else found.span()
        line, words = words_of(clause, span, self.lines)
        return self._at(line, words)

    def _line_source(self, line: Line) -> Source:
        return self._at(line, line.raw.strip()[:200].strip())

    def _at(self, line: Line, words: str) -> Source:
        place_of = wording.PAGE_AND_LINE if self.has_pages else wording.LINE_ONLY
        where = place_of.format(page=line.page, line=line.number)
        return Source(file=self.file, where=where, date=self._day(), words=words)


def _types(named: Sequence[Mark], tumor: str) -> Iterator[Draft]:
    sure = [mark for mark in named if not mark.found.doubt]
    chosen = sure or list(named)
    types, has_dcis = cancers.type_of([mark.kind for mark in chosen])
    for name in types:
        mark = next(mark for mark in chosen if mark.kind == name)
        found = _doubted(mark.found, wording.SEVERAL_KINDS if len(types) > 1 else "")
        yield Draft(found=found, clause=mark.clause, tumor=tumor)
    if has_dcis:
        mark = next(mark for mark in chosen if mark.kind == "dcis")
        found = Found(
            fact="features", value=("dcis-too",), start=mark.found.start, end=mark.found.end, rule="cancers", doubt=mark.found.doubt,
        )  # fmt: skip
        yield Draft(found=found, clause=mark.clause, tumor=tumor)


def _doubted(found: Found, doubt: str) -> Found:
    if not doubt or found.doubt:
        return found
    return Found(fact=found.fact, value=found.value, start=found.start, end=found.end, rule=found.rule, doubt=doubt)  # fmt: skip
