"""Files to readings: each paper by the reader of its kind, and the reports that stand in it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.clean import clean
from so_cli.errors import BadFile, NoAccess, Problem
from so_cli.inputs.files.opening import papers_in, papers_of
from so_cli.inputs.files.paper import Paper, Trouble, member_name, own_name
from so_cli.inputs.files.pdf import pages_if_any
from so_cli.inputs.model import Reading
from so_cli.inputs.statement import Stated

STDIN = Path("-")
REPORTS = frozenset({
    "biopsy-report", "surgical-pathology-report", "metastatic-biopsy-report", "biomarker-report",
    "operative-report", "breast-imaging-reports", "genomic-test-report", "gene-test-report",
})  # fmt: skip
"""Records of which the text is read too; a summary of everything only repeats them."""


_MOST_TROUBLES = 10
"""So many are named where nothing can be read at all."""


class Read(NamedTuple):
    """What could be read, and what could not."""

    readings: tuple[Reading, ...]
    troubles: tuple[Trouble, ...]


def read_papers(files: Sequence[Path], bank: Bank, today: date) -> Read:
    """All papers in these files; of several, those that can be read.

    Raises NoAccess where a file cannot be opened, and BadFile where nothing in any of them is a
    paper.
    """
    _check_that_they_are_there(files)
    reader = _Reader(bank, today)
    return _together(each for path in dict.fromkeys(files) for each in reader.file(path))


def _check_that_they_are_there(files: Sequence[Path]) -> None:
    """One wrong name among several is told before anything is read. Raises NoAccess."""
    missing = [clean(str(path)) for path in dict.fromkeys(files) if _is_missing(path)]
    if missing:
        sentences = (wording.NO_SUCH_FILE.format(file=name) for name in missing)
        advice = f"{wording.LOOK_AT_THE_NAME} {wording.NOTHING_CHANGED}"
        raise NoAccess("\n".join(sentences), advice)


def _is_missing(path: Path) -> bool:
    try:
        return path != STDIN and not path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False  # what else is wrong with it is told when it is opened


def read_stream(stream: BinaryIO, name: str, bank: Bank, today: date) -> Read:
    """The same of one stream of bytes."""
    return _together(_Reader(bank, today).stream(stream, name))


def _together(found: Iterable[Reading | Trouble]) -> Read:
    readings: list[Reading] = []
    troubles: list[Trouble] = []
    for each in found:
        if isinstance(each, Trouble):
            troubles.append(each)
        else:
            readings.append(each)
    if not readings:
        raise _nothing_read(troubles[:_MOST_TROUBLES])
    return Read(tuple(readings), tuple(troubles))


def _nothing_read(troubles: Sequence[Trouble]) -> BadFile:
    problems = [Problem(each.file, 0, "", each.sentence) for each in troubles]
    advices = dict.fromkeys(each.advice for each in troubles if each.advice)
    return BadFile(problems, "\n".join(advices))


class _Reader:
    """Reads papers with one bank, on one day, each under a name that no other one has.

    What two papers say is told apart by their names, and every portal calls its file the same.
    """

    def __init__(self, bank: Bank, today: date) -> None:
        self._bank = bank
        self._today = today
        self._names: Counter[str] = Counter()

    def file(self, path: Path) -> Iterator[Reading | Trouble]:
        """What the papers in a file say, or in what is pasted."""
        if path == STDIN:
            return self.stream(sys.stdin.buffer, wording.PASTED_TEXT)
        return self._papers(papers_of(path), own_name(path))

    def stream(self, stream: BinaryIO, name: str) -> Iterator[Reading | Trouble]:
        """The same of a stream of bytes."""
        return self._papers(papers_in(stream, name), name)

    def _papers(self, papers: Iterable[Paper | Trouble], name: str) -> Iterator[Reading | Trouble]:
        """What the papers of one file say, which has this name."""
        loose: list[Paper] = []
        for paper in papers:
            if isinstance(paper, Trouble):
                yield paper
            elif paper.kind == "fhir" and _is_loose(paper.content):
                loose.append(paper)
            else:
                yield from self._paper(paper._replace(file=self._named(paper.file)))
        if loose:
            # A phone writes a file for each resource; they speak of each other.
            file = self._named(loose[0].file if len(loose) == 1 else name)
            yield from self._fhir(Paper(file, "fhir", [paper.content for paper in loose]))

    def _paper(self, paper: Paper) -> Iterator[Reading]:
        if paper.kind == "report":
            yield self._report(paper.content, paper.file)
        elif paper.kind == "ccda":
            from so_cli.inputs.ccda import read_ccda

            stated = read_ccda(paper.content, paper.file, self._today, pages_if_any)
            yield from self._coded(paper, stated)
        else:
            for part in _parts(paper):
                yield from self._fhir(part)

    def _fhir(self, paper: Paper) -> Iterator[Reading]:
        from so_cli.inputs.fhir import read_fhir

        yield from self._coded(paper, read_fhir(paper.content, paper.file, pages_if_any))

    def _coded(self, paper: Paper, stated: Stated) -> Iterator[Reading]:
        """What the codes say, and what the reports say that stand among them."""
        from so_cli.inputs.coded import in_plain_words, read_statements

        statements = in_plain_words(stated.statements, self._bank)
        reading = read_statements(
            statements,
            stated.people,
            self._bank,
            file=paper.file,
            kind=paper.kind,
            today=self._today,
        )
        yield reading
        reports = {
            seen.source for seen in reading.records if seen.is_here and seen.record in REPORTS
        }
        read: set[tuple[str, ...]] = set()
        for each in statements:
            is_report = each.kind == "document" and each.source in reports
            if is_report and each.pages and each.pages not in read:
                read.add(each.pages)
                inside = self._named(member_name(paper.file, each.source.where))
                report = self._report(each.pages, inside)
                # Whose it is and which record it is says the paper that it stands in.
                yield replace(report, people=(), records=())

    def _named(self, name: str) -> str:
        """The name, with a number where another paper has it already."""
        self._names[name] += 1
        count = self._names[name]
        return name if count == 1 else f"{name} ({count})"

    def _report(self, pages: tuple[str, ...], file: str) -> Reading:
        from so_cli.inputs.report import read_report

        return read_report(pages, file, self._bank)


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
