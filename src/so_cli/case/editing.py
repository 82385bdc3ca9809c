"""A copy of a case that is edited by hand, with what is wrong in it as lines at its top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from so_cli import wording
from so_cli.bank.strict_yaml import read_text
from so_cli.case.atomic import remove_folder
from so_cli.case.forms import edit_folder
from so_cli.case.reading import MAX_CASE_BYTES
from so_cli.clean import clean
from so_cli.errors import NoAccess, Problem

NOTE = "# so: "
"""How the lines begin that are put into the copy, and taken out of it again."""
MOST_NOTES = 20


class Copy:
    """The copy, as a file for an editor."""

    def __init__(self, path: Path) -> None:
        """Use `edited_copy`, which makes its folder."""
        self.path = path

    def write(self, text: str, problems: Sequence[Problem]) -> None:
        """Write the text, with what is wrong in it on top."""
        self.path.touch(mode=0o600)
        self.path.write_bytes(with_notes(text, problems).encode())

    def read(self) -> str:
        """The text without those lines. Raises BadFile and NoAccess as `read_text` does."""
        return without_notes(read_text(self.path, max_bytes=2 * MAX_CASE_BYTES))


@contextmanager
def edited_copy(path: Path) -> Iterator[Copy]:
    """A copy of the case `path`, which is held, in a private folder beside it.

    Beside it and not in the system's temporary folder: there anybody may look, and a copy may
    stay. The folder goes at the end with all that an editor left in it; where this program is
    killed, it goes when the case is next held. Raises NoAccess.
    """
    folder = edit_folder(path)
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        why = error.strerror or error
        raise NoAccess(wording.CANNOT_WRITE.format(file=folder, why=why)) from error
    try:
        yield Copy(folder / path.name)
    finally:
        remove_folder(folder)


def with_notes(text: str, problems: Sequence[Problem]) -> str:
    """The text, below lines that say what is wrong and where it stands in this very file."""
    if not problems:
        return text
    shown = problems[:MOST_NOTES]
    above = 2 + len(shown)
    notes = [wording.EDIT_NOTE, wording.EDIT_NOTES_GO, *(_said(each, above) for each in shown)]
    return "".join(f"{NOTE}{clean(note)}\n" for note in notes) + text


def without_notes(text: str) -> str:
    """The text without the lines of `with_notes`, wherever they stand now."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(NOTE))


def _said(problem: Problem, above: int) -> str:
    what = ": ".join(filter(None, [problem.key, problem.sentence]))
    return (
        wording.EDIT_NOTE_LINE.format(line=problem.line + above, what=what)
        if problem.line
        else what
    )
