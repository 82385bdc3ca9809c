"""The export: chunks of cases go out to be worked on, and what comes back is put in its place.

All that decides anything happens here, in the order of the sources, so that the same sources give
the same outputs however many work on them.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.batch.engine import Engine, in_order
from so_cli.batch.job import work
from so_cli.batch.journal import Journal
from so_cli.batch.manifest import Entry
from so_cli.batch.model import (
    Chunk,
    Failed,
    Made,
    Place,
    Result,
    Setup,
    UrgentCase,
    errors_of,
)
from so_cli.batch.names import id_taken, name_key
from so_cli.batch.reading import data_of, digest_of
from so_cli.batch.targets import Folder, New, Step, Target
from so_cli.case.forms import plain_path
from so_cli.errors import BadFile, Problem


class Progress(Struct):
    """How far an export has come.

    Cases made, failed, there already, removed, and urgent ones among those that are there; bytes
    of the sources that were read; seconds.
    """

    done: int = 0
    failed: int = 0
    skipped: int = 0
    removed: int = 0
    urgent: int = 0
    read: int = 0
    seconds: float = 0.0

    @property
    def seen(self) -> int:
        """Cases that were looked at."""
        return self.done + self.failed + self.skipped

    @property
    def per_second(self) -> float:
        """Cases that were looked at in a second."""
        return self.seen / self.seconds if self.seconds else 0.0


class Journals(Struct, frozen=True):
    """What is wrong, and what cannot wait."""

    errors: Journal
    urgent: Journal


class Export:
    """One run over the sources."""

    def __init__(  # noqa: PLR0913 - it is all that an export consists of
        self,
        setup: Setup,
        target: Target,
        journals: Journals,
        *,
        resume: bool,
        strict: bool,
        tell: Callable[[Progress], None],
    ) -> None:
        """`tell` is called after every chunk."""
        self.progress = Progress()
        self._setup = setup
        self._target = target
        self._journals = journals
        self._is_resumed = resume
        self._is_strict = strict
        self._tell = tell
        self._failed_keys: set[str] = set()
        self._unreadable: set[str] = set()
        self._began = monotonic()

    def run(self, chunks: Iterable[Chunk], engine: Engine) -> Progress:
        """Do all of it. Raises BadFile at the first bad case where it is strict, and NoAccess."""
        planned: deque[tuple[Chunk, dict[Place, Entry]]] = deque()

        def left() -> Iterator[Chunk]:
            for chunk in chunks:
                known = self._known(chunk)
                planned.append((chunk, known))
                places = tuple(place for place in chunk.places if place not in known)
                yield replace(chunk, places=places)

        for results in in_order(engine, partial(work, self._setup), left()):
            self._take(*planned.popleft(), results)
            self.progress.seconds = monotonic() - self._began
            self._tell(self.progress)
        self._target.finish()
        return self.progress

    def prune(self, folder: Folder) -> None:
        """Remove what was made of cases that are no longer in the sources.

        Of what cannot be read now, it stays.
        """
        self.progress.removed = folder.prune(
            lambda entry: entry.key in self._failed_keys or _plain(entry.source) in self._unreadable
        )

    def _known(self, chunk: Chunk) -> dict[Place, Entry]:
        """The places of a chunk of whose cases everything is there already."""
        known: dict[Place, Entry] = {}
        if not self._is_resumed:
            return known
        with suppress(OSError):  # who works on it says so
            for place, data in data_of(chunk):
                if isinstance(data, bytes):
                    found = self._target.manifest.find(digest_of(chunk, place, data))
                    if found and self._target.is_whole(found):
                        known[place] = found._replace(source=place.name, line=place.line)
        return known

    def _take(self, chunk: Chunk, known: dict[Place, Entry], results: list[Result]) -> None:
        """Put what came of a chunk in its place."""
        came: dict[Place, Result | Entry] = {**known, **{each.place: each for each in results}}
        steps, failed = self._sorted(chunk, came)
        self._is_resumed = self._is_resumed and self._target.follows(steps)
        if known and not self._is_resumed:
            left = replace(chunk, places=tuple(known))
            came |= {each.place: each for each in work(self._setup, left)}
            steps, failed = self._sorted(chunk, came)
        self._target.take(steps)
        for taken in steps:
            self._count(taken)
        for each in failed:
            self._fail(each)
        self.progress.read += sum(map(_size, chunk.places))
        if failed and self._is_strict:
            raise BadFile(failed[0].problems, wording.STOPPED_AT_THE_FIRST)

    def _sorted(
        self, chunk: Chunk, came: Mapping[Place, Result | Entry]
    ) -> tuple[list[Step], list[Failed]]:
        """What can go where it belongs, and what cannot, in the order of the chunk."""
        steps: list[Step] = []
        failed: list[Failed] = []
        here: dict[str, str] = {}
        for place in chunk.places:
            each = came[place]
            step = each if isinstance(each, Failed) else self._checked(each, place, here)
            if not isinstance(step, Failed):
                steps.append(step)
                continue
            failed.append(step)
            if self._is_strict:
                break
        return steps, failed

    def _checked(self, step: Made | Entry, place: Place, here: dict[str, str]) -> Step | Failed:
        """The case, if it can go where it belongs. `here`: where each id of this chunk stands."""
        key = name_key(step.id)
        before, is_holder = self._target.manifest.before(key)
        holder = before.where if before and is_holder else ""
        if flaw := self._flaw(step, place, before, here.get(key, holder)):
            if isinstance(step, Made):
                self._target.drop(step)
            return Failed(place, step.id, (flaw,))
        here[key] = place.where
        return New(step, before) if isinstance(step, Made) else step

    def _flaw(
        self, step: Made | Entry, place: Place, before: Entry | None, holder: str
    ) -> Problem | None:
        """Why a case that can be read cannot be exported. `holder`: who has its id, if anybody."""
        if holder:
            return id_taken(step.id, place, holder)
        wrong = self._target.refuses(step, before) if isinstance(step, Made) else ""
        return Problem(place.name, place.line, "", wrong, wording.MOVE_IT_AWAY) if wrong else None

    def _count(self, step: Step) -> None:
        if isinstance(step, New):
            self.progress.done += 1
            done: Made | Entry = step.made
            source, line = step.made.place.name, step.made.place.line
        else:
            self.progress.skipped += 1
            done = step
            source, line = step.source, step.line
        if done.urgent:
            self.progress.urgent += 1
            self._journals.urgent.add(
                UrgentCase(source=source, line=line, id=done.id, urgent=done.urgent)
            )

    def _fail(self, failed: Failed) -> None:
        self.progress.failed += 1
        self._journals.errors.add(errors_of(failed))
        if failed.id:
            self._failed_keys.add(name_key(failed.id))
        # A file with one case may have lost its id, and be called otherwise.
        if not failed.id or failed.place.length < 0:
            self._unreadable.add(_plain(failed.place.name))


def _plain(file: str) -> str:
    """A case that is locked now may have been exported before."""
    return str(plain_path(Path(file)))


def _size(place: Place) -> int:
    """How many bytes a case takes, as far as that can be said."""
    if place.length >= 0:
        return place.length
    with suppress(OSError):
        return os.stat(place.file).st_size  # noqa: PTH116 - of a million files
    return 0
