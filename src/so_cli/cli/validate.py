"""`so validate`: all that is wrong in files of cases."""

from __future__ import annotations

import sys

import typer

from so_cli import wording
from so_cli.batch.model import errors_of
from so_cli.batch.sources import check_sources, find_sources
from so_cli.batch.validate import Checked, validate
from so_cli.clean import clean
from so_cli.cli.options import (
    MAX_NAMED,
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    SourcesArgument,
    bank_for,
    today,
)
from so_cli.cli.show import tell
from so_cli.errors import BadFile
from so_cli.outputs.as_json import to_json_line

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("validate")
def validate_(
    source: SourcesArgument = None,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Name all that is wrong in files of cases, a problem a line. Nothing is changed.

    With --json each case that is not right is a line of JSON, as in the errors.jsonl of an export.
    Of one case, at most a hundred problems are named.

    For example: so validate cases
    """
    del case, plain, no_input  # it takes cases as sources, prints plain lines, and never asks
    given = source or []
    check_sources(given)
    right = wrong = 0
    odd = _Strangers()
    cases = validate(find_sources(given), bank_for(bank), today(), sys.stdin.buffer)
    for checked in cases:
        if checked.failed is None:
            right += 1
            odd.add(checked)
            continue
        wrong += 1
        if json:
            sys.stdout.write(to_json_line(errors_of(checked.failed)).decode())
        else:
            sys.stdout.writelines(f"{clean(str(each))}\n" for each in checked.failed.problems)
    sys.stdout.flush()
    tell(odd.sentence, wording.VALIDATED.format(right=right, wrong=wrong))
    if wrong:
        raise typer.Exit(BadFile.exit_code)


class _Strangers:
    """Ids that the bank does not know, over all cases; only some are kept, to be named."""

    def __init__(self) -> None:
        self._count = 0
        self._first = ""
        self._ids: dict[str, None] = {}

    def add(self, checked: Checked) -> None:
        found = checked.strangers
        if not found:
            return
        self._count += 1
        self._first = self._first or checked.place.where
        for name in (*found.facts, *found.questions, *found.records, *found.steps):
            if len(self._ids) <= MAX_NAMED:
                self._ids[name] = None

    @property
    def sentence(self) -> str:
        """What is said of them; empty where there are none."""
        if not self._count:
            return ""
        shown = ", ".join([*self._ids][:MAX_NAMED])
        if len(self._ids) > MAX_NAMED:
            shown = wording.AND_MORE_IDS.format(names=shown)
        return wording.STRANGERS_IN_CASES.format(count=self._count, place=self._first, ids=shown)
