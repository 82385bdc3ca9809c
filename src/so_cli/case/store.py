"""Where cases live, and how they are read and written without ever losing one."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import read_text
from so_cli.case.atomic import real, remove, sweep, write_whole
from so_cli.case.forms import beside, is_locked, locked_path, plain_path, present_form
from so_cli.case.model import Case
from so_cli.case.reading import CASE_ID, MAX_CASE_BYTES, read_case
from so_cli.case.writing import as_written
from so_cli.errors import BadFile, NoAccess, Problem, WrongUse

DEFAULT_CASE = "me"
ENDINGS = frozenset({".yaml", ".json", ".age"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def home() -> Path:
    """The folder for everything personal: SO_HOME, else the platform's user data folder."""
    if chosen := os.environ.get("SO_HOME"):
        return _at_home(chosen)
    from platformdirs import user_data_path

    return user_data_path("so", appauthor=False)


def cases_folder() -> Path:
    """The folder of cases that are called by name."""
    return home() / "cases"


def case_path(name: str | None) -> Path:
    """The file of the case `name`: a name, or a path (a separator or a case's ending in it).

    Of a case that is locked, and of no other, it is the locked file. Without a name SO_CASE
    counts, then `me`. Raises WrongUse for a name that no case can have.
    """
    if name is None:
        name = os.environ.get("SO_CASE") or DEFAULT_CASE
    is_path = os.sep in name or "/" in name or Path(name).suffix in ENDINGS
    return present_form(_at_home(name)) if is_path else named_case(name)


def named_case(name: str) -> Path:
    """The file of a case that is called by its name, whatever the name looks like.

    Raises WrongUse for a name that no case can have.
    """
    if not _NAME.fullmatch(name):
        raise WrongUse(wording.NOT_A_CASE_NAME.format(name=name), wording.CASE_NAMES)
    return present_form(cases_folder() / f"{name}.yaml")


def id_for(path: Path) -> str:
    """The id of a case that has none yet: the name of its file, where that can be an id."""
    stem = path.name.partition(".")[0]
    return stem if CASE_ID.fullmatch(stem) else DEFAULT_CASE


def case_files() -> list[Path]:
    """The cases that are called by name, in the order of their names, each in its one form."""
    folder = cases_folder()
    try:
        found = list(folder.iterdir()) if has_case(folder) else []
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=folder, why=error.strerror)) from error
    names = {name_of(path) for path in found if path.name.endswith((".yaml", ".yaml.age"))}
    return [named_case(name) for name in sorted(filter(_NAME.fullmatch, names))]


def name_of(path: Path) -> str:
    """The name of a case that is called by name, out of its file, locked or not."""
    return plain_path(path).stem


def load_case(path: Path, bank: Bank) -> Case:
    """The case in a file that is not locked.

    Raises BadFile with every problem, NoAccess where it cannot be read.
    """
    if is_locked(path) and has_case(path):
        raise _is_locked(path)
    text = read_text(path, max_bytes=MAX_CASE_BYTES)
    case, problems = read_case(text, str(path), bank)
    if case is None:
        raise BadFile(problems, wording.CASE_IS_UNTOUCHED)
    return case


def dump_case(case: Case) -> str:
    """The case as the text of its file."""
    body = yaml.dump(
        as_written(case), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96
    )
    return f"# {wording.CASE_FIRST_LINE}\n{body}"


class CaseFile:
    """A case file that this program holds for writing.

    The version from before the first save of this session stays beside it, as `.NAME.previous`.
    """

    def __init__(self, path: Path) -> None:
        """Use `open_for_writing`, which takes the lock."""
        self.path = path
        self._kept_previous = False

    def save(self, case: Case) -> None:
        """Write the case whole or not at all; it is on disk when this returns."""
        self.save_text(dump_case(case))

    def save_text(self, text: str) -> None:
        """The same with the text of a case, which was checked by `read_case`."""
        previous = None if self._kept_previous else previous_path(self.path)
        write_whole(self.path, bounded(text, self.path), keep=previous)
        self._kept_previous = True


def bounded(text: str, path: Path) -> bytes:
    """The text as the bytes of the file. Raises BadFile where it could not be read again."""
    data = text.encode()
    if len(data) > MAX_CASE_BYTES:
        wrong = wording.TOO_LARGE.format(limit=MAX_CASE_BYTES // 1_000_000)
        raise BadFile([Problem(str(path), 0, "", wrong, wording.SHORTEN_IT)])
    return data


@contextmanager
def open_for_writing(path: Path) -> Iterator[CaseFile]:
    """Hold a case file to change it; raises NoAccess as `held` does, and where it is locked."""
    with held(path) as plain:
        locked = locked_path(plain)
        if not has_case(plain) and has_case(locked):
            raise _is_locked(locked)
        if is_locked(path) and not has_case(plain):
            # A case begins in plain text: `pat.yaml.age` cannot be a new one.
            raise NoAccess(wording.NO_SUCH_FILE.format(file=path), wording.TO_BEGIN)
        yield CaseFile(plain)


@contextmanager
def held(path: Path) -> Iterator[Path]:
    """Hold a case, locked or not; a second holder is refused with NoAccess, naming the first.

    Gives the path of its plain form, there or not. Of a link, the file that it leads to is held:
    two names of one case have one holder.
    """
    from filelock import FileLock, Timeout

    path = plain_path(real(path))
    _make_private_folder(path.parent)
    lock_path = beside(path, "lock")
    lock = FileLock(lock_path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise NoAccess(
            wording.CASE_IS_HELD.format(case=path, holder=_holder(beside(path, "holder"))),
            wording.CLOSE_IT,
        ) from error
    except OSError as error:
        raise _no_access(path, error) from error
    try:
        _name_holder(path)
        sweep(path)
        yield path
    finally:
        # Whoever opens it between the two lines finds it unlinked and tries again.
        for kept in (beside(path, "holder"), lock_path):
            with suppress(OSError):
                kept.unlink()
        lock.release()


def delete_case(path: Path) -> None:
    """Remove a case in every form, and everything kept beside it."""
    with held(path) as plain:
        remove(previous_path(plain), locked_path(plain), plain, path)


def has_case(path: Path) -> bool:
    """Whether there is a file. Raises NoAccess where its folder may not be looked into."""
    try:
        return path.exists()
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=path, why=error.strerror)) from error


def previous_path(path: Path) -> Path:
    """Where the version before this session's first save is kept."""
    return beside(path, "previous")


def _at_home(path: str) -> Path:
    """The path with `~` filled in; where there is no such home, it is a folder named `~...`."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _name_holder(path: Path) -> None:
    """Write down who holds a case.

    Not into the lock file itself: Windows lets nobody else read what is locked. A full disk must
    not keep her from her answers, so no name is better than no case.
    """
    with suppress(OSError):
        holder = beside(path, "holder")
        holder.touch(mode=0o600)
        holder.write_text(str(os.getpid()), encoding="ascii")


def _holder(holder: Path) -> str:
    try:
        return wording.PROCESS.format(number=int(holder.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return wording.ANOTHER_PROGRAM


def _make_private_folder(folder: Path) -> None:
    try:
        if real(home()) in (folder, *folder.parents):
            folder.mkdir(parents=True, exist_ok=True)
            for each in (real(home()), folder):
                each.chmod(0o700)
        elif not folder.is_dir():
            raise NoAccess(wording.NO_SUCH_FOLDER.format(folder=folder), wording.MAKE_THE_FOLDER)
    except OSError as error:
        raise _no_access(folder, error) from error


def _is_locked(path: Path) -> NoAccess:
    advice = wording.UNLOCK_FIRST.format(command=_unlocking(path))
    return NoAccess(wording.CASE_IS_LOCKED.format(file=path), advice)


def _unlocking(path: Path) -> str:
    """The command that unlocks this case, as it is typed."""
    words = ["so", "case", "unlock"]
    if plain_path(path) != plain_path(case_path(None)):
        is_named = path.parent == cases_folder()
        words += ["--case", name_of(path) if is_named else str(path)]
    return shlex.join(words)


def _no_access(path: Path, error: OSError) -> NoAccess:
    return NoAccess(wording.CANNOT_WRITE.format(file=path, why=error.strerror or error))
