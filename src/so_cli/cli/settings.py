"""What the program remembers about how a person likes to use it: one line, no answers."""

from __future__ import annotations

from contextlib import suppress

from so_cli.case.atomic import write_whole
from so_cli.case.store import home
from so_cli.errors import SoError

PLAIN = "plain: yes\n"


def wants_plain(*, plain: bool) -> bool:
    """Whether to print plain lines: `--plain`, or what she chose before."""
    if plain:
        return True
    with suppress(OSError, UnicodeDecodeError):
        return (home() / "settings.yaml").read_text(encoding="utf-8") == PLAIN
    return False


def remember_plain() -> None:
    """Keep the choice; where it cannot be kept, she is asked again next time."""
    with suppress(SoError, OSError):
        home().mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(home() / "settings.yaml", PLAIN.encode())
