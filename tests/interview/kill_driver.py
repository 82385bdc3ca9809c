"""Starts an interview for each folder named on standard input, and says its process id.

Python and the bank are loaded once, and shared by all: each interview is a fork of this program.
What is typed comes through the pipe `typed` of its folder, what it says goes into `said`.
"""

from __future__ import annotations

import os
import signal
import sys

from so_cli.bank.loader import open_bank
from so_cli.cli import interview  # noqa: F401 - loaded before the first fork
from so_cli.cli.app import main


def begin(folder: str) -> None:
    os.chdir(folder)
    os.environ["SO_HOME"] = folder
    for stream, name, way in ((0, "typed", os.O_RDONLY), (1, "said", os.O_WRONLY)):
        os.dup2(os.open(name, way), stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a stream
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["so", "interview", "--plain", "--case", f"{folder}/me.yaml"]
    main()


if __name__ == "__main__":
    assert open_bank().facts
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who was killed
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            begin(line.rstrip("\n"))
        print(child, flush=True)
