"""`so export`: many cases at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from so_cli import wording
from so_cli.batch.export import Progress
from so_cli.batch.order import Order, errors_file, urgent_file
from so_cli.batch.run import run
from so_cli.batch.sources import find_sources, size_of
from so_cli.cli.complete import fixed
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    SourcesArgument,
    overlays_for,
    today,
)
from so_cli.cli.progress import summary_of, telling
from so_cli.cli.settings import wants_plain
from so_cli.cli.show import (
    LargeOption,
    PaperOption,
    ReaderOption,
    TemplatesOption,
    check_format,
    check_paper,
    check_reader,
    tell,
)
from so_cli.errors import WrongUse
from so_cli.outputs.paper import FORMATS_OF_A_PACKET, Format

app = typer.Typer(rich_markup_mode=None, add_completion=False)
ENGINES = ("local", "dask")
SOME_FAILED = 1


@app.command()
def export(
    source: SourcesArgument = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The folder for the pages.", metavar="DIR", readable=False),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="md, html, pdf, txt, ics, json or fhir; may be repeated (default: md).",
            metavar="FORMAT",
            autocompletion=fixed(*FORMATS_OF_A_PACKET),
        ),
    ] = None,
    to_jsonl: Annotated[
        Path | None,
        typer.Option(
            "--to-jsonl",
            help="One file instead, with a packet in JSON on each line; - is the output.",
            metavar="FILE",
            readable=False,
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on: only what is missing or was changed.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove pages of cases no longer in the source.")
    ] = False,
    no_names: Annotated[
        bool, typer.Option("--no-names", help="Leave out what names a person.")
    ] = False,
    shard: Annotated[
        bool, typer.Option("--shard", help="Spread the files over 256 folders.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad case.")] = False,
    reader: ReaderOption = "both",
    large_print: LargeOption = False,
    paper: PaperOption = "letter",
    templates: TemplatesOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", help="How many processes (default: all cores).", metavar="N"),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            help="local, or dask for a cluster.",
            metavar="ENGINE",
            autocompletion=fixed(*ENGINES),
        ),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help="Address of a Dask scheduler.", metavar="ADDRESS"),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing while all goes well.")
    ] = False,
    force: ForceOption = False,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Make the pages of many cases at once.

    For example: so export cases --out pages -f pdf
    """
    del case, no_input  # it takes cases as sources, and never asks
    if engine not in ENGINES:
        words = wording.ONE_OF.format(words=", ".join(ENGINES))
        raise WrongUse(wording.NO_SUCH_ENGINE.format(engine=engine), wording.sentence(words))
    if to_jsonl and (format_ or json):
        raise WrongUse(wording.ONE_TARGET)
    order = Order(
        sources=tuple(source or ()),
        folder=out,
        lines=to_jsonl,
        formats=_formats(format_, json=json),
        overlays=tuple(overlays_for(bank)),
        today=today(),
        reader=check_reader(reader),
        paper=check_paper(paper),
        large_print=large_print,
        templates=templates,
        no_names=no_names,
        resume=resume,
        prune=prune,
        shard=shard,
        strict=strict,
        force=force,
        jobs=jobs,
        on_dask=engine == "dask",
        scheduler=scheduler,
    )
    is_plain = wants_plain(plain=plain)
    total = None
    if not quiet and not is_plain and sys.stderr.isatty():
        total = size_of(find_sources(order.sources, leave_out=out))
    with telling(total, quiet=quiet, plain=is_plain) as teller:
        progress = run(order, teller)
    if not quiet:
        tell(*_sentences(progress, errors_file(order), urgent_file(order)))
    if progress.failed:
        raise typer.Exit(SOME_FAILED)


def _formats(given: list[str] | None, *, json: bool) -> tuple[Format, ...]:
    wanted = [*(given or ()), *(["json"] if json else [])] or ["md"]
    for kind in wanted:
        check_format(kind, json=False, output=None, known=FORMATS_OF_A_PACKET)
    return tuple(kind for kind in FORMATS_OF_A_PACKET if kind in wanted)


def _sentences(progress: Progress, errors: Path | None, urgent: Path | None) -> list[str]:
    """What came of it, and where to read more."""
    said = [summary_of(progress)]
    if progress.removed:
        said.append(wording.EXPORT_REMOVED.format(count=progress.removed))
    if progress.failed and errors:
        said.append(wording.EXPORT_FAILED.format(file=errors))
    if progress.urgent:
        text = wording.EXPORT_URGENT if urgent else wording.EXPORT_URGENT_BARE
        said.append(text.format(count=progress.urgent, file=urgent))
    return said
