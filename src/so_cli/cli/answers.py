"""`--answers FILE`: a case-shaped file that answers without asking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.merge import lay_over
from so_cli.case.model import Case
from so_cli.cli.options import is_interactive, open_case
from so_cli.errors import BadFile, Problem, WrongUse

AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        help="A file that answers without asking.",
        metavar="FILE",
        readable=False,
    ),
]


def is_asking(answers: Path | None, *, no_input: bool) -> bool:
    """Whether anybody is to be asked. Raises WrongUse where nothing would be done at all."""
    if no_input and answers is None:
        raise WrongUse(wording.NOTHING_TO_ASK, wording.GIVE_ANSWERS)
    return not no_input and (answers is None or is_interactive(no_input=no_input))


def read_answers(answers: Path | None, bank: Bank, *, plain: bool, no_input: bool) -> Case | None:
    """What the file says. Raises what opening a case raises."""
    return None if answers is None else open_case(answers, bank, plain=plain, no_input=no_input)


def laid_over(case: Case, given: Case | None, answers: Path | None) -> Case:
    """The case with the answers over it. Raises BadFile where they are another case's."""
    if given is None:
        return case
    if given.id and given.id != case.id:
        wrong = wording.OTHER_CASE.format(other=given.id, case=case.id)
        raise BadFile([Problem(str(answers), 0, "id", wrong, wording.SAME_CASE)])
    return lay_over(case, given)
