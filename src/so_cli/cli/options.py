"""The options that every command takes, and what they come to."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.clean import clean
from so_cli.cli.complete import case_names, stages
from so_cli.errors import NoAccess, WrongUse

MAX_NAMED = 20

CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        "-c",
        help="Name or file of the case (default: me).",
        metavar="CASE",
        autocompletion=case_names,
    ),
]
BankOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--bank",
        help="A folder laid over the bank; may be repeated.",
        metavar="DIR",
        readable=False,  # what cannot be read is told by the reader, with its own exit code
    ),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Plain lines: no colors, no redrawing.")]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask anything.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file.", metavar="PATH", readable=False),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]
SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        help="Folders of cases, files, lists (.jsonl, .csv), or - for JSON Lines.",
        metavar="SOURCE...",
    ),
]
StageOption = Annotated[
    str | None,
    typer.Option(
        "--stage",
        help="post-biopsy, pre-surgery, post-surgery, in-treatment or metastatic.",
        metavar="STAGE",
        autocompletion=stages,
    ),
]


def overlays_for(given: list[Path] | None) -> list[Path]:
    """The folders of --bank, or else of SO_BANK."""
    if given:
        return given
    return [Path(part) for part in os.environ.get("SO_BANK", "").split(os.pathsep) if part]


def bank_for(given: list[Path] | None) -> Bank:
    """The bank with all that is laid over it."""
    return open_bank(overlays_for(given))


def typed_for(case: str | None, overlays: list[Path] | None) -> Callable[..., str]:
    """What makes a command for this case, as it is typed into a shell, from its first words."""
    named = ["--case", case] if case else []
    laid_over = [word for overlay in overlays or () for word in ("--bank", str(overlay))]
    return lambda *words: shlex.join(["so", *words, *named, *laid_over])


def today() -> date:
    """Today; SO_TODAY=YYYY-MM-DD fixes it, and so does SOURCE_DATE_EPOCH, as for other programs."""
    fixed = os.environ.get("SO_TODAY")
    if not fixed and (epoch := os.environ.get("SOURCE_DATE_EPOCH")):
        return _day_of(epoch)
    if not fixed:
        return date.today()  # noqa: DTZ011 - the person's own calendar day is what counts
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise WrongUse(wording.BAD_TODAY.format(value=fixed), wording.WANT_TODAY) from error


def _day_of(epoch: str) -> date:
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(wording.BAD_EPOCH.format(value=epoch), wording.EPOCH_IS) from error


def is_interactive(*, no_input: bool) -> bool:
    """Whether somebody is there to be asked."""
    return not no_input and sys.stdin is not None and sys.stdin.isatty()


def existing_case(name: str | None) -> Path:
    """The file of a case that must be there. Raises NoAccess."""
    from so_cli.case.store import case_path, has_case  # not for a blank list

    path = case_path(name)
    if not has_case(path):
        raise NoAccess(wording.NO_SUCH_FILE.format(file=path), wording.TO_BEGIN)
    return path


def open_case(path: Path, bank: Bank, *, plain: bool = False, no_input: bool = False) -> Case:
    """The case in a file, for reading; of a locked one the passphrase is asked.

    Raises what the store raises, WrongUse where it is locked and nobody may be asked, and
    Stopped.
    """
    from so_cli.case.forms import is_locked
    from so_cli.case.store import has_case, load_case

    if not (is_locked(path) and has_case(path)):
        return load_case(path, bank)
    from so_cli.case.locked import load_locked, tidy
    from so_cli.cli.passphrase import ask_passphrase

    tidy(path)
    return load_locked(path, ask_passphrase(path, plain=plain, no_input=no_input), bank)


def case_or_blank(
    name: str | None, bank: Bank, *, plain: bool = False, no_input: bool = False
) -> tuple[Case, Path | None]:
    """The case and its file; a blank case where none is named and there is none to take."""
    from so_cli.case.store import case_path, has_case

    if name is None and not has_case(case_path(None)):
        return Case(), None
    return case_there(name, bank, plain=plain, no_input=no_input)


def case_there(
    name: str | None, bank: Bank, *, plain: bool = False, no_input: bool = False
) -> tuple[Case, Path]:
    """The case and its file. Raises NoAccess where there is none, and what `open_case` raises."""
    path = existing_case(name)
    case = open_case(path, bank, plain=plain, no_input=no_input)
    tell_strangers(case, bank)
    return case, path


def check_stage(stage: str | None) -> Stage | None:
    """The stage, if it is one. Raises WrongUse."""
    if stage is None:
        return None
    for known in get_args(Stage):
        if stage == known:
            return known  # type: ignore[no-any-return]  # it is one of Stage's own words
    words = wording.ONE_OF.format(words=", ".join(get_args(Stage)))
    raise WrongUse(wording.NO_SUCH_STAGE.format(stage=stage), wording.sentence(words))


def tell_strangers(case: Case, bank: Bank) -> None:
    """Say on standard error which ids of the case this bank does not have."""
    from so_cli.case.reading import strangers

    found = strangers(case, bank)
    if found:
        names = (*found.facts, *found.questions, *found.records, *found.steps)
        shown = ", ".join(names[:MAX_NAMED])
        if len(names) > MAX_NAMED:
            shown = wording.AND_OTHERS.format(names=shown, count=len(names) - MAX_NAMED)
        typer.echo(wording.STRANGERS.format(ids=clean(shown)), err=True)
