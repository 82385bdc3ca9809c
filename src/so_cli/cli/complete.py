"""What the Tab key offers for the value of an option or an argument.

Give one of these to Typer as `autocompletion`. None of them opens a case: of what is personal,
only the names of the cases are ever offered. They may raise; nothing is offered then.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from so_cli.bank.bank import Bank
from so_cli.bank.loader import LETTERHEAD, SECTIONS, open_bank
from so_cli.bank.model import Entry, Stage
from so_cli.bank.outcomes import NextStep
from so_cli.clean import clean
from so_cli.errors import SoError

Row = tuple[str, str]
"""A value, and what it means."""

ALL_SECTIONS = (*(name for sections in SECTIONS.values() for name in sections), "letters")
NOT_FOR_SHELLS = str.maketrans("", "", "\\[]")
"""What Typer leaves in a meaning, and a shell would run (a backslash) or Rich read as markup."""
BANK_FILES = tuple(name.removesuffix(".yaml") for name in (*SECTIONS, LETTERHEAD))


def fixed(*values: str) -> Callable[[], list[Row]]:
    """A completer of fixed words."""
    return lambda: [(value, "") for value in values]


def case_names() -> list[Row]:
    """The cases that are called by name, locked or not."""
    from so_cli.case.store import case_files, name_of  # not for a blank list

    return [(name_of(path), "") for path in case_files()]


def stages(ctx: typer.Context) -> list[Row]:
    """The stages, in their order."""
    bank = _bank(ctx)
    return [(stage, bank.stage_title(stage)) for stage in get_args(Stage)]


def record_ids(ctx: typer.Context) -> list[Row]:
    """The records of the bank."""
    return _rows(_bank(ctx), "records")


def step_ids(ctx: typer.Context) -> list[Row]:
    """The steps of the bank."""
    return _rows(_bank(ctx), "steps")


def letter_kinds(ctx: typer.Context) -> list[Row]:
    """The letters of the bank."""
    return _rows(_bank(ctx), "letters")


def word_ids(ctx: typer.Context) -> list[Row]:
    """The words that are explained. None behind another: several words are one term."""
    return [] if ctx.params.get("word") else _rows(_bank(ctx), "words")


def entry_ids(ctx: typer.Context) -> list[Row]:
    """Everything in the bank that has an id."""
    bank = _bank(ctx)
    return [row for section in ALL_SECTIONS for row in _rows(bank, section)]


def states(ctx: typer.Context, incomplete: str) -> list[Row]:
    """The states that have a center, as large or small as they are typed."""
    found = sorted({center.state for center in _bank(ctx).centers})
    is_small = incomplete.islower()
    return [(state.lower() if is_small else state, "") for state in found]


def title(entry: Entry) -> str:
    """What names an entry of the bank to people."""
    if isinstance(entry, NextStep):
        return entry.ask[0].text if entry.ask else ""
    keys = ("short", "title", "word", "name", "label", "about", "means")
    return next((str(getattr(entry, key)) for key in keys if getattr(entry, key, "")), "")


def _rows(bank: Bank, section: str) -> list[Row]:
    return [
        (entry.id, clean(title(entry)).translate(NOT_FOR_SHELLS)) for entry in bank.entries(section)
    ]


def _bank(ctx: typer.Context) -> Bank:
    """The bank of the command that is being typed; where that one is broken, the shipped one."""
    from so_cli.cli.options import overlays_for  # which takes its completers from here

    given = [Path(folder).expanduser() for folder in ctx.params.get("bank") or ()]
    try:
        return open_bank(overlays_for(given))
    except SoError:
        return open_bank()
