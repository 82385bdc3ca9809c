"""`so new`: an empty file of answers, to be filled in by hand or by another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, get_args

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.blank import blank_data, columns
from so_cli.case.store import case_path, id_for
from so_cli.case.template import template
from so_cli.cli.complete import fixed
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    StageOption,
    bank_for,
    check_stage,
    overlays_for,
)
from so_cli.cli.show import STANDARD_OUTPUT, check_format, tell
from so_cli.errors import WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.outputs.writer import write_output

app = typer.Typer(rich_markup_mode=None, add_completion=False)

FORMATS = ("yaml", "json", "csv")


@app.command()
def new(
    stage: StageOption = None,
    case: CaseOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="yaml, json or csv (default: as the file is called, else yaml).",
            metavar="FORMAT",
            autocompletion=fixed(*FORMATS),
        ),
    ] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Make an empty file of answers for a stage, to be filled in.

    As YAML it explains each answer; as CSV it is the first line of a table of cases.
    Its id is the name of --case, or of the file.

    For example: so new --stage post-biopsy -o pat.yaml
    """
    del plain, no_input  # it is plain text, and never asks
    target = None if output == STANDARD_OUTPUT else output
    kind = check_format(format_ or _kind_of(target), json=json, output=target, known=FORMATS)
    chosen = check_stage(stage)
    if chosen is None:
        stages = ", ".join(get_args(Stage))
        raise WrongUse(wording.WHICH_STAGE, wording.GIVE_STAGE.format(stages=stages))
    case_id = id_for(target if target and case is None else case_path(case))
    made = _make(bank_for(bank), chosen, case_id, kind)
    if target is None:
        sys.stdout.write(made)
        return
    write_output(target, made.encode(), force=force, made_from=overlays_for(bank))
    tell(wording.WRITTEN.format(file=target))


def _kind_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else FORMATS[0]


def _make(bank: Bank, stage: Stage, case_id: str, kind: str) -> str:
    if kind == "json":
        return to_json(blank_data(bank, stage, case_id))
    if kind == "csv":
        return ",".join(columns(bank, stage)) + "\n"
    return template(bank, stage, case_id)
