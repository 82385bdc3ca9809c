"""The commands, one row each; a command's module is imported when it is called.

This is also the only place where errors are printed and exit codes leave the program.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from so_cli import __version__
from so_cli.errors import NoAccess, SoError, Stopped

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("interview", "interview", "Answer questions one at a time; stop and go on at any time."),
    ("import", "import_", "Read portal downloads and reports, and take what is right."),
    ("status", "status", "See in one screen where things stand, and what to do next."),
    ("summary", "summary", "Make the pages to bring: one for the doctor, the rest to keep."),
    ("checklist", "checklist", "Print one checklist, blank or filled in."),
    ("letter", "letter", "Write a letter, or a sheet for a call to the insurer."),
    ("records", "records", "See how far each record has come, or write it down."),
    ("steps", "steps", "See what to do before the visit, or write down that it is done."),
    ("visit", "visit", "After the appointment, write down what was said."),
    ("compare", "compare", "See side by side what doctors said, or hospitals answer."),
    ("medicines", "medicines", "Keep the list of medicines and allergies."),
    ("hospital", "hospital", "Keep a list of hospitals, and what each of them answers."),
    ("assess", "assess", "See what speaks for a second opinion, and which kind comes first."),
    ("explain", "explain", "Explain a word in plain language."),
    ("centers", "centers", "List cancer centers that see patients."),
    ("export", "export", "Make the pages of many cases at once."),
    ("validate", "validate", "For scripts: name all that is wrong in files of cases."),
    ("case", "case", "See, lock, edit, copy, move or delete what is saved."),
    ("new", "new", "For scripts: make an empty file of answers, to be filled in."),
    ("schema", "schema", "For scripts: print the JSON Schema of a case, or of an output."),
    ("bank", "bank", "For authors: check and read the questions and records."),
)
"""Name, module in `so_cli.cli`, one line of help."""

COMPLETE = "_SO_COMPLETE"
"""What a shell sets to ask what the Tab key would finish; Typer's name for it."""


class _LazyGroup(TyperGroup):
    """A group that knows its commands' names and help without importing them."""

    def list_commands(self, _ctx: Any) -> list[str]:
        return [name for name, _module, _help in COMMANDS]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        for name, module, _help in COMMANDS:
            if name == cmd_name:
                found = importlib.import_module(f"so_cli.cli.{module}")
                command = typer.main.get_command(found.app)
                command.name = name
                return command
        return None

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        # From the table: to ask each command for its line of help would import all of them.
        known = [TyperCommand(name=name, short_help=text) for name, _module, text in COMMANDS]
        light = TyperGroup(commands=known, params=self.params)
        return light.shell_complete(typer.Context(light, parent=ctx), incomplete)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, _module, text in COMMANDS])


app = typer.Typer(
    cls=_LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    # Only Rich and questionary color, and they know NO_COLOR; Typer does not.
    context_settings={"help_option_names": ["-h", "--help"], "color": False},
)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"so {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def so(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version.",
            is_eager=True,
            callback=lambda value: _version(wanted=value),
        ),
    ] = False,
) -> None:
    """Prepare a second opinion for breast cancer: offline, private, free.

    Start with: so interview
    """
    del version
    if ctx.invoked_subcommand is None:
        from so_cli.cli.start import start

        start(ctx)


def main() -> None:
    """Run the program and leave with an exit code (README, "For scripts")."""
    # So short a life leaves little garbage, and looking for it while the bank is read costs more.
    gc.set_threshold(20_000, 20, 20)
    # A program that is started without a standard stream finds None in its place.
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO())
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            # A terminal that lacks a letter of a name shows a question mark in its place.
            sys.stdout.reconfigure(errors="replace")
        else:
            # What goes into a file or to another program is the same on every machine.
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if os.environ.get(COMPLETE):
        sys.exit(_complete())
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    try:
        code = app(arguments, prog_name="so", standalone_mode=False)
        sys.stdout.flush()
    except SoError as error:
        # Where she stopped, her cursor stands behind a question.
        _say(f"\n{error}" if isinstance(error, Stopped) else str(error))
        return error.exit_code
    except typer.TyperException as error:
        from so_cli import wording

        _say(f"{wording.sentence(error.format_message())}\n{wording.SEE_HELP}")
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # Whoever read it has had enough, of which Typer makes an exit; or it set up the Tab key.
        _drop_output()
        return 0
    except OSError as error:
        # Our files name themselves (NoAccess); what is left is standard output on a full disk, and
        # the files of a shell, into which Typer writes.
        from so_cli import wording

        _drop_output()
        why = error.strerror or error
        file = error.filename or wording.STANDARD_OUTPUT
        _say(wording.CANNOT_WRITE.format(file=file, why=why))
        return NoAccess.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return Stopped.exit_code
    return code if isinstance(code, int) else 0


def _complete() -> int:
    """Say what the Tab key would finish; the code where that does not work.

    Typer answers and leaves. An error offers nothing and says nothing: it would stand in the middle
    of a line that is half typed.
    """
    with suppress(Exception, KeyboardInterrupt):
        app([], prog_name="so")
    return NoAccess.exit_code


def _drop_output() -> None:
    """Nothing that still waits to be printed may fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    from so_cli.cli.lines import say_aside

    with suppress(OSError):
        say_aside(text)
