"""A case under a passphrase: an age file in place of the plain one.

At every moment one of the two is there and whole, so that pulling the plug loses nothing.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.strict_yaml import as_text, read_data
from so_cli.case.atomic import has_leftovers, real, remove, write_whole
from so_cli.case.forms import locked_path, plain_path
from so_cli.case.model import Case
from so_cli.case.reading import MAX_CASE_BYTES, read_case
from so_cli.case.store import bounded, dump_case, held, previous_path
from so_cli.errors import BadFile, NoAccess, Problem

MAX_WORK = 22
"""The hardest work (a power of two) that a file may ask for; `age` itself stops there too."""
_HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{1,64} ([0-9]{1,4})\n")
_MAX_LOCKED_BYTES = MAX_CASE_BYTES + 100_000  # the header, and a seal on each part
_TOO_MUCH_NOW, _TRIES, _PAUSE = "Excessive work", 20, 0.1
"""What pyrage says where it would take far longer than it thinks a file should, by how fast the
computer seems to be just then: a busy one may seem far too slow, and a moment later not."""
_WRONG_PASSPHRASE = "Decryption failed"  # noqa: S105 - what pyrage says of a wrong one


def encrypt(data: bytes, passphrase: str) -> bytes:
    """The data as an age file that opens with this passphrase. Slow on purpose."""
    from pyrage import passphrase as age  # takes time to load, and most cases are not locked

    sealed: bytes = age.encrypt(data, passphrase)
    return sealed


def decrypt(data: bytes, passphrase: str, file: str) -> bytes:
    """What is in an age file; `file` is how it is called.

    Raises NoAccess for a wrong passphrase, and on a computer that is far too busy; BadFile where
    the file is damaged, is no such file, holds more than a case can, or asks for more work than a
    computer should do.
    """
    header = _HEADER.match(data)
    if header is None:
        raise _bad(file, wording.NOT_LOCKED_HERE, wording.ONLY_PASSPHRASES)
    if int(header[1]) > MAX_WORK:
        raise _bad(file, wording.TOO_MUCH_WORK)
    opened = _decrypted(data, passphrase, file)
    if len(opened) > MAX_CASE_BYTES:
        raise _bad(file, wording.TOO_LARGE.format(limit=MAX_CASE_BYTES // 1_000_000))
    return opened


def _decrypted(data: bytes, passphrase: str, file: str) -> bytes:
    import pyrage
    from pyrage import passphrase as age

    for _ in range(_TRIES):
        try:
            opened: bytes = age.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            if str(error).startswith(_WRONG_PASSPHRASE):
                raise NoAccess(
                    wording.WRONG_PASSPHRASE.format(file=file), wording.STILL_LOCKED
                ) from None
            if not str(error).startswith(_TOO_MUCH_NOW):
                raise _bad(file, wording.DAMAGED, wording.USE_A_COPY) from None
            time.sleep(_PAUSE)
        else:
            return opened
    raise NoAccess(wording.TOO_BUSY.format(file=file), wording.LESS_BUSY)


def read_locked(path: Path, passphrase: str) -> str:
    """The text in a locked file. Raises what `decrypt` raises, and where it cannot be read."""
    return as_text(_opened(path, passphrase), str(path))


def load_locked(path: Path, passphrase: str, bank: Bank) -> Case:
    """The case in a locked file, which stays locked. Raises BadFile and NoAccess."""
    case, problems = read_case(read_locked(path, passphrase), str(path), bank)
    if case is None:
        raise BadFile(problems, wording.UNLOCK_AND_MEND)
    return case


def lock_case(path: Path, passphrase: str) -> Path:
    """Put the plain case at `path` under the passphrase; the locked file.

    Whoever calls this holds the case (`store.held`). Nothing of it stays in plain text, the
    earlier version neither. Raises NoAccess or BadFile, and leaves the plain case as it was.
    """
    return _seal(path, read_data(path, max_bytes=MAX_CASE_BYTES), passphrase)


def save_locked(path: Path, case: Case, passphrase: str) -> Path:
    """Write a case locked, never in plain text; `path` is its plain form, and held."""
    return _seal(path, bounded(dump_case(case), path), passphrase)


def unlock_case(path: Path, passphrase: str) -> Path:
    """Put a locked case back into plain text; `path` is its plain form, and held.

    Gives the plain file. Raises NoAccess or BadFile, and leaves the case locked.
    """
    locked = locked_path(path)
    data = _opened(locked, passphrase)
    as_text(data, str(locked))  # whatever is no text is no case
    write_whole(path, data)
    remove(locked)
    return path


def clear_plain(path: Path) -> None:
    """Remove what is in plain text beside a locked case; `path` is its plain form, and held."""
    remove(previous_path(path))


def tidy(path: Path) -> None:
    """Remove plain text that a killed program left beside a locked case, where nobody holds it."""
    if has_leftovers(plain_path(real(path))):
        with suppress(NoAccess), held(path):
            pass


def _opened(path: Path, passphrase: str) -> bytes:
    return decrypt(read_data(path, max_bytes=_MAX_LOCKED_BYTES), passphrase, str(path))


def _seal(path: Path, data: bytes, passphrase: str) -> Path:
    locked = locked_path(path)
    write_whole(locked, encrypt(data, passphrase))
    # Read from the disk: what cannot be opened again must never be the only one.
    written = read_data(locked, max_bytes=_MAX_LOCKED_BYTES)
    if decrypt(written, passphrase, str(locked)) != data:
        remove(locked)
        raise _bad(str(locked), wording.DAMAGED)
    # The plain case goes last: as long as anything is in plain text, the case is not "locked".
    remove(previous_path(path), path)
    return locked


def _bad(file: str, wrong: str, right: str = "") -> BadFile:
    return BadFile([Problem(file, 0, "", wrong, right)])
