"""`so bank`: for those who write questions and records."""

from __future__ import annotations

from pathlib import Path

import typer

from so_cli import wording
from so_cli.bank.lint.reading import pronouncing
from so_cli.bank.loader import check_bank
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    overlays_for,
    today,
)
from so_cli.errors import BadFile
from so_cli.outputs.as_json import to_json

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def bank_group() -> None:
    """For authors: check the questions and records."""


@app.command()
def check(
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Check the bank, and any bank laid over it; list every problem with file and line.

    For example: so bank check --bank our-hospital
    """
    del case, plain, no_input  # no case is looked at, it prints plain lines and never asks
    overlays: list[Path] = overlays_for(bank)
    syllables = pronouncing()
    found, problems = check_bank(overlays, today=today(), syllables=syllables)
    if syllables is None:
        typer.echo(wording.NO_READING_GRADE, err=True)
    if json:
        listed = {"problems": [problem._asdict() for problem in problems]}
        typer.echo(to_json(listed), nl=False)
        if problems:
            raise typer.Exit(BadFile.exit_code)
        return
    if problems:
        raise BadFile(problems, wording.COUNT_PROBLEMS.format(count=len(problems)))
    typer.echo(
        wording.BANK_IS_RIGHT.format(
            questions=len(found.questions),
            records=len(found.records),
            facts=len(found.facts),
            words=len(found.words),
        )
    )
