"""Statements of coded papers (FHIR, C-CDA) to findings: the only place where codes have a meaning.

Precision comes first. A finding is sure only where its code, its words and the diagnosis that it
belongs to agree; else it says why it must be asked, or is passed over and says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from so_cli.bank.bank import Bank
from so_cli.inputs.coded.diagnoses import say_diagnoses
from so_cli.inputs.coded.labels import in_plain_words as in_plain_words
from so_cli.inputs.coded.medicines import read_allergies, read_medicines
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.papers import read_papers
from so_cli.inputs.coded.problems import read_problems
from so_cli.inputs.coded.procedures import read_procedures
from so_cli.inputs.coded.results import read_results
from so_cli.inputs.coded.tumors import Tumors
from so_cli.inputs.codes import index_of
from so_cli.inputs.model import PaperKind, PersonSeen, Reading
from so_cli.inputs.statement import Statement


def read_statements(  # noqa: PLR0913 - the paper, the bank and the day
    statements: Iterable[Statement],
    people: Iterable[PersonSeen],
    bank: Bank,
    *,
    file: str,
    kind: PaperKind,
    today: date,
) -> Reading:
    """What the statements of one paper say. They must all be about one person."""
    statements = tuple(statements)
    notes = Notes(bank, index_of(bank), today)
    problems = read_problems(statements, notes)
    tumors = Tumors(problems, [one for one in statements if one.kind == "result"], notes)
    say_diagnoses(tumors, problems, notes)
    read_results(statements, tumors, notes)
    read_procedures(statements, tumors, notes)
    read_medicines(statements, tumors, notes)
    read_allergies(statements, notes)
    read_papers(statements, tumors, notes)
    return notes.reading(file, kind, people, tumors.seen())
