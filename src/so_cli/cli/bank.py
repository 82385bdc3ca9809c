"""`so bank`: for those who write questions and records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.lint.reading import pronouncing
from so_cli.bank.loader import check_bank
from so_cli.bank.schema import file_schema
from so_cli.bank.typed import nearest, one_of
from so_cli.clean import clean
from so_cli.cli.bank_export import export
from so_cli.cli.complete import ALL_SECTIONS, BANK_FILES, entry_ids, fixed, title
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    overlays_for,
    today,
)
from so_cli.errors import BadFile, WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_yaml import as_yaml

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def bank_group() -> None:
    """For authors: check and read the questions and records."""


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


@app.command("list")
def list_(
    section: Annotated[
        str | None,
        typer.Argument(
            help="questions, records, words ...",
            metavar="SECTION",
            autocompletion=fixed(*ALL_SECTIONS),
        ),
    ] = None,
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """List the parts of the bank, or what is in one of them.

    For example: so bank list questions
    """
    del case, plain, no_input  # as above
    the_bank = bank_for(bank)
    if section is None:
        counts = {name: len(the_bank.entries(name)) for name in ALL_SECTIONS}
        lines = [wording.COUNTED.format(section=name, count=n) for name, n in counts.items()]
        typer.echo(to_json(counts) if json else "\n".join(lines), nl=not json)
        return
    if section not in ALL_SECTIONS:
        wrong = wording.NO_SUCH_SECTION.format(section=section)
        raise WrongUse(wrong, wording.sentence(one_of(section, ALL_SECTIONS)))
    rows = [{"id": entry.id, "title": title(entry)} for entry in the_bank.entries(section)]
    lines = [wording.MEANS.format(word=row["id"], text=row["title"]) for row in rows]
    typer.echo(
        to_json({section: rows}) if json else clean("\n".join(lines), keep_newlines=True),
        nl=not json,
    )


@app.command()
def show(
    entry: Annotated[
        str,
        typer.Argument(
            help="The id of anything in the bank.", metavar="ID", autocompletion=entry_ids
        ),
    ],
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Show an entry of the bank as it stands in its file.

    For example: so bank show her2-ish
    """
    del case, plain, no_input  # as above
    the_bank = bank_for(bank)
    found = {
        section: each
        for section in ALL_SECTIONS
        for each in the_bank.entries(section)
        if each.id == entry
    }
    if not found:
        known = [each.id for section in ALL_SECTIONS for each in the_bank.entries(section)]
        right = nearest(entry, known)
        advice = wording.sentence(right) if right else wording.LIST_SECTIONS
        raise WrongUse(wording.NO_SUCH_ENTRY.format(id=entry), advice)
    typer.echo(to_json(found) if json else clean(as_yaml(found), keep_newlines=True), nl=False)


@app.command()
def schema(
    file: Annotated[
        str,
        typer.Argument(
            help="questions, records, facts ...",
            metavar="FILE",
            autocompletion=fixed(*BANK_FILES),
        ),
    ] = "questions",
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Print the JSON Schema of a file of the bank, for editors that check while one types.

    For example: so bank schema questions
    """
    del case, bank, json, plain, no_input  # a schema is always JSON, and the same for every bank
    if file not in BANK_FILES:
        wrong = wording.NO_SUCH_SECTION.format(section=file)
        raise WrongUse(wrong, wording.sentence(wording.ONE_OF.format(words=", ".join(BANK_FILES))))
    sys.stdout.write(to_json(file_schema(f"{file}.yaml")))


app.command("export")(export)
