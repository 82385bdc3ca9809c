"""`so checklist`: one list, blank by stage or filled from a case."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.model import Case
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
    case_or_blank,
    check_stage,
    overlays_for,
    today,
)
from so_cli.cli.show import (
    FormatOption,
    LargeOption,
    PaperOption,
    Target,
    TemplatesOption,
    check_format,
    give,
    look_for,
)
from so_cli.errors import WrongUse
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.paper import Paper
from so_cli.packet.checklist import KINDS, make_checklist

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def checklist(
    kind: Annotated[
        str,
        typer.Argument(
            help="questions, records, steps, hospital, card, visit or compare.",
            metavar="KIND",
            autocompletion=fixed(*KINDS),
        ),
    ] = "records",
    stage: StageOption = None,
    case: CaseOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    large_print: LargeOption = False,
    paper: PaperOption = "letter",
    templates: TemplatesOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Print one checklist, blank or filled in.

    With --stage and no --case it is blank.

    For example: so checklist records --stage post-biopsy
    """
    wanted = next((each for each in KINDS if each == kind), None)
    if wanted is None:
        known = wording.ONE_OF.format(words=", ".join(KINDS))
        raise WrongUse(wording.NO_SUCH_CHECKLIST.format(kind=kind), wording.sentence(known))
    file_kind = check_format(format_, json=json, output=output)
    the_bank = bank_for(bank)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    chosen = check_stage(stage)
    is_for_all = case is None and chosen is not None
    the_case, path = (
        (Case(), None)
        if is_for_all
        else case_or_blank(case, the_bank, plain=plain, no_input=no_input)
    )
    if chosen is not None:
        the_case = replace(the_case, stage=chosen)
    made = make_checklist(the_bank, the_case, wanted, today(), is_blank=path is None)
    sheet = Paper(made, lambda: checklist_document(made, the_bank.letterhead))
    target = Target(output, force, (path, *overlays, templates), plain)
    give(sheet, file_kind, target, look)
