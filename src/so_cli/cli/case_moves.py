"""`so case copy`, `export` and `import`: a case to another name, to a file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.case.forms import LOCKED, is_locked, plain_path, present_form
from so_cli.case.model import Case
from so_cli.case.store import (
    CaseFile,
    case_path,
    dump_case,
    has_case,
    held,
    id_for,
    load_case,
    named_case,
)
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    bank_for,
    existing_case,
    open_case,
    tell_strangers,
)
from so_cli.cli.passphrase import ask_passphrase, new_passphrase
from so_cli.cli.show import tell
from so_cli.errors import NoAccess, WrongUse
from so_cli.outputs.as_json import to_json
from so_cli.outputs.writer import check_target, write_output

KINDS = frozenset({".yaml", ".yml", ".json", LOCKED})


def copy(
    new: Annotated[str, typer.Argument(help="The name of the new case.", metavar="NEW")],
    case: CaseOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Copy a case to a new name. The copy of a locked case has the same passphrase.

    For example: so case copy pat-later --case pat
    """
    del json  # it says one line
    from so_cli.case.locked import load_locked, save_locked, tidy

    path = existing_case(case)
    target = _new_place(new, force=force)
    the_bank = bank_for(bank)
    passphrase = None
    if is_locked(path):
        tidy(path)
        passphrase = ask_passphrase(path, plain=plain, no_input=no_input)
        found = load_locked(path, passphrase, the_bank)
    else:
        found = load_case(path, the_bank)
    named = replace(found, id=id_for(plain_path(target)))
    with held(target) as file:
        _check_free(present_form(file), force=force)
        if passphrase is None:
            CaseFile(file).save(named)
            saved = file
        else:
            saved = save_locked(file, named, passphrase)
    typer.echo(wording.SAVED_AS.format(file=saved))


def export(
    output: OutputOption = None,
    case: CaseOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Write a case into one file: .yaml, .json, or .age with a passphrase.

    For example: so case export -o pat.age --case pat
    """
    del json  # the name of the file says its kind
    if output is None:
        raise WrongUse(wording.WHERE_TO_EXPORT, wording.EXPORT_NAMES)
    kind = output.suffix.lower()
    if kind not in KINDS:
        raise WrongUse(wording.NOT_AN_EXPORT.format(file=output), wording.EXPORT_NAMES)
    path = existing_case(case)
    check_target(output, force=force, made_from=[path])
    found = open_case(path, bank_for(bank), plain=plain, no_input=no_input)
    data = (to_json(found) if kind == ".json" else dump_case(found)).encode()
    if kind == LOCKED:
        from so_cli.case.locked import encrypt

        data = encrypt(data, new_passphrase(output, plain=plain, no_input=no_input))
    write_output(output, data, force=force, made_from=[path])
    tell(wording.WRITTEN.format(file=output))


def import_(
    file: Annotated[
        Path, typer.Argument(help="A case: .yaml, .json or .age.", metavar="FILE", readable=False)
    ],
    case: CaseOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Take in a case from a file, and check it. Without --case it gets the name inside.

    For example: so case import pat.age --case pat
    """
    del json  # it says one line
    the_bank = bank_for(bank)
    target = None if case is None else _new_place(case, force=force)
    found = open_case(file, the_bank, plain=plain, no_input=no_input)
    target = target or _named_inside(found, file)
    named = replace(found, id=id_for(plain_path(target)))
    with held(target) as path:
        _check_free(present_form(path), force=force)
        CaseFile(path).save(named)
    tell_strangers(named, the_bank)
    typer.echo(wording.SAVED_AS.format(file=path))


def _new_place(name: str, *, force: bool) -> Path:
    """The file of a case that is to be made. Raises WrongUse, and what `_check_free` raises."""
    path = case_path(name)
    if is_locked(path) and not has_case(path):
        # What is called so would be thought to be locked.
        raise WrongUse(wording.NOT_A_CASE_NAME.format(name=name), wording.CASE_NAMES)
    _check_free(path, force=force)
    return path


def _named_inside(case: Case, file: Path) -> Path:
    """The place of a case that brings its own name."""
    name = case.id or id_for(file)
    try:
        return named_case(name)
    except WrongUse:
        raise WrongUse(wording.NO_NAME_INSIDE.format(id=name), wording.NAME_THE_CASE) from None


def _check_free(path: Path, *, force: bool) -> None:
    """Raise NoAccess where a case is there already, locked or not, and may not be replaced."""
    if has_case(path) and not force:
        raise NoAccess(wording.CASE_IS_THERE.format(file=path), wording.OTHER_CASE_NAME)
