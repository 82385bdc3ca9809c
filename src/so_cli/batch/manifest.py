"""What an export has done so far, in a file beside its outputs: so that it can go on.

Rows are written before outputs get their names, and stand as under way until the next are written:
whatever stops the program in between, the next run knows what is its own and what is left to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from so_cli import wording
from so_cli.batch.model import where
from so_cli.errors import NoAccess
from so_cli.packet.model import UrgentSign

VERSION = 1
_ABOUT = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT)"
_TABLES = (
    """CREATE TABLE IF NOT EXISTS cases (
        key TEXT PRIMARY KEY, id TEXT, source TEXT, line INTEGER, digest BLOB, files TEXT,
        urgent BLOB, number INTEGER, ends INTEGER, made_of TEXT, seen INTEGER
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS by_digest ON cases (digest)",
    "CREATE INDEX IF NOT EXISTS by_number ON cases (number)",
    "CREATE TABLE IF NOT EXISTS under_way (key TEXT PRIMARY KEY)",
)
_FIELDS = "key, id, source, line, digest, files, urgent, number, ends"
_COLUMNS = (*_FIELDS.split(", "), "made_of", "seen")
OUTDATED = -1
"""The size of an output that was made of other bytes, or otherwise: no file has it."""
_SIGNS = msgspec.json.Decoder(tuple[UrgentSign, ...])


class Entry(NamedTuple):
    """A case that was exported.

    key     what no other case of an export has (batch/names.py)
    source  where it stood, with its line, for whoever looks for it
    files   its outputs, by their names within the folder, each with its size
    number  which line it is in a file of JSON Lines, from 0, and where that line `ends`
    """

    key: str
    id: str
    source: str
    line: int
    digest: bytes
    files: Mapping[str, int]
    urgent: tuple[UrgentSign, ...]
    number: int = 0
    ends: int = 0

    @property
    def where(self) -> str:
        """Where it stood, as it is named to a person."""
        return where(self.source, self.line)


def outdated(entry: Entry) -> Entry:
    """The entry, whose outputs are known, and are not what would be made now."""
    return entry._replace(files=dict.fromkeys(entry.files, OUTDATED))


class Manifest:
    """The entries of one export. Nobody else can open it meanwhile."""

    def __init__(self, path: Path | None) -> None:
        """`path`: None keeps it for this run alone.

        Raises NoAccess where it cannot be opened, is none, or another export holds it.
        """
        self.path = path
        self.made_of = ""
        with self._told():
            if path is not None:
                path.touch(mode=0o600)  # sqlite itself would let everybody read it
            self._rows = sqlite3.connect(path or "", isolation_level=None, timeout=0)
            # A killed program loses nothing by this. A power failure could damage the file, and
            # then the export begins anew.
            self._rows.execute("PRAGMA synchronous = OFF")
            self._rows.execute("PRAGMA locking_mode = EXCLUSIVE")
        with self._change():
            self._rows.execute(_ABOUT)
            if int(self._about("version") or VERSION) > VERSION:
                raise NoAccess(wording.NEWER_MANIFEST.format(file=path), wording.UPDATE_SO)
            for statement in _TABLES:
                self._rows.execute(statement)
            self._pass = int(self._about("pass") or 0) + 1
            self._say("version", str(VERSION))
            self._say("pass", str(self._pass))

    @property
    def made_on(self) -> date | None:
        """The day for which it was begun; None for a new one."""
        with self._told():
            found = self._about("made_on")
            return date.fromisoformat(found) if found else None

    def begin(self, made_on: date, made_of: str) -> None:
        """Say what is made now: `made_of` names the bank, the program, the day and the options."""
        self.made_of = made_of
        with self._change():
            self._say("made_on", made_on.isoformat())

    def find(self, digest: bytes) -> Entry | None:
        """What was made of a case with these bytes, just as it would be made now."""
        query = f"""SELECT {_FIELDS} FROM cases WHERE digest = ? AND made_of = ?
            AND key NOT IN (SELECT key FROM under_way)"""  # noqa: S608 - our own column names
        with self._told():
            row = self._rows.execute(query, (digest, self.made_of)).fetchone()
            return _entry(row) if row else None

    def before(self, key: str) -> tuple[Entry | None, bool]:
        """The entry that has this key by now, and whether this very run came to it: it counts.

        Of an entry that was made otherwise than now all files are OUTDATED.
        """
        query = f"SELECT {_FIELDS}, made_of, seen FROM cases WHERE key = ?"  # noqa: S608 - as above
        with self._told():
            row = self._rows.execute(query, (key,)).fetchone()
            if not row:
                return None, False
            *fields, made_of, seen = row
            entry = _entry(fields)
            return entry if made_of == self.made_of else outdated(entry), seen == self._pass

    def write(self, new: Iterable[Entry], kept: Iterable[Entry]) -> None:
        """Write down which cases this run has come to.

        Those of `kept` are there already; those of `new` are under way until the next call.
        """
        with self._change():
            self._rows.execute("DELETE FROM under_way")
            self._rows.executemany(
                "UPDATE cases SET seen = ?, source = ?, line = ? WHERE key = ?",
                [(self._pass, entry.source, entry.line, entry.key) for entry in kept],
            )
            rows = [self._as_row(entry) for entry in new]
            marks = ", ".join("?" * len(_COLUMNS))
            self._rows.executemany(f"REPLACE INTO cases VALUES ({marks})", rows)  # noqa: S608 - question marks
            keys = [row[:1] for row in rows]
            self._rows.executemany("INSERT OR IGNORE INTO under_way VALUES (?)", keys)

    def settle(self) -> None:
        """All that was claimed as new is finished."""
        with self._change():
            self._rows.execute("DELETE FROM under_way")

    def unseen(self) -> Iterator[Entry]:
        """What was exported once, and in this run has not come up."""
        query = f"SELECT {_FIELDS} FROM cases WHERE seen < ? ORDER BY key"  # noqa: S608 - as above
        with self._told():
            for row in self._rows.execute(query, (self._pass,)).fetchall():
                yield _entry(row)

    def forget(self, key: str) -> None:
        """Drop an entry."""
        with self._change():
            self._rows.execute("DELETE FROM cases WHERE key = ?", (key,))

    def last_line(self, size: int) -> tuple[int, int]:
        """How many lines of a file of JSON Lines are whole, made as now, and where they end.

        `size`: that of the file. What the manifest says beyond that, it forgets.
        """
        query = """SELECT number, ends FROM cases WHERE ends <= ? AND made_of = ?
            ORDER BY number"""
        count = ends = 0
        with self._told():
            for number, end in self._rows.execute(query, (size, self.made_of)):
                if number != count:
                    break
                count, ends = count + 1, end
        self.cut(count)
        return count, ends

    def cut(self, count: int) -> int:
        """Forget all lines but the first `count`; gives where the last of them ends."""
        with self._change():
            self._rows.execute("DELETE FROM cases WHERE number >= ?", (count,))
            row = self._rows.execute(
                "SELECT ends FROM cases WHERE number = ?", (count - 1,)
            ).fetchone()
        return row[0] if row else 0

    def close(self) -> None:
        """Let others have it."""
        self._rows.close()

    def _as_row(self, entry: Entry) -> tuple[Any, ...]:
        return (
            *entry[:5],
            msgspec.json.encode(entry.files).decode(),
            msgspec.json.encode(entry.urgent) if entry.urgent else None,
            entry.number,
            entry.ends,
            self.made_of,
            self._pass,
        )

    def _about(self, name: str) -> str:
        with self._told():
            query = "SELECT value FROM about WHERE name = ?"
            row = self._rows.execute(query, (name,)).fetchone()
        return row[0] if row else ""

    def _say(self, name: str, value: str) -> None:
        self._rows.execute("REPLACE INTO about VALUES (?, ?)", (name, value))

    @contextmanager
    def _change(self) -> Iterator[None]:
        """All that is done within happens, or nothing of it."""
        with self._told():
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._rows.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._rows.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong here, in words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise NoAccess(
                    wording.EXPORT_IS_HELD.format(file=self.path), wording.WAIT_FOR_IT
                ) from error
            raise NoAccess(
                wording.CANNOT_WRITE.format(file=self.path, why=error), wording.RESUME_LATER
            ) from error
        except (sqlite3.DatabaseError, msgspec.MsgspecError, ValueError) as error:
            raise NoAccess(
                wording.NOT_A_MANIFEST.format(file=self.path), wording.REMOVE_MANIFEST
            ) from error
        except OSError as error:
            raise NoAccess(
                wording.CANNOT_WRITE.format(file=self.path, why=error.strerror),
                wording.RESUME_LATER,
            ) from error


def _entry(row: tuple[Any, ...]) -> Entry:
    key, name, source, line, digest, files, urgent, number, ends = row
    signs = _SIGNS.decode(urgent) if urgent else ()
    return Entry(key, name, source, line, digest, msgspec.json.decode(files), signs, number, ends)
