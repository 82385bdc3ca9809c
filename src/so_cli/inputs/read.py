"""Files to readings: each paper by the reader of its kind, and the reports that stand in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.errors import BadFile
from so_cli.inputs.model import PersonSeen, Reading
from so_cli.inputs.opening import papers_in, papers_of
from so_cli.inputs.paper import Paper, Trouble, member_name
from so_cli.inputs.pdf import pages_if_any
from so_cli.inputs.statement import Statement

STDIN = Path("-")
REPORTS = frozenset({
    "biopsy-report", "surgical-pathology-report", "metastatic-biopsy-report", "biomarker-report",
    "operative-report", "breast-imaging-reports", "genomic-test-report", "gene-test-report",
})  # fmt: skip
"""Records of which the text is read too; a summary of everything only repeats them."""


class Read(NamedTuple):
    """What could be read, and what could not."""

    readings: tuple[Reading, ...]
    troubles: tuple[Trouble, ...]


def read_papers(files: Sequence[Path], bank: Bank, today: date) -> Read:
    """All papers in these files; of several, those that can be read.

    Raises NoAccess where a file cannot be opened, and BadFile where nothing in any of them is a
    paper.
    """
    readings: list[Reading] = []
    troubles: list[Trouble] = []
    failed: list[BadFile] = []
    for path in dict.fromkeys(files):
        try:
            if path == STDIN:
                papers = papers_in(sys.stdin.buffer, wording.PASTED_TEXT, troubles)
            else:
                papers = papers_of(path, troubles)
            readings += _readings(papers, path.name, bank, today)
        except BadFile as error:
            failed.append(error)
    if failed and not readings:
        raise BadFile(
            [problem for error in failed for problem in error.problems],
            "\n".join(dict.fromkeys(error.advice for error in failed)),
        )
    troubles += [
        Trouble(problem.file, problem.sentence, error.advice)
        for error in failed
        for problem in error.problems
    ]
    return Read(tuple(readings), tuple(troubles))


def read_stream(stream: BinaryIO, name: str, bank: Bank, today: date) -> Read:
    """The same of one stream of bytes."""
    troubles: list[Trouble] = []
    readings = tuple(_readings(papers_in(stream, name, troubles), name, bank, today))
    return Read(readings, tuple(troubles))


def _readings(papers: Iterable[Paper], name: str, bank: Bank, today: date) -> Iterator[Reading]:
    loose: list[Paper] = []
    for paper in papers:
        if paper.kind == "report":
            from so_cli.inputs.report import read_report

            yield read_report(paper.content, paper.file, bank)
        elif paper.kind == "ccda":
            from so_cli.inputs.ccda import read_ccda

            ccda = read_ccda(paper.content, paper.file, today, pages_if_any)
            yield from _coded(paper, ccda.statements, ccda.people, bank, today)
        elif _is_loose(paper.content):
            loose.append(paper)
        else:
            for part in _parts(paper):
                yield from _fhir(part, bank, today)
    if loose:
        # A phone writes a file for each resource; they speak of each other.
        file = loose[0].file if len(loose) == 1 else name
        contents = [paper.content for paper in loose]
        yield from _fhir(Paper(file, "fhir", contents), bank, today)


def _fhir(paper: Paper, bank: Bank, today: date) -> Iterator[Reading]:
    from so_cli.inputs.fhir import read_fhir

    fhir = read_fhir(paper.content, paper.file, pages_if_any)
    yield from _coded(paper, fhir.statements, fhir.people, bank, today)


def _coded(
    paper: Paper,
    statements: tuple[Statement, ...],
    people: tuple[PersonSeen, ...],
    bank: Bank,
    today: date,
) -> Iterator[Reading]:
    """What the codes say, and what the reports say that stand among them."""
    from so_cli.inputs.coded import in_plain_words, read_statements

    statements = in_plain_words(statements, bank)
    reading = read_statements(
        statements, people, bank, file=paper.file, kind=paper.kind, today=today
    )
    yield reading
    reports = {seen.source for seen in reading.records if seen.is_here and seen.record in REPORTS}
    read: set[tuple[str, ...]] = set()
    for each in statements:
        is_report = each.kind == "document" and each.source in reports
        if is_report and each.pages and each.pages not in read:
            read.add(each.pages)
            from so_cli.inputs.report import read_report

            inside = member_name(paper.file, each.source.where)
            report = read_report(each.pages, inside, bank)
            # Whose it is and which record it is says the paper that it stands in.
            yield replace(report, people=(), records=())


def _is_loose(content: Any) -> bool:
    """Whether it is a resource, as a phone writes them, or a list of these, as hospitals do."""
    each = content if isinstance(content, list) else [content]
    return all(isinstance(one, dict) and not _is_bundle(one) for one in each)


def _parts(paper: Paper) -> Iterator[Paper]:
    """A paper that is a list of whole records, one for each; any other as it is."""
    content = paper.content
    is_list = isinstance(content, list) and len(content) > 1
    if not (is_list and all(_is_bundle(each) for each in content)):
        yield paper
        return
    for number, each in enumerate(content, 1):
        file = wording.PART_OF_FILE.format(file=paper.file, number=number)
        yield Paper(file, "fhir", each)


def _is_bundle(content: Any) -> bool:
    return isinstance(content, dict) and content.get("resourceType") == "Bundle"
