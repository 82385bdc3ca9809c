"""A program on a pseudo-terminal, and the screen that it draws."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

UP, DOWN, SHIFT_TAB, ENTER, CTRL_C, CTRL_U = "\x1b[A", "\x1b[B", "\x1b[Z", "\r", "\x03", "\x15"
SIZES = pytest.mark.parametrize(("columns", "lines"), [(80, 24), (60, 12), (40, 12)])


class Terminal:
    """Python with these arguments on a pseudo-terminal of this size.

    `close` it in the end.
    """

    def __init__(
        self, columns: int, lines: int, *arguments: str, cwd: Path | None = None, **env: str
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable,
            [*arguments],
            cwd=cwd and str(cwd),
            dimensions=(lines, columns),
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **env},
            timeout=20,
        )

    def _pump(self, quiet: float) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=quiet)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        for part in data.split(b"\x1b[6n")[:-1]:
            self._stream.feed(part)
            cursor = self.screen.cursor
            self.child.send(f"\x1b[{cursor.y + 1};{cursor.x + 1}R")
        self._stream.feed(data.split(b"\x1b[6n")[-1])
        return True

    def _settle(self) -> None:
        """Wait until everything is drawn, however slow the machine: until the program sleeps."""
        while self._pump(0.1) or not self._sleeps():
            pass

    def _sleeps(self) -> bool:
        try:
            state = Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True  # it has ended, or this system has no such file: the pause must do
        return state not in {"R", "D"}

    def until(self, words: str) -> Terminal:
        """Wait until the words stand on the screen (or were ever written)."""
        end = time.monotonic() + 60
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n" + self.lines_shown
            self._pump(0.05)
        self._settle()
        return self

    def until_said(self, words: str) -> Terminal:
        """Wait until the words were written, wherever the lines break."""
        end = time.monotonic() + 60
        while words not in " ".join(self.raw.decode(errors="replace").split()):
            assert time.monotonic() < end, f"{words!r} never came:\n" + self.lines_shown
            self._pump(0.05)
        return self

    def press(self, *keys: str) -> Terminal:
        for key in keys:
            self.child.send(key)
            self._pump(2.0)  # every key draws something
            self._settle()
        return self

    def move(self, key: str) -> Terminal:
        """Press a key that moves the pointer, and wait until it has moved."""
        before, end = self.pointed, time.monotonic() + 60
        self.child.send(key)
        while self.pointed == before or self._pump(0.03):
            assert time.monotonic() < end, self.lines_shown
            self._pump(0.03)
        return self

    @property
    def lines_shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def text(self) -> str:
        return " ".join(self.lines_shown.split())

    @property
    def pointed(self) -> str:
        """The row that is drawn in reverse, on as many lines as it takes."""
        shown = [
            "".join(
                cells[x].data if cells[x].reverse else "" for x in range(self.screen.columns)
            ).strip()
            for cells in (self.screen.buffer[y] for y in range(self.screen.lines))
        ]
        return " ".join(filter(None, shown))

    @property
    def listens(self) -> bool:
        """Whether the cursor stands on a row of a list, or on a line to type on."""
        line: str = self.screen.display[self.screen.cursor.y]
        return line.lstrip().startswith(">")

    def replies(self) -> list[object]:
        end = time.monotonic() + 60
        while b"REPLIES " not in self.raw or not self.raw.endswith(b"\n"):
            assert time.monotonic() < end, self.lines_shown
            self._pump(0.05)
        answer: list[object] = json.loads(self.raw.split(b"REPLIES ")[-1])
        return answer

    def ended(self) -> int:
        """Wait until the program has ended; its exit code."""
        end = time.monotonic() + 60
        while self.child.isalive():
            assert time.monotonic() < end, self.lines_shown
            self._pump(0.05)
        while self._pump(0.05):
            pass
        self.child.close()
        code: int = self.child.exitstatus
        return code

    def close(self) -> None:
        """End the program, whatever it is doing."""
        self.child.close(force=True)
