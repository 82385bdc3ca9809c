"""Where cases live, and how they are read and written without ever losing one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import msgspec.structs
import yaml

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import read_text
from so_cli.case.atomic import real, sweep, write_whole
from so_cli.case.model import Answer, Case
from so_cli.case.reading import CASE_ID, MAX_CASE_BYTES, read_case
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

    Without a name SO_CASE counts, then `me`. Raises WrongUse for a name that no case can have.
    """
    if name is None:
        name = os.environ.get("SO_CASE") or DEFAULT_CASE
    is_path = os.sep in name or "/" in name or Path(name).suffix in ENDINGS
    if is_path:
        return _at_home(name)
    if not _NAME.fullmatch(name):
        raise WrongUse(wording.NOT_A_CASE_NAME.format(name=name), wording.CASE_NAMES)
    return cases_folder() / f"{name}.yaml"


def id_for(path: Path) -> str:
    """The id of a case that has none yet: the name of its file, where that can be an id."""
    stem = path.name.partition(".")[0]
    return stem if CASE_ID.fullmatch(stem) else DEFAULT_CASE


def case_files() -> list[Path]:
    """The cases that are called by name, in the order of their names."""
    folder = cases_folder()
    try:
        found = list(folder.iterdir()) if has_case(folder) else []
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=folder, why=error.strerror)) from error
    return sorted(path for path in found if path.suffix == ".yaml" and _NAME.fullmatch(path.stem))


def load_case(path: Path, bank: Bank) -> Case:
    """The case in a file. Raises BadFile with every problem, NoAccess where it cannot be read."""
    text = read_text(path, max_bytes=MAX_CASE_BYTES)
    case, problems = read_case(text, str(path), bank)
    if case is None:
        raise BadFile(problems, wording.CASE_IS_UNTOUCHED)
    return case


def dump_case(case: Case) -> str:
    """The case as the text of its file."""
    raw = {"so": case.so, "id": case.id} | _plain(case)
    body = yaml.dump(_written(raw), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96)
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
        previous = None if self._kept_previous else previous_path(self.path)
        data = dump_case(case).encode()
        if len(data) > MAX_CASE_BYTES:
            limit = MAX_CASE_BYTES // 1_000_000
            wrong = wording.TOO_LARGE.format(limit=limit)
            raise BadFile([Problem(str(self.path), 0, "", wrong, wording.SHORTEN_IT)])
        write_whole(self.path, data, keep=previous)
        self._kept_previous = True


@contextmanager
def open_for_writing(path: Path) -> Iterator[CaseFile]:
    """Hold a case file; a second holder is refused with NoAccess, naming the first.

    Of a link, the file that it leads to is held: two names of one case have one holder.
    """
    from filelock import FileLock, Timeout

    path = real(path)
    _make_private_folder(path.parent)
    lock_path = _beside(path, "lock")
    lock = FileLock(lock_path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise NoAccess(
            wording.CASE_IS_HELD.format(case=path, holder=_holder(_beside(path, "holder"))),
            wording.CLOSE_IT,
        ) from error
    except OSError as error:
        raise _no_access(path, error) from error
    try:
        _name_holder(path)
        sweep(path)
        yield CaseFile(path)
    finally:
        # Whoever opens it between the two lines finds it unlinked and tries again.
        for kept in (_beside(path, "holder"), lock_path):
            with suppress(OSError):
                kept.unlink()
        lock.release()


def delete_case(path: Path) -> None:
    """Remove a case and everything kept beside it."""
    with open_for_writing(path):
        try:
            for kept in (real(path), path, previous_path(real(path))):
                kept.unlink(missing_ok=True)
        except OSError as error:
            raise _no_access(path, error) from error


def has_case(path: Path) -> bool:
    """Whether there is a file. Raises NoAccess where its folder may not be looked into."""
    try:
        return path.exists()
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=path, why=error.strerror)) from error


def previous_path(path: Path) -> Path:
    """Where the version before this session's first save is kept."""
    return _beside(path, "previous")


def _at_home(path: str) -> Path:
    """The path with `~` filled in; where there is no such home, it is a folder named `~...`."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def _name_holder(path: Path) -> None:
    """Write down who holds a case.

    Not into the lock file itself: Windows lets nobody else read what is locked. A full disk must
    not keep her from her answers, so no name is better than no case.
    """
    with suppress(OSError):
        holder = _beside(path, "holder")
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


def _no_access(path: Path, error: OSError) -> NoAccess:
    return NoAccess(wording.CANNOT_WRITE.format(file=path, why=error.strerror or error))


def _plain(value: Any) -> Any:
    """The value in lists, mappings and texts; of a struct only what is not as it is by default.

    An answer that is a value and nothing else stands in its short form.
    """
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        said = {
            field.encode_name: _plain(getattr(value, field.name))
            for field in fields
            if field.required or getattr(value, field.name) != _default(field)
        }
        is_short = isinstance(value, Answer) and said.keys() == {"value"}
        return said["value"] if is_short else said
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    is_made = field.default_factory is not msgspec.NODEFAULT
    return field.default_factory() if is_made else field.default


def _written(value: Any) -> Any:
    """The value as it stands in the file: a text that is a day as a day, without quotes."""
    if isinstance(value, dict):
        return {_text(key): _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    if not isinstance(value, str):
        return value
    if len(value) == 10 and value[4] == value[7] == "-":
        with suppress(ValueError):
            day = date.fromisoformat(value)
            return day if day.isoformat() == value else value
    return _text(value)


def _text(text: str) -> str:
    """The text; bytes that never were text (a broken paste) become "?", so that it can be saved."""
    return text if text.isascii() else text.encode(errors="replace").decode()
