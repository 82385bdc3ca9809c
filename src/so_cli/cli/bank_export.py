"""`so bank export`: the questions of a stage as a form for other programs."""

from __future__ import annotations

import sys
from typing import Annotated, get_args

import typer

from so_cli import wording
from so_cli.bank.model import Stage
from so_cli.cli.complete import fixed
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
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
from so_cli.outputs.fhir.form import Form, form_of
from so_cli.outputs.fhir.questionnaire import questionnaire
from so_cli.outputs.writer import write_output

FORMATS = ("fhir",)


def export(
    stage: StageOption = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="fhir.", metavar="FORMAT", autocompletion=fixed(*FORMATS)
        ),
    ] = "fhir",
    output: OutputOption = None,
    force: ForceOption = False,
    json: Annotated[
        bool, typer.Option("--json", help="With what could not be taken over, in one JSON.")
    ] = False,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Make a form of what the interview asks at a stage, and say what it could not take over.

    For example: so bank export --stage pre-surgery -o questionnaire.json
    """
    del case, plain, no_input  # no case is looked at, it prints plain lines and never asks
    check_format(format_, json=False, output=None, known=FORMATS)
    wanted = check_stage(stage)
    if wanted is None:
        raise WrongUse(
            wording.FHIR_NEEDS_STAGE, wording.GIVE_A_STAGE.format(stages=", ".join(get_args(Stage)))
        )
    the_bank = bank_for(bank)
    form = form_of(the_bank, wanted)
    made = questionnaire(the_bank, form)
    text = to_json({"questionnaire": made, "left_out": form.left_out} if json else made)
    if output is None or output == STANDARD_OUTPUT:
        sys.stdout.write(text)
    else:
        write_output(output, text.encode(), force=force, made_from=overlays_for(bank))
        tell(wording.WRITTEN.format(file=output))
    if not json:
        tell(*_sentences(form))


def _sentences(form: Form) -> list[str]:
    """What is missing in the form, or shown to more people than needed: the count, then each."""
    if not form.left_out:
        return [wording.FHIR_ALL_IN]
    count = wording.FHIR_LEFT_OUT.format(count=len(form.left_out))
    return [count, *(wording.MEANS.format(word=each.id, text=each.why) for each in form.left_out)]
