"""`so` alone: where things stand, or how to begin."""

from __future__ import annotations

from typing import Any

import typer

from so_cli import wording
from so_cli.case.store import case_path, has_case
from so_cli.cli.lines import say


def start(root: typer.Context) -> None:
    """Do what `so status` does where there is a case; else say how to begin."""
    if not has_case(case_path(None)):
        say("\n".join(wording.START))
        return
    commands: Any = root.command
    status = commands.get_command(root, "status")
    with status.make_context("status", [], parent=root) as context:
        status.invoke(context)
