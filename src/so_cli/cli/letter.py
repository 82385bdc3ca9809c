"""`so letter`: letters and a call sheet, filled from the case."""

from __future__ import annotations

from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.letters import FOLDER
from so_cli.clean import clean
from so_cli.cli.complete import letter_kinds
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    bank_for,
    case_or_blank,
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
from so_cli.outputs.as_json import to_json
from so_cli.outputs.pages.letter import (
    is_all_asked_for,
    letter_document,
    letter_markdown,
    make_letter,
)
from so_cli.outputs.paper import Paper
from so_cli.packet.build import make_packet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def letter(
    kind: Annotated[
        str | None,
        typer.Argument(
            help="records, slides, referral, insurer, helper or center.",
            metavar="KIND",
            autocompletion=letter_kinds,
        ),
    ] = None,
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
    """Write a letter: for records, slides, a referral, the insurer, a helper, the center.

    Without a kind it lists them.

    For example: so letter records
    """
    file_kind = check_format(format_, json=json, output=output)
    overlays = overlays_for(bank)
    # A folder of templates may hold letters too, which are laid over those of the bank.
    has_letters = templates is not None and (templates / FOLDER).is_dir()
    the_bank = bank_for([*overlays, templates] if templates and has_letters else bank)
    look = look_for(the_bank, overlays, paper, templates, large=large_print)
    if kind is None:
        if output is not None:
            raise WrongUse(wording.WHICH_LETTER, wording.TO_SEE_LETTERS)
        typer.echo(_all_letters(the_bank, file_kind), nl=False)
        return
    if kind not in the_bank.letter:
        known = wording.ONE_OF.format(words=", ".join(the_bank.letter))
        raise WrongUse(wording.NO_SUCH_LETTER.format(kind=kind), wording.sentence(known))
    the_case, path = case_or_blank(case, the_bank, plain=plain, no_input=no_input)
    packet = make_packet(the_bank, the_case, today())
    if path is not None and is_all_asked_for(packet, kind):
        typer.echo(wording.ALL_ASKED_FOR, err=True)
    made = make_letter(the_bank, packet, kind, is_blank=path is None)
    document = letter_document(made, packet)
    sheet = Paper(made, lambda: document, markdown=lambda: letter_markdown(made, packet))
    give(sheet, file_kind, Target(output, force, (path, *overlays, templates), plain), look)


def _all_letters(bank: Bank, file_kind: str) -> str:
    letters = [{"id": each.id, "plain": each.plain} for each in bank.letters]
    if file_kind == "json":
        return to_json({"letters": letters})
    rows = (wording.MEANS.format(word=each["id"], text=each["plain"]) for each in letters)
    return "".join(f"{clean(row)}\n" for row in (wording.LETTERS, *rows))
