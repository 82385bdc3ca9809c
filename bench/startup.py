"""How fast `so` starts, beside the parts that it cannot do without."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

from measuring import SO, Environment, Row, Run, Scale, Used, command, measure, table

TITLE = "How fast it starts"
SECONDS_AT_MOST = 30


def section(scale: Scale) -> str:
    """Each row compares a command with a bare import of what it is made of."""
    results = [measure(row, scale.pairs) for row in rows()]
    return f"""CPU time (user and system) of a whole process, beside a bare import of the
parts that it cannot do without. {scale.pairs} pairs of runs in turn. The first prompt is measured
in a terminal, up to the moment when the first list stands there; the import beside it likewise.

{table(results)}"""


def rows() -> list[Row]:
    typer_alone = imports("typer")
    typer_and_rich = imports("typer", "rich.console")
    all_three = imports_until_shown("typer", "rich.console", "questionary")
    checklist = ("checklist", "records", "--stage", "post-biopsy")
    # The last row of the first list: by then all of it has been drawn.
    prompt = until_shown(b"Use plain numbered lines", SO, "interview")
    return [
        Row("so --version", command(SO, "--version"), *typer_alone, 1.10),
        Row("so --help", command(SO, "--help"), *typer_and_rich, 1.00),
        Row(f"so {' '.join(checklist)}", command(SO, *checklist), *typer_and_rich, 1.25),
        Row("so interview, first prompt", prompt, *all_three, 1.25),
        Row("so interview, first prompt", prompt, *bare_list()),
    ]


def until_shown(shown: bytes, *arguments: str) -> Run:
    """What a command in a terminal uses, up to the moment when it shows `shown`."""

    def run(environment: Environment) -> Used:
        began = time.perf_counter()
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        seen = b""
        try:
            while shown not in seen:
                if not select.select([terminal], [], [], SECONDS_AT_MOST)[0]:
                    sys.exit(f"{' '.join(arguments)} did not show {shown.decode()}")
                new = os.read(terminal, 65536)
                if b"\x1b[6n" in new:  # it asks where the cursor is
                    os.write(terminal, b"\x1b[1;1R")
                seen += new
        finally:
            wall = time.perf_counter() - began
            os.kill(pid, signal.SIGKILL)
            _pid, _status, used = os.wait4(pid, 0)
            os.close(terminal)
        return Used(wall, used.ru_utime + used.ru_stime)

    return run


def imports(*modules: str) -> tuple[str, Run]:
    code = f"import {', '.join(modules)}"
    return f'python -c "{code}"', command(sys.executable, "-c", code)


def imports_until_shown(*modules: str) -> tuple[str, Run]:
    code = f"import {', '.join(modules)}"
    waiting = f"{code}; print('ready', flush=True); input()"
    return f'python -c "{code}"', until_shown(b"ready", sys.executable, "-c", waiting)


def bare_list() -> tuple[str, Run]:
    """The least that a first prompt can cost: the same imports, and one short list on its own."""
    asking = "questionary.select('', choices=['one', 'the last']).unsafe_ask()"
    code = f"import typer, rich.console, questionary; {asking}"
    return "the same, and one short list", until_shown(b"the last", sys.executable, "-c", code)
